"""StackOne: updating, moving and rejecting applications."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, MOMENT, everything, made, refused, shown, synthetic


def patched(client: VendorClient, application: dict[str, Any], body: Any) -> dict[str, Any]:
    """The application after a PATCH, custom fields included."""
    answer = client.patch(f"{ATS}/applications/{application['id']}", json=body)
    assert answer.status_code == 200, answer.text
    assert answer.json.keys() == {"statusCode", "message", "timestamp"}
    assert (answer.json["statusCode"], answer.json["message"]) == (200, "Record updated successfully.")
    assert MOMENT.fullmatch(answer.json["timestamp"])
    return shown(client, f"applications/{application['id']}", include="custom_fields")


def move(client: VendorClient, application: dict[str, Any], body: Any) -> Any:
    return client.post(f"{ATS}/applications/{application['id']}/move", json=body)


def reject(client: VendorClient, application: dict[str, Any], body: Any) -> Any:
    return client.post(f"{ATS}/applications/{application['id']}/reject", json=body)


VALUES = ["lead", "new", "created", "review", "screen", "short_list", "approved", "assessment", "interview"]
VALUES += ["reference_check", "background_check", "offer", "accepted", "onboarding", "hired", "rejected"]
VALUES += ["declined_by_candidate", "converted", "active"]


@pytest.mark.parametrize("value", VALUES)
def test_a_status_reads_back_as_it_was_written(stackone: VendorClient, application: dict[str, Any], value: str) -> None:
    after = patched(stackone, application, {"application_status": {"value": value}})

    assert after["application_status"]["value"] == value
    assert after["updated_at"] > application["updated_at"]


def test_the_source_value_that_was_written_reads_back_too(stackone: VendorClient, application: dict[str, Any]) -> None:
    status = {"value": "screen", "source_value": "Phone screen by Ines"}

    assert patched(stackone, application, {"application_status": status})["application_status"] == status


def test_a_told_status_holds_only_until_the_world_moves_on(
    stackone: VendorClient, application: dict[str, Any], job: dict[str, Any]
) -> None:
    patched(stackone, application, {"application_status": {"value": "screen"}})
    interview = next(one for one in job["interview_stages"] if one["name"] == "Interview")

    assert move(stackone, application, {"interview_stage_id": interview["id"]}).status_code == 200

    after = shown(stackone, f"applications/{application['id']}")
    assert after["application_status"] == {"value": "interview", "source_value": "INTERVIEW"}


def test_active_leaves_an_application_where_it_stands(
    stackone: VendorClient, application: dict[str, Any], job: dict[str, Any]
) -> None:
    target = job["interview_stages"][3]
    move(stackone, application, {"interview_stage_id": target["id"]})

    after = patched(stackone, application, {"application_status": {"value": "active"}})

    assert after["application_stage"]["id"] == target["id"]
    assert after["application_status"]["value"] == "active"


def test_active_resumes_an_ended_application_where_it_stopped(
    stackone: VendorClient, application: dict[str, Any], job: dict[str, Any]
) -> None:
    target = job["interview_stages"][3]
    move(stackone, application, {"interview_stage_id": target["id"]})
    reject(stackone, application, {})

    after = patched(stackone, application, {"application_status": {"value": "active"}})

    assert after["application_stage"]["id"] == target["id"]
    assert after["application_status"]["value"] == "active"
    assert after["rejected_at"] is None


def test_what_is_absent_stays_and_null_clears(stackone: VendorClient, application: dict[str, Any]) -> None:
    fields = [{"id": "f1", "name": "Shift", "value": "night", "value_id": "v1"}, {"remote_id": "f2", "value": [1, {}]}]
    told = patched(stackone, application, {"source": {"id": "s1", "name": "A friend"}, "custom_fields": fields})
    assert told["source"] == {"id": synthetic("s1"), "remote_id": "s1", "name": "A friend"}
    assert told["custom_fields"] == [
        {
            "id": synthetic("f1"),
            "remote_id": "f1",
            "name": "Shift",
            "value": "night",
            "value_id": synthetic("v1"),
            "remote_value_id": "v1",
        },
        {
            "id": synthetic("f2"),
            "remote_id": "f2",
            "name": None,
            "value": [1, {}],
            "value_id": None,
            "remote_value_id": None,
        },
    ]

    same = patched(stackone, application, {})
    assert {**same, "updated_at": None} == {**told, "updated_at": None}

    cleared = patched(stackone, application, {"source": None, "custom_fields": None, "application_status": None})
    assert cleared["source"] is None
    assert cleared["custom_fields"] == []
    assert cleared["application_status"] == told["application_status"]


def test_a_custom_field_replaces_only_its_predecessor(stackone: VendorClient, application: dict[str, Any]) -> None:
    patched(stackone, application, {"custom_fields": [{"id": "f1", "value": 1}, {"id": "f2", "value": 2}]})

    after = patched(stackone, application, {"custom_fields": [{"id": synthetic("f1"), "value": None}]})

    assert {one["remote_id"]: one["value"] for one in after["custom_fields"]} == {"f1": None, "f2": 2}


def test_what_an_update_does_not_take_is_ignored(stackone: VendorClient, application: dict[str, Any]) -> None:
    other = {"job_id": "nobody", "candidate_id": "nobody", "location_id": "x", "passthrough": {"a": 1}}

    after = patched(stackone, application, other)

    assert after["job_id"] == application["job_id"]
    assert after["candidate_id"] == application["candidate_id"]


def test_an_update_of_nothing_known_is_not_found(stackone: VendorClient) -> None:
    refused(stackone.patch(f"{ATS}/applications/nobody", json={}), 404, "Not Found")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"source": "LinkedIn"}, "source must be a valid object"),
        ({"source": {"name": 1}}, "source.name must be a valid string"),
        ({"custom_fields": {}}, "custom_fields must be a valid array"),
        ({"custom_fields": [None]}, "custom_fields.0 must not be null"),
        ({"custom_fields": [{"name": 7}]}, "custom_fields.0.name must be a valid string"),
    ],
)
def test_wrong_types_in_an_update_are_refused_by_name(
    stackone: VendorClient, application: dict[str, Any], wrong: dict[str, Any], message: str
) -> None:
    before = stackone.world.state

    refused(stackone.patch(f"{ATS}/applications/{application['id']}", json=wrong), 400, message)
    assert stackone.world.state is before


def test_an_update_to_an_unknown_status_is_unprocessable(stackone: VendorClient, application: dict[str, Any]) -> None:
    body = {"application_status": {"source_value": "Gone fishing"}}
    answer = stackone.patch(f"{ATS}/applications/{application['id']}", json=body)

    told = refused(answer, 422, "Unprocessable Entity")
    assert (
        told["provider_errors"][0]["url"] == f"https://api.smartrecruiters.com/applications/{application['remote_id']}"
    )


def test_a_move_changes_the_stage_under_both_names(
    stackone: VendorClient, application: dict[str, Any], job: dict[str, Any]
) -> None:
    for stage in job["interview_stages"]:
        for form in ("id", "remote_id"):
            answer = move(stackone, application, {"interview_stage_id": stage[form]})

            assert answer.status_code == 200, answer.text
            assert {**answer.json, "timestamp": None} == {
                "statusCode": 200,
                "message": "Application moved successfully.",
                "timestamp": None,
                "data": {"id": application["id"], "remote_id": application["remote_id"]},
            }
            after = shown(stackone, f"applications/{application['id']}")
            assert after["application_stage"] == after["interview_stage"] == stage
            assert after["application_stage_id"] == after["interview_stage_id"] == stage["id"]
            assert after["updated_at"] == answer.json["timestamp"]


@pytest.mark.parametrize("body", [{}, {"interview_stage_id": None}, {"application_stage_id": "x"}])
def test_a_move_needs_a_stage(stackone: VendorClient, application: dict[str, Any], body: dict[str, Any]) -> None:
    refused(move(stackone, application, body), 400, "interview_stage_id is required")


@pytest.mark.parametrize("stage", ["nobody", ""])
def test_a_move_to_an_unknown_stage_is_not_found(
    stackone: VendorClient, application: dict[str, Any], stage: str
) -> None:
    refused(move(stackone, application, {"interview_stage_id": stage}), 404, "interview_stage_id not found")


def test_a_move_of_an_unknown_application_is_not_found(stackone: VendorClient, foreign_stage: str) -> None:
    refused(move(stackone, {"id": "nobody"}, {"interview_stage_id": foreign_stage}), 404, "Not Found")


def test_a_move_to_a_stage_of_another_job_is_unprocessable(
    stackone: VendorClient, application: dict[str, Any], foreign_stage: str
) -> None:
    before = stackone.world.state

    told = refused(move(stackone, application, {"interview_stage_id": foreign_stage}), 422, "Unprocessable Entity")

    assert told["provider_errors"][0]["raw"] == {"message": "the stage does not belong to the job"}
    assert stackone.world.state is before


@pytest.mark.parametrize(
    ("value", "word"),
    [("rejected", "rejected"), ("declined_by_candidate", "withdrawn"), ("converted", "transferred")],
)
def test_an_ended_application_is_neither_moved_nor_rejected(
    stackone: VendorClient, application: dict[str, Any], job: dict[str, Any], value: str, word: str
) -> None:
    patched(stackone, application, {"application_status": {"value": value}})

    moved = move(stackone, application, {"interview_stage_id": job["interview_stages"][0]["id"]})
    rejected = reject(stackone, application, {})

    refused(moved, 409, f"The application is {word}")
    refused(rejected, 409, f"The application is {word}")


@pytest.mark.parametrize("form", ["id", "remote_id"])
def test_a_rejection_says_when_and_why(
    stackone: VendorClient, application: dict[str, Any], reason: dict[str, Any], form: str
) -> None:
    answer = reject(stackone, application, {"rejected_reason_id": reason[form], "passthrough": {}})

    assert answer.status_code == 200, answer.text
    assert {**answer.json, "timestamp": None} == {
        "statusCode": 200,
        "message": "Application rejected successfully.",
        "timestamp": None,
        "data": {"id": application["id"], "remote_id": application["remote_id"]},
    }
    after = shown(stackone, f"applications/{application['id']}")
    assert after["application_status"] == {"value": "rejected", "source_value": "REJECTED"}
    assert after["rejected_at"] == answer.json["timestamp"]
    assert after["rejected_reasons"] == [reason]
    assert after["rejected_reason_ids"] == [reason["id"]]
    assert after["remote_rejected_reason_ids"] == [reason["remote_id"]]
    assert after["application_stage"] == application["application_stage"]


@pytest.mark.parametrize("body", [{}, {"rejected_reason_id": None}])
def test_a_rejection_may_go_without_a_reason(
    stackone: VendorClient, application: dict[str, Any], body: dict[str, Any]
) -> None:
    assert reject(stackone, application, body).status_code == 200

    after = shown(stackone, f"applications/{application['id']}")
    assert after["rejected_at"] is not None
    assert after["rejected_reasons"] == []


def test_rejecting_twice_conflicts(stackone: VendorClient, application: dict[str, Any]) -> None:
    reject(stackone, application, {})
    before = stackone.world.state

    refused(reject(stackone, application, {}), 409, "The application is rejected")
    assert stackone.world.state is before


def test_a_rejection_of_nothing_known_or_for_nothing_known_is_not_found(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    refused(reject(stackone, {"id": "nobody"}, {}), 404, "Not Found")
    refused(reject(stackone, application, {"rejected_reason_id": "nobody"}), 404, "rejected_reason_id not found")


def test_the_candidates_own_reasons_are_none_for_a_rejection(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    reasons = everything(stackone, "rejected_reasons")
    theirs = next(one for one in reasons if one["type"] == "rejected_by_candidate")

    told = refused(reject(stackone, application, {"rejected_reason_id": theirs["id"]}), 422, "Unprocessable Entity")

    assert told["provider_errors"][0]["raw"] == {"message": "the reason does not fit a rejection"}


def test_a_rejected_reason_that_is_no_text_is_refused(stackone: VendorClient, application: dict[str, Any]) -> None:
    answer = reject(stackone, application, {"rejected_reason_id": 7})

    refused(answer, 400, "rejected_reason_id must be a valid string")


def test_a_hire_fills_a_seat_and_dates_the_candidate(stackone: VendorClient, application: dict[str, Any]) -> None:
    after = patched(stackone, application, {"application_status": {"value": "hired"}})

    candidate = shown(stackone, f"candidates/{application['candidate_id']}")
    assert candidate["hired_at"] == after["updated_at"]


def test_a_rejection_shows_in_the_companys_own_system(
    stackone: VendorClient, smartrecruiters: VendorClient, application: dict[str, Any], reason: dict[str, Any]
) -> None:
    reject(stackone, application, {"rejected_reason_id": reason["id"]})

    shown_there = smartrecruiters.get(f"/candidates/{application['remote_candidate_id']}").json["primaryAssignment"]
    assert shown_there["status"] == "REJECTED"


def test_an_application_created_in_an_ended_state_is_not_moved(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    body = {"job_id": job["id"], "candidate_id": candidate["id"], "application_status": {"value": "rejected"}}
    id = made(stackone, "applications", body)

    answer = move(stackone, {"id": id}, {"interview_stage_id": job["interview_stages"][0]["id"]})

    refused(answer, 409, "The application is rejected")
