"""What only SmartRecruiters knows about approvals: which jobs of the company are not changed without one."""

from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.features import ALL_JOBS_APPROVED, JOB_APPROVALS
from ats_sandbox.world.domain.approvals import ApprovalStatus
from ats_sandbox.world.domain.commands.approvals import latest_approval
from ats_sandbox.world.domain.features import is_on
from ats_sandbox.world.domain.reading import Reading


def needs_approval(world: Reading, job: int) -> bool:
    """True for a job that is not changed without approval."""
    if not is_on(world, JOB_APPROVALS):
        return False
    return is_on(world, ALL_JOBS_APPROVED) or latest_approval(world, job=job) is not None


def awaits_approval(world: Reading, job: int) -> bool:
    """True for a job that needs approval and has not been given it yet."""
    latest = latest_approval(world, job=job)
    return needs_approval(world, job) and (latest is None or latest.status is not ApprovalStatus.APPROVED)


def refuse_unapproved(call: AnyCall, job: int) -> None:
    """Refuse a direct change of what is only changed with approval."""
    if needs_approval(call.world, job):
        raise errors.ApprovalProcessEnabled
