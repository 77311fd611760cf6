"""Skailer: actions, which are the history of a candidate and make its state."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient
from tests.vendors.skailer.candidate_actions import Candidate, act, history, standing


def errors(client: VendorClient, candidate: Candidate, body: Any) -> dict[str, list[str]]:
    before = client.world.state
    answer = client.post(f"/api/v1/candidates/{candidate['id']}/actions", json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json["message"] == "The given data was invalid."
    assert client.world.state is before
    told: dict[str, list[str]] = answer.json["errors"]
    return told


def test_an_action_says_what_was_sent_and_null_for_the_rest(
    skailer: VendorClient, candidate: Candidate, stages: list[int]
) -> None:
    made = act(skailer, candidate, pipeline_stage_id=stages[1], comment="Call went well")

    entry = skailer.read().activities[made["id"]]
    assert made == {
        "id": entry.id,
        "candidate_id": candidate["id"],
        "pipeline_stage_id": stages[1],
        "disqualification_reason_id": None,
        "reserved": None,
        "comment": "Call went well",
        "datetime_action_date": None,
        "created_at": iso_seconds(entry.at),
    }
    assert history(skailer, candidate) == [made]


def test_a_move_sets_the_stage(skailer: VendorClient, candidate: Candidate, stages: list[int]) -> None:
    for stage in (stages[3], stages[1], stages[1], stages[-1], stages[0]):
        act(skailer, candidate, pipeline_stage_id=stage)
        assert standing(skailer, candidate) == (stage, None, False)
    assert [one["pipeline_stage_id"] for one in history(skailer, candidate)] == [
        stages[3],
        stages[1],
        stages[1],
        stages[-1],
        stages[0],
    ]


def test_a_disqualified_candidate_stays_on_the_stage(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int
) -> None:
    act(skailer, candidate, pipeline_stage_id=stages[2])
    act(skailer, candidate, disqualification_reason_id=reason)

    assert standing(skailer, candidate) == (stages[2], reason, False)


def test_a_later_reason_replaces_the_one_before(skailer: VendorClient, candidate: Candidate, reason: int) -> None:
    act(skailer, candidate, disqualification_reason_id=reason)
    act(skailer, candidate, disqualification_reason_id=reason + 1)

    assert standing(skailer, candidate)[1] == reason + 1


def test_a_move_resumes_the_process(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int
) -> None:
    act(skailer, candidate, reserved=True)
    act(skailer, candidate, disqualification_reason_id=reason)
    assert standing(skailer, candidate) == (stages[0], reason, True)

    act(skailer, candidate, pipeline_stage_id=stages[0])

    assert standing(skailer, candidate) == (stages[0], None, False)


def test_the_reserve_is_entered_and_left(skailer: VendorClient, candidate: Candidate, stages: list[int]) -> None:
    act(skailer, candidate, reserved=True)
    assert standing(skailer, candidate) == (stages[0], None, True)

    act(skailer, candidate, reserved=False)
    assert standing(skailer, candidate) == (stages[0], None, False)
    assert [one["reserved"] for one in history(skailer, candidate)] == [True, False]


def test_a_comment_changes_nothing(skailer: VendorClient, candidate: Candidate, reason: int) -> None:
    act(skailer, candidate, disqualification_reason_id=reason, reserved=True)
    before = standing(skailer, candidate)

    act(skailer, candidate, comment="Salary: 60–65 k€ 👍\nasks for Ólafur")

    assert standing(skailer, candidate) == before
    assert history(skailer, candidate)[-1]["comment"] == "Salary: 60–65 k€ 👍\nasks for Ólafur"


def test_all_at_once_applies_stage_then_reason_then_reserve(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int
) -> None:
    act(skailer, candidate, reserved=True)

    act(skailer, candidate, pipeline_stage_id=stages[2], disqualification_reason_id=reason, comment="No")
    assert standing(skailer, candidate) == (stages[2], reason, False), "the move ended the reserve"

    act(skailer, candidate, pipeline_stage_id=stages[3], disqualification_reason_id=reason, reserved=True)
    assert standing(skailer, candidate) == (stages[3], reason, True)

    act(skailer, candidate, pipeline_stage_id=stages[1], reserved=True)
    assert standing(skailer, candidate) == (stages[1], None, True)


def test_null_is_the_same_as_leaving_out(skailer: VendorClient, candidate: Candidate, reason: int) -> None:
    act(skailer, candidate, disqualification_reason_id=reason, reserved=True)

    made = act(
        skailer,
        candidate,
        comment="x",
        pipeline_stage_id=None,
        disqualification_reason_id=None,
        reserved=None,
        datetime_action_date=None,
    )

    assert made["reserved"] is None
    assert standing(skailer, candidate)[1:] == (reason, True)


@pytest.mark.parametrize("body", [{}, {"comment": None}, {"unknown": 1}, {"datetime_action_date": "2024-05-01"}])
def test_an_action_does_something(skailer: VendorClient, candidate: Candidate, body: dict[str, Any]) -> None:
    assert errors(skailer, candidate, body) == {"action": ["At least one action field is required."]}


def test_an_action_without_a_body_does_nothing(skailer: VendorClient, candidate: Candidate) -> None:
    answer = skailer.post(f"/api/v1/candidates/{candidate['id']}/actions")

    assert answer.status_code == 422
    assert answer.json["errors"] == {"action": ["At least one action field is required."]}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"pipeline_stage_id": 99_999}, {"pipeline_stage_id": ["The selected pipeline stage id is invalid."]}),
        ({"pipeline_stage_id": "1"}, {"pipeline_stage_id": ["The pipeline stage id field must be an integer."]}),
        (
            {"disqualification_reason_id": 99_999},
            {"disqualification_reason_id": ["The selected disqualification reason id is invalid."]},
        ),
        (
            {"disqualification_reason_id": True},
            {"disqualification_reason_id": ["The disqualification reason id field must be an integer."]},
        ),
        ({"reserved": 1}, {"reserved": ["The reserved field must be true or false."]}),
        ({"reserved": "true"}, {"reserved": ["The reserved field must be true or false."]}),
        ({"comment": ""}, {"comment": ["The comment field is required."]}),
        ({"comment": "  \n"}, {"comment": ["The comment field is required."]}),
        ({"comment": 5}, {"comment": ["The comment field must be a string."]}),
        (
            {"comment": "x", "datetime_action_date": "yesterday"},
            {"datetime_action_date": ["The datetime action date field must be a valid date."]},
        ),
        (
            {"comment": "x", "datetime_action_date": 1714555800},
            {"datetime_action_date": ["The datetime action date field must be a valid date."]},
        ),
        (
            {"datetime_action_date": "2024-13-01"},
            {
                "datetime_action_date": ["The datetime action date field must be a valid date."],
                "action": ["At least one action field is required."],
            },
        ),
        (
            {"pipeline_stage_id": 99_999, "disqualification_reason_id": 0, "reserved": [], "comment": {}},
            {
                "reserved": ["The reserved field must be true or false."],
                "comment": ["The comment field must be a string."],
                "pipeline_stage_id": ["The selected pipeline stage id is invalid."],
                "disqualification_reason_id": ["The selected disqualification reason id is invalid."],
            },
        ),
    ],
)
def test_everything_that_is_wrong_is_told_at_once(
    skailer: VendorClient, candidate: Candidate, body: dict[str, Any], told: dict[str, list[str]]
) -> None:
    assert errors(skailer, candidate, body) == told


def test_the_stage_is_one_of_the_candidates_pipeline(
    skailer: VendorClient, candidate: Candidate, foreign_stage: int
) -> None:
    assert errors(skailer, candidate, {"pipeline_stage_id": foreign_stage}) == {
        "pipeline_stage_id": ["The selected pipeline stage id is invalid."]
    }


def test_a_candidates_own_reason_disqualifies_nobody(skailer: VendorClient, candidate: Candidate) -> None:
    withdrawal = next(one for one in skailer.read().reasons if one.decider is Decider.CANDIDATE)

    assert errors(skailer, candidate, {"disqualification_reason_id": withdrawal.id}) == {
        "disqualification_reason_id": ["The selected disqualification reason id is invalid."]
    }


@pytest.mark.parametrize(
    ("sent", "shown"),
    [
        ("2024-05-01", "2024-05-01T00:00:00Z"),
        ("2024-05-01T09:30:00Z", "2024-05-01T09:30:00Z"),
        ("2024-05-01 09:30:00", "2024-05-01T09:30:00Z"),
        ("2024-05-01T09:30:00+02:00", "2024-05-01T07:30:00Z"),
        ("2024-05-01T09:30:00.750Z", "2024-05-01T09:30:00Z"),
        ("2024-05-01T09:30", "2024-05-01T09:30:00Z"),
        ("2099-01-01", "2099-01-01T00:00:00Z"),
        ("0001-01-01", "0001-01-01T00:00:00Z"),
    ],
)
def test_a_dated_action_tells_and_changes_nothing(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int, sent: str, shown: str
) -> None:
    made = act(
        skailer,
        candidate,
        pipeline_stage_id=stages[2],
        disqualification_reason_id=reason,
        reserved=True,
        comment="On paper",
        datetime_action_date=sent,
    )

    assert made["datetime_action_date"] == shown
    assert made["pipeline_stage_id"] == stages[2]
    assert made["created_at"] == iso_seconds(skailer.read().now)
    assert standing(skailer, candidate) == (stages[0], None, False)
    assert history(skailer, candidate) == [made]


def test_the_history_is_in_the_order_of_writing_whatever_the_dates(
    skailer: VendorClient, candidate: Candidate, stages: list[int]
) -> None:
    made = [
        act(skailer, candidate, comment="first"),
        act(skailer, candidate, pipeline_stage_id=stages[1], datetime_action_date="2020-01-01"),
        act(skailer, candidate, pipeline_stage_id=stages[2]),
    ]

    assert history(skailer, candidate) == made
    assert [one["id"] for one in made] == sorted(one["id"] for one in made)
