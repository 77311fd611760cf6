"""SmartRecruiters: the timeslots of interviews, and what candidates answer to them."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.smartrecruiters.meetings import INTERVIEWS_PATH, path_of
from tests.vendors.smartrecruiters.timeslots import STATUSES, body_for, code, interview_of, slot_of


def test_a_timeslot_tells_all_that_it_has(smartrecruiters: VendorClient) -> None:
    world, interview = smartrecruiters.read(), interview_of(smartrecruiters)
    (slot, *_) = world.timeslots.where(interview=interview.id)

    answer = smartrecruiters.get(slot_of(smartrecruiters, interview))

    optional = {"interviewType": slot.type, "title": slot.title, "place": slot.place}
    assert answer.status_code == 200
    assert answer.json == {
        "id": native_id(world, "timeslot", slot.id),
        **{name: value for name, value in optional.items() if value is not None},
        "startsOn": iso(slot.starts_at),
        "endsOn": iso(slot.ends_at),
        "interviewers": [
            {"id": native_id(world, "user", one.user), "status": one.response.value} for one in slot.interviewers
        ],
        "candidateStatus": slot.candidate_response,
        "noShow": slot.no_show,
    }
    whole = smartrecruiters.get(path_of(smartrecruiters, interview)).json
    assert whole["timeslots"][0] == answer.json


def test_an_added_timeslot_is_the_last_of_its_interview(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, interview_of(smartrecruiters))
    before = smartrecruiters.get(path).json
    body = body_for(smartrecruiters)

    answer = smartrecruiters.post(f"{path}/timeslots", json=body)

    assert answer.status_code == 201
    assert answer.json == {"id": answer.json["id"], "noShow": False, **body}
    assert smartrecruiters.get(f"{path}/timeslots/{answer.json['id']}").json == answer.json
    assert smartrecruiters.get(path).json == {**before, "timeslots": [*before["timeslots"], answer.json]}


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        ({"startsOn": None}, "startsOn is required"),
        ({"startsOn": "soon"}, "startsOn must be a valid date-time"),
        ({"interviewers": None}, "interviewers is required"),
        ({"interviewers": []}, "interviewers must be at least 1 items long"),
        ({"interviewers": "me"}, "interviewers must be of type array"),
        ({"candidateStatus": "ACCEPTED"}, "candidateStatus must be one of accepted, declined, pending, tentative"),
        ({"title": 7}, "title must be of type string"),
    ],
)
def test_an_invalid_timeslot_is_refused_and_stores_nothing(
    smartrecruiters: VendorClient, change: dict[str, Any], complaint: str
) -> None:
    path = path_of(smartrecruiters, interview_of(smartrecruiters))
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(f"{path}/timeslots", json={**body_for(smartrecruiters), **change})

    assert answer.status_code == 422
    assert answer.json["errors"] == [{"code": "INVALID_INPUT", "message": complaint}]
    assert smartrecruiters.world.state is before


def test_a_timeslot_that_is_no_json_is_malformed_and_of_another_media_type_not_read(
    smartrecruiters: VendorClient,
) -> None:
    path = f"{path_of(smartrecruiters, interview_of(smartrecruiters))}/timeslots"

    assert smartrecruiters.post(path, data="{", content_type="application/json").status_code == 400
    assert smartrecruiters.post(path, data="{}", content_type="text/plain").status_code == 415


@pytest.mark.parametrize("status", STATUSES)
@pytest.mark.parametrize("old", STATUSES)
def test_the_candidates_answer_to_a_timeslot_is_updated_and_read_back_everywhere(
    smartrecruiters: VendorClient, status: str, old: str
) -> None:
    interview = interview_of(smartrecruiters)
    slot = slot_of(smartrecruiters, interview)
    smartrecruiters.put(f"{slot}/candidateStatus", json={"status": old})
    before = smartrecruiters.get(path_of(smartrecruiters, interview)).json

    answer = smartrecruiters.put(f"{slot}/candidateStatus", json={"status": status})

    assert (answer.status_code, answer.data) == (204, b"")
    application = native_id(smartrecruiters.read(), "application", interview.application)
    whole = smartrecruiters.get(path_of(smartrecruiters, interview)).json
    assert smartrecruiters.get(slot).json["candidateStatus"] == status
    assert whole["timeslots"] == [{**before["timeslots"][0], "candidateStatus": status}, *before["timeslots"][1:]]
    assert whole["candidate"] == before["candidate"], "the answer to the whole interview is another one"
    content = smartrecruiters.get(f"{INTERVIEWS_PATH}?applicationId={application}").json["content"]
    assert whole in content


def test_a_candidate_answers_for_the_first_time(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, interview_of(smartrecruiters))
    body = body_for(smartrecruiters) | {"candidateStatus": None}
    slot = f"{path}/timeslots/{smartrecruiters.post(f'{path}/timeslots', json=body).json['id']}"
    unanswered = smartrecruiters.get(slot).json["candidateStatus"]

    smartrecruiters.put(f"{slot}/candidateStatus", json={"status": "tentative"})

    assert unanswered is None
    assert smartrecruiters.get(slot).json["candidateStatus"] == "tentative"


@pytest.mark.parametrize(
    "body",
    [{}, {"status": None}, {"status": "ACCEPTED"}, {"status": "maybe"}, {"status": ""}, {"status": True},
     {"status": []}, [], ["accepted"], "accepted"],
)  # fmt: skip
def test_what_is_no_answer_is_refused_and_stores_nothing(smartrecruiters: VendorClient, body: Any) -> None:
    slot = slot_of(smartrecruiters, interview_of(smartrecruiters))
    before = smartrecruiters.world.state

    answer = smartrecruiters.put(f"{slot}/candidateStatus", json=body)

    assert (answer.status_code, code(answer)) == (422, "INVALID_INPUT")
    assert smartrecruiters.world.state is before


def test_an_answer_that_is_no_json_is_malformed_and_of_another_media_type_not_read(
    smartrecruiters: VendorClient,
) -> None:
    path = f"{slot_of(smartrecruiters, interview_of(smartrecruiters))}/candidateStatus"

    assert smartrecruiters.put(path, data="accepted", content_type="application/json").status_code == 400
    assert smartrecruiters.put(path, data="accepted", content_type="text/plain").status_code == 415


def test_an_interview_that_the_product_scheduled_is_read_but_not_changed(smartrecruiters: VendorClient) -> None:
    interview = interview_of(smartrecruiters, here=False)
    slot = slot_of(smartrecruiters, interview)
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.put(f"{slot}/candidateStatus", json={"status": "accepted"}),
        smartrecruiters.post(f"{path_of(smartrecruiters, interview)}/timeslots", json=body_for(smartrecruiters)),
    ):
        assert (answer.status_code, code(answer)) == (403, "INTERVIEW_NOT_EDITABLE")
        assert answer.json["message"] == "Only interviews created with the Interview API can be changed by it"
    assert smartrecruiters.world.state is before
    assert smartrecruiters.get(slot).status_code == 200


def test_the_timeslots_of_an_unknown_interview_are_not_found(smartrecruiters: VendorClient) -> None:
    slot = slot_of(smartrecruiters, interview_of(smartrecruiters)).rsplit("/", 1)[-1]
    stranger = f"{INTERVIEWS_PATH}/{native_id(smartrecruiters.read(), 'timeslot', 1)}/timeslots"

    for answer in (
        smartrecruiters.post(stranger, json=body_for(smartrecruiters)),
        smartrecruiters.get(f"{stranger}/{slot}"),
        smartrecruiters.put(f"{stranger}/{slot}/candidateStatus", json={"status": "accepted"}),
    ):
        assert (answer.status_code, code(answer)) == (404, "INTERVIEW_NOT_FOUND")


def test_a_timeslot_that_is_none_of_the_interview_is_not_found(smartrecruiters: VendorClient) -> None:
    world, interview = smartrecruiters.read(), interview_of(smartrecruiters)
    foreign = next(one for one in world.timeslots if one.interview != interview.id)

    for id in (native_id(world, "timeslot", foreign.id), native_id(world, "interview", interview.id), "nonsense"):
        slot = f"{path_of(smartrecruiters, interview)}/timeslots/{id}"
        for answer in (
            smartrecruiters.get(slot),
            smartrecruiters.put(f"{slot}/candidateStatus", json={"status": "accepted"}),
            smartrecruiters.put(f"{slot}/candidateStatus", json={"status": "maybe"}),
        ):
            assert (answer.status_code, code(answer)) == (404, "TIMESLOT_NOT_FOUND")


def test_the_timeslots_of_a_confidential_interview_are_forbidden_to_who_may_not_see_it(
    smartrecruiters: VendorClient,
) -> None:
    interview = interview_of(smartrecruiters, confidential=True)
    path, slot = path_of(smartrecruiters, interview), slot_of(smartrecruiters, interview)
    before = smartrecruiters.world.state

    for answer in (
        smartrecruiters.post(f"{path}/timeslots", json=body_for(smartrecruiters), token="sandbox-restricted"),
        smartrecruiters.get(slot, token="sandbox-restricted"),
        smartrecruiters.put(f"{slot}/candidateStatus", json={"status": "accepted"}, token="sandbox-restricted"),
    ):
        assert (answer.status_code, code(answer)) == (403, "INTERVIEW_ACCESS_DENIED")
        assert answer.json["message"] == "Access to interview is forbidden"
    assert smartrecruiters.world.state is before
