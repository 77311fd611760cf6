"""Statuses of candidates on jobs: bringing them to one, and the ones they went through."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters import apis, errors, ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.candidates.applications import ON_JOB, PATH, Standing, refusing, sub_status
from ats_sandbox.vendors.smartrecruiters.candidates.state import REQUIRED_STEPS
from ats_sandbox.vendors.smartrecruiters.documents import input_of
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, Spelled
from ats_sandbox.world.domain.applications import Activity, Application
from ats_sandbox.world.domain.commands.applications import ENDINGS, set_status, stage_for, stages_of
from ats_sandbox.world.domain.pipelines import ApplicationStatus, Stage
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.refusals import NoSuchPhase, NoSuchStep, ReasonUnknown

HISTORY_SCOPE = "candidates_read+candidate_status_read"


PEOPLE, BROUGHT = refusing(errors.CandidateAccessDenied, errors.CandidateForbidden, errors.CandidateNotAssigned)
WATCHED, LOOKED_UP = refusing(errors.CandidateUnseen, errors.CandidateJobUnseen, errors.AssignedJobNotFound)

statuses = Resource("Candidate statuses", "Where candidates stand", apis.CANDIDATES, PEOPLE, BROUGHT, path=ON_JOB)
history = Resource("Status history", "Where candidates stood", apis.CANDIDATES, WATCHED, LOOKED_UP, path=ON_JOB)


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
STATUS_ERRORS = (
    *(errors.InvalidStatus, errors.InvalidSubStatus, errors.SubStatusOmitted),
    *(errors.ReasonRequired, errors.ReasonNotSupported, errors.ReasonNotFound),
)
STAGELESS = frozenset({*ENDINGS, ApplicationStatus.TRANSFERRED})
"""The statuses that no stage of a hiring process stands for."""
STATUS_CODES = {"status": "INVALID_STATUS"}


def primary_of(call: AnyCall) -> Application | None:
    """The primary assignment of the candidate that the path names, whether or not the caller may see it."""
    applications = call.world.applications.where(candidate=PEOPLE.get_or_404(call).id)
    return next((one for one in applications if one.primary), None)


def bring(call: Call, application: Application) -> None:
    """Bring an application to the status that a CandidateStatus names."""
    world, body, status, reason = call.draft, call.body, call.body["status"], call.body["reason"]
    stages = [] if status in STAGELESS else stages_of(world, application.job)
    try:
        if status not in STAGELESS:
            _refuse_omission(world, application, stage_for(world, application.job, status, body["subStatus"]))
        set_status(
            world,
            application,
            status,
            step=body["subStatus"],
            reason=None if reason is None else ids.REASON.read(world, reason) or 0,
            starts_at=body["starts_at"] if status is ApplicationStatus.HIRED else None,
            by=call.caller.user,
        )
    except NoSuchStep as refused:
        steps = tuple(one.name for one in stages if one.step and one.phase is status)
        raise errors.InvalidSubStatus(field="subStatus", value=body["subStatus"], choices=steps) from refused
    except NoSuchPhase as refused:
        phases = tuple(dict.fromkeys(CANDIDATE_STATUSES[one.phase] for one in stages))
        raise errors.InvalidStatus(field="status", choices=phases) from refused
    except ReasonUnknown as refused:
        known = world.reasons.where(decider=ENDINGS[status])
        choices = tuple(ids.REASON.write(world, one.id) for one in known)
        raise errors.ReasonNotFound(field="reason", value=reason, choices=choices) from refused


def _refuse_omission(world: Reading, application: Application, target: Stage) -> None:
    """Refuse to leave out a required step that stands between where an application is and a stage."""
    for required in world[REQUIRED_STEPS]:
        step = world.stages[required.stage]
        between = world.stages[application.stage].position < step.position < target.position
        if step.pipeline == target.pipeline and between:
            entries = world.activities.where(application=application.id)
            if not any(entry.stage == step.id and entry.dated is None for entry in entries):
                raise errors.SubStatusOmitted


@statuses.put(
    f"{PATH}/status",
    id="put_update_candidates_job_status",
    body=CandidateStatus,
    errors=STATUS_ERRORS,
    evidence=apis.use_case("put_update_candidates_job_status", "reject_an_application"),
    aliases=["reject_an_application"],
    facts=Facts(codes=STATUS_CODES),
)
def update_status(call: Call) -> None:
    """Bring a candidate to a status on a job.

    REJECTED and WITHDRAWN need a reason from the company's lists; no other status takes one. `subStatus` is a step of
    the job's hiring process, which may require one before a later status. `startsOn` counts with HIRED. Where the
    candidate stands there already, nothing happens.
    """
    bring(call, BROUGHT.on_path(call))


@statuses.put(
    "/candidates/{id}/status",
    id="update_primary_status",
    body=CandidateStatus,
    errors=[*STATUS_ERRORS, errors.CandidateForbidden, errors.CandidateNotAssigned],
    evidence=apis.CANDIDATES.evidence,
    deprecated=True,
    facts=Facts(codes=STATUS_CODES),
)
def update_primary_status(call: Call) -> None:
    """Bring a candidate to a status on the job of their primary assignment."""
    application = primary_of(call)
    if application is None:
        raise errors.CandidateNotAssigned
    if not call.can_see(application):
        raise errors.CandidateForbidden
    bring(call, application)


def changes_of(call: AnyCall, application: Application) -> list[Activity]:
    """What changed the status of an application, oldest first."""
    entries = call.world.activities.where(application=application.id)
    return [entry for entry in entries if entry.dated is None and entry.status is not None]


def primary_changes(call: AnyCall) -> list[Activity]:
    """What changed the status of the primary assignment; nothing while there is none."""
    application = primary_of(call)
    if application is not None and not call.can_see(application):
        raise errors.CandidateAccessDenied
    return [] if application is None else changes_of(call, application)


history.lists(
    f"{PATH}/status/history",
    "List the statuses a candidate went through on a job, oldest first.",
    id="list_status_history",
    scope=HISTORY_SCOPE,
    item=CandidateStatusHistoryListElem,
    rows=lambda call: changes_of(call, LOOKED_UP.on_path(call)),
    envelope="CandidateStatusHistoryList",
    complete=False,
)
history.lists(
    "/candidates/{id}/status/history",
    "List the statuses a candidate went through on the job of their primary assignment, oldest first.",
    id="list_primary_status_history",
    scope=HISTORY_SCOPE,
    item=CandidateStatusHistoryListElem,
    rows=primary_changes,
    envelope="CandidateStatusHistoryList",
    complete=False,
    deprecated=True,
    facts=Facts(forbidden=errors.CandidateAccessDenied),
)
