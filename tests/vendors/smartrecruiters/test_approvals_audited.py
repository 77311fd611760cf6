"""SmartRecruiters: what is asked for and decided about jobs and offers is in the audit trail."""

from ats_sandbox.world.domain.approvals import APPROVALS
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.smartrecruiters.test_approvals import ROOT, approve, asked, id_of, reject, user
from tests.vendors.smartrecruiters.test_approvals_renewed import renewal
from tests.vendors.smartrecruiters.test_audit import events, latest, number
from tests.vendors.smartrecruiters.test_job_approvals import approved_job, headcount


def test_each_approval_of_an_offer_and_the_last_one_are_told(smartrecruiters: VendorClient) -> None:
    request = asked(smartrecruiters, (3,), (1,))
    before = number(smartrecruiters)
    approve(smartrecruiters, request, 3)
    approve(smartrecruiters, request, 1)

    id, kept = id_of(smartrecruiters, request), smartrecruiters.read()[APPROVALS][request.id]
    dates = [one.decided_at for step in kept.steps for one in step.approvers]
    steps = [{"approvalRequestId": id, "approver": user(smartrecruiters, one)} for one in (3, 1)]
    approvers = [
        {"userId": one["approver"], "decision": "APPROVED", "decidedOn": date, "decidedBy": one["approver"]}
        for one, date in zip(steps, dates, strict=True)
    ]
    whole = {"approvalRequestId": id, "approvers": approvers, "type": "sequential", "decisionMode": "any"}
    assert number(smartrecruiters) == before + 3
    assert latest(smartrecruiters, 3) == [
        ("OFFER_APPROVAL_STEP_APPROVED", "OFFER", steps[0]),
        ("OFFER_APPROVAL_STEP_APPROVED", "OFFER", steps[1]),
        ("OFFER_APPROVAL_APPROVED", "OFFER", whole),
    ]
    assert events(smartrecruiters)[0]["entityId"] == native_id(smartrecruiters.read(), "offer", request.offer or 0)


def test_a_rejection_is_told_with_its_comment(smartrecruiters: VendorClient) -> None:
    request = asked(smartrecruiters, (3, 5))
    reject(smartrecruiters, request, 5, "Above the band.")

    (step, _, context), (whole, _, told) = latest(smartrecruiters, 2)
    assert (step, context["comment"]) == ("OFFER_APPROVAL_STEP_REJECTED", "Above the band.")
    assert whole == "OFFER_APPROVAL_REJECTED"
    assert [one["decision"] for one in told["approvers"]] == ["SKIPPED", "REJECTED"]
    assert "decidedOn" not in told["approvers"][0]


def test_a_request_that_is_renewed_is_abandoned(smartrecruiters: VendorClient) -> None:
    request = asked(smartrecruiters, (3,))
    smartrecruiters.post(ROOT, json=renewal(smartrecruiters, request))

    assert latest(smartrecruiters)[0][0] == "OFFER_APPROVAL_ABANDONED"


def test_the_approval_of_a_job_is_told_from_the_request_to_the_end(smartrecruiters: VendorClient) -> None:
    job = approved_job(smartrecruiters)
    before = number(smartrecruiters)
    assert headcount(smartrecruiters, job).status_code == 202
    asked_again = headcount(smartrecruiters, job)

    assert asked_again.status_code == 202
    found = events(smartrecruiters)[: number(smartrecruiters) - before][::-1]
    assert [one["eventName"] for one in found][-3:] == [
        "JOB_APPROVAL_REQUESTED",
        "JOB_APPROVAL_ABANDONED",
        "JOB_APPROVAL_REQUESTED",
    ]
    assert {one["entityId"] for one in found} == {native_id(smartrecruiters.read(), "job", job.id)}
    assert {one["authorType"] for one in found} == {"USER"}


def test_a_decision_that_is_refused_leaves_no_trace(smartrecruiters: VendorClient) -> None:
    request = asked(smartrecruiters, (3,), (1,))
    before = number(smartrecruiters)

    assert approve(smartrecruiters, request, 1).status_code == 400
    assert number(smartrecruiters) == before
