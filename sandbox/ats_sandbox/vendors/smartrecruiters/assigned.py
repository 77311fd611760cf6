"""Candidates on jobs: how records that are about one name both, and how requests do."""

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.ids import CANDIDATE, JOB
from ats_sandbox.vendors.smartrecruiters.staff import Path, fault
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.scorecards import Scorecard

ASSIGNED_REFUSED = (errors.NamedCandidateNotFound, errors.NamedJobNotFound, errors.NamedApplicationNotFound)
"""What `assigned` raises beside its `forbidden`."""


def candidate_id(one: Interview | Scorecard, call: AnyCall) -> str:
    """The id of the candidate whom a record is about."""
    return CANDIDATE.write(call.world, call.world.applications[one.application].candidate)


def job_id(one: Interview | Scorecard, call: AnyCall) -> str:
    """The id of the job that a record is about."""
    return JOB.write(call.world, call.world.applications[one.application].job)


def assigned(
    call: AnyCall, candidate: str, job: str, forbidden: type[ApiError], *, at: Path = ("candidateId",)
) -> Application:
    """The application of a candidate for a job, whose ids a body names: `at` this path, and as `jobId`.

    Raises ASSIGNED_REFUSED for ids that name nobody, `forbidden` for what the caller may not see.
    """
    world = call.world
    person, opening = world.candidates.get(CANDIDATE.read(world, candidate)), world.jobs.get(JOB.read(world, job))
    if person is None:
        raise errors.NamedCandidateNotFound((fault("is no candidate", *at),))
    if opening is None:
        raise errors.NamedJobNotFound((fault("is no job", "jobId"),))
    application = application_of(world, person.id, opening.id)
    if not all(call.can_see(one) for one in (person, opening, application) if one is not None):
        raise forbidden
    if application is None:
        raise errors.NamedApplicationNotFound((fault("is not assigned to the job", *at),))
    return application
