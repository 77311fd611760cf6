"""The audit trail that a world begins with: what the company did with applications and offers in the week before."""

from collections.abc import Iterator
from functools import partial
from itertools import pairwise
from typing import NamedTuple

from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters.audit.approvals import of_approval
from ats_sandbox.vendors.smartrecruiters.audit.hiring import ANSWERS, said_of, said_of_offer
from ats_sandbox.vendors.smartrecruiters.audit.said import Said
from ats_sandbox.vendors.smartrecruiters.audit.state import AUDIT_EVENTS, RECENT, AuditEvent
from ats_sandbox.vendors.smartrecruiters.audit.trail import event_of
from ats_sandbox.vendors.smartrecruiters.candidates.applications import sub_status
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES
from ats_sandbox.world.domain.approvals import APPROVALS, ApprovalStatus, ApprovalStep, Approver
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.lazy import LazyTable
from ats_sandbox.world.store.table import Table

MOST = 500
"""Applications that the trail of a new world looks at; and offers, and approvals."""


class Past(NamedTuple):
    """What happened when, and who did it."""

    at: int
    said: Said
    user: int | None


def first_trail(world: Reading) -> Table[AuditEvent]:
    """The trail of a new world, put together when somebody looks."""
    return LazyTable(AUDIT_EVENTS, partial(_events, world))


def _events(world: Reading) -> list[AuditEvent]:
    """What happened, in order."""
    began = world.now - RECENT
    found = [*_applications(world, began), *_offers(world, began), *_approvals(world, began)]
    found = sorted((one for one in found if one.at > began), key=lambda one: one.at)
    return [event_of(number, one.said, one.at, one.user) for number, one in enumerate(found, start=1)]


def _applications(world: Reading, began: int) -> Iterator[Past]:
    """What people created, and all moves."""
    for one in world.applications.since(began).after(None, MOST):
        kept = [each for each in world.activities.where(application=one.id) if each.status and not each.dated]
        for first in kept[:1]:
            if first.status is not None and first.by is not None:
                status = CANDIDATE_STATUSES[first.status]
                said = said_of(world, one, "JOB_APPLICATION_CREATED", currentStatus=status)
                yield Past(first.at, said, first.by)
        for before, after in pairwise(kept):
            if before.status is not None and after.status is not None:
                said = said_of(
                    world,
                    one,
                    "JOB_APPLICATION_STATE_MODIFIED",
                    currentStatus=CANDIDATE_STATUSES[after.status],
                    currentStep=sub_status(world, after.status, after.stage),
                    previousStatus=CANDIDATE_STATUSES[before.status],
                    previousStep=sub_status(world, before.status, before.stage),
                )
                yield Past(after.at, said, after.by)


def _offers(world: Reading, began: int) -> Iterator[Past]:
    """What candidates answered, written down by who had made the offer."""
    for one in world.offers.since(began).after(None, MOST):
        if one.status in ANSWERS:
            said = said_of_offer(world, one, ANSWERS[one.status], viaIntegration=False)
            yield Past(one.closed_at or one.updated_at, said, one.creator)


def _approvals(world: Reading, began: int) -> Iterator[Past]:
    """What approvers decided last, and what came of it."""
    for after in world[APPROVALS].since(began).after(None, MOST):
        decided = [one for step in after.steps for one in step.approvers if one.decided_at is not None]
        if decided:
            last = max(decided, key=lambda one: one.decided_at or 0)
            steps = [ApprovalStep(tuple(Approver(one.user) for one in step.approvers)) for step in after.steps]
            before = replace(after, status=ApprovalStatus.PENDING, steps=tuple(steps))
            for said in of_approval(world, before, after):
                yield Past(last.decided_at or after.updated_at, said, last.user)
