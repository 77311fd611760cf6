"""StackOne: the history of applications."""

from itertools import pairwise
from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, listed, made, nested, refused, shown, synthetic

CHANGES = "applications/{id}/changes"


def changes(client: VendorClient, application: dict[str, Any], **query: str) -> list[dict[str, Any]]:
    return everything(client, CHANGES.format(id=application["id"]), **query)


def kinds(found: list[dict[str, Any]]) -> list[str]:
    return [one["change_type"]["value"] for one in found]


def act(client: VendorClient, application: dict[str, Any], verb: str, body: dict[str, Any]) -> None:
    path = f"{ATS}/applications/{application['id']}"
    answer = client.patch(path, json=body) if verb == "update" else client.post(f"{path}/{verb}", json=body)
    assert answer.status_code == 200, answer.text


def test_an_application_that_only_began_has_not_changed(stackone: VendorClient, application: dict[str, Any]) -> None:
    answer = stackone.get(f"{ATS}/{CHANGES.format(id=application['id'])}")

    assert answer.json == {"next": None, "data": [], "raw": None}


def test_a_move_within_a_phase_is_one_change_of_the_stage(
    stackone: VendorClient, job: dict[str, Any], application: dict[str, Any]
) -> None:
    reviews = [one for one in job["interview_stages"] if one["name"] not in ("Lead", "New")]
    world = stackone.read()
    phases = {stage.name: stage.phase for stage in world.stages}
    first, second = next((one, two) for one, two in pairwise(reviews) if phases[one["name"]] == phases[two["name"]])
    act(stackone, application, "move", {"interview_stage_id": first["id"]})
    before = changes(stackone, application)

    act(stackone, application, "move", {"interview_stage_id": second["id"]})

    (change,) = changes(stackone, application)[len(before) :]
    user = listed(stackone, "users")[0]
    assert change == {
        "id": synthetic(change["remote_id"]),
        "remote_id": change["remote_id"],
        "created_at": iso(stackone.world.now),
        "effective_at": iso(stackone.world.now),
        "actor": {"id": user["id"], "remote_id": user["remote_id"]},
        "change_type": {"value": "interview_stage", "source_value": "StageChange"},
        "new_values": {"interview_stage_id": second["id"]},
    }


def test_a_move_into_another_phase_changes_the_status_too(
    stackone: VendorClient, job: dict[str, Any], application: dict[str, Any]
) -> None:
    """The stage and the status that reads show afterwards are both told, each once."""
    stage = job["interview_stages"][-2]

    act(stackone, application, "move", {"interview_stage_id": stage["id"]})

    now = shown(stackone, f"applications/{application['id']}")
    assert [one["new_values"] for one in changes(stackone, application)] == [
        {"interview_stage_id": stage["id"]},
        {"application_status": now["application_status"]},
    ]


def test_a_rejection_changes_the_status_and_the_reasons(
    stackone: VendorClient, application: dict[str, Any], reason: dict[str, Any]
) -> None:
    act(stackone, application, "reject", {"rejected_reason_id": reason["id"]})

    found = changes(stackone, application)

    assert kinds(found) == ["application_status", "rejected_reasons"]
    assert [one["new_values"] for one in found] == [
        {"application_status": {"value": "rejected", "source_value": "REJECTED"}},
        {"rejected_reason_ids": [reason["id"]]},
    ]


def test_a_rejection_without_a_reason_changes_the_status_alone(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    act(stackone, application, "reject", {})

    assert kinds(changes(stackone, application)) == ["application_status"]


def test_going_on_after_a_rejection_takes_the_reasons_back(
    stackone: VendorClient, application: dict[str, Any], reason: dict[str, Any]
) -> None:
    act(stackone, application, "reject", {"rejected_reason_id": reason["id"]})
    act(stackone, application, "update", {"application_status": {"value": "active"}})

    found = changes(stackone, application)

    assert kinds(found) == ["application_status", "rejected_reasons"] * 2
    assert found[3]["new_values"] == {"rejected_reason_ids": []}


def test_the_last_status_is_told_in_the_words_in_which_it_was_written(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    told = {"value": "assessment", "source_value": "At the test centre"}
    act(stackone, application, "update", {"application_status": told})

    (status,) = changes(stackone, application, **{"filter[change_type]": "application_status"})
    assert status["new_values"] == {"application_status": told}

    act(stackone, application, "update", {"application_status": {"value": "hired"}})
    first, last = changes(stackone, application, **{"filter[change_type]": "application_status"})
    assert first["new_values"]["application_status"] == {"value": "interview", "source_value": "INTERVIEW"}
    assert last["new_values"]["application_status"] == {"value": "hired", "source_value": "HIRED"}


def test_a_status_that_was_dated_back_took_effect_then(stackone: VendorClient, application: dict[str, Any]) -> None:
    from ats_sandbox.world.clock import DAY
    from ats_sandbox.world.domain.commands import applications
    from ats_sandbox.world.domain.pipelines import ApplicationStatus

    with stackone.arrange() as draft:
        record = next(iter(draft.applications.newest_first()))
        reason = next(iter(draft.reasons))
        past = draft.now - 30 * DAY
        applications.record(
            draft, record, status=ApplicationStatus.REJECTED, stage=record.stage, reason=reason.id, by=None, dated=past
        )

    found = changes(stackone, application)

    assert kinds(found) == ["interview_stage", "application_status", "rejected_reasons"]
    for one in found:
        assert one["actor"] is None
        assert one["effective_at"] == iso(past)
        assert one["created_at"] == iso(stackone.world.now)


def test_changes_are_told_oldest_first_and_what_elsewhere_was_done_is_among_them(
    stackone: VendorClient, smartrecruiters: VendorClient, application: dict[str, Any]
) -> None:
    candidate = application["remote_candidate_id"]
    path = f"/candidates/{candidate}/jobs/{application['remote_job_id']}/status"
    act(stackone, application, "update", {"application_status": {"value": "review"}})
    assert smartrecruiters.put(path, json={"status": "OFFERED"}).status_code in (200, 204)

    statuses = [
        one["new_values"]["application_status"]["value"]
        for one in changes(stackone, application, **{"filter[change_type]": "application_status"})
    ]

    assert statuses == ["review", "offer"]
    moments = [one["created_at"] for one in changes(stackone, application)]
    assert moments == sorted(moments)


def test_the_history_of_the_demo_world_ends_where_the_application_stands(stackone: VendorClient) -> None:
    for application in listed(stackone, "applications", page_size="60"):
        found = changes(stackone, application)
        stages = [one for one in found if one["change_type"]["value"] == "interview_stage"]
        statuses = [one for one in found if one["change_type"]["value"] == "application_status"]
        if stages and stages[-1]["effective_at"] == stages[-1]["created_at"]:
            assert stages[-1]["new_values"]["interview_stage_id"] == application["application_stage_id"]
        if statuses and statuses[-1]["effective_at"] == statuses[-1]["created_at"]:
            assert statuses[-1]["new_values"]["application_status"] == application["application_status"]


@pytest.mark.parametrize("kind", ["application_status", "interview_stage", "rejected_reasons", "unmapped_value"])
def test_changes_are_filtered_by_their_type(
    stackone: VendorClient, application: dict[str, Any], job: dict[str, Any], reason: dict[str, Any], kind: str
) -> None:
    act(stackone, application, "move", {"interview_stage_id": job["interview_stages"][-2]["id"]})
    act(stackone, application, "reject", {"rejected_reason_id": reason["id"]})
    whole = changes(stackone, application)

    found = changes(stackone, application, **{"filter[change_type]": kind})

    assert found == [one for one in whole if one["change_type"]["value"] == kind]
    assert bool(found) == (kind != "unmapped_value")


def test_changes_are_filtered_by_when_they_were_written_down(stackone: VendorClient) -> None:
    path = nested(stackone, CHANGES, least=4)
    whole = listed(stackone, path)
    instant = whole[1]["created_at"]

    later = [one for one in whole if one["created_at"] > instant]

    assert 0 < len(later) < len(whole)
    assert listed(stackone, path, **{"filter[created_after]": instant}) == later


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("filter[change_type]", "mood", None),
        ("filter[created_after]", "soon", "filter[created_after] must be a valid date-time"),
        ("page_size", "0", "page_size must not be less than 1"),
    ],
)
def test_wrong_filters_of_changes_are_refused(
    stackone: VendorClient, application: dict[str, Any], name: str, value: str, message: str | None
) -> None:
    values = "application_status, interview_stage, rejected_reasons, unmapped_value"
    answer = stackone.get(f"{ATS}/{CHANGES.format(id=application['id'])}", query_string={name: value})

    refused(answer, 400, message or f"filter[change_type] must be one of the following values: {values}")


def test_changes_know_no_page_numbers(stackone: VendorClient) -> None:
    path = nested(stackone, CHANGES, least=2)

    assert listed(stackone, path, page="2", page_size="1") == listed(stackone, path, page_size="1")


def test_an_application_that_began_rejected_tells_how(stackone: VendorClient, job: dict[str, Any]) -> None:
    body = {"job_id": job["id"], "candidate": {"name": "Grace"}, "application_status": {"value": "rejected"}}
    id = made(stackone, "applications", body)

    (change,) = everything(stackone, f"applications/{id}/changes")

    assert change["new_values"] == {"application_status": {"value": "rejected", "source_value": "REJECTED"}}
