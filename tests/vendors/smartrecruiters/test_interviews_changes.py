"""SmartRecruiters: interviews are moved, answered and cancelled, and the list of interview types grows."""

from typing import Any
from urllib.parse import quote

import pytest

from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient

ROOT = "/interviews-api/v201904/interviews"
TYPES = "/interviews-api/v201904/interview-types"


def interview_of(client: VendorClient, *, here: bool = True, confidential: bool = False) -> Interview:
    world = client.read()
    found = [one for one in world.interviews if one.scheduled_here is here and not one.cancelled]
    return next(one for one in found if world.applications[one.application].confidential is confidential)


def path_of(client: VendorClient, interview: Interview) -> str:
    return f"{ROOT}/{native_id(client.read(), 'interview', interview.id)}"


def refused(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json["errors"][0]["code"]


def test_an_interview_is_held_elsewhere(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, interview_of(smartrecruiters))
    before = smartrecruiters.get(path).json

    answer = smartrecruiters.patch(path, json={"location": "The attic", "timezone": "Asia/Kolkata", "jobId": "x"})

    assert (answer.status_code, answer.data) == (204, b"")
    changed = {"location": "The attic", "timezone": "Asia/Kolkata"}
    assert smartrecruiters.get(path).json == {**before, **changed}
    smartrecruiters.patch(path, json={"location": None})
    assert "location" not in smartrecruiters.get(path).json
    assert smartrecruiters.patch(path, json={}).status_code == 204


@pytest.mark.parametrize("old", [True, False])
def test_the_candidate_answers_to_an_interview_as_a_whole(smartrecruiters: VendorClient, old: bool) -> None:
    path = path_of(smartrecruiters, interview_of(smartrecruiters))

    for status in ("accepted", "declined"):
        if old:
            answer = smartrecruiters.put(f"{path}/candidate/status", json={"status": status})
        else:
            answer = smartrecruiters.patch(path, json={"candidate": {"status": status}, "location": "Attic"})
        assert (answer.status_code, answer.data) == (204, b"")
        told = smartrecruiters.get(path).json
        assert told["candidate"]["status"] == status
        assert {one["candidateStatus"] for one in told["timeslots"]} == {status}


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ({"timezone": "Mars/Base"}, (400, "INVALID_TIMEZONE")),
        ({"timezone": "x" * 101}, (422, "INVALID_INPUT")),
        ({"timezone": None}, (422, "INVALID_INPUT")),
        ({"location": "x" * 501}, (422, "INVALID_INPUT")),
        ({"location": 7}, (422, "INVALID_INPUT")),
        ({"candidate": {}}, (422, "INVALID_INPUT")),
        ({"candidate": {"status": "ACCEPTED"}}, (422, "INVALID_INPUT")),
        (
            {"location": "Attic", "timezone": "Mars/Base", "candidate": {"status": "accepted"}},
            (400, "INVALID_TIMEZONE"),
        ),
        ([], (422, "INVALID_INPUT")),
    ],
)
def test_a_change_that_is_none_is_refused_and_stores_nothing(
    smartrecruiters: VendorClient, body: Any, expected: tuple[int, str]
) -> None:
    path = path_of(smartrecruiters, interview_of(smartrecruiters))
    before = smartrecruiters.world.state

    assert refused(smartrecruiters.patch(path, json=body)) == expected
    assert smartrecruiters.world.state is before


def test_what_the_candidate_answers_to_an_interview_is_one_of_four_words(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, interview_of(smartrecruiters))}/candidate/status"

    assert refused(smartrecruiters.put(path, json={"status": "maybe"})) == (422, "INVALID_INPUT")


def test_a_cancelled_interview_is_gone_with_its_timeslots(smartrecruiters: VendorClient) -> None:
    interview = interview_of(smartrecruiters)
    path = path_of(smartrecruiters, interview)
    slot = smartrecruiters.get(path).json["timeslots"][0]["id"]
    application = native_id(smartrecruiters.read(), "application", interview.application)

    answer = smartrecruiters.delete(path)

    assert (answer.status_code, answer.data) == (204, b"")
    for again in (
        smartrecruiters.get(path),
        smartrecruiters.delete(path),
        smartrecruiters.get(f"{path}/timeslots/{slot}"),
    ):
        assert refused(again) == (404, "INTERVIEW_NOT_FOUND")
    ids = [one["id"] for one in smartrecruiters.get(f"{ROOT}?applicationId={application}").json["content"]]
    assert path.rsplit("/", 1)[-1] not in ids
    assert smartrecruiters.read().interviews[interview.id].cancelled, "the world remembers that there was one"


def writes(client: VendorClient, path: str, token: str = "sandbox-admin") -> list[Any]:
    return [
        client.patch(path, json={"location": "Attic"}, token=token),
        client.put(f"{path}/candidate/status", json={"status": "accepted"}, token=token),
        client.delete(path, token=token),
    ]


def test_an_interview_of_the_product_or_out_of_sight_or_unknown_is_not_changed(smartrecruiters: VendorClient) -> None:
    product = path_of(smartrecruiters, interview_of(smartrecruiters, here=False))
    hidden = path_of(smartrecruiters, interview_of(smartrecruiters, confidential=True))
    before = smartrecruiters.world.state

    for answer in writes(smartrecruiters, product):
        assert refused(answer) == (403, "INTERVIEW_NOT_EDITABLE")
    for answer in writes(smartrecruiters, hidden, "sandbox-restricted"):
        assert refused(answer) == (403, "INTERVIEW_ACCESS_DENIED")
    for answer in writes(smartrecruiters, f"{ROOT}/nonsense"):
        assert refused(answer) == (404, "INTERVIEW_NOT_FOUND")
    assert smartrecruiters.world.state is before


def test_interview_types_are_added_to_the_list_and_none_is_removed(smartrecruiters: VendorClient) -> None:
    before = smartrecruiters.get(TYPES).json
    assert len(before) > 3

    answer = smartrecruiters.patch(TYPES, json=["Dinner", before[0], "Dinner", "面接"])

    assert (answer.status_code, answer.data) == (204, b"")
    assert smartrecruiters.get(TYPES).json == [*before, "Dinner", "面接"]


def test_interview_types_are_served_without_the_name_of_their_api_too(smartrecruiters: VendorClient) -> None:
    assert smartrecruiters.patch("/interview-types", json=["Dinner"]).status_code == 204
    assert smartrecruiters.get("/interview-types").json == smartrecruiters.get(TYPES).json
    assert smartrecruiters.delete("/interview-types/Dinner").status_code == 204
    assert "Dinner" not in smartrecruiters.get(TYPES).json


def test_interview_types_are_named_by_one_name_each(smartrecruiters: VendorClient) -> None:
    smartrecruiters.patch(TYPES, json=["Dinner & dance?", "dinner"])

    assert smartrecruiters.delete(f"{TYPES}/{quote('Dinner & dance?')}").status_code == 204
    for gone in ("Dinner & dance?", "Dinner", "x" * 401):
        assert refused(smartrecruiters.delete(f"{TYPES}/{quote(gone)}")) == (404, "INTERVIEW_TYPE_NOT_FOUND")
    assert "dinner" in smartrecruiters.get(TYPES).json


def test_there_are_at_most_2000_interview_types(smartrecruiters: VendorClient) -> None:
    had = len(smartrecruiters.get(TYPES).json)
    smartrecruiters.patch(TYPES, json=[f"Type {number}" for number in range(2_000 - had)])
    before = smartrecruiters.world.state

    assert len(smartrecruiters.get(TYPES).json) == 2_000
    assert refused(smartrecruiters.patch(TYPES, json=["One more"])) == (409, "INTERVIEW_TYPES_SIZE_EXCEEDED")
    assert smartrecruiters.world.state is before
    assert smartrecruiters.patch(TYPES, json=["Type 1"]).status_code == 204


@pytest.mark.parametrize(
    "body", [[], {}, "Dinner", 7, [7], [None], [""], ["x" * 401], ["Dinner"] * 2_001, [["Dinner"]]]
)
def test_what_is_no_list_of_names_is_refused_and_stores_nothing(smartrecruiters: VendorClient, body: Any) -> None:
    before = smartrecruiters.world.state

    assert refused(smartrecruiters.patch(TYPES, json=body)) == (422, "INVALID_INPUT")
    assert smartrecruiters.world.state is before


def test_interview_types_that_are_no_json_are_malformed(smartrecruiters: VendorClient) -> None:
    for data in ("[", ""):
        answer = smartrecruiters.patch(TYPES, data=data, content_type="application/json")
        assert refused(answer) == (400, "INVALID_REQUEST")
    assert smartrecruiters.patch(TYPES, data="[]", content_type="text/plain").status_code == 415


def test_interview_types_have_scopes_of_their_own(smartrecruiters: VendorClient) -> None:
    for answer in (
        smartrecruiters.get(TYPES, token="sandbox-unscoped"),
        smartrecruiters.patch(TYPES, json=["Dinner"], token="sandbox-readonly"),
    ):
        assert answer.status_code == 403
    scopes = {one.id: one.scope for one in smartrecruiters.vendor.operations if "interview-types" in one.path}
    assert scopes == {
        "list_interview_types": "interview_types_read",
        "add_interview_types": "interview_types_write",
        "delete_interview_type": "interview_types_write",
    }
