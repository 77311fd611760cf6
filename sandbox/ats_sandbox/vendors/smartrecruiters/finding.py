"""The records that a path names, or the refusal when there are none or the caller may not see them."""

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.errors import (
    CandidateForbidden,
    CandidateNotAssigned,
    CandidateNotFound,
    JobForbidden,
    JobNotFound,
    UserNotFound,
)
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.users import User


def the_candidate(call: AnyCall, forbidden: type[ApiError] = CandidateForbidden) -> Candidate:
    """The candidate `{id}`."""
    candidate = call.world.candidates.get(ids.CANDIDATE.read(call.world, call.path["id"]))
    if candidate is None:
        raise CandidateNotFound
    if not call.can_see(candidate):
        raise forbidden
    return candidate


def the_job(call: AnyCall, forbidden: type[ApiError] = JobForbidden) -> Job:
    """The job `{jobId}`."""
    job = call.world.jobs.get(ids.JOB.read(call.world, call.path["jobId"]))
    if job is None:
        raise JobNotFound
    if not call.can_see(job):
        raise forbidden
    return job


def the_application(call: AnyCall, forbidden: type[ApiError] = CandidateForbidden) -> Application:
    """The candidate `{id}` on the job `{jobId}`; a job that does not exist is one they are not on."""
    candidate = the_candidate(call, forbidden)
    job = ids.JOB.read(call.world, call.path["jobId"])
    application = None if job is None else application_of(call.world, candidate.id, job)
    if application is None:
        raise CandidateNotAssigned
    if not call.can_see(application):
        raise forbidden
    return application


def the_user(call: AnyCall) -> User:
    """The user `{id}`."""
    user = call.world.users.get(ids.USER.read(call.world, call.path["id"]))
    if user is None:
        raise UserNotFound
    return user
