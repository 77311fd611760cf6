"""The records that paths and queries name, each by its own ids."""

from dataclasses import dataclass

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resources.repository import Repository, Within
from ats_sandbox.vendors.smartrecruiters import errors, ids
from ats_sandbox.world.domain import applications, candidates, interviews, jobs, positions, postings, users
from ats_sandbox.world.domain.commands.applications import application_of


@dataclass(frozen=True, kw_only=True)
class Applications(Repository[applications.Application]):
    """Applications, which a path names by `{id}` and `{jobId}`: the candidate and the job."""

    def on_path(
        self, call: AnyCall, *, forbidden: type[ApiError] = errors.CandidateForbidden
    ) -> applications.Application:
        """The candidate `{id}` on the job `{jobId}`; a job that does not exist is one they are not on."""
        candidate = CANDIDATES.get_or_404(call, forbidden=forbidden)
        job = ids.JOB.read(call.world, call.path["jobId"])
        application = None if job is None else application_of(call.world, candidate.id, job)
        if application is None:
            raise errors.CandidateNotAssigned
        if not call.can_see(application):
            raise forbidden
        return application


@dataclass(frozen=True, kw_only=True)
class Interviews(Repository[interviews.Interview]):
    """Interviews; a cancelled one is gone."""

    def find(
        self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None
    ) -> interviews.Interview | None:
        record = None if text is None else call.world.interviews.get(self.codec.read(call.world, text))
        return None if record is None or record.cancelled else super().find(call, text, forbidden=forbidden)


CANDIDATES = Repository(
    collection=candidates.CANDIDATES,
    codec=ids.CANDIDATE,
    not_found=errors.CandidateNotFound,
    forbidden=errors.CandidateForbidden,
)
JOBS = Repository(
    collection=jobs.JOBS,
    codec=ids.JOB,
    not_found=errors.JobNotFound,
    forbidden=errors.JobForbidden,
    parameter="jobId",
)
APPLICATIONS = Applications(
    collection=applications.APPLICATIONS,
    codec=ids.APPLICATION,
    not_found=errors.CandidateNotAssigned,
    forbidden=errors.CandidateForbidden,
    parameter="jobId",
)
JOB_ADS = Repository(
    collection=postings.POSTINGS, codec=ids.JOB_AD, not_found=errors.JobAdNotFound, parameter="jobAdId"
)
POSITIONS = Repository(
    collection=positions.POSITIONS, codec=ids.POSITION, not_found=errors.PositionNotFound, parameter="positionId"
)
INTERVIEWS = Interviews(
    collection=interviews.INTERVIEWS,
    codec=ids.INTERVIEW,
    not_found=errors.InterviewNotFound,
    forbidden=errors.InterviewForbidden,
    parameter="interviewId",
)
TIMESLOTS = Repository(
    collection=interviews.TIMESLOTS, codec=ids.TIMESLOT, not_found=errors.TimeslotNotFound, parameter="timeslotId"
)
USERS = Repository(collection=users.USERS, codec=ids.USER, not_found=errors.UserNotFound)

ADS_OF_JOB: Within[jobs.Job, postings.Posting] = Within(JOBS, lambda rows, job: rows.where(job=job.id))
POSITIONS_OF_JOB: Within[jobs.Job, positions.Position] = Within(JOBS, lambda rows, job: rows.where(job=job.id))
OF_INTERVIEW: Within[interviews.Interview, interviews.Timeslot] = Within(
    INTERVIEWS, lambda rows, interview: rows.where(interview=interview.id)
)
