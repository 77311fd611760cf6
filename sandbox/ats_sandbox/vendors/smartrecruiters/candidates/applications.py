"""Applications: candidates on jobs."""

from typing import ClassVar

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Sample
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, documents, errors, ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.configuration.sources import (
    REFUSED,
    CandidateSource,
    chosen_source,
    source_link,
)
from ats_sandbox.vendors.smartrecruiters.documents import id_of, part
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.repositories import APPLICATIONS, CANDIDATES, Applications, Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, Spelled
from ats_sandbox.world.domain import applications as kept
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.commands.applications import attribute
from ats_sandbox.world.domain.commands.candidates import drop_application
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.sources import Source

PATH = "/candidates/{id}/jobs/{jobId}"

ON_JOB: dict[str, Sample] = {
    "id": lambda world: ids.CANDIDATE.write(world, APPLICATIONS.sample(world).candidate),
    "jobId": lambda world: ids.JOB.write(world, APPLICATIONS.sample(world).job),
}
"""A candidate and a job that they are on, for examples."""

applications = Resource("Applications", "Candidates on jobs", apis.CANDIDATES, CANDIDATES, APPLICATIONS, path=ON_JOB)


def refusing(
    unseen: type[ApiError], hidden: type[ApiError], unassigned: type[ApiError]
) -> tuple[Records[Candidate], Applications]:
    """Candidates and their applications as paths name them, with other refusals than the usual ones: the caller may
    not see the candidate, may not see them on that job, or they are not on it.
    """
    people = Records(CANDIDATES.collection, "id", errors.CandidateNotFound, unseen, sample=CANDIDATES.sample)
    rows = APPLICATIONS.collection
    return people, Applications(rows, "jobId", unassigned, hidden, sample=APPLICATIONS.sample, within=people)


def sub_status(world: Reading, status: ApplicationStatus, stage: int | None) -> str | None:
    """The named step within a status that a stage stands for, if it does."""
    found = world.stages.get(stage)
    return found.name if found is not None and found.step and found.phase is status else None


def _source(one: kept.Application, call: AnyCall) -> Source | None:
    """The company's source that an application came from, if it is one of those."""
    return call.world.sources.get(one.source)


def _source_label(one: kept.Application, call: AnyCall) -> str | None:
    source = _source(one, call)
    return one.origin if source is None else source.label


def _reason_of(status: ApplicationStatus) -> ma.fields.Nested:
    """The reason for which an application ended in a status."""

    def show(one: kept.Application, call: AnyCall) -> documents.Entry | None:
        reason = call.world.reasons.get(one.reason) if one.status is status else None
        return None if reason is None else documents.Entry(ids.REASON.write(call.world, reason.id), reason.label)

    return part(documents.Labelled, show)


def _seat(one: kept.Application, call: AnyCall) -> str | None:
    """The position that somebody was hired into."""
    if one.status is not ApplicationStatus.HIRED:
        return None
    taken = (seat for seat in call.world.positions.where(job=one.job) if seat.application == one.id)
    return next((ids.POSITION.write(call.world, seat.id) for seat in taken), None)


AssignmentJob = shape_of(
    "AssignmentJob",
    id=fields.Text(of=id_of(ids.JOB, "job")),
    title=fields.Text(of=lambda one, call: call.world.jobs[one.job].title),
    actions=links(
        "AssignmentJobActions",
        details=link("/jobs/{jobId}", id_of(ids.JOB, "job"), required=True),
        positionDetails=link("/jobs/{jobId}/positions/{positionId}", id_of(ids.JOB, "job"), _seat),
    ),
)


class Standing(ResponseSchema):
    """Where a candidate stands on a job; what does not apply is left out."""

    shown_first: ClassVar[str] = "status subStatus startsOn source actions"

    status = Spelled(CANDIDATE_STATUSES)
    subStatus = fields.Text(of=lambda one, call: sub_status(call.world, one.status, one.stage))
    startsOn = fields.DateTime(of="starts_at")
    source = fields.Text(of=_source_label)
    reasonOfRejection = _reason_of(ApplicationStatus.REJECTED)
    reasonOfWithdrawal = _reason_of(ApplicationStatus.WITHDRAWN)
    actions = links("AssignmentActions", _source, sourceDetails=source_link())


class Assignment(Standing):
    """Where a candidate stands on which job."""

    shown_first: ClassVar[str] = f"job {Standing.shown_first}"

    job = part(AssignmentJob)


def _path(one: kept.Application, call: AnyCall) -> str:
    return f"/candidates/{ids.CANDIDATE.write(call.world, one.candidate)}/jobs/{ids.JOB.write(call.world, one.job)}"


class Application(Standing):
    """Where a candidate stands on the job that was asked about.

    Its `url` is this answer's own, as nothing says of what else it might be.
    """

    url = fields.Text(of=lambda one, call: call.url(_path(one, call)))
    applicationId = fields.Text(of=id_of(ids.APPLICATION))


applications.shows(
    PATH,
    "Get where a candidate stands on a job.",
    id="get_application",
    schema=Application,
    record=APPLICATIONS.on_path,
)


@applications.delete(PATH, id="delete_application", evidence=documented(f"{apis.PORTAL}, Candidate API of 2026"))
def delete_application(call: Call) -> None:
    """Take a candidate off a job, with the interviews, notes and files of the application."""
    drop_application(call.draft, APPLICATIONS.on_path(call))


@applications.put(
    f"{PATH}/source",
    id="put_update_candidates_source",
    body=CandidateSource,
    errors=REFUSED,
    evidence=apis.use_case("put_update_candidates_source"),
    facts=Facts(forbidden=errors.CandidateAccessDenied),
)
def update_source(call: Call) -> None:
    """Say where a candidate on a job came from."""
    application = APPLICATIONS.on_path(call)
    attribute(call.draft, application, chosen_source(call.world, call.body).id)
