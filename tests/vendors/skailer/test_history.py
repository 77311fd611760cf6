"""Skailer: taking actions back, and histories that other systems write too."""

import pytest

from ats_sandbox.world.domain.applications import ACTIVITIES
from ats_sandbox.world.domain.commands import applications
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.notes import NOTES
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient
from tests.vendors.skailer.candidate_actions import Candidate, act, history, standing, undo


def test_deleting_a_move_puts_the_candidate_back(
    skailer: VendorClient, candidate: Candidate, stages: list[int]
) -> None:
    act(skailer, candidate, pipeline_stage_id=stages[1])
    wrong = act(skailer, candidate, pipeline_stage_id=stages[4])

    undo(skailer, wrong)

    assert standing(skailer, candidate) == (stages[1], None, False)
    assert [one["pipeline_stage_id"] for one in history(skailer, candidate)] == [stages[1]]


def test_deleting_a_rejection_takes_it_back(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int
) -> None:
    act(skailer, candidate, reserved=True)
    act(skailer, candidate, disqualification_reason_id=reason + 1)
    wrong = act(skailer, candidate, disqualification_reason_id=reason)

    undo(skailer, wrong)

    assert standing(skailer, candidate) == (stages[0], reason + 1, True)


def test_deleting_an_earlier_move_brings_back_what_it_had_cleared(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int
) -> None:
    act(skailer, candidate, disqualification_reason_id=reason, reserved=True)
    move = act(skailer, candidate, pipeline_stage_id=stages[2])
    act(skailer, candidate, comment="kept")

    undo(skailer, move)

    assert standing(skailer, candidate) == (stages[0], reason, True)


def test_deleting_everything_leads_back_to_the_beginning(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int
) -> None:
    made = [
        act(skailer, candidate, pipeline_stage_id=stages[-1]),
        act(skailer, candidate, reserved=True, comment="x"),
        act(skailer, candidate, disqualification_reason_id=reason),
        act(skailer, candidate, pipeline_stage_id=stages[1], datetime_action_date="2024-01-01"),
    ]

    for action in made:
        undo(skailer, action)

    assert history(skailer, candidate) == []
    assert skailer.get(f"/api/v1/candidates/{candidate['id']}").json == candidate


def test_deleting_a_comment_or_a_dated_action_changes_no_state(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int
) -> None:
    comment = act(skailer, candidate, comment="x")
    dated = act(skailer, candidate, pipeline_stage_id=stages[3], datetime_action_date="2024-01-01")
    act(skailer, candidate, pipeline_stage_id=stages[2], disqualification_reason_id=reason, reserved=True)

    undo(skailer, comment)
    undo(skailer, dated)

    assert standing(skailer, candidate) == (stages[2], reason, True)
    assert len(history(skailer, candidate)) == 1


def test_an_action_is_deleted_once(skailer: VendorClient, candidate: Candidate) -> None:
    made = act(skailer, candidate, comment="x")
    undo(skailer, made)

    answer = skailer.delete(f"/api/v1/candidates/{candidate['id']}/actions/{made['id']}")

    assert answer.status_code == 404
    assert answer.json == {"message": "Not Found."}
    assert act(skailer, candidate, comment="y")["id"] > made["id"], "ids are never reused"


@pytest.mark.parametrize("id_", ["0", "999999", "abc", "1.0", "-1", "9" * 40])
def test_an_unknown_id_is_not_found(skailer: VendorClient, candidate: Candidate, id_: str) -> None:
    """The path is looked at before the body: a bad body changes nothing."""
    answers = [
        skailer.post(f"/api/v1/candidates/{id_}/actions", json={"comment": "x"}),
        skailer.post(f"/api/v1/candidates/{id_}/actions", json={"comment": 5}),
        skailer.post(f"/api/v1/candidates/{id_}/actions", data=b"{"),
        skailer.get(f"/api/v1/candidates/{id_}/actions"),
        skailer.delete(f"/api/v1/candidates/{id_}/actions/1"),
        skailer.delete(f"/api/v1/candidates/{candidate['id']}/actions/{id_}"),
    ]

    assert [answer.status_code for answer in answers] == [404] * 6
    assert {answer.text for answer in answers} == {'{"message":"Not Found."}'}


def test_an_action_of_another_candidate_is_not_found(skailer: VendorClient, candidate: Candidate) -> None:
    made = act(skailer, candidate, comment="x")

    answer = skailer.delete(f"/api/v1/candidates/1/actions/{made['id']}")

    assert answer.status_code == 404
    assert history(skailer, candidate) == [made]


def test_the_beginning_of_an_application_is_no_action(skailer: VendorClient, candidate: Candidate) -> None:
    beginning = skailer.read().activities.where(application=candidate["id"]).first()
    assert beginning is not None

    answer = skailer.delete(f"/api/v1/candidates/{candidate['id']}/actions/{beginning.id}")

    assert answer.status_code == 404
    assert beginning.id in skailer.read().activities


def test_the_history_of_a_confidential_candidate_is_forbidden_to_some(skailer: VendorClient) -> None:
    hidden = next(one for one in skailer.read().applications if one.confidential)
    entry = list(skailer.read().activities.where(application=hidden.id))[-1]
    path = f"/api/v1/candidates/{hidden.id}/actions"
    before = skailer.world.state

    answers = [
        skailer.get(path, token="sandbox-restricted"),
        skailer.post(path, json={"comment": "x"}, token="sandbox-restricted"),
        skailer.post(path, json={}, token="sandbox-restricted"),
        skailer.delete(f"{path}/{entry.id}", token="sandbox-restricted"),
    ]

    assert [answer.status_code for answer in answers] == [403] * 4
    assert {answer.text for answer in answers} == {'{"message":"This action is unauthorized."}'}
    assert skailer.world.state is before


def test_what_other_systems_do_shows_as_actions(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int
) -> None:
    with skailer.arrange() as draft:
        moved = applications.move(draft, draft.applications[candidate["id"]], stages[4])
        applications.reject(draft, moved, reason)

    assert [(one["pipeline_stage_id"], one["disqualification_reason_id"]) for one in history(skailer, candidate)] == [
        (stages[4], None),
        (None, reason),
    ]
    undo(skailer, history(skailer, candidate)[1])
    assert standing(skailer, candidate) == (stages[4], None, False)
    assert skailer.read().applications[candidate["id"]].status is ApplicationStatus.INTERVIEW


def test_what_is_done_here_is_done_for_everybody(
    skailer: VendorClient, candidate: Candidate, stages: list[int], reason: int
) -> None:
    act(skailer, candidate, pipeline_stage_id=stages[-1], comment="Welcome!")

    world = skailer.read()
    application = world.applications[candidate["id"]]
    assert application.status is ApplicationStatus.HIRED
    assert application.hired_at == world.now
    assert [note.body for note in world.notes.where(application=application.id)] == ["Welcome!"]

    act(skailer, candidate, disqualification_reason_id=reason)
    application = skailer.read().applications[candidate["id"]]
    assert (application.status, application.reason) == (ApplicationStatus.REJECTED, reason)


def test_a_withdrawal_is_no_disqualification(skailer: VendorClient, candidate: Candidate, stages: list[int]) -> None:
    """Skailer has no word for what the candidate decided: the candidate just stays where it was."""
    withdrawal = next(one for one in skailer.read().reasons if one.decider is Decider.CANDIDATE)
    with skailer.arrange() as draft:
        moved = applications.move(draft, draft.applications[candidate["id"]], stages[2])
        applications.set_status(draft, moved, ApplicationStatus.WITHDRAWN, reason=withdrawal.id)

    assert standing(skailer, candidate) == (stages[2], None, False)
    assert [one["pipeline_stage_id"] for one in history(skailer, candidate)] == [stages[2]]
    found = skailer.post("/api/v1/candidates/search", json={"applicant_id": candidate["applicant_id"]}).json["data"]
    assert [one["disqualification_reason_id"] for one in found] == [None]


def test_a_rejection_without_a_reason_is_no_disqualification(
    skailer: VendorClient, candidate: Candidate, stages: list[int]
) -> None:
    with skailer.arrange() as draft:
        applications.reject(draft, draft.applications[candidate["id"]], None)

    body = {"applicant_id": candidate["applicant_id"], "disqualified": True}
    assert standing(skailer, candidate) == (stages[0], None, False)
    assert history(skailer, candidate) == []
    assert skailer.post("/api/v1/candidates/search", json=body).json["data"] == []


def test_an_entry_without_words_cannot_be_deleted(skailer: VendorClient, candidate: Candidate) -> None:
    with skailer.arrange() as draft:
        applications.reject(draft, draft.applications[candidate["id"]], None)
    entry = list(skailer.read().activities.where(application=candidate["id"]))[-1]

    answer = skailer.delete(f"/api/v1/candidates/{candidate['id']}/actions/{entry.id}")

    assert answer.status_code == 404
    assert entry.id in skailer.read()[ACTIVITIES]


def test_a_comment_leaves_with_its_action(skailer: VendorClient, candidate: Candidate) -> None:
    made = act(skailer, candidate, comment="x")

    undo(skailer, made)

    assert not skailer.read().notes.where(application=candidate["id"])


def test_a_comment_that_was_deleted_as_a_note_is_gone(
    skailer: VendorClient, candidate: Candidate, stages: list[int]
) -> None:
    act(skailer, candidate, comment="alone")
    act(skailer, candidate, comment="beside a move", pipeline_stage_id=stages[1])
    with skailer.arrange() as draft:
        for note in list(draft.notes.where(application=candidate["id"])):
            draft.remove(NOTES, note.id)

    (move,) = history(skailer, candidate)
    assert (move["pipeline_stage_id"], move["comment"]) == (stages[1], None)
    undo(skailer, move)
    assert history(skailer, candidate) == []


def test_a_private_comment_of_somebody_else_is_not_shown(
    skailer: VendorClient, candidate: Candidate, stages: list[int]
) -> None:
    with skailer.arrange() as draft:
        application = draft.applications[candidate["id"]]
        for author in (1, 2):
            note = write_note(
                draft, application.candidate, f"by {author}", application=application.id, author=author, private=True
            )
            applications.record(draft, application, stage=stages[0], status=ApplicationStatus.LEAD, note=note.id)

    assert [one["comment"] for one in history(skailer, candidate)] == ["by 1", None]


def test_every_history_of_the_company_explains_the_state_it_leads_to(skailer: VendorClient) -> None:
    """The shown actions, applied by the documented rules, give the shown state of everybody who has not withdrawn."""
    world = skailer.read()
    told = 0
    for application in world.applications:
        if application.status in (ApplicationStatus.WITHDRAWN, ApplicationStatus.TRANSFERRED):
            continue
        beginning = world.activities.where(application=application.id).first()
        assert beginning is not None
        stage, reason, reserved = beginning.stage, None, False
        for action in history(skailer, {"id": application.id}):
            if action["datetime_action_date"] is not None:
                continue
            told += 1
            if action["pipeline_stage_id"] is not None:
                stage, reason, reserved = action["pipeline_stage_id"], None, False
            reason = action["disqualification_reason_id"] or reason
            reserved = reserved if action["reserved"] is None else action["reserved"]
        assert standing(skailer, {"id": application.id}) == (stage, reason, reserved)
    assert told > 500
