"""Own data: named records laid over a world, found at every vendor, all of them or none."""

import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.fixtures.refusal import SeedRefused
from ats_sandbox.control.worlds.worlds import Worlds
from ats_sandbox.world.clock import DAY, parse_instant
from tests.client import VendorClient

ClientOf = Callable[[str], VendorClient]

TEAM: dict[str, Any] = {
    "departments": {"platform": {"name": "Platform"}},
    "users": {"rita": {"first_name": "Rita", "last_name": "Recruiter", "email": "rita@example.com"}},
    "jobs": {
        "backend": {
            "title": "Backend Engineer",
            "department": "platform",
            "team": [{"user": "rita", "role": "recruiter"}],
        }
    },
    "candidates": {"ada": {"first_name": "Ada", "last_name": "Example", "email": "ada@example.com"}},
    "applications": {"ada-backend": {"candidate": "ada", "job": "backend", "state": "offer_sent"}},
}


def lay(tester: VendorClient, document: dict[str, Any], **kwargs: Any) -> dict[tuple[str, str], dict[str, str]]:
    """Lay a document; gives the ids of each record by kind and name."""
    answer = tester.post("/seed", json=document, token=None, **kwargs)
    assert answer.status_code == 201, answer.text
    return {(one["kind"], one["name"]): one["ids"] for one in answer.json}


def faults(tester: VendorClient, document: Any, **kwargs: Any) -> dict[str, str]:
    """What is wrong with a document, by field."""
    answer = tester.post("/seed", json=document, token=None, **kwargs)
    assert answer.status_code == 400, answer.text
    return {one["field"]: one["problem"] for one in answer.json["details"]}


def changed(**sections: dict[str, Any]) -> dict[str, Any]:
    """The team's document with records added or replaced."""
    document = deepcopy(TEAM)
    for section, records in sections.items():
        document.setdefault(section, {}).update(records)
    return document


def test_every_vendor_shows_what_was_laid_under_the_ids_that_were_told(
    tester: VendorClient, client_of: ClientOf
) -> None:
    ids = lay(tester, TEAM)
    ada, job, application = ids["candidate", "ada"], ids["job", "backend"], ids["application", "ada-backend"]

    smart = client_of("smartrecruiters").get(f"/candidates/{ada['smartrecruiters']}").json
    assert (smart["email"], smart["primaryAssignment"]["job"]["id"]) == ("ada@example.com", job["smartrecruiters"])
    assert smart["primaryAssignment"]["status"] == "OFFERED"

    one = client_of("stackone").get(f"/unified/ats/applications/{application['stackone']}").json["data"]
    assert (one["candidate_id"], one["job_id"]) == (ada["stackone"], job["stackone"])

    bound = client_of("bindbee").get(f"/api/ats/v1/applications/{application['bindbee']}").json
    assert (bound["candidate"], bound["job"]) == (ada["bindbee"], job["bindbee"])

    skailer = client_of("skailer").get(f"/api/v1/candidates/{application['skailer']}").json
    assert (str(skailer["applicant_id"]), str(skailer["job_id"])) == (ada["skailer"], job["skailer"])

    steps = client_of("datadriven").get(
        "/v3/ats/application-steps", query_string={"application_ats_id": application["datadriven"]}
    )
    assert [one["step"] for one in steps.json["data"]] == ["New", "In Review", "Interview", "Offer"]
    assert {one["job_offer_reference"] for one in steps.json["data"]} == {job["datadriven"]}


def test_names_are_looked_up_afterwards(tester: VendorClient) -> None:
    laid = lay(tester, TEAM)

    listed = tester.get("/names", token=None).json
    people = tester.get("/names", query_string={"kind": "candidate"}, token=None).json
    ada = tester.get("/names/candidate/ada", token=None).json

    assert {(one["kind"], one["name"]): one["ids"] for one in listed} == laid
    assert people == [ada]
    assert ada["ids"] == laid["candidate", "ada"]
    missing = tester.get("/names/candidate/adda", token=None)
    assert missing.status_code == 404
    assert "ada" in missing.json["error"]


def test_the_name_of_a_deleted_record_is_forgotten(tester: VendorClient, smartrecruiters: VendorClient) -> None:
    ids = lay(tester, TEAM)
    smartrecruiters.delete(f"/candidates/{ids['candidate', 'ada']['smartrecruiters']}")

    assert tester.get("/names/candidate/ada", token=None).status_code == 404
    assert tester.get("/names/application/ada-backend", token=None).status_code == 404
    assert tester.get("/names/job/backend", token=None).status_code == 200


@pytest.mark.parametrize(
    ("document", "field", "problem"),
    [
        ({"candidats": {}}, "candidats", "did you mean candidates?"),
        (changed(jobs={"x": {"titel": "T", "title": "T"}}), "jobs.x.titel", "did you mean title?"),
        (changed(jobs={"x": {"title": "T", "pay": {"max": 1}}}), "jobs.x.pay.max", "did you mean maximum?"),
        (changed(jobs={"x": {}}), "jobs.x.title", "is required"),
        (changed(jobs={"x": {"title": 3}}), "jobs.x.title", "must be: string"),
        (changed(jobs={"x": "Backend"}), "jobs.x", "must be a table of fields"),
        (changed(jobs={"x": {"title": "T", "positions": 101}}), "jobs.x.positions", "is above 100"),
        (changed(jobs={"x": {"title": "T", "status": "open"}}), "jobs.x.status", "is none of created, sourcing"),
        (changed(jobs={"x": {"title": "T", "department": "Enginering"}}), "jobs.x.department", "mean Engineering"),
        (changed(jobs={"x y": {"title": "T"}}), "jobs.x y", "is not a name"),
        (changed(jobs={"x": {"title": "T", "created_at": "2030-01-01"}}), "jobs.x.created_at", "is in the future"),
        (changed(jobs={"x": {"title": "T", "created_at": "0001-01-01"}}), "jobs.x.created_at", "must be between 1971"),
        (
            changed(interviews={"x": {"application": "ada-backend", "starts_at": "9999-12-31"}}),
            "interviews.x.starts_at",
            "must be between 1971",
        ),
        (
            changed(jobs={"x": {"title": "T", "reference": "REF00001"}}),
            "jobs.x.reference",
            "is the reference of another job",
        ),
        (changed(candidates={"x": {"first_name": "X"}}), "candidates.x.last_name", "is required"),
        (
            changed(candidates={"x": {"first_name": "X", "last_name": "Y", "links": {"linkedin": 3}}}),
            "candidates.x.links",
            "must be addresses by network",
        ),
        (changed(applications={"x": {"candidate": "adda", "job": "backend"}}), "applications.x.candidate", "mean ada?"),
        (
            changed(applications={"x": {"candidate": "ada", "job": "backend", "state": "hird"}}),
            "applications.x.state",
            "is none of applied, in_review, interviewing, offer_sent, hired, rejected, withdrawn",
        ),
        (
            changed(applications={"x": {"candidate": "ada", "job": "backend"}}),
            "applications.x",
            "candidate ada is already on job backend",
        ),
        (
            changed(applications={"x": {"candidate": "ada", "job": "REF00001", "applied_at": "2020-01-01"}}),
            "applications.x.applied_at",
            "is before both candidate and job existed",
        ),
        (
            changed(users={"x": {"first_name": "X", "last_name": "Y", "email": "Rita@example.com"}}),
            "users.x",
            "user rita has the e-mail address Rita@example.com already",
        ),
        (changed(offers={"x": {"application": "ada-backend", "salary": 10**30}}), "offers.x.salary", "of 64 bits"),
        (changed(notes={"x": {"body": "Hello"}}), "notes.x.candidate", "needs a candidate or an application"),
        (changed(attachments={"x": {"candidate": "ada", "base64": "?"}}), "attachments.x.base64", "is not base64"),
        (changed(locations={"x": {"timezone": "Mars/Olympus"}}), "locations.x.timezone", "tz database name"),
        (changed(principals={"x": {"scopes": ["job_read"]}}), "principals.x.scopes.0", "did you mean jobs_read"),
        (changed(principals={"x": {"jobs": ["backhand"]}}), "principals.x.jobs.0", "did you mean backend?"),
        (changed(principals={"x": {"jobs": "some"}}), "principals.x.jobs", "must be 'all' or 'open', or a list"),
        (changed(principals={"x": {"token": "sandbox-admin"}}), "principals.x.token", "is in use in this world"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_what_is_wrong_is_told_with_its_place_and_nothing_is_laid(
    tester: VendorClient, document: dict[str, Any], field: str, problem: str
) -> None:
    before = tester.world.state

    found = faults(tester, document)

    assert problem in found[field]
    assert tester.world.state is before, "nothing was stored"


def test_every_fault_is_told_at_once_under_the_name_of_the_file(tester: VendorClient) -> None:
    document = changed(
        jobs={"x": {"title": 1}, "y": {"department": 2}},
        candidates={"z": {"first_name": "Z", "last_name": "Z", "e-mail": "z@example.com"}},
    )

    answer = tester.post("/seed", query_string={"file": "team.toml"}, json=document, token=None)

    assert {one["where"] for one in answer.json["details"]} == {"team.toml"}
    assert {one["field"] for one in answer.json["details"]} == {
        "jobs.x.title",
        "jobs.y.title",
        "jobs.y.department",
        "candidates.z.e-mail",
    }
    assert answer.json["error"] == "nothing of team.toml was loaded: it has 4 errors"


def test_a_name_stands_for_one_record_of_its_kind(tester: VendorClient) -> None:
    lay(tester, TEAM)

    again = faults(tester, {"candidates": {"ada": {"first_name": "A", "last_name": "B"}}})
    other_kind = tester.post("/seed", json={"departments": {"ada": {}}}, token=None)
    twice = tester.post(
        "/seed", data=b'{"departments": {"a": {}, "a": {}}}', content_type="application/json", token=None
    )

    assert "is the name of a candidate of this world already" in again["candidates.ada"]
    assert other_kind.status_code == 201
    assert twice.json["details"][0]["field"] == "a"
    assert "occurs twice" in twice.json["details"][0]["problem"]


@pytest.mark.parametrize(
    "content", [b"[", b"[]", b"3", b"null", b"\xff", b'{"jobs": []}', b'{"jobs": {"a": null}}', b"", b"[" * 100_000]
)
def test_what_is_no_document_is_refused(tester: VendorClient, content: bytes) -> None:
    for media_type in ("application/json", "application/toml"):
        before = tester.world.state
        answer = tester.post("/seed", data=content, content_type=media_type, token=None)
        assert answer.status_code == 400
        assert tester.world.state is before


def test_toml_is_taken_with_its_own_dates(tester: VendorClient) -> None:
    text = """
        [candidates.ada]
        first_name = "Ada"
        last_name = "Example"
        created_at = 2026-01-05T10:00:00Z

        [candidates.grace]
        first_name = "Grace"
        last_name = "Example"
        created_at = 2026-01-06
    """
    answer = tester.post("/seed", data=text.encode(), content_type="application/toml", token=None)

    assert answer.status_code == 201
    *_, ada, grace = tester.read().candidates
    assert (ada.created_at, grace.created_at) == (parse_instant("2026-01-05T10:00:00Z"), parse_instant("2026-01-06"))
    broken = tester.post("/seed", data=b"[candidates.x", content_type="application/toml", token=None)
    assert "is not TOML" in broken.json["details"][0]["problem"]


@pytest.mark.parametrize("number", ["1e999", "nan", "-inf", "9" * 400])
def test_a_number_that_json_cannot_carry_is_refused(tester: VendorClient, number: str) -> None:
    text = f'[offers.x]\napplication = "1"\nsalary = {number}'

    answer = tester.post("/seed", data=text.encode(), content_type="application/toml", token=None)

    assert answer.status_code == 400
    assert answer.json["details"][0]["field"] == "offers.x.salary"


def test_references_are_names_ids_of_any_vendor_or_what_people_say(tester: VendorClient, client_of: ClientOf) -> None:
    world = tester.read()
    job = world.jobs[1]
    smart = client_of("smartrecruiters").get("/jobs", query_string={"limit": 1, "sort": "job_id"}).json["content"][0]
    stackone = client_of("stackone").get("/unified/ats/jobs").json["data"][0]
    people = {name: {"first_name": name, "last_name": "Example"} for name in ("a", "b", "c", "d")}
    told = {"a": smart["id"], "b": stackone["id"], "c": "1", "d": job.reference}

    ids = lay(
        tester,
        {
            "candidates": people,
            "applications": {name: {"candidate": name, "job": text} for name, text in told.items()},
            "notes": {"n": {"candidate": "a", "author": world.users[3].email.upper(), "body": "Hello"}},
        },
    )

    world = tester.read()
    assert [world.applications[int(ids["application", name]["skailer"])].job for name in told] == [1, 1, 1, 1]
    assert next(iter(world.notes.newest_first())).author == 3


def test_a_label_that_two_share_names_neither(tester: VendorClient) -> None:
    with tester.arrange() as draft:
        from ats_sandbox.world.domain.candidates import Email
        from ats_sandbox.world.domain.commands.candidates import register

        for name in ("A", "B"):
            register(draft, first_name=name, last_name="Twin", emails=(Email("twins@example.com"),))

    found = faults(tester, {"applications": {"x": {"candidate": "twins@example.com", "job": "REF00001"}}})

    assert "matches 2 candidates" in found["applications.x.candidate"]


def test_what_was_laid_lies_in_the_past_and_follows_from_one_another(tester: VendorClient) -> None:
    ids = lay(tester, changed(candidates={"bob": {"first_name": "Bob", "last_name": "B"}}))
    world = tester.read()
    application = world.applications[int(ids["application", "ada-backend"]["skailer"])]
    job, person = world.jobs[application.job], world.candidates[application.candidate]
    moments = [entry.at for entry in world.activities.where(application=application.id)]
    offer = world.offers.where(application=application.id).first()
    interview = world.interviews.where(application=application.id).first()

    assert job.created_at < person.created_at <= application.created_at == moments[0]
    assert moments == sorted(set(moments))
    assert moments[-1] - moments[0] >= 8 * DAY
    assert interview is not None
    assert offer is not None
    slot = world.timeslots.where(interview=interview.id).first()
    assert slot is not None
    assert moments[2] == interview.created_at < slot.starts_at < slot.ends_at < moments[3] <= offer.created_at
    assert offer.sent_at == application.updated_at + DAY == world.now


def test_told_interviews_and_offers_are_those_of_the_state(tester: VendorClient) -> None:
    ids = lay(
        tester,
        changed(
            applications={
                "ada-backend": {
                    "candidate": "ada",
                    "job": "backend",
                    "state": "hired",
                    "applied_at": "2026-02-02T08:00:00Z",
                }
            },
            interviews={
                "meet": {"application": "ada-backend", "starts_at": "2026-02-12T10:00:00Z", "response": "accepted"}
            },
            offers={"offer": {"application": "ada-backend", "salary": 61000, "currency": "CHF"}},
        ),
    )
    world = tester.read()
    application = int(ids["application", "ada-backend"]["skailer"])

    (interview,) = world.interviews.where(application=application)
    (slot,) = world.timeslots.where(interview=interview.id)
    (offer,) = world.offers.where(application=application)

    assert slot.starts_at == parse_instant("2026-02-12T10:00:00Z")
    assert (offer.salary, offer.currency, offer.status) == (61000.0, "CHF", "accepted")
    assert world.applications[application].status == "hired"
    assert [one.application for one in world.positions.where(job=world.applications[application].job)] == [application]


def test_bindbee_shows_what_was_laid_at_once_and_other_writes_after_the_next_sync(
    tester: VendorClient, smartrecruiters: VendorClient, bindbee: VendorClient
) -> None:
    body = {"firstName": "Late", "lastName": "Comer", "email": "late@example.com"}
    late = smartrecruiters.post("/candidates", json=body).json["id"]
    ids = lay(tester, TEAM)

    def seen(**query: str) -> list[Any]:
        return list(bindbee.get("/api/ats/v1/candidates", query_string=query).json["items"])

    assert [one["id"] for one in seen(remote_id=ids["candidate", "ada"]["native"])] == [
        ids["candidate", "ada"]["bindbee"]
    ]
    assert seen(remote_id=late) == []
    tester.world.advance(DAY)
    assert len(seen(remote_id=late)) == 1


def test_the_same_document_gives_the_same_world(sandbox: SandboxApp, elsewhere: Callable[[str], str]) -> None:
    workspaces = [sandbox.worlds[elsewhere(name)] for name in ("one", "two")]
    for workspace in workspaces:
        workspace.seed(TEAM)

    one, two = (json.dumps(workspace.export("changes")) for workspace in workspaces)

    assert one == two
    assert "ada@example.com" in one


def test_a_reset_takes_own_data_back_and_a_fork_and_an_import_carry_it(
    sandbox: SandboxApp, tester: VendorClient, elsewhere: Callable[[str], str]
) -> None:
    worlds: Worlds = sandbox.worlds
    lay(tester, TEAM)
    here = worlds[tester.name]
    ids = here.ids("application", "ada-backend")

    fork = worlds.fork(elsewhere("fork"), tester.name)
    loaded = worlds[elsewhere("loaded")]
    loaded.load(here.export())
    here.reset()

    assert fork.ids("application", "ada-backend") == loaded.ids("application", "ada-backend") == ids
    assert tester.get("/names", token=None).json == []
    assert lay(tester, TEAM)["application", "ada-backend"] == ids


def test_python_lays_a_mapping_and_tells_every_fault_in_words(sandbox: SandboxApp, world_name: str) -> None:
    workspace = sandbox.worlds[world_name]

    assert [(one.kind, one.name) for one in workspace.seed(TEAM)][-1] == ("application", "ada-backend")
    with pytest.raises(SeedRefused) as refused:
        workspace.seed({"jobs": {"x": {"titel": "T"}}}, file="mine")
    assert "  mine: jobs.x.titel: is not known here; did you mean title?" in str(refused.value)
    assert "  mine: jobs.x.title: is required" in str(refused.value)
