"""Reading and writing applications."""

from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.stackone import errors, wire
from ats_sandbox.vendors.stackone.applications import writing
from ats_sandbox.vendors.stackone.applications.views import (
    Application,
    ApplicationInput,
    ApplicationUpdate,
    MoveInput,
    RejectInput,
    application,
)
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.ids import id_of, read_id
from ats_sandbox.vendors.stackone.queries import read_queries
from ats_sandbox.vendors.stackone.reads import declare_get, declare_list, declare_unified
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, JOBS, REASONS, STAGES
from ats_sandbox.vendors.stackone.writes import (
    MOVED,
    REJECTED,
    MoveApplicationResult,
    RejectApplicationResult,
    declare_create,
    declare_update,
    written,
)
from ats_sandbox.world.domain.applications import Application as Record
from ats_sandbox.world.domain.commands.applications import move, reject, stages_of
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection

ENDED = frozenset({ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN, ApplicationStatus.TRANSFERRED})
"""States from which an application is neither moved nor rejected."""

applications = Resource("Applications", "Candidates on jobs")


def _by_job(call: AnyCall, rows: Selection[Record], job: str) -> Selection[Record]:
    return rows.where(job=read_id(call.world, "job", job))


def _by_stage(call: AnyCall, rows: Selection[Record], stage: str) -> Selection[Record]:
    return rows.where(stage=read_id(call.world, "stage", stage))


FILTERS = (
    Filter("job_id", wire.text, _by_job),
    Filter("stage", wire.text, _by_stage),
    Filter("application_stage_id", wire.text, _by_stage),
)
"""Ids are of either form; `stage` is another name of `application_stage_id`."""

LIST_QUERY, QUERY = read_queries(
    "Application", *FILTERS, shows=("expand", "include"), job_id=wire.text(deprecated=True)
)


def _under_way(world: Reading) -> Record | None:
    """An application that can still be moved or rejected."""
    return next((one for one in world.applications if one.status not in ENDED), None)


def _example_id(world: Reading) -> str:
    found = _under_way(world)
    return "" if found is None else id_of(world, "application", found.id)


def _example_move(world: Reading) -> dict[str, str]:
    found = _under_way(world)
    stages = stages_of(world, found.job) if found else []
    return {"interview_stage_id": id_of(world, "stage", stages[-2].id)} if stages else {}


def _not_ended(record: Record) -> Record:
    """The application, which must not have ended."""
    if record.status in ENDED:
        raise errors.ApplicationEnded(status=record.status.value)
    return record


declare_list(
    applications,
    "/applications",
    id="list_applications",
    about="applications",
    repository=APPLICATIONS,
    shape=Application,
    view=application,
    query=LIST_QUERY,
    filters=FILTERS,
    more="`expand=documents` shows the files, `include=attachments,custom_fields` what its names say.",
)


@declare_create(
    applications,
    "/applications",
    id="create_application",
    repository=APPLICATIONS,
    body=ApplicationInput,
    errors=[
        errors.BothCandidates,
        errors.NoCandidate,
        errors.NoJob,
        errors.NotBase64,
        errors.ReferenceNotFound,
        errors.AlreadyApplied,
        errors.EmailTaken,
        errors.PostingOfAnotherJob,
        errors.ValueUnknown,
        errors.NoSuchPhase,
    ],
    evidence=documented("StackOne reference, Create Application, and OpenAPI, ATS 1.0.0"),
    example=Example(
        body=lambda world: {
            "job_id": JOBS.first_id(world),
            "candidate": {"first_name": "Grace", "last_name": "Hopper", "email": "grace.hopper@example.com"},
            "application_status": {"value": "active", "source_value": "Active"},
            "source": {"name": "LinkedIn"},
            "questionnaires": [
                {
                    "id": "right_to_work",
                    "answers": [{"id": "answer1", "type": {"value": "short_text"}, "values": ["Yes"]}],
                }
            ],
        }
    ),
)
def create_application(call: Call) -> Record:
    """Create an application.

    Give `candidate_id`, or `candidate` to create the person along with it, but not both. Give `job_id`,
    `job_posting_id` or both. Without a status it is active in the first stage. A candidate is on a job only once.
    """
    return writing.apply(call)


declare_get(
    applications,
    "/applications/{id}",
    id="get_application",
    about="an application",
    repository=APPLICATIONS,
    shape=Application,
    view=application,
    query=QUERY,
)


@declare_update(
    applications,
    "/applications/{id}",
    id="update_application",
    repository=APPLICATIONS,
    body=ApplicationUpdate,
    errors=[errors.ValueUnknown, errors.NoSuchPhase],
    example=Example(path={"id": _example_id}, body={"source": {"name": "A friend of the house"}}),
)
def update_application(call: Call, record: Record) -> Record:
    """Update an application.

    Its status, its source and its custom fields can change. Members that are left out stay; null clears.
    """
    return writing.revise(call, record)


@declare_unified(
    applications,
    "POST",
    "/applications/{id}/move",
    id="move_application",
    body=MoveInput,
    returns=MoveApplicationResult,
    errors=[
        errors.NoStage,
        errors.NotFound,
        errors.ReferenceNotFound,
        errors.ApplicationEnded,
        errors.StageOfAnotherJob,
    ],
    example=Example(path={"id": _example_id}, body=_example_move),
)
def move_application(call: Call) -> Document:
    """Move an application to a stage.

    `interview_stage_id` names the target, a stage of the application's job.
    """
    wanted = call.body.get("interview_stage_id")
    if wanted is None:
        raise errors.NoStage
    record = APPLICATIONS.get_or_404(call)
    stage = STAGES.get_reference(call, wanted, "interview_stage_id")
    moved = move(call.draft, _not_ended(record), stage.id, by=call.caller.user)
    return written(call, MOVED, APPLICATIONS, moved)


@declare_unified(
    applications,
    "POST",
    "/applications/{id}/reject",
    id="reject_application",
    body=RejectInput,
    returns=RejectApplicationResult,
    errors=[errors.NotFound, errors.ReferenceNotFound, errors.ApplicationEnded, errors.ReasonUnfit],
    example=Example(path={"id": _example_id}, body=lambda world: {"rejected_reason_id": REASONS.first_id(world)}),
)
def reject_application(call: Call) -> Document:
    """Reject an application.

    The reason is optional; it is one of the company's, not of the candidate's.
    """
    wanted = call.body.get("rejected_reason_id")
    record = APPLICATIONS.get_or_404(call)
    reason = None if wanted is None else REASONS.get_reference(call, wanted, "rejected_reason_id").id
    rejected = reject(call.draft, _not_ended(record), reason, by=call.caller.user)
    return written(call, REJECTED, APPLICATIONS, rejected)
