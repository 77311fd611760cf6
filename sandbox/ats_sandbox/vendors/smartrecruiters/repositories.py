"""The records that paths and queries name, each by its own ids."""

from collections.abc import Callable
from typing import Any, TypeVar

from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.smartrecruiters import errors, ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, facts_of
from ats_sandbox.world.domain import applications, candidates, interviews, jobs, positions, postings, users
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.commands.postings import default_posting
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Collection, Record

R = TypeVar("R", bound=Record)


class Records(Repository[R]):
    """Records as paths name them. `sample` is the one that examples are about, which everybody may see.

    `within` is the repository of those that they belong to, where the path names such a one. `codec` writes their ids
    where the noun does not tell how. `misnamed` is the refusal of an id that is no UUID, where it has one of its own.
    """

    def __init__(
        self,
        collection: Collection[R],
        parameter: str,
        not_found: type[ApiError],
        forbidden: type[ApiError] | None = None,
        *,
        sample: Callable[[Reading], R],
        within: Repository[Any] | None = None,
        codec: IdCodec | None = None,
        misnamed: type[ApiError] | None = None,
    ) -> None:
        codec = codec or ids.BY_NOUN[collection.noun]
        super().__init__(
            collection=collection, codec=codec, parameter=parameter, not_found=not_found, forbidden=forbidden
        )
        self.sample = sample
        self.within = within
        self.misnamed = misnamed

    def rows(self, call: AnyCall) -> Selection[R]:
        rows = super().rows(call)
        if self.within is None:
            return rows
        return rows.where(**{self.within.collection.noun: self.within.get_or_404(call).id})

    def find(self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None) -> R | None:
        if self.misnamed is not None and not ids.UUID.fullmatch(text or ""):
            raise self.misnamed
        forbidden = forbidden or facts_of(call.operation).forbidden
        if self.within is None:
            return super().find(call, text, forbidden=forbidden)
        owner = self.within.get_or_404(call)
        record = super().find(call, text, forbidden=forbidden)
        return record if record and getattr(record, self.within.collection.noun) == owner.id else None

    def first_id(self, world: Reading) -> str:
        return self.id_of(world, self.sample(world))


class Applications(Records[Application]):
    """Applications, which a path names by `{id}` and `{jobId}`: the candidate and the job.

    The candidate is found `within` another repository than CANDIDATES where they are refused in other words.
    """

    def on_path(self, call: AnyCall) -> Application:
        """The candidate `{id}` on the job `{jobId}`; a job that does not exist is one they are not on."""
        candidate = (self.within or CANDIDATES).get_or_404(call)
        job = ids.JOB.read(call.world, call.path["jobId"])
        application = None if job is None else application_of(call.world, candidate.id, job)
        if application is None:
            raise self.not_found(parameter=self.parameter)
        if not call.can_see(application):
            raise (facts_of(call.operation).forbidden or self.forbidden or self.not_found)(parameter=self.parameter)
        return application


class Interviews(Records[Interview]):
    """Interviews; a cancelled one is gone."""

    def find(self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None) -> Interview | None:
        record = None if text is None else call.world.interviews.get(self.codec.read(call.world, text))
        return None if record is None or record.cancelled else super().find(call, text, forbidden=forbidden)


def _open_job(world: Reading) -> jobs.Job:
    return next(iter(world.jobs.where(confidential=False)))


def _default_ad(world: Reading) -> postings.Posting:
    posting = default_posting(world, _open_job(world).id)
    assert posting is not None, "an example needs an ad"
    return posting


def _editable_interview(world: Reading) -> Interview:
    """The first interview that the API may change."""
    mine = (one for one in world.interviews if one.scheduled_here and not one.cancelled)
    return next(one for one in mine if not world.applications[one.application].confidential)


CANDIDATES = Records(
    candidates.CANDIDATES,
    "id",
    errors.CandidateNotFound,
    errors.CandidateForbidden,
    sample=lambda world: next(iter(world.candidates.where(confidential=False))),
)
JOBS = Records(jobs.JOBS, "jobId", errors.JobNotFound, errors.JobForbidden, sample=_open_job)
APPLICATIONS = Applications(
    applications.APPLICATIONS,
    "jobId",
    errors.CandidateNotAssigned,
    errors.CandidateForbidden,
    sample=lambda world: next(iter(world.applications.where(status=ApplicationStatus.IN_REVIEW, confidential=False))),
)
JOB_ADS = Records(postings.POSTINGS, "jobAdId", errors.JobAdNotFound, within=JOBS, sample=_default_ad)
POSITIONS = Records(
    positions.POSITIONS,
    "positionId",
    errors.PositionNotFound,
    within=JOBS,
    sample=lambda world: next(iter(world.positions.where(job=_open_job(world).id))),
)
INTERVIEWS = Interviews(
    interviews.INTERVIEWS,
    "interviewId",
    errors.InterviewNotFound,
    errors.InterviewForbidden,
    sample=_editable_interview,
)
TIMESLOTS = Records(
    interviews.TIMESLOTS,
    "timeslotId",
    errors.TimeslotNotFound,
    within=INTERVIEWS,
    sample=lambda world: next(iter(world.timeslots.where(interview=_editable_interview(world).id))),
)
USERS = Records(users.USERS, "id", errors.UserNotFound, sample=lambda world: world.users[2])
