"""What only SmartRecruiters knows about approvals: which jobs of the company are not changed without one.

By default these are the jobs that somebody was asked to approve. A tester may have it of all jobs, or of none:
`choose_job_approvals(draft, needed=True)` in a transaction of the world.
"""

from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.world.domain.approvals import ApprovalStatus
from ats_sandbox.world.domain.commands.approvals import latest_approval
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.table import Collection, Record


class ApprovalSetting(Record, frozen=True, kw_only=True):
    """Whether all jobs of the company need approval, or none does."""

    jobs: bool


APPROVAL_SETTINGS = Collection("smartrecruiters.approval_settings", ApprovalSetting, lasting=True)
"""How a world is set up, so a reset keeps it."""


def choose_job_approvals(world: Transaction, *, needed: bool | None) -> None:
    """Let all jobs need approval, or none; None as it is by default."""
    if needed is not None:
        world.put(APPROVAL_SETTINGS, ApprovalSetting(id=1, jobs=needed))
    elif 1 in world[APPROVAL_SETTINGS]:
        world.remove(APPROVAL_SETTINGS, 1)


def needs_approval(world: Reading, job: int) -> bool:
    """True for a job that is not changed without approval."""
    chosen = world[APPROVAL_SETTINGS].get(1)
    return latest_approval(world, job=job) is not None if chosen is None else chosen.jobs


def awaits_approval(world: Reading, job: int) -> bool:
    """True for a job that needs approval and has not been given it yet."""
    latest = latest_approval(world, job=job)
    return needs_approval(world, job) and (latest is None or latest.status is not ApprovalStatus.APPROVED)


def refuse_unapproved(call: AnyCall, job: int) -> None:
    """Refuse a direct change of what is only changed with approval."""
    if needs_approval(call.world, job):
        raise errors.ApprovalProcessEnabled
