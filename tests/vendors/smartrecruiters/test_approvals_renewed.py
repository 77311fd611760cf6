"""SmartRecruiters: an earlier request for approval is the base of a new one."""

from typing import Any

import pytest

from ats_sandbox.world.domain.approvals import APPROVALS, ApprovalRequest, ApprovalStatus
from ats_sandbox.world.domain.commands.offers import send_offer
from ats_sandbox.world.domain.offers import OfferStatus
from tests.client import VendorClient
from tests.vendors.smartrecruiters.people import UNKNOWN
from tests.vendors.smartrecruiters.test_approvals import (
    ROOT,
    approve,
    asked,
    codes,
    decisions,
    hidden,
    id_of,
    offer_status,
    path_of,
    reject,
    said,
    user,
)


def renewal(client: VendorClient, base: ApprovalRequest, **changed: Any) -> dict[str, Any]:
    steps = [{"approvers": [{"id": user(client, one)} for one in step]} for step in ((3, 5), (1,))]
    return {
        "baseId": id_of(client, base),
        "type": "parallel",
        "decisionMode": "all",
        "steps": steps,
        **changed,
    }


def test_a_new_request_about_the_same_replaces_a_pending_one(smartrecruiters: VendorClient) -> None:
    base = asked(smartrecruiters, (3,), (1,))

    answer = smartrecruiters.post(ROOT, json=renewal(smartrecruiters, base))

    assert answer.status_code == 201
    assert answer.json["subject"] == smartrecruiters.get(path_of(smartrecruiters, base)).json["subject"]
    assert (answer.json["type"], answer.json["decisionMode"], answer.json["status"]) == ("parallel", "all", "PENDING")
    assert {one["decision"] for step in answer.json["steps"] for one in step["approvers"]} == {"PENDING"}
    assert smartrecruiters.get(f"{ROOT}/{answer.json['id']}").json == answer.json
    assert decisions(smartrecruiters, base)[0] == "ABANDONED"
    assert said(approve(smartrecruiters, base, 3)) == (400, ["APPROVAL_COMPLETED"])


def test_a_rejected_offer_waits_again_when_it_is_asked_about_anew(smartrecruiters: VendorClient) -> None:
    base = asked(smartrecruiters, (3,))
    reject(smartrecruiters, base, 3)

    smartrecruiters.post(ROOT, json=renewal(smartrecruiters, base))

    assert offer_status(smartrecruiters, base) is OfferStatus.PENDING_APPROVAL
    assert decisions(smartrecruiters, base)[0] == "REJECTED"


def test_an_offer_that_was_sent_stays_sent_whatever_is_decided(smartrecruiters: VendorClient) -> None:
    base = asked(smartrecruiters, (3,))
    with smartrecruiters.arrange() as draft:
        send_offer(draft, draft.offers[base.offer or 0])

    reject(smartrecruiters, base, 3)
    smartrecruiters.post(ROOT, json=renewal(smartrecruiters, base))

    assert offer_status(smartrecruiters, base) is OfferStatus.PENDING_ACCEPTANCE


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"baseId": UNKNOWN}, "BASE_ID_NOT_FOUND"),
        ({"baseId": ""}, "BASE_ID_NOT_FOUND"),
        ({"steps": [{"approvers": [{"id": "f" * 24}]}]}, "APPROVER_ID_NOT_FOUND"),
        ({"type": "sequential"}, "INVALID_DECISION_MODE"),
        ({"type": "SEQUENTIAL"}, "INVALID_INPUT"),
        ({"decisionMode": "most"}, "INVALID_INPUT"),
        ({"steps": []}, "INVALID_INPUT"),
        ({"steps": [{"approvers": []}]}, "INVALID_INPUT"),
        ({"steps": [{"approvers": [{"id": None}]}]}, "INVALID_INPUT"),
        ({"steps": [None]}, "INVALID_INPUT"),
    ],
)
def test_a_request_that_cannot_be_is_refused(smartrecruiters: VendorClient, changed: Any, code: str) -> None:
    base = asked(smartrecruiters, (3,))
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(ROOT, json=renewal(smartrecruiters, base, **changed))

    assert (answer.status_code, set(codes(answer))) == (400, {code})
    assert smartrecruiters.world.state is before


def test_a_user_who_is_not_active_cannot_be_asked(smartrecruiters: VendorClient) -> None:
    base = asked(smartrecruiters, (3,))
    gone = next(one for one in smartrecruiters.read().users if not one.active)

    steps = [{"approvers": [{"id": user(smartrecruiters, gone.id)}]}]
    answer = smartrecruiters.post(ROOT, json=renewal(smartrecruiters, base, steps=steps))

    assert said(answer) == (400, ["APPROVER_ID_NOT_FOUND"])


def test_a_request_about_what_the_caller_may_not_see_is_no_base(smartrecruiters: VendorClient) -> None:
    base = hidden(smartrecruiters)

    answer = smartrecruiters.post(ROOT, json=renewal(smartrecruiters, base), token="sandbox-restricted")

    assert said(answer) == (401, ["UNAUTHORIZED_ACCESS"])
    assert smartrecruiters.read()[APPROVALS][base.id].status is ApprovalStatus.PENDING
