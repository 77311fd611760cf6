"""The approval of jobs: the latest request about one, and asking for another headcount."""

import re

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members, ResponseSchema, request_of, shape_of
from ats_sandbox.contract.views import declared
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.approvals.state import needs_approval
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import id_of, part, parts
from ats_sandbox.vendors.smartrecruiters.ids import APPROVAL, POSITION
from ats_sandbox.vendors.smartrecruiters.jobs.positions import JobPosition
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain import approvals as kept
from ats_sandbox.world.domain.commands.approvals import latest_approval, request_approval
from ats_sandbox.world.domain.jobs import Job, JobStatus, Pay, TeamRole
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.users import UserRole

PATH = "/jobs/{jobId}"
APPROVING_ROLES = frozenset({UserRole.ADMINISTRATOR, UserRole.RECRUITER})
"""Whose users see all approvals; others see those in which they are asked."""
_CURRENCY = re.compile("[A-Z]{3}")


def _approved(world: Reading) -> str:
    """A job that needs approval, for examples."""
    asked = (world.jobs[one.job] for one in world[kept.APPROVALS] if one.job is not None)
    return JOBS.id_of(world, next(job for job in asked if not job.confidential and job.closed_at is None))


job_approvals = Resource("Job approvals", "Whether jobs may go on", apis.JOBS, JOBS, path={"jobId": _approved})


def approval_for(call: AnyCall, request: kept.ApprovalRequest | None) -> kept.ApprovalRequest:
    """A request that the caller may see. Raises the refusals of one that is not, and of one that is not for them."""
    if request is None:
        raise errors.ApprovalsNotFound
    user = call.world.users.get(call.caller.user)
    if user is None or (user.role not in APPROVING_ROLES and user.id not in request.users):
        raise errors.ApprovalsForbidden
    return request


SalaryRange = shape_of(
    "SalaryRange", min=fields.Number(of="minimum"), max=fields.Number(of="maximum"), currency=fields.Text()
)
JobApprovalPosition = shape_of(
    "JobApprovalPosition", **dict(declared(JobPosition)) | {"id": fields.Text(of=id_of(POSITION))}
)


class JobApproval(ResponseSchema):
    """What a request asks for: the positions of a job and its salary range."""

    approvalRequestId = fields.Text(of=id_of(APPROVAL))
    positions = parts(JobApprovalPosition, lambda one, call: call.world.positions.where(job=one.job))
    salaryRange = part(SalaryRange, lambda one, call: one.pay or call.world.jobs[one.job].pay)


job_approvals.shows(
    f"{PATH}/approvals/latest",
    "Get what the latest request asks for a job.",
    id="get_latest_job_approval",
    schema=JobApproval,
    record=lambda call: approval_for(call, latest_approval(call.world, job=JOBS.get_or_404(call).id)),
    errors=[errors.ApprovalsNotFound, errors.ApprovalsForbidden],
    facts=Facts(forbidden=errors.JobApprovalUnauthorized),
)

SalaryRangeInput = request_of(
    "SalaryRangeInput",
    min=fields.Number(allow_none=True),
    max=fields.Number(allow_none=True),
    currency=fields.Text(allow_none=True),
)
HeadcountInput = request_of("HeadcountInput", salaryRange=fields.Nested(SalaryRangeInput, allow_none=True))
HeadcountUpdateAccepted = shape_of("HeadcountUpdateAccepted", status=fields.Choice(("PENDING",)))


def _pay(told: Members | None, job: Job) -> Pay | None:
    """The salary range that is asked for; None for the one that the job has."""
    if told is None:
        return None
    low, high = told.get("min"), told.get("max")
    currency = told.get("currency") or (job.pay.currency if job.pay is not None else None)
    negative = any(bound is not None and bound < 0 for bound in (low, high))
    reversed_ = low is not None and high is not None and low > high
    if negative or reversed_ or currency is None or not _CURRENCY.fullmatch(currency):
        raise errors.InvalidSalaryRange
    return Pay(minimum=low, maximum=high, currency=currency)


def _askable(world: Reading, job: Job) -> list[list[int]]:
    """Who is asked, step by step: as the last time, or else the job's hiring managers."""
    last = latest_approval(world, job=job.id)
    if last is not None:
        return [[one.user for one in step.approvers] for step in last.steps]
    managers = [member.user for member in job.team if member.role is TeamRole.HIRING_MANAGER]
    return [managers] if managers else []


def ask_for_approval(world: Transaction, job: Job, pay: Pay | None = None) -> kept.ApprovalRequest | None:
    """Ask for approval of a job, with the salary range that it is to get, the way it was asked the last time.

    None of a job that is closed, or without anybody to ask.
    """
    last, asked = latest_approval(world, job=job.id), _askable(world, job)
    if not asked or job.status in (JobStatus.FILLED, JobStatus.CANCELLED):
        return None
    return request_approval(
        world,
        job=job.id,
        order=kept.ApprovalOrder.SEQUENTIAL if last is None else last.order,
        mode=kept.DecisionMode.ANY if last is None else last.mode,
        steps=asked,
        pay=pay,
    )


@job_approvals.patch(
    f"{PATH}/headcount",
    id="update_headcount",
    body=HeadcountInput,
    returns={202: HeadcountUpdateAccepted},
    errors=[errors.CannotStartApproval, errors.InvalidSalaryRange, errors.ApprovalProcessNotEnabled],
    evidence=apis.JOBS.evidence,
    facts=Facts(forbidden=errors.HeadcountUnauthorized),
)
def update_headcount(call: Call) -> Document:
    """Ask for approval of the positions of a job and of a new salary range, which it gets once that is given.

    A request that is still pending is abandoned.
    """
    world, job = call.draft, JOBS.get_or_404(call)
    if not needs_approval(world, job.id):
        raise errors.ApprovalProcessNotEnabled
    if ask_for_approval(world, job, _pay(call.body.get("salaryRange"), job)) is None:
        raise errors.CannotStartApproval
    return {"status": "PENDING"}
