"""StackOne: notes of applications, candidates and interviews."""

from typing import Any

import pytest

from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, listed, made, refused, shown, synthetic

PARENTS = ["applications", "candidates", "interviews"]
UPDATED = ["applications", "interviews"]
each_parent = pytest.mark.parametrize("upper", PARENTS)
each_updated = pytest.mark.parametrize("upper", UPDATED)


@pytest.fixture
def interview(stackone: VendorClient) -> dict[str, Any]:
    """An interview of an application that is not confidential."""
    seen = everything(stackone, "interviews", token="sandbox-restricted")
    return seen[0]


@pytest.fixture
def parents(
    application: dict[str, Any], candidate: dict[str, Any], interview: dict[str, Any]
) -> dict[str, dict[str, Any]]:
    """One record of each kind that notes are written about."""
    return {"applications": application, "candidates": candidate, "interviews": interview}


def address(parents: dict[str, dict[str, Any]], upper: str) -> str:
    return f"{upper}/{parents[upper]['id']}/notes"


def read(client: VendorClient, parents: dict[str, dict[str, Any]], upper: str, id: str) -> dict[str, Any]:
    """A note through the only reads there are: of the application or of the candidate."""
    if upper == "interviews":
        return shown(client, f"applications/{parents[upper]['application_id']}/notes/{id}")
    return shown(client, f"{address(parents, upper)}/{id}")


@each_parent
def test_nothing_is_required_of_a_note(stackone: VendorClient, parents: dict[str, dict[str, Any]], upper: str) -> None:
    note = read(stackone, parents, upper, made(stackone, address(parents, upper), {}))
    me = native_id(stackone.read(), "user", 1)

    assert note == {
        "id": note["id"],
        "remote_id": note["remote_id"],
        "unified_custom_fields": None,
        "content": [],
        "author_id": synthetic(me),
        "remote_author_id": me,
        "visibility": {"value": "public", "source_value": "PUBLIC"},
        "created_at": note["created_at"],
        "updated_at": note["created_at"],
        "deleted_at": None,
    }


@each_parent
@pytest.mark.parametrize("form", ["id", "remote_id"])
def test_everything_told_of_a_note_reads_back(
    stackone: VendorClient, parents: dict[str, dict[str, Any]], upper: str, form: str
) -> None:
    author = listed(stackone, "users")[3]
    body = {
        "content": [{"body": "Two offers elsewhere."}, {"body": "Zoë ✓"}, {}],
        "author_id": author[form],
        "visibility": {"value": "private", "source_value": "Only me"},
        "passthrough": {"notify": False},
    }

    note = read(stackone, parents, upper, made(stackone, address(parents, upper), body))

    assert note["content"] == [{"body": "Two offers elsewhere."}, {"body": "Zoë ✓"}, {"body": None}]
    assert note["author_id"] == author["id"]
    assert note["visibility"] == body["visibility"]


def test_the_provider_keeps_a_note_as_one_text(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    body = {"content": [{"body": "First."}, {}, {"body": "Second."}], "visibility": {"source_value": "private"}}
    made(stackone, f"candidates/{candidate['id']}/notes", body)

    (note,) = list(stackone.read().notes.newest_first().page(0, 1))

    assert note.body == "First.\n\nSecond."
    assert note.private


def test_a_note_of_an_application_is_also_one_of_its_candidate(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    id = made(stackone, f"applications/{application['id']}/notes", {"content": [{"body": "Hello"}]})

    assert [one["id"] for one in listed(stackone, f"candidates/{application['candidate_id']}/notes")] == [id]
    assert [one["id"] for one in listed(stackone, f"applications/{application['id']}/notes")] == [id]


def test_a_note_of_a_candidate_is_not_one_of_an_application(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    id = made(stackone, f"candidates/{application['candidate_id']}/notes", {"content": [{"body": "Hello"}]})

    assert listed(stackone, f"applications/{application['id']}/notes") == []
    refused(stackone.get(f"{ATS}/applications/{application['id']}/notes/{id}"), 404, "Not Found")


def test_a_note_of_an_interview_is_also_one_of_its_application(
    stackone: VendorClient, interview: dict[str, Any]
) -> None:
    path = f"applications/{interview['application_id']}/notes"
    before = everything(stackone, path)

    id = made(stackone, f"interviews/{interview['id']}/notes", {"content": [{"body": "On time."}]})

    assert [one["id"] for one in everything(stackone, path)] == [*(one["id"] for one in before), id]


def test_notes_of_confidential_applications_are_left_out_for_who_may_not_see_them(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    seen = {one["id"] for one in everything(stackone, "jobs", token="sandbox-restricted")}
    secret = next(one for one in everything(stackone, "jobs") if one["id"] not in seen)
    hidden = made(stackone, "applications", {"job_id": secret["id"], "candidate_id": application["candidate_id"]})
    path = f"candidates/{application['candidate_id']}/notes"
    open_note = made(stackone, f"applications/{application['id']}/notes", {})
    made(stackone, f"applications/{hidden}/notes", {})

    assert len(listed(stackone, path)) == 2
    assert [one["id"] for one in everything(stackone, path, token="sandbox-restricted")] == [open_note]


@each_updated
def test_an_update_changes_what_is_sent(stackone: VendorClient, parents: dict[str, dict[str, Any]], upper: str) -> None:
    sent = {"content": [{"body": "Old"}], "visibility": {"value": "private"}}
    id = made(stackone, address(parents, upper), sent)
    before = read(stackone, parents, upper, id)

    answer = stackone.patch(f"{ATS}/{address(parents, upper)}/{id}", json={"content": [{"body": "New"}]})

    assert answer.json.keys() == {"statusCode", "message", "timestamp"}
    assert (answer.json["statusCode"], answer.json["message"]) == (200, "Record updated successfully.")
    after = read(stackone, parents, upper, id)
    assert after == {**before, "content": [{"body": "New"}], "updated_at": after["updated_at"]}


@each_updated
def test_null_clears_a_note(stackone: VendorClient, parents: dict[str, dict[str, Any]], upper: str) -> None:
    id = made(stackone, address(parents, upper), {"content": [{"body": "Old"}], "visibility": {"value": "private"}})

    body = {"content": None, "author_id": None, "visibility": None}
    assert stackone.patch(f"{ATS}/{address(parents, upper)}/{id}", json=body).status_code == 200

    note = read(stackone, parents, upper, id)
    assert note["content"] == []
    assert note["author_id"] is note["remote_author_id"] is None
    assert note["visibility"] == {"value": "public", "source_value": "PUBLIC"}


@each_updated
def test_an_update_through_another_parent_is_not_found(
    stackone: VendorClient, parents: dict[str, dict[str, Any]], upper: str
) -> None:
    id = made(stackone, address(parents, upper), {})
    other = next(one for one in everything(stackone, upper) if one["id"] != parents[upper]["id"])
    before = stackone.world.state

    refused(stackone.patch(f"{ATS}/{upper}/{other['id']}/notes/{id}", json={}), 404, "Not Found")
    refused(stackone.patch(f"{ATS}/{upper}/nobody/notes/{id}", json={}), 404, "Not Found")
    refused(stackone.patch(f"{ATS}/{address(parents, upper)}/nobody", json={}), 404, "Not Found")
    assert stackone.world.state is before


@each_parent
@pytest.mark.parametrize(
    ("wrong", "status", "message"),
    [
        ({"author_id": "nobody"}, 404, "author_id not found"),
        ({"visibility": {"value": "unmapped_value"}}, 422, "Unprocessable Entity"),
        ({"visibility": {"value": "secret"}}, 400, None),
        ({"visibility": "secret"}, 422, "Unprocessable Entity"),
        ({"visibility": []}, 400, "visibility must be a valid object"),
        ({"content": "text"}, 400, "content must be a valid array"),
        ({"content": [{"body": 7}]}, 400, "content.0.body must be a valid string"),
        ({"content": [None]}, 400, "content.0 must not be null"),
        ({"author_id": 7}, 400, "author_id must be a valid string"),
    ],
)
def test_wrong_notes_are_refused_and_not_kept(
    stackone: VendorClient,
    parents: dict[str, dict[str, Any]],
    upper: str,
    wrong: dict[str, Any],
    status: int,
    message: str | None,
) -> None:
    path = f"{ATS}/{address(parents, upper)}"
    id = None if upper == "candidates" else made(stackone, address(parents, upper), {})
    before = stackone.world.state
    expected = message or "visibility.value must be one of the following values: private, public, unmapped_value"

    refused(stackone.post(path, json=wrong), status, expected)
    if id is not None:
        refused(stackone.patch(f"{path}/{id}", json=wrong), status, expected)
    assert stackone.world.state is before


@each_parent
def test_a_note_of_nobody_is_not_found(stackone: VendorClient, upper: str) -> None:
    refused(stackone.post(f"{ATS}/{upper}/nobody/notes", json={}), 404, "Not Found")


def test_the_provider_says_what_it_does_not_know(stackone: VendorClient, application: dict[str, Any]) -> None:
    body = {"visibility": {"source_value": "Board members"}}

    told = refused(
        stackone.post(f"{ATS}/applications/{application['id']}/notes", json=body), 422, "Unprocessable Entity"
    )

    (error,) = told["provider_errors"]
    assert error["raw"] == {"message": "visibility is unknown"}
    assert error["url"].endswith(f"/applications/{application['remote_id']}/notes")


def test_notes_of_interviews_are_not_read_and_those_of_candidates_not_updated(
    stackone: VendorClient, candidate: dict[str, Any], interview: dict[str, Any]
) -> None:
    id = made(stackone, f"candidates/{candidate['id']}/notes", {})

    refused(stackone.get(f"{ATS}/interviews/{interview['id']}/notes"), 404, "Not Found")
    refused(stackone.patch(f"{ATS}/candidates/{candidate['id']}/notes/{id}", json={}), 404, "Not Found")


def test_a_message_of_the_provider_shows_as_a_note(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    from ats_sandbox.world.domain.commands.notes import write_note

    with stackone.arrange() as draft:
        person = next(iter(draft.candidates.newest_first()))
        write_note(draft, person.id, "Seen at the fair.", author=None, private=True)

    (note,) = listed(stackone, f"candidates/{candidate['id']}/notes")
    assert note["content"] == [{"body": "Seen at the fair."}]
    assert note["author_id"] is None
    assert note["visibility"] == {"value": "private", "source_value": "PRIVATE"}
