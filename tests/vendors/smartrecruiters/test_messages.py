"""SmartRecruiters: messages are shared, read on candidates, and deleted."""

from typing import Any

import pytest

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.configuration import add_user
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.people import UNKNOWN

SHARES = "/messages/shares"


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["errors"][0]["code"]


def user(client: VendorClient, number: int) -> str:
    return ids.USER.write(client.read(), number)


def quiet(client: VendorClient, *, confidential: bool = False) -> Candidate:
    """A candidate on a job of whom nobody has written anything."""
    world = client.read()
    found = world.candidates.where(confidential=confidential)
    assigned = (one for one in found if world.applications.where(candidate=one.id))
    return next(one for one in assigned if not world.notes.where(candidate=one.id))


def noted(client: VendorClient, *, at_least: int = 1) -> Candidate:
    """A candidate of whom something is written."""
    world = client.read()
    return next(one for one in world.candidates if len(world.notes.where(candidate=one.id)) >= at_least)


def id_of(client: VendorClient, person: Candidate) -> str:
    return ids.CANDIDATE.write(client.read(), person.id)


def read(client: VendorClient, person: Candidate, **query: Any) -> Any:
    answer = client.get("/messages", query_string={"candidateId": id_of(client, person), **query})
    assert answer.status_code == 200, answer.text
    return answer.json


def share(client: VendorClient, content: str, token: str = "sandbox-admin", **shared: Any) -> Any:
    body = {"content": content, **({"shareWith": shared} if shared else {})}
    return client.post(SHARES, json=body, token=token)


def on(client: VendorClient, person: Candidate) -> str:
    return f"#[CANDIDATE:{id_of(client, person)}]"


def test_a_message_on_a_candidate_is_read_back_with_all_applications(smartrecruiters: VendorClient) -> None:
    person = quiet(smartrecruiters)
    content = f"Shall we call {on(smartrecruiters, person)}? 🥐"

    answer = share(smartrecruiters, content)

    assert answer.status_code == 201
    assert answer.json.keys() == {"id", "shareRequired"}
    world = smartrecruiters.read()
    (told,) = read(smartrecruiters, person)
    applications = world.applications.where(candidate=person.id)
    assert told.pop("context")["applications"] == [
        smartrecruiters.get(f"/candidates/{id_of(smartrecruiters, person)}/jobs/{ids.JOB.write(world, one.job)}").json
        for one in applications
    ]
    assert told == {
        "content": content,
        "createdOn": iso(world.now),
        "visibility": "PRIVATE",
        "authorId": user(smartrecruiters, 1),
    }


@pytest.mark.parametrize(
    ("shared", "content", "visibility", "private"),
    [
        ({}, "", "PRIVATE", True),
        ({"users": [2]}, "", "DIRECT", True),
        ({}, "@[USER:{2}]", "DIRECT", True),
        ({"hiringTeamOf": [1]}, "", "DIRECT", True),
        ({"openNote": True}, "@[USER:{2}]", "OPEN", False),
        ({"everyone": True, "users": [2]}, "", "EVERYONE", False),
        ({"everyone": False, "openNote": False, "users": [], "hiringTeamOf": []}, "", "PRIVATE", True),
    ],
)
def test_who_reads_a_message_follows_from_whom_it_is_shared_with(
    smartrecruiters: VendorClient, shared: dict[str, Any], content: str, visibility: str, private: bool
) -> None:
    person, world = quiet(smartrecruiters), smartrecruiters.read()
    if "users" in shared:
        shared = {**shared, "users": [user(smartrecruiters, one) for one in shared["users"]]}
    if "hiringTeamOf" in shared:
        shared = {**shared, "hiringTeamOf": [ids.JOB.write(world, one) for one in shared["hiringTeamOf"]]}
    text = f"{on(smartrecruiters, person)} {content.replace('{2}', user(smartrecruiters, 2))}"

    assert share(smartrecruiters, text, **shared).status_code == 201

    assert [one["visibility"] for one in read(smartrecruiters, person)] == [visibility]
    (note,) = smartrecruiters.read().notes.where(candidate=person.id)
    assert (note.private, note.author) == (private, 1)


def test_what_was_noted_about_a_candidate_is_a_message(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    seen = set()
    for person in list(world.candidates)[:120]:
        told = read(smartrecruiters, person, limit=100)
        notes = list(world.notes.where(candidate=person.id))
        assert [(one["content"], one["createdOn"]) for one in told] == [(n.body, iso(n.created_at)) for n in notes]
        for one, note in zip(told, notes, strict=True):
            assert one["visibility"] in (("PRIVATE", "DIRECT") if note.private else ("OPEN", "EVERYONE"))
            assert one.get("authorId") == (None if note.author is None else ids.USER.write(world, note.author))
            if note.application is not None:
                (application,) = one["context"]["applications"]
                assert application["applicationId"] == ids.APPLICATION.write(world, note.application)
            seen.add((one["visibility"], "authorId" in one, note.application is None))
    assert {("OPEN", True, False), ("PRIVATE", True, False), ("OPEN", False, False), ("OPEN", True, True)} <= seen
    assert {("DIRECT", True, False), ("EVERYONE", True, False)} <= seen


def test_messages_come_in_pages_that_a_header_links(smartrecruiters: VendorClient) -> None:
    person = quiet(smartrecruiters)
    for number in range(12):
        share(smartrecruiters, f"{number} {on(smartrecruiters, person)}")
    candidate = id_of(smartrecruiters, person)
    found: list[str] = []
    path = f"/messages?candidateId={candidate}"
    sizes = []
    while path:
        answer = smartrecruiters.get(path)
        sizes.append(len(answer.json))
        found += [one["content"].split()[0] for one in answer.json]
        link = answer.headers.get("Link", "")
        path = link[1:].partition(">")[0].partition("/smartrecruiters")[2] if link else ""
        assert link == "" or link.endswith('rel="next"')

    assert sizes == [10, 2]
    assert found == [str(number) for number in range(12)]
    assert len(read(smartrecruiters, person, limit=100)) == 12


@pytest.mark.parametrize("query", [{"limit": 0}, {"limit": 101}, {"limit": "x"}, {"pageId": "nonsense"}])
def test_a_page_that_there_cannot_be_is_refused(smartrecruiters: VendorClient, query: dict[str, Any]) -> None:
    candidate = id_of(smartrecruiters, noted(smartrecruiters))

    assert refused(smartrecruiters.get("/messages", query_string={"candidateId": candidate, **query})) == (
        400,
        "INVALID_INPUT",
    )
    assert refused(smartrecruiters.get("/messages", query_string=query)) == (400, "INVALID_INPUT")


def test_a_job_narrows_to_what_is_about_it_or_about_the_candidate_as_such(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    person = next(
        one
        for one in world.candidates
        if len({note.application for note in world.notes.where(candidate=one.id)} - {None}) > 1
    )
    share(smartrecruiters, f"On the whole {on(smartrecruiters, person)}")
    everything = read(smartrecruiters, person, limit=100)

    for application in world.applications.where(candidate=person.id):
        told = read(smartrecruiters, person, limit=100, jobId=ids.JOB.write(world, application.job))
        wanted = ids.APPLICATION.write(world, application.id)
        assert told == [
            one for one in everything if wanted in [each["applicationId"] for each in one["context"]["applications"]]
        ]
        assert told[-1]["content"].startswith("On the whole")


def test_messages_of_nobody_are_refused(smartrecruiters: VendorClient) -> None:
    world, person = smartrecruiters.read(), noted(smartrecruiters)
    taken = {one.job for one in world.applications.where(candidate=person.id)}
    other = ids.JOB.write(world, next(one.id for one in world.jobs if one.id not in taken))

    for query, expected in (
        ({"candidateId": UNKNOWN}, "CANDIDATE_NOT_FOUND"),
        ({"candidateId": "nonsense"}, "CANDIDATE_NOT_FOUND"),
        ({"candidateId": id_of(smartrecruiters, person), "jobId": UNKNOWN}, "JOB_NOT_FOUND"),
        ({"candidateId": id_of(smartrecruiters, person), "jobId": other}, "APPLICATION_NOT_FOUND"),
    ):
        assert refused(smartrecruiters.get("/messages", query_string=query)) == (400, expected)


def test_only_administrators_read_messages_and_only_of_whom_they_may_see(smartrecruiters: VendorClient) -> None:
    with smartrecruiters.arrange() as world:
        half = Principal("half", "an administrator who sees nothing confidential", confidential=False, user=1)
        world.put(OWN_PRINCIPALS, OwnPrincipal(id=world.next_id(OWN_PRINCIPALS), principal=half))
    seen = id_of(smartrecruiters, noted(smartrecruiters))
    hidden = id_of(smartrecruiters, quiet(smartrecruiters, confidential=True))

    for candidate, token, expected in (
        (seen, "sandbox-restricted", 403),
        (hidden, "half", 403),
        (seen, "half", 200),
        (hidden, "sandbox-admin", 200),
        (seen, "sandbox-readonly", 200),
        (seen, "sandbox-unscoped", 403),
    ):
        assert smartrecruiters.get(f"/messages?candidateId={candidate}", token=token).status_code == expected
    answer = smartrecruiters.get(f"/messages?candidateId={seen}", token="sandbox-restricted")
    assert refused(answer) == (403, "PERMISSION_DENIED")


def test_a_deleted_message_disappears_from_every_candidate_that_it_names(smartrecruiters: VendorClient) -> None:
    first = quiet(smartrecruiters)
    world = smartrecruiters.read()
    second = next(one for one in world.candidates if one.id > first.id and not world.notes.where(candidate=one.id))
    told = share(smartrecruiters, f"{on(smartrecruiters, first)} and {on(smartrecruiters, second)}").json
    assert [len(read(smartrecruiters, one)) for one in (first, second)] == [1, 1]

    answer = smartrecruiters.delete(f"{SHARES}/{told['id']}")

    assert (answer.status_code, answer.data) == (204, b"")
    assert [read(smartrecruiters, one) for one in (first, second)] == [[], []]
    assert refused(smartrecruiters.delete(f"{SHARES}/{told['id']}")) == (404, "MESSAGE_NOT_FOUND")


def test_a_message_that_names_no_candidate_is_kept_until_it_is_deleted(smartrecruiters: VendorClient) -> None:
    before = len(smartrecruiters.read().notes)
    told = share(smartrecruiters, "Cake in the kitchen", everyone=True).json

    assert told["shareRequired"] is False
    assert len(smartrecruiters.read().notes) == before
    assert smartrecruiters.delete(f"{SHARES}/{told['id']}").status_code == 204
    assert smartrecruiters.delete(f"{SHARES}/{told['id']}").status_code == 404


def test_a_note_that_was_written_in_the_product_is_deleted_by_its_own_id(smartrecruiters: VendorClient) -> None:
    person, world = noted(smartrecruiters), smartrecruiters.read()
    note = next(iter(world.notes.where(candidate=person.id)))
    before = read(smartrecruiters, person, limit=100)

    assert smartrecruiters.delete(f"{SHARES}/{ids.NOTE.write(world, note.id)}").status_code == 204

    assert read(smartrecruiters, person, limit=100) == before[1:]


@pytest.mark.parametrize("gone", [0, 1])
def test_a_message_outlives_either_of_the_candidates_that_it_names(smartrecruiters: VendorClient, gone: int) -> None:
    first = quiet(smartrecruiters)
    world = smartrecruiters.read()
    second = next(one for one in world.candidates if one.id > first.id and not world.notes.where(candidate=one.id))
    told = share(smartrecruiters, f"{on(smartrecruiters, second)} like {on(smartrecruiters, first)}").json
    left = (second, first)[gone]
    smartrecruiters.delete(f"/candidates/{id_of(smartrecruiters, (first, second)[gone])}")

    assert len(read(smartrecruiters, left)) == 1
    assert smartrecruiters.delete(f"{SHARES}/{told['id']}").status_code == 204
    assert read(smartrecruiters, left) == []
    assert smartrecruiters.delete(f"{SHARES}/{told['id']}").status_code == 404


def test_messages_are_deleted_by_who_wrote_them_and_by_administrators(smartrecruiters: VendorClient) -> None:
    theirs = share(smartrecruiters, "Mine", token="sandbox-restricted").json["id"]
    ours = share(smartrecruiters, "Ours").json["id"]
    hidden = share(smartrecruiters, on(smartrecruiters, quiet(smartrecruiters, confidential=True))).json["id"]
    before = smartrecruiters.world.state

    for id in (ours, hidden):
        answer = smartrecruiters.delete(f"{SHARES}/{id}", token="sandbox-restricted")
        assert refused(answer) == (403, "PERMISSION_DENIED")
    for id in ("nonsense", UNKNOWN, "%00"):
        assert refused(smartrecruiters.delete(f"{SHARES}/{id}")) == (404, "MESSAGE_NOT_FOUND")
    assert smartrecruiters.world.state is before
    assert smartrecruiters.delete(f"{SHARES}/{theirs}", token="sandbox-restricted").status_code == 204
    assert smartrecruiters.delete(f"{SHARES}/{ours}").status_code == 204


def test_a_message_to_somebody_who_may_not_see_the_candidate_must_be_shared(smartrecruiters: VendorClient) -> None:
    world, person = smartrecruiters.read(), quiet(smartrecruiters)
    jobs = [world.jobs[one.job] for one in world.applications.where(candidate=person.id)]
    team = {member.user for job in jobs for member in job.team}
    stranger = next(one for one in world.users if one.role is UserRole.EMPLOYEE and one.id not in team)
    content = on(smartrecruiters, person)

    for users, expected in (([1], False), ([2], False), ([*team], False), ([1, stranger.id], True)):
        told = share(smartrecruiters, content, users=[user(smartrecruiters, one) for one in users]).json
        assert told["shareRequired"] is expected


def test_the_journal_tells_who_is_mentioned_and_would_get_an_e_mail(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    content = " ".join(f"@[USER:{user(smartrecruiters, number)}]" for number in (1, 2, 1))

    told = share(smartrecruiters, content).headers["X-Sandbox-Note"]
    silent = share(smartrecruiters, "Nobody", users=[user(smartrecruiters, 2)])

    assert told == (
        f"the product e-mails whom the message mentions (2): {world.users[1].email}, {world.users[2].email}"
    )
    assert "X-Sandbox-Note" not in silent.headers


def test_a_message_goes_to_at_most_100_people(smartrecruiters: VendorClient) -> None:
    with smartrecruiters.arrange() as draft:
        for number in range(101):
            add_user(draft, first_name="Kim", last_name=f"No {number}", email=f"kim{number}@example.com")
    crowd = [ids.USER.write(smartrecruiters.read(), one.id) for one in smartrecruiters.read().users][-101:]
    mentions = "".join(f"@[USER:{one}]" for one in crowd[:50])

    assert share(smartrecruiters, mentions, users=crowd[:100]).status_code == 201
    before = smartrecruiters.world.state
    assert refused(share(smartrecruiters, mentions, users=crowd[50:])) == (400, "TOO_MANY_RECIPIENTS")
    assert smartrecruiters.world.state is before


def test_messages_to_and_about_nobody_are_refused_and_store_nothing(smartrecruiters: VendorClient) -> None:
    world, hidden = smartrecruiters.read(), quiet(smartrecruiters, confidential=True)
    secret = ids.JOB.write(world, next(iter(world.jobs.where(confidential=True))).id)
    before = smartrecruiters.world.state

    for answer, expected in (
        (share(smartrecruiters, "Hi", everyone=True, openNote=True), "INVALID_VISIBILITY_OPTIONS"),
        (share(smartrecruiters, "Hi", hiringTeamOf=[UNKNOWN]), "JOB_NOT_FOUND"),
        (share(smartrecruiters, "Hi", "sandbox-restricted", hiringTeamOf=[secret]), "JOB_NOT_FOUND"),
        (share(smartrecruiters, f"#[CANDIDATE:{UNKNOWN}]"), "NO_ACCESS_TO_CANDIDATE"),
        (share(smartrecruiters, on(smartrecruiters, hidden), "sandbox-restricted"), "NO_ACCESS_TO_CANDIDATE"),
        (share(smartrecruiters, "@[USER:nobody]"), "MENTIONED_USERS_NOT_FOUND"),
        (share(smartrecruiters, "@[USER:]"), "MENTIONED_USERS_NOT_FOUND"),
        (share(smartrecruiters, "Hi", users=["nobody"]), "SHARED_WITH_USERS_NOT_FOUND"),
        (share(smartrecruiters, ""), "INVALID_INPUT"),
        (share(smartrecruiters, "x" * 10_001), "INVALID_INPUT"),
        (share(smartrecruiters, "Hi", users="me"), "INVALID_INPUT"),
        (share(smartrecruiters, "Hi", everyone="yes"), "INVALID_INPUT"),
        (smartrecruiters.post(SHARES, json={}), "INVALID_INPUT"),
        (smartrecruiters.post(SHARES, json={"content": "Hi", "shareWith": []}), "INVALID_INPUT"),
        (smartrecruiters.post(SHARES, json={"content": "Hi", "correlationId": 7}), "INVALID_INPUT"),
        (smartrecruiters.post(SHARES, json=[]), "INVALID_INPUT"),
        (smartrecruiters.post(SHARES, data="{", content_type="application/json"), "INVALID_REQUEST"),
    ):
        assert refused(answer) == (400, expected)
    assert smartrecruiters.world.state is before


def test_a_message_has_up_to_10000_characters(smartrecruiters: VendorClient) -> None:
    assert share(smartrecruiters, "x" * 10_000).status_code == 201


def test_reading_sharing_and_deleting_messages_take_three_scopes(smartrecruiters: VendorClient) -> None:
    scopes = {one.id: one.scope for one in smartrecruiters.vendor.operations if one.resource == "Messages"}

    assert scopes == {
        "create_message": "messages_write",
        "delete_message": "messages_manage",
        "list_messages": "messages_read",
    }


def test_a_message_that_is_no_json_is_malformed_and_of_another_media_type_not_read(
    smartrecruiters: VendorClient,
) -> None:
    before = smartrecruiters.world.state

    for data in ("{", ""):
        malformed = smartrecruiters.post(SHARES, data=data, content_type="application/json")
        assert refused(malformed) == (400, "INVALID_REQUEST")
    assert smartrecruiters.post(SHARES, data="{}", content_type="text/plain").status_code == 415
    assert smartrecruiters.world.state is before
