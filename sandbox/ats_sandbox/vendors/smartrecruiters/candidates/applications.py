"""Applications: candidates on jobs."""

from typing import ClassVar

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, documents, errors, ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.configuration.sources import (
    REFUSED,
    CandidateSource,
    chosen_source,
    source_link,
)
from ats_sandbox.vendors.smartrecruiters.documents import id_of, input_of, part
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.repositories import APPLICATIONS, CANDIDATES
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, Spelled
from ats_sandbox.world.domain import applications as kept
from ats_sandbox.world.domain.commands.applications import attribute, set_status
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.sources import Source

PATH = "/candidates/{id}/jobs/{jobId}"

applications = Resource(
    "Applications",
    "Candidates on jobs",
    apis.CANDIDATES,
    CANDIDATES,
    APPLICATIONS,
    path={
        "id": lambda world: ids.CANDIDATE.write(world, APPLICATIONS.sample(world).candidate),
        "jobId": lambda world: ids.JOB.write(world, APPLICATIONS.sample(world).job),
    },
)


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


class CandidateStatusHistoryListElem(ResponseSchema):
    """A change of status. The actions are links by name; no name is published, so there are none."""

    changedOn = fields.DateTime(of="at")
    status = Spelled(CANDIDATE_STATUSES)
    subStatus = fields.Text(of=lambda entry, call: sub_status(call.world, entry.status, entry.stage))
    actions = fields.FreeObject(of=lambda entry, call: {})


CandidateStatus = input_of(
    Standing, "CandidateStatus", "status! subStatus startsOn reason", reason=fields.Text(allow_none=True)
)
"""The status to bring a candidate to."""


def status_changes(call: AnyCall) -> list[kept.Activity]:
    """What changed the status of an application, oldest first."""
    entries = call.world.activities.where(application=APPLICATIONS.on_path(call).id)
    return [entry for entry in entries if entry.dated is None and entry.status is not None]


applications.shows(
    PATH,
    "Get where a candidate stands on a job.",
    id="get_application",
    schema=Application,
    record=APPLICATIONS.on_path,
)


@applications.put(
    f"{PATH}/status",
    id="put_update_candidates_job_status",
    body=CandidateStatus,
    errors=[errors.InvalidStatus, errors.InvalidSubStatus, errors.ReasonRequired, errors.InvalidReason],
    evidence=apis.use_case("put_update_candidates_job_status", "reject_an_application"),
    aliases=["reject_an_application"],
    facts=Facts(codes={"status": "INVALID_STATUS"}),
)
def update_status(call: Call) -> None:
    """Bring a candidate to a status on a job.

    REJECTED and WITHDRAWN need a reason from the company's lists; no other status takes one. `subStatus` is a step of
    the job's hiring process. `startsOn` counts with HIRED. Where the candidate stands there already, nothing happens.
    """
    application, body, status, reason = APPLICATIONS.on_path(call), call.body, call.body["status"], call.body["reason"]
    set_status(
        call.draft,
        application,
        status,
        step=body["subStatus"],
        reason=None if reason is None else ids.REASON.read(call.world, reason) or 0,
        starts_at=body["starts_at"] if status is ApplicationStatus.HIRED else None,
        by=call.caller.user,
    )


applications.lists(
    f"{PATH}/status/history",
    "List the statuses a candidate went through on a job, oldest first.",
    id="list_status_history",
    scope="candidate_status_read",
    item=CandidateStatusHistoryListElem,
    rows=status_changes,
    envelope="CandidateStatusHistoryList",
    complete=False,
)


@applications.put(
    f"{PATH}/source",
    id="put_update_candidates_source",
    body=CandidateSource,
    errors=REFUSED,
    evidence=apis.use_case("put_update_candidates_source"),
    facts=Facts(forbidden=errors.SourceForbidden),
)
def update_source(call: Call) -> None:
    """Say where a candidate on a job came from."""
    application = APPLICATIONS.on_path(call)
    attribute(call.draft, application, chosen_source(call.world, call.body).id)
