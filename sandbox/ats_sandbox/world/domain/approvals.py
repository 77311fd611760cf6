"""Approvals: what a job or an offer needs before it may go on, who is asked, and what they decide and say."""

from enum import StrEnum

import msgspec

from ats_sandbox.world.domain.jobs import Pay
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class ApprovalOrder(StrEnum):
    """Whether the steps of a request are taken one after the other."""

    SEQUENTIAL = "sequential"
    PARALLEL = "parallel"


class DecisionMode(StrEnum):
    """Whose approval is enough."""

    ANY = "any"
    ALL = "all"


class ApprovalStatus(StrEnum):
    """Where a request stands."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    ABANDONED = "abandoned"


class Decision(StrEnum):
    """What an approver decided, or what came of a step; skipped is what nobody needs to decide any more."""

    PENDING = "pending"
    APPROVED = "approved"
    REJECTED = "rejected"
    SKIPPED = "skipped"


class Approver(msgspec.Struct, frozen=True):
    """A user who is asked, and the instant of the decision."""

    user: int
    decision: Decision = Decision.PENDING
    decided_at: int | None = None


class ApprovalStep(msgspec.Struct, frozen=True):
    """A part of a request: who is asked together."""

    approvers: tuple[Approver, ...]
    status: Decision = Decision.PENDING


class ApprovalRequest(Record, frozen=True, kw_only=True):
    """A request to approve a job or an offer. `pay` is the band that a job's is to become, if it is to change."""

    job: int | None
    offer: int | None
    order: ApprovalOrder
    mode: DecisionMode
    status: ApprovalStatus
    steps: tuple[ApprovalStep, ...]
    pay: Pay | None
    created_at: int
    updated_at: int

    @property
    def users(self) -> tuple[int, ...]:
        """Everybody who is asked."""
        return tuple(dict.fromkeys(one.user for step in self.steps for one in step.approvers))


class ApprovalComment(Record, frozen=True, kw_only=True):
    """What a user said about a request."""

    request: int
    author: int
    content: str
    created_at: int


APPROVALS = Collection(
    "approvals",
    ApprovalRequest,
    noun="approval",
    references={
        "job": Reference("jobs", OnDelete.DELETE, follows=True),
        "offer": Reference("offers", OnDelete.DELETE, follows=True),
        "user": Reference("users"),
    },
    indexes={
        "job": lambda one: (one.job,),
        "offer": lambda one: (one.offer,),
        "status": lambda one: (one.status,),
        "asked": lambda one: one.users if one.status is ApprovalStatus.PENDING else (),
    },
    timeline=lambda one: one.updated_at,
)
"""`asked` finds the pending ones by who is asked."""
APPROVAL_COMMENTS = Collection(
    "approval_comments",
    ApprovalComment,
    noun="approval_comment",
    references={
        "request": Reference("approvals", OnDelete.DELETE, follows=True),
        "author": Reference("users"),
    },
    indexes={"request": lambda one: (one.request,)},
)
