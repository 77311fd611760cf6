"""SmartRecruiters: timeslots are moved and dropped, and who stays away or answers is noted."""

from typing import Any

import pytest

from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.smartrecruiters.meetings import INTERVIEWS_PATH, path_of
from tests.vendors.smartrecruiters.timeslots import body_for, code, interview_of, slot_of


def several(client: VendorClient) -> Interview:
    """An interview that the API scheduled, in several timeslots."""
    world = client.read()
    mine = [one for one in world.interviews if one.scheduled_here and not one.cancelled]
    return next(one for one in mine if len(world.timeslots.where(interview=one.id)) > 1)


def wrong_slots(client: VendorClient) -> dict[str, dict[str, Any]]:
    """What is wrong with a timeslot beyond its types, by the code that says so."""
    former = next(one for one in client.read().users if not one.active)
    return {
        "NON_EXISTING_INTERVIEWERS": {"interviewers": [{"id": "x", "status": "accepted"}]},
        "INACTIVE_OR_DELETED_INTERVIEWERS": {
            "interviewers": [{"id": native_id(client.read(), "user", former.id), "status": "accepted"}]
        },
        "END_DATE_BEFORE_START_DATE": {"endsOn": "2026-03-09T10:00:00.000Z"},
    }


def test_a_timeslot_with_somebody_unknown_or_an_early_end_is_neither_added_nor_moved_to(
    smartrecruiters: VendorClient,
) -> None:
    interview = interview_of(smartrecruiters)
    path, slot = path_of(smartrecruiters, interview), slot_of(smartrecruiters, interview)
    before = smartrecruiters.world.state

    for expected, wrong in wrong_slots(smartrecruiters).items():
        body = {**body_for(smartrecruiters), **wrong}
        for answer in (
            smartrecruiters.post(f"{path}/timeslots", json=body),
            smartrecruiters.patch(slot, json=body),
        ):
            assert (answer.status_code, code(answer)) == (422, expected)
    assert smartrecruiters.world.state is before


def test_an_interview_has_at_most_50_timeslots(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, interview_of(smartrecruiters))
    had = len(smartrecruiters.get(path).json["timeslots"])
    for _ in range(50 - had):
        assert smartrecruiters.post(f"{path}/timeslots", json=body_for(smartrecruiters)).status_code == 201

    answer = smartrecruiters.post(f"{path}/timeslots", json=body_for(smartrecruiters))

    assert (answer.status_code, code(answer)) == (409, "CANNOT_ADD_MORE_TIMESLOTS")
    assert len(smartrecruiters.get(path).json["timeslots"]) == 50


def test_a_timeslot_is_moved_and_read_back(smartrecruiters: VendorClient) -> None:
    slot = slot_of(smartrecruiters, interview_of(smartrecruiters))
    before, body = smartrecruiters.get(slot).json, body_for(smartrecruiters)

    answer = smartrecruiters.patch(slot, json={**body, "id": "mine", "place": None})

    assert (answer.status_code, answer.data) == (204, b"")
    del body["place"]
    assert smartrecruiters.get(slot).json == {"id": before["id"], **body, "noShow": before["noShow"]}


def test_what_a_moved_timeslot_leaves_out_stays(smartrecruiters: VendorClient) -> None:
    slot = slot_of(smartrecruiters, interview_of(smartrecruiters))
    smartrecruiters.patch(slot, json=body_for(smartrecruiters))
    before = smartrecruiters.get(slot).json
    moved = {"startsOn": "2026-04-01T08:00:00.000Z", "endsOn": "2026-04-01T09:00:00.000Z"}

    smartrecruiters.patch(slot, json={**moved, "interviewers": before["interviewers"]})

    assert smartrecruiters.get(slot).json == {**before, **moved}


@pytest.mark.parametrize("name", ["startsOn", "endsOn", "interviewers"])
def test_a_moved_timeslot_needs_all_that_a_timeslot_needs(smartrecruiters: VendorClient, name: str) -> None:
    slot = slot_of(smartrecruiters, interview_of(smartrecruiters))
    before = smartrecruiters.world.state

    whole = body_for(smartrecruiters)
    for body in ({**whole, name: None}, {one: value for one, value in whole.items() if one != name}):
        answer = smartrecruiters.patch(slot, json=body)
        assert (answer.status_code, answer.json["errors"]) == (
            400,
            [{"code": "INVALID_INPUT", "message": f"{name} is required"}],
        )
    assert smartrecruiters.patch(slot, json={**body_for(smartrecruiters), "title": 7}).status_code == 422
    assert smartrecruiters.world.state is before


def test_a_timeslot_is_dropped(smartrecruiters: VendorClient) -> None:
    interview = several(smartrecruiters)
    slot = slot_of(smartrecruiters, interview)
    before = smartrecruiters.get(path_of(smartrecruiters, interview)).json["timeslots"]

    answer = smartrecruiters.delete(slot)

    assert (answer.status_code, answer.data) == (204, b"")
    assert smartrecruiters.get(slot).status_code == 404
    assert smartrecruiters.delete(slot).status_code == 404
    assert smartrecruiters.get(path_of(smartrecruiters, interview)).json["timeslots"] == before[1:]


def test_the_last_timeslot_of_an_interview_stays(smartrecruiters: VendorClient) -> None:
    interview = several(smartrecruiters)
    for _ in range(len(smartrecruiters.read().timeslots.where(interview=interview.id)) - 1):
        assert smartrecruiters.delete(slot_of(smartrecruiters, interview)).status_code == 204
    last = slot_of(smartrecruiters, interview)

    answer = smartrecruiters.delete(last)

    assert (answer.status_code, code(answer)) == (409, "CANNOT_DELETE_LAST_TIMESLOT")
    assert smartrecruiters.get(last).status_code == 200


def test_that_a_candidate_stayed_away_is_noted_and_taken_back(smartrecruiters: VendorClient) -> None:
    slot = slot_of(smartrecruiters, interview_of(smartrecruiters))

    for value in (True, False):
        answer = smartrecruiters.patch(f"{slot}/noshow?value={str(value).lower()}")
        assert (answer.status_code, answer.data) == (204, b"")
        assert smartrecruiters.get(slot).json["noShow"] is value


@pytest.mark.parametrize("query", ["", "?value=", "?value=maybe", "?value=1"])
def test_whether_a_candidate_stayed_away_is_true_or_false(smartrecruiters: VendorClient, query: str) -> None:
    slot = slot_of(smartrecruiters, interview_of(smartrecruiters))

    answer = smartrecruiters.patch(f"{slot}/noshow{query}")

    assert (answer.status_code, code(answer)) == (400, "INVALID_INPUT")


def test_an_interviewer_answers(smartrecruiters: VendorClient) -> None:
    slot = slot_of(smartrecruiters, interview_of(smartrecruiters))
    people = [{"id": native_id(smartrecruiters.read(), "user", number), "status": "pending"} for number in (1, 2)]
    smartrecruiters.patch(slot, json={**body_for(smartrecruiters), "interviewers": people})

    answer = smartrecruiters.put(f"{slot}/interviewers/{people[1]['id']}/status", json={"status": "declined"})

    assert (answer.status_code, answer.data) == (204, b"")
    assert smartrecruiters.get(slot).json["interviewers"] == [people[0], {**people[1], "status": "declined"}]


def test_only_who_is_invited_to_a_timeslot_answers(smartrecruiters: VendorClient) -> None:
    world, interview = smartrecruiters.read(), interview_of(smartrecruiters)
    (slot, *_) = world.timeslots.where(interview=interview.id)
    invited = {one.user for one in slot.interviewers}
    stranger = next(one for one in world.users if one.id not in invited)
    path = slot_of(smartrecruiters, interview)

    for user in (native_id(world, "user", stranger.id), "nonsense", native_id(world, "candidate", 1)):
        answer = smartrecruiters.put(f"{path}/interviewers/{user}/status", json={"status": "accepted"})
        assert (answer.status_code, code(answer)) == (404, "NON_EXISTING_INTERVIEWERS")
    insider = native_id(world, "user", slot.interviewers[0].user)
    assert smartrecruiters.put(f"{path}/interviewers/{insider}/status", json={"status": "maybe"}).status_code == 422


def writes(client: VendorClient, interview: Interview, token: str = "sandbox-admin") -> list[Any]:
    """The answers to everything that changes a timeslot, beside the candidate's answer."""
    (kept, *_) = client.read().timeslots.where(interview=interview.id)
    slot, user = slot_of(client, interview), native_id(client.read(), "user", kept.interviewers[0].user)
    return [
        client.patch(slot, json=body_for(client), token=token),
        client.delete(slot, token=token),
        client.patch(f"{slot}/noshow?value=true", token=token),
        client.put(f"{slot}/interviewers/{user}/status", json={"status": "accepted"}, token=token),
    ]


def test_the_timeslots_of_an_interview_of_the_product_or_out_of_sight_are_not_changed(
    smartrecruiters: VendorClient,
) -> None:
    product = interview_of(smartrecruiters, here=False)
    hidden = interview_of(smartrecruiters, confidential=True)
    before = smartrecruiters.world.state

    for answer in writes(smartrecruiters, product):
        assert (answer.status_code, code(answer)) == (403, "INTERVIEW_NOT_EDITABLE")
    for answer in writes(smartrecruiters, hidden, "sandbox-restricted"):
        assert (answer.status_code, code(answer)) == (403, "INTERVIEW_ACCESS_DENIED")
    assert smartrecruiters.world.state is before


def test_a_timeslot_that_does_not_exist_is_not_changed(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, interview_of(smartrecruiters))}/timeslots/nonsense"

    for answer in (
        smartrecruiters.patch(path, json=body_for(smartrecruiters)),
        smartrecruiters.delete(path),
        smartrecruiters.patch(f"{path}/noshow?value=true"),
        smartrecruiters.put(f"{path}/interviewers/x/status", json={"status": "accepted"}),
    ):
        assert (answer.status_code, code(answer)) == (404, "TIMESLOT_NOT_FOUND")
    answer = smartrecruiters.delete(f"{INTERVIEWS_PATH}/nonsense/timeslots/nonsense")
    assert (answer.status_code, code(answer)) == (404, "INTERVIEW_NOT_FOUND")


def test_a_change_that_is_no_json_is_malformed_and_of_another_media_type_not_read(
    smartrecruiters: VendorClient,
) -> None:
    interview = interview_of(smartrecruiters)
    (kept, *_) = smartrecruiters.read().timeslots.where(interview=interview.id)
    path, slot = path_of(smartrecruiters, interview), slot_of(smartrecruiters, interview)
    user = native_id(smartrecruiters.read(), "user", kept.interviewers[0].user)
    before = smartrecruiters.world.state

    for method, changed in (
        ("PATCH", path),
        ("PUT", f"{path}/candidate/status"),
        ("PATCH", slot),
        ("PUT", f"{slot}/interviewers/{user}/status"),
    ):
        malformed = smartrecruiters.send(method, changed, data="{", content_type="application/json")
        assert (malformed.status_code, code(malformed)) == (400, "INVALID_REQUEST")
        assert smartrecruiters.send(method, changed, data="{}", content_type="text/plain").status_code == 415
    assert smartrecruiters.world.state is before
