"""Requests that lead to events of approvals: the same nine for jobs and for offers."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.approvals import APPROVALS, ApprovalOrder, ApprovalRequest, DecisionMode
from ats_sandbox.world.domain.commands.approvals import request_approval
from ats_sandbox.world.domain.commands.offers import make_offer
from tests.client import VendorClient
from tests.vendors.smartrecruiters.test_approvals import ROOT
from tests.vendors.smartrecruiters.webhooks.provocation import READY, Expected, Provocation, done, expected

Steps = tuple[tuple[int, ...], ...]


def _pending(client: VendorClient, noun: str, steps: Steps) -> ApprovalRequest:
    """A pending request about an offer that waits for it, or about a job."""
    with client.arrange() as draft:
        application = next(iter(draft.applications.where(confidential=False)))
        subject: dict[str, int] = {"job": application.job}
        if noun == "offer":
            subject = {"offer": make_offer(draft, application.id, salary=50_000, currency="EUR").id}
        order, mode = ApprovalOrder.PARALLEL, DecisionMode.ANY
        if len(steps) > 1:
            order = ApprovalOrder.SEQUENTIAL
        return request_approval(draft, order=order, mode=mode, steps=steps, **subject)


def _names(client: VendorClient, request: ApprovalRequest) -> tuple[str, ...]:
    """The request and what it is about, as bodies name them."""
    world = client.read()
    approval = ids.APPROVAL.write(world, request.id)
    if request.job is not None:
        return approval, ids.JOB.write(world, request.job)
    assert request.offer is not None
    application = world.applications[world.offers[request.offer].application or 0]
    offer = ids.OFFER.write(world, request.offer)
    return approval, ids.JOB.write(world, application.job), ids.CANDIDATE.write(world, application.candidate), offer


def _post(client: VendorClient, request: ApprovalRequest, below: str, **body: Any) -> None:
    done(client.post(f"{ROOT}/{ids.APPROVAL.write(client.read(), request.id)}/{below}", json=body))


def _approve(client: VendorClient, request: ApprovalRequest, user: int) -> None:
    _post(client, request, "approve-decisions", approverId=ids.USER.write(client.read(), user))


def _reject(client: VendorClient, request: ApprovalRequest, user: int) -> None:
    approver = ids.USER.write(client.read(), user)
    _post(client, request, "reject-decisions", approverId=approver, comment="Too much.")


def _comment(client: VendorClient, request: ApprovalRequest, user: int) -> None:
    _post(client, request, "comments", authorId=ids.USER.write(client.read(), user), content="Why?")


def _delegate(client: VendorClient, request: ApprovalRequest, user: int) -> None:
    """Ask another user in place of one, which no API does."""
    with client.arrange() as draft:
        (step,) = request.steps
        asked = tuple(replace(one, user=4) if one.user == user else one for one in step.approvers)
        draft.put(APPROVALS, replace(request, steps=(replace(step, approvers=asked),), updated_at=draft.now))


def _renewed(client: VendorClient, noun: str, change: str) -> Iterator[Expected]:
    """Ask anew, which abandons the request before."""
    base = _pending(client, noun, ((1,),))
    yield READY
    body = {
        "baseId": ids.APPROVAL.write(client.read(), base.id),
        "type": "parallel",
        "decisionMode": "any",
        "steps": [{"approvers": [{"id": ids.USER.write(client.read(), 2)}]}],
    }
    id = done(client.post(ROOT, json=body)).json["id"]
    values = _names(client, base)
    if change == "approval.created":
        yield expected(id, *values[1:], also=(f"{noun}.approval.abandoned",))
    else:
        yield expected(*values, also=(f"{noun}.approval.created",))


def _decided(
    client: VendorClient,
    noun: str,
    steps: Steps,
    act: Callable[[VendorClient, ApprovalRequest, int], None],
    also: tuple[str, ...],
) -> Iterator[Expected]:
    request = _pending(client, noun, steps)
    yield READY
    act(client, request, 1)
    others = (f"{noun}.{one}" for one in also if not one.startswith("offer."))
    concluded = ("offer.updated",) if noun == "offer" and "offer.updated" in also else ()
    yield expected(*_names(client, request), also=(*others, *concluded))


_STEP, _WHOLE = "approval.step.approved", "approval.approved"
_BY_CHANGE: dict[str, Callable[[VendorClient, str], Iterator[Expected]]] = {
    "approval.created": partial(_renewed, change="approval.created"),
    "approval.abandoned": partial(_renewed, change="approval.abandoned"),
    _STEP: partial(_decided, steps=((1,), (2,)), act=_approve, also=()),
    _WHOLE: partial(_decided, steps=((1,),), act=_approve, also=(_STEP, "offer.updated")),
    "approver.skipped": partial(_decided, steps=((1, 2),), act=_approve, also=(_STEP, _WHOLE, "offer.updated")),
    "approval.step.rejected": partial(
        _decided,
        steps=((1,),),
        act=_reject,
        also=("approval.rejected", "approval.comment.created", "offer.updated"),
    ),
    "approval.rejected": partial(
        _decided,
        steps=((1,),),
        act=_reject,
        also=("approval.step.rejected", "approval.comment.created", "offer.updated"),
    ),
    "approval.comment.created": partial(_decided, steps=((1,),), act=_comment, also=()),
    "approver.delegated": partial(_decided, steps=((1,),), act=_delegate, also=()),
}


def _offer_approved(client: VendorClient) -> Iterator[Expected]:
    request = _pending(client, "offer", ((1,),))
    yield READY
    _approve(client, request, 1)
    _, *values = _names(client, request)
    yield expected(*values, also=("offer.approval.step.approved", "offer.approval.approved"))


OF_APPROVALS: list[tuple[str, Provocation]] = [
    *(
        (f"{noun}.{change}", partial(provoke, noun=noun))
        for noun in ("job", "offer")
        for change, provoke in _BY_CHANGE.items()
    ),
    ("offer.updated", _offer_approved),
]
