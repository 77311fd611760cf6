"""Approval requests: list, read and renew them, decide, and comment."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlsplit

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.resources.pages import link_next, pack, page_after, unpack
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of, part, parts
from ats_sandbox.vendors.smartrecruiters.ids import APPROVAL, JOB, OFFER, USER, UUID, UUID_TYPE
from ats_sandbox.vendors.smartrecruiters.paging import Style
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.texts import CONTROLS
from ats_sandbox.vendors.smartrecruiters.vocabulary import Spelled
from ats_sandbox.world.domain import approvals as kept
from ats_sandbox.world.domain.commands.approvals import comment_on, decide, request_approval
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection

ROOT = "/approvals-api/v201910/approvals"
ONE = f"{ROOT}/{{approvalRequestId}}"
MOST = 100
"""Requests on a page."""


def _open_request(world: Reading) -> kept.ApprovalRequest:
    """The first pending request about a job that everybody may see."""
    pending = world[kept.APPROVALS].where(status=kept.ApprovalStatus.PENDING)
    return next(one for one in pending if one.job is not None and not world.jobs[one.job].confidential)


APPROVALS = Records(kept.APPROVALS, "approvalRequestId", errors.ApprovalNotFound, sample=_open_request)
approvals = Resource("Approvals", "Whether jobs and offers may go on", apis.APPROVALS, APPROVALS)

ORDERS = {one: one.value for one in kept.ApprovalOrder}
MODES = {one: one.value for one in kept.DecisionMode}
STATUSES = {one: one.value.upper() for one in kept.ApprovalStatus}
DECISIONS = {one: one.value.upper() for one in kept.Decision}


def _subject(one: kept.ApprovalRequest, call: AnyCall) -> str | None:
    if one.job is not None:
        return JOB.write(call.world, one.job)
    return None if one.offer is None else OFFER.write(call.world, one.offer)


Subject = shape_of(
    "Subject",
    id=fields.Text(of=_subject),
    type=fields.Choice(("job", "offer"), of=lambda one, call: "offer" if one.job is None else "job"),
)
ApproverDecision = shape_of(
    "Approver",
    id=fields.Text(of=id_of(USER, "user")),
    decision=Spelled(DECISIONS),
    decidedOn=fields.DateTime(of="decided_at"),
)
Step = shape_of("Step", status=Spelled(DECISIONS), approvers=parts(ApproverDecision, "approvers"))


class ApprovalRequest(ResponseSchema):
    """Who is asked to approve what, and what they decided."""

    id = fields.Text(of=id_of(APPROVAL))
    subject = part(Subject)
    type = Spelled(ORDERS, of="order")
    decisionMode = Spelled(MODES, of="mode")
    status = Spelled(STATUSES)
    steps = parts(Step, "steps")


class Comment(ResponseSchema):
    """What a user said about a request."""

    content = fields.Text()
    authorId = fields.Text(of=id_of(USER, "author"))
    createdOn = fields.DateTime(of="created_at")


Comments = shape_of("Comments", content=fields.Array(fields.Nested(Comment)))


class ApprovalsQuery(QuerySchema):
    """Which page of the requests: the first one, or the one that an earlier answer named."""

    pageId = fields.Text()


def _start(text: str) -> int:
    """The ordinal after which the page of an id begins."""
    facts = unpack(text) or {}
    after = facts.get("after")
    if not isinstance(after, int) or isinstance(after, bool) or after < 1 or len(facts) != 1:
        raise errors.BadApprovalsPage
    return after


def _cut(call: AnyCall, rows: Any, show: Callable[[Any], Document]) -> Reply:
    """A page of requests, with a relative `Link` to the next one."""
    text = call.query.get("pageId")
    page = page_after(rows, None if text is None else _start(text), MOST)
    following = (
        {} if page.after is None else {"Link": link_next(urlsplit(call.url(ROOT)).path, pageId=pack(after=page.after))}
    )
    return Reply(200, {"content": [show(one) for one in page.records]}, following)


def _asked(call: AnyCall) -> Selection[kept.ApprovalRequest]:
    return APPROVALS.rows(call).where(asked=call.caller.user)


approvals.lists(
    ROOT,
    "List the pending requests in which the caller is asked for approval, at most 100 on a page.",
    id="list_approvals",
    item=ApprovalRequest,
    rows=_asked,
    envelope="ApprovalRequests",
    complete=False,
    style=Style(ApprovalsQuery, (), _cut, ("Link",)),
    errors=[errors.BadApprovalsPage],
)

ApproverInput = request_of("ApproverInput", id=fields.Text(required=True))
StepInput = request_of(
    "StepInput", approvers=fields.Array(fields.Nested(ApproverInput), least=1, most=100, required=True)
)
ApprovalInput = request_of(
    "ApprovalInput",
    baseId=fields.Text(required=True),
    type=Spelled(ORDERS, required=True),
    decisionMode=Spelled(MODES, required=True),
    steps=fields.Array(fields.Nested(StepInput), least=1, most=100, required=True),
)


def _approver(world: Reading, text: str) -> int:
    user = world.users.get(USER.read(world, text))
    if user is None or not user.active:
        raise errors.ApproverNotFound
    return user.id


@approvals.post(
    ROOT,
    id="create_approval",
    body=ApprovalInput,
    returns={201: ApprovalRequest},
    errors=[
        errors.BaseNotFound,
        errors.ApproverNotFound,
        errors.InvalidDecisionMode,
        errors.ApprovalUnauthorized,
    ],
    evidence=apis.APPROVALS.evidence,
)
def create_approval(call: Call) -> Document:
    """Ask anew for what an earlier request was about.

    A pending earlier request is abandoned. Sequential requests are decided by any approver of a step.
    """
    world, body = call.draft, call.body
    base = APPROVALS.get_or_404(
        call, body["baseId"], not_found=errors.BaseNotFound, forbidden=errors.ApprovalUnauthorized
    )
    order, mode = body["type"], body["decisionMode"]
    if order is kept.ApprovalOrder.SEQUENTIAL and mode is kept.DecisionMode.ALL:
        raise errors.InvalidDecisionMode
    steps = [[_approver(world, one["id"]) for one in step["approvers"]] for step in body["steps"]]
    request = request_approval(world, job=base.job, offer=base.offer, order=order, mode=mode, steps=steps, pay=base.pay)
    return document_of(ApprovalRequest, request, call)


approvals.shows(ONE, "Get a request with its steps and decisions.", id="get_approval", schema=ApprovalRequest)


@approvals.get(f"{ONE}/comments", id="list_approval_comments", returns=Comments, evidence=apis.APPROVALS.evidence)
def list_comments(call: Call) -> Document:
    """List what was said about a request, oldest first."""
    comments = call.world[kept.APPROVAL_COMMENTS].where(request=APPROVALS.get_or_404(call).id)
    return {"content": [document_of(Comment, one, call) for one in comments]}


CommentInput = request_of(
    "CommentInput", content=fields.Text(most=10_000, required=True), authorId=fields.Text(required=True)
)


@approvals.post(
    f"{ONE}/comments",
    id="create_approval_comment",
    scope="approvals_read",
    body=CommentInput,
    returns={201: Comment},
    errors=[errors.IllegalComment, errors.AuthorNotFound],
    evidence=apis.APPROVALS.evidence,
    facts=Facts(forbidden=errors.ApprovalUnauthorized, invalid=errors.Unprocessable),
)
def create_comment(call: Call) -> Document:
    """Say something about a request; any user may be the author."""
    request, content = APPROVALS.get_or_404(call), call.body["content"]
    if CONTROLS.search(content):
        raise errors.IllegalComment
    author = call.world.users.get(USER.read(call.world, call.body["authorId"]))
    if author is None:
        raise errors.AuthorNotFound
    return document_of(Comment, comment_on(call.draft, request, author.id, content), call)


ApproveInput = request_of("ApproveInput", approverId=fields.Text(required=True))
RejectInput = request_of(
    "RejectInput",
    approverId=fields.Text(required=True),
    comment=fields.Text(required=True, metadata={"minLength": 1, "pattern": r"\S"}),
)
"""A comment of spaces has a code of its own."""
DECIDING = [
    errors.ApprovalMisnamed,
    errors.ApprovalCompleted,
    errors.DecisionNotYetAllowed,
    errors.ApproverNotAllowed,
    errors.DecisionAlreadyTaken,
]
DECIDES = "approvals_read+approvals_decide"
UUIDS = {"approvalRequestId": UUID_TYPE}


def _decider(world: Reading) -> str:
    """The id of a user who can decide on the request of the examples."""
    steps = _open_request(world).steps
    waiting = (one.user for step in steps for one in step.approvers if one.decision is kept.Decision.PENDING)
    return USER.write(world, next(waiting))


def _decided(call: Call, decision: kept.Decision) -> kept.ApprovalRequest:
    if not UUID.fullmatch(call.path["approvalRequestId"]):
        raise errors.ApprovalMisnamed
    request = APPROVALS.get_or_404(call)
    return decide(call.draft, request, USER.read(call.world, call.body["approverId"]) or 0, decision)


@approvals.post(
    f"{ONE}/approve-decisions",
    id="approve",
    scope=DECIDES,
    body=ApproveInput,
    errors=DECIDING,
    path_types=UUIDS,
    evidence=apis.APPROVALS.evidence,
    example=Example(body=lambda world: {"approverId": _decider(world)}),
)
def approve(call: Call) -> None:
    """Approve in the name of an approver.

    An approved request lets its offer go on, or gives its job the salary range that was asked for.
    """
    _decided(call, kept.Decision.APPROVED)


@approvals.post(
    f"{ONE}/reject-decisions",
    id="reject",
    scope=DECIDES,
    body=RejectInput,
    errors=[*DECIDING, errors.CommentRequired],
    path_types=UUIDS,
    evidence=apis.APPROVALS.evidence,
    example=Example(body=lambda world: {"approverId": _decider(world), "comment": "Above the band."}),
)
def reject(call: Call) -> None:
    """Reject in the name of an approver, who says why. One rejection rejects the whole request."""
    if not call.body["comment"].strip():
        raise errors.CommentRequired
    request = _decided(call, kept.Decision.REJECTED)
    comment_on(call.draft, request, USER.read(call.world, call.body["approverId"]) or 0, call.body["comment"])
