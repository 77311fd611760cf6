"""Tokens of one's own: what their holders may do and see, at every vendor in that vendor's own way."""

import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest, Taken, Unknown
from ats_sandbox.control.fixtures.names import ids_of
from ats_sandbox.vendors import VENDORS
from ats_sandbox.vendors.smartrecruiters.samples import sample_of
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.control.commands import document, told

ClientOf = Callable[[str], VendorClient]

SEEN = ("1", "2")
"""The jobs that the holder of the token `few` may see, by the ids of one vendor."""

WITH_RIGHTS_ON_JOBS = [vendor for vendor in VENDORS if vendor.name != "datadriven"]
"""Data Driven receives what is pushed to it; its tokens are a whole system's, not one recruiter's."""

WORD = re.compile(r"[\w.@+-]+")
"""What ids and addresses are, between the marks of JSON."""

each_vendor = pytest.mark.parametrize("vendor", VENDORS, ids=lambda vendor: vendor.name)


def add(tester: VendorClient, token: str, **facts: Any) -> Any:
    """Let a token in."""
    answer = tester.post("/principals", json={"token": token, **facts}, token=None)
    assert answer.status_code == 201, answer.text
    return answer.json


def listing(vendor: Vendor) -> list[Operation]:
    """The operations that list records of the hiring, without a record in their path."""
    found = (one for one in vendor.operations if not one.writes and "{" not in one.path)
    return [one for one in found if re.search(r"(^|_)(list|search)_(candidates|jobs|applica|offers|notes)", one.id)]


def few_see(world: Reading) -> tuple[set[int], set[int], set[int]]:
    """The jobs, applications and candidates that the holder of `few` sees, worked out from the world alone."""
    jobs = set(map(int, SEEN))
    applications = {one.id for one in world.applications if one.job in jobs}
    people = {
        one.id
        for one in world.candidates
        if not world.applications.where(candidate=one.id)
        or any(each.id in applications for each in world.applications.where(candidate=one.id))
    }
    return jobs, applications, people


def hidden_ids(world: Reading) -> Iterator[str]:
    """Every way in which some vendor would write down what the holder of `few` must not see."""
    jobs, applications, people = few_see(world)
    shown = {"job": jobs, "application": applications, "candidate": people}
    rows = {"job": world.jobs, "application": world.applications, "candidate": world.candidates}
    for kind, seen in shown.items():
        for record in rows[kind]:
            if record.id not in seen:
                ids = ids_of(world, VENDORS, kind, record.id)
                yield from (id for name, id in ids.items() if name != "skailer")
    addresses = {one.email for one in world.candidates if one.id in people}
    yield from (
        one.email for one in world.candidates if one.id not in people and one.email not in addresses if one.email
    )


def a_hidden_family(world: Reading) -> dict[str, int]:
    """Somebody who is only on a job that is not seen, and everything that hangs on them there."""
    _, applications, people = few_see(world)

    def family(one: Application) -> dict[str, Any]:
        interview = world.interviews.where(application=one.id).first()
        return {
            "application": one,
            "candidate": world.candidates[one.candidate],
            "job": world.jobs[one.job],
            "interview": interview,
            "timeslot": world.timeslots.where(interview=0 if interview is None else interview.id).first(),
            "offer": world.offers.where(application=one.id).first(),
            "scorecard": world.scorecards.where(application=one.id).first(),
            "note": world.notes.where(application=one.id).first(),
            "posting": world.postings.where(job=one.job).first(),
            "position": world.positions.where(job=one.job).first(),
            "attachment": world.attachments.where(candidate=one.candidate).first(),
        }

    hidden = (one for one in world.applications if one.id not in applications and one.candidate not in people)
    whole = next(found for found in map(family, hidden) if all(one is not None for one in found.values()))
    return {kind: record.id for kind, record in whole.items()}


@pytest.mark.parametrize("vendor", WITH_RIGHTS_ON_JOBS, ids=lambda vendor: vendor.name)
def test_no_list_tells_anything_of_what_is_hidden(tester: VendorClient, client_of: ClientOf, vendor: Vendor) -> None:
    add(tester, "few", jobs=list(SEEN))
    client = client_of(vendor.name)
    secrets = set(hidden_ids(client.read()))
    hiding = 0

    for operation in (one for one in vendor.operations if not one.writes and "{" not in one.path):
        if "logs" in operation.id:
            continue  # what a client itself had asked for, its own ids included
        for query in ({}, {"page_size": "100"}, {"limit": "100"}, {"include_raw_data": "true"}):
            body = {"json": {"per_page": 100}} if operation.method == "POST" else {}
            answer = client.send(operation.method, operation.path, token="few", query_string=query, **body)
            assert secrets.isdisjoint(WORD.findall(answer.text)), operation.id
            whole = client.send(operation.method, operation.path, query_string=query, **body)
            hiding += not secrets.isdisjoint(WORD.findall(whole.text))

    assert hiding >= 3, "a token with every right is told more"


@pytest.mark.parametrize("vendor", WITH_RIGHTS_ON_JOBS, ids=lambda vendor: vendor.name)
def test_no_record_is_read_that_hangs_on_a_hidden_job(
    tester: VendorClient, client_of: ClientOf, vendor: Vendor
) -> None:
    """Whatever a path parameter means: with an id of something hidden in it, no read succeeds."""
    add(tester, "few", jobs=list(SEEN))
    client = client_of(vendor.name)
    world = client.read()
    family = a_hidden_family(world)
    refused = set()

    for operation in (one for one in vendor.operations if not one.writes and one.path.count("{") == 1):
        if "{companyIdentifier}" in operation.path:
            continue  # a company that does not exist has an empty board
        for kind, ordinal in family.items():
            if vendor.name == "skailer" and kind not in vendor.ids:
                continue  # plain numbers: another kind's number would name another record
            naming = vendor.ids.get(kind)
            id = native_id(world, kind, ordinal) if naming is None else naming.write(world, ordinal)
            path = re.sub(r"\{[^}]+\}", id, operation.path)
            if vendor.name == "skailer" and kind != {"applicants": "candidate"}.get(path.split("/")[3], "application"):
                continue
            answer = client.send(operation.method, path, token="few")
            assert answer.status_code in (400, 401, 403, 404, 422, 501), f"{operation.id} with the id of a {kind}"
            refused.add(answer.status_code)

    assert refused & {403, 404}


@pytest.mark.parametrize("vendor", WITH_RIGHTS_ON_JOBS, ids=lambda vendor: vendor.name)
def test_what_is_left_is_seen_in_full(tester: VendorClient, client_of: ClientOf, vendor: Vendor) -> None:
    add(tester, "few", jobs=list(SEEN))
    client = client_of(vendor.name)
    world = client.read()
    jobs, applications, people = few_see(world)

    for kind, seen in (("job", jobs), ("application", applications), ("candidate", people)):
        if (vendor.name, kind) == ("smartrecruiters", "candidate"):
            seen = {one for one in seen if world.applications.where(candidate=one)}
        found = list(_walk(client, vendor, kind))
        assert found == [vendor.ids[kind].write(world, id) for id in sorted(seen)] or kind not in WALKS[vendor.name]


WALKS: dict[str, dict[str, str]] = {
    "smartrecruiters": {"job": "/jobs", "candidate": "/candidates"},
    "stackone": {
        "job": "/unified/ats/jobs",
        "candidate": "/unified/ats/candidates",
        "application": "/unified/ats/applications",
    },
    "bindbee": {
        "job": "/api/ats/v1/jobs",
        "candidate": "/api/ats/v1/candidates",
        "application": "/api/ats/v1/applications",
    },
    "skailer": {
        "job": "/api/v1/jobs/search",
        "candidate": "/api/v1/applicants/search",
        "application": "/api/v1/candidates/search",
    },
}


def _walk(client: VendorClient, vendor: Vendor, kind: str) -> Iterator[str]:
    """Every id of a list, through all of its pages, as the holder of `few` walks it."""
    path = WALKS[vendor.name].get(kind)
    cursor, number = None, 1
    while path is not None:
        if vendor.name == "smartrecruiters":
            query = {
                "limit": "50",
                **({"sort": "job_id"} if kind == "job" else {}),
                **({"pageId": cursor} if cursor else {}),
            }
            page = client.get(path, token="few", query_string=query).json
            rows, cursor = page["content"], page.get("nextPageId")
        elif vendor.name == "stackone":
            query = {"page_size": "50", **({"next": cursor} if cursor else {})}
            page = client.get(path, token="few", query_string=query).json
            rows, cursor = page["data"], page["next"]
        elif vendor.name == "bindbee":
            query = {"page_size": "50", **({"cursor": cursor} if cursor else {})}
            page = client.get(path, token="few", query_string=query).json
            rows, cursor = page["items"], page["cursor"]
        else:
            page = client.post(path, token="few", json={"page": number, "per_page": 50}).json
            rows, number = page["data"], number + 1
            cursor = number if page["meta"]["current_page"] < page["meta"]["last_page"] else None
        yield from (str(one["id"]) for one in rows)
        if cursor is None:
            return


@each_vendor
def test_open_jobs_are_those_that_the_restricted_token_sees(
    tester: VendorClient, client_of: ClientOf, vendor: Vendor
) -> None:
    add(tester, "open", jobs="open")
    client = client_of(vendor.name)

    for operation in listing(vendor):
        answers = [
            client.send(operation.method, operation.path, token=token) for token in ("sandbox-restricted", "open")
        ]
        assert answers[0].data == answers[1].data


@each_vendor
def test_scopes_and_the_right_to_write_hold_at_every_operation(
    tester: VendorClient, client_of: ClientOf, vendor: Vendor
) -> None:
    """An operation that declares no scope is for those only who have every right."""
    scopes = sorted({name for one in vendor.operations for name in re.split(r"[+|]", one.scope or "") if name})
    add(tester, "one-scope", scopes=scopes[:1])
    add(tester, "reader", writes=False)
    client = client_of(vendor.name)
    forbidden = vendor.error_format.forbidden.status

    for operation in (one for one in vendor.operations if not one.public):
        path = re.sub(r"\{[^}]+\}", "1", operation.path)
        scoped = client.send(operation.method, path, token="one-scope")
        reading = client.send(operation.method, path, token="reader")
        if operation.scope and scopes[0] not in operation.scope.split("|"):
            assert scoped.status_code == forbidden, operation.id
        if operation.writes:
            assert reading.status_code == forbidden, operation.id


def test_listed_candidates_are_the_only_people_and_their_applications_the_only_ones(
    tester: VendorClient, stackone: VendorClient, skailer: VendorClient
) -> None:
    world = tester.read()
    person = world.applications[1].candidate
    add(tester, "one", candidates=[str(person)])

    people = stackone.get("/unified/ats/candidates", token="one").json["data"]
    applications = skailer.post("/api/v1/candidates/search", token="one", json={}).json

    assert [one["remote_id"] for one in people] == [native_id(world, "candidate", person)]
    assert applications["meta"]["total"] == len(world.applications.where(candidate=person))
    other = next(one.id for one in world.candidates if one.id != person)
    assert skailer.get(f"/api/v1/applicants/{other}", token="one").status_code == 403


def test_an_interview_with_somebody_unseen_is_refused(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    world = tester.read()
    body = sample_of("create_interview")(world)
    add(tester, "nobody", candidates=[])

    answer = smartrecruiters.post("/interviews-api/v201904/interviews", token="nobody", json=body)

    assert (answer.status_code, answer.json["errors"][0]["code"]) == (403, "INTERVIEW_ACCESS_DENIED")


def test_the_journal_says_how_many_rows_were_hidden(tester: VendorClient, stackone: VendorClient) -> None:
    add(tester, "few", jobs=list(SEEN))

    stackone.get("/unified/ats/jobs", token="few")

    last = tester.get("/journal", token=None).json["entries"][-1]
    why = tester.get(f"/journal/{last['number']}/why", token=None)
    assert str(len(tester.read().jobs) - len(SEEN)) in why.text


def test_a_principal_acts_in_the_name_of_its_user(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    manager = next(iter(tester.read().users.where(role=UserRole.HIRING_MANAGER)))
    add(tester, "manager", user=manager.email.upper())

    smartrecruiters.post("/jobs", token="manager", json=sample_of("create_job")(tester.read()))

    job = tester.read().jobs.newest_first().first()
    assert job is not None
    assert job.creator == manager.id


def test_principals_of_one_world_are_strangers_in_another_and_outlive_a_reset(
    sandbox: SandboxApp, tester: VendorClient, stackone: VendorClient, elsewhere: Callable[[str], str]
) -> None:
    add(tester, "mine")
    other = VendorClient(sandbox, stackone.vendor, elsewhere("other"))
    fork = sandbox.worlds.fork(elsewhere("fork"), tester.name)

    assert other.get("/unified/ats/jobs", token="mine").status_code == 401
    assert fork.principals["mine"].token == "mine"
    tester.world.reset()
    assert stackone.get("/unified/ats/jobs", token="mine").status_code == 200
    tester.delete("/principals/mine", token=None)
    assert stackone.get("/unified/ats/jobs", token="mine").status_code == 401


def test_principals_are_told_by_the_names_of_what_they_see(tester: VendorClient) -> None:
    tester.post("/seed", json={"jobs": {"backend": {"title": "Backend Engineer"}}}, token=None)

    shown = add(tester, "named", jobs=["backend"], scopes=["jobs_read"], writes=False, about="a test's own")

    assert shown == tester.get("/principals/named", token=None).json
    assert (shown["jobs"], shown["candidates"], shown["scopes"]) == (["backend"], "all", ["jobs_read"])
    listed = tester.get("/principals", token=None).json
    assert [one["token"] for one in listed if one["own"]] == ["named"]
    assert listed[0]["token"] == "sandbox-admin"
    assert set(tester.get("/scopes", token=None).json) >= {"jobs_read", "unified", "recruiting", "ats_read"}


@pytest.mark.parametrize(
    ("body", "status", "words"),
    [
        ({}, 400, "is required"),
        ({"token": ""}, 400, "is below 1"),
        ({"token": "x", "scopes": ["candidate_read"]}, 400, "did you mean candidates_read"),
        ({"token": "x", "jobs": ["REF99999"]}, 400, "names no job"),
        ({"token": "x", "jobs": [1]}, 400, "must be 'all' or 'open', or a list"),
        ({"token": "x", "jobs": None}, 400, "must be 'all' or 'open', or a list"),
        ({"token": "x", "candidates": "open"}, 400, "must be 'all', or a list"),
        ({"token": "x", "user": "nobody@example.com"}, 400, "names no user"),
        ({"token": "x", "scope": ["jobs_read"]}, 400, "scope"),
        ({"token": "sandbox-readonly"}, 409, "exists already"),
    ],
)
def test_a_principal_that_cannot_be_is_refused(
    tester: VendorClient, body: dict[str, Any], status: int, words: str
) -> None:
    before = tester.world.state

    answer = tester.post("/principals", json=body, token=None)

    assert answer.status_code == status
    assert words in answer.text
    assert tester.world.state is before


def test_the_common_tokens_cannot_be_taken_away(tester: VendorClient, stackone: VendorClient) -> None:
    assert tester.delete("/principals/sandbox-admin", token=None).status_code == 404
    assert stackone.get("/unified/ats/jobs").status_code == 200


def test_python_adds_and_drops_principals(sandbox: SandboxApp, world_name: str) -> None:
    principals = sandbox.worlds[world_name].principals

    added = principals.add("mine", scopes=["jobs_read"], jobs=["1"])

    assert (added.scopes, added.jobs, added.user) == (frozenset({"jobs_read"}), frozenset({1}), 1)
    assert added in list(principals)
    with pytest.raises(Taken):
        principals.add("mine")
    with pytest.raises(BadRequest):
        principals.add("other", scopes=["no_such_scope"])
    principals.drop("mine")
    with pytest.raises(Unknown):
        principals.drop("mine")


def test_the_command_adds_lists_and_deletes_principals(served: tuple[SandboxApp, str]) -> None:
    sandbox, url = served

    code, out, _ = told(
        url, "principals", "add", "ci", "--scope", "jobs_read", "--readonly", "--job", "1", "--job", "2", world="people"
    )
    listed = document(url, "principals", "list", world="people")
    scopes = document(url, "principals", "scopes", world="people")
    wrong, _, complaint = told(url, "principals", "add", "other", "--scope", "job_read", world="people")
    deleted, _, _ = told(url, "principals", "delete", "ci", world="people")

    assert code == 0
    assert "scopes      jobs_read" in out
    assert [one["token"] for one in listed if one["own"]] == ["ci"]
    assert "jobs_read" in scopes
    assert wrong == 1
    assert "did you mean jobs_read" in complaint
    assert deleted == 0
    assert sandbox.worlds["people"].principals.own() == []
