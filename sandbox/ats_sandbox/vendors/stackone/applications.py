"""Applications: candidates on jobs, and what bodies say about them in the world's terms."""

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone import application_views as views
from ats_sandbox.vendors.stackone import candidates as people
from ats_sandbox.vendors.stackone import errors, writes
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.custom_fields import amended
from ats_sandbox.vendors.stackone.field_definitions import APPLICATION_FIELDS
from ats_sandbox.vendors.stackone.files import keep, sent_file
from ats_sandbox.vendors.stackone.ids import read_id, remote_of
from ats_sandbox.vendors.stackone.queries import DEPRECATED, read_queries
from ats_sandbox.vendors.stackone.records import CONTRACT, PREFIX, Records
from ats_sandbox.vendors.stackone.repositories import (
    APPLICATIONS,
    CANDIDATES,
    JOBS,
    LOCATIONS,
    POSTINGS,
    REASONS,
    STAGES,
)
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, Override, facts_of, keep_facts
from ats_sandbox.vendors.stackone.vocabulary import APPLICATION_STATUS
from ats_sandbox.world.domain.applications import Application, ScreeningAnswer
from ats_sandbox.world.domain.commands import applications as commands
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading

BEGINNING = "active"
"""What an application is unless the request names a status: under way, in the first stage."""
ENDED = frozenset({*commands.ENDINGS, ApplicationStatus.TRANSFERRED})
"""States from which an application is neither moved nor rejected."""
STAGED = frozenset(ApplicationStatus) - ENDED - {ApplicationStatus.HIRED}
"""The states that an application can simply begin in."""

applications = Resource("Applications", "Candidates on jobs")


def _by(name: str, kind: str) -> Filter[Application]:
    """Narrows a list to what belongs to a record that an id of either form names."""
    return Filter(name, fields.Text, lambda call, rows, text: rows.where(**{kind: read_id(call.world, kind, text)}))


FILTERS = (_by("job_id", "job"), _by("stage", "stage"), _by("application_stage_id", "stage"))
"""`stage` is another name of `application_stage_id`."""


def _change(call: AnyCall, application: Application, status: ApplicationStatus, wanted: Members) -> Application:
    """Bring an application to a state. `active` only says that it goes on: where it stands, or where it stopped."""
    if (
        wanted.get("value") == BEGINNING
        and status is ApplicationStatus.NEW
        and APPLICATION_STATUS.override(wanted, status) is not None
    ):
        if application.status in STAGED:
            return application
        return commands.move(call.draft, application, application.stage, by=call.caller.user)
    return _bring(call, application, status)


def _bring(call: AnyCall, application: Application, status: ApplicationStatus) -> Application:
    if application.status is status:
        return application
    if status in commands.ENDINGS:
        return commands.record(call.draft, application, status=status, by=call.caller.user)[0]
    return commands.set_status(call.draft, application, status, by=call.caller.user)


def _job(call: AnyCall, body: Members) -> tuple[int, Posting | None]:
    """The job, and the posting if one is named; a posting alone stands for its job."""
    job, advert = JOBS.reference_id(call, body, "job_id"), body.get("job_posting_id")
    if advert is not None:
        posting = POSTINGS.get_reference(call, advert, "job_posting_id")
        return posting.job if job is None else job, posting
    if job is None:
        raise errors.NoJob
    return job, None


def _source(call: AnyCall, body: Members | None) -> tuple[int | None, str | None, Override | None]:
    """A source that the company lists, by id or by name; or else what it is called, and the id that was sent."""
    if body is None:
        return None, None, None
    id, name = body.get("id"), body.get("name")
    listed = call.world.sources.get(None if id is None else read_id(call.world, "source", id))
    if listed is None and id is None and name is not None:
        listed = call.world.sources.where(label=name.casefold()).first()
    if listed is not None:
        return listed.id, None, None
    return None, name, None if id is None else Override(remote_of(id), name)


def _answers(questionnaires: list[Members] | None) -> tuple[ScreeningAnswer, ...]:
    return tuple(
        ScreeningAnswer(
            question=remote_of(one.get("id") or ""),
            type=_type(one.get("type") or {}),
            values=tuple(one.get("values") or ()),
            questionnaire=None if questionnaire.get("id") is None else remote_of(questionnaire["id"]),
        )
        for questionnaire in questionnaires or ()
        for one in questionnaire.get("answers") or ()
    )


def _type(body: Members) -> str:
    """What kind of answer it is; a value that is not StackOne's stays as it was sent."""
    value = body.get("value") or body.get("source_value")
    return value if isinstance(value, str) else "short_text"


def _under_way(world: Reading) -> Application | None:
    """An application that can still be moved or rejected."""
    return next((one for one in world.applications if one.status not in ENDED), None)


def _example_id(world: Reading) -> str:
    found = _under_way(world)
    return "" if found is None else APPLICATIONS.id_of(world, found)


def _example_move(world: Reading) -> dict[str, str]:
    found = _under_way(world)
    stages = commands.stages_of(world, found.job) if found else []
    return {"interview_stage_id": STAGES.id_of(world, stages[-2])} if stages else {}


def _not_ended(record: Application) -> Application:
    """The application, which must not have ended."""
    if record.status in ENDED:
        raise errors.ApplicationEnded(status=record.status.value)
    return record


records = Records(
    applications,
    "application",
    APPLICATIONS,
    views.Application,
    of=views.candidacy,
    queries=read_queries("Application", *FILTERS, shows=("expand", "include"), job_id=fields.Text(metadata=DEPRECATED)),
    filters=FILTERS,
    more="`expand=documents` shows the files, `include=attachments,custom_fields` what its names say.",
)
records.list()


@records.create(
    views.ApplicationInput,
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
    example=lambda world: {
        "job_id": JOBS.first_id(world),
        "candidate": {"first_name": "Grace", "last_name": "Hopper", "email": "grace.hopper@example.com"},
        "application_status": {"value": "active", "source_value": "Active"},
        "source": {"name": "LinkedIn"},
        "questionnaires": [
            {"id": "right_to_work", "answers": [{"id": "answer1", "type": {"value": "short_text"}, "values": ["Yes"]}]}
        ],
    },
)
def create_application(call: Call) -> Application:
    """Create an application.

    Give `candidate_id`, or `candidate` to create the person along with it, but not both. Give `job_id`,
    `job_posting_id` or both. Without a status it is active in the first stage. A candidate is on a job only once.
    """
    body = call.body
    newcomer, known = body.get("candidate"), body.get("candidate_id")
    if newcomer is not None and known is not None:
        raise errors.BothCandidates
    if newcomer is None and known is None:
        raise errors.NoCandidate
    files = [sent_file(one, f"documents.{number}.") for number, one in enumerate(body.get("documents") or ())]
    job, posting = _job(call, body)
    location = LOCATIONS.reference_id(call, body, "location_id")
    for file in files:
        file.category(call)
    if newcomer is None:
        person = CANDIDATES.get_reference(call, body["candidate_id"], "candidate_id")
    else:
        person = people.register(call, newcomer)
    if commands.application_of(call.world, person.id, job) is not None:
        raise errors.AlreadyApplied
    if posting is not None and posting.job != job:
        raise errors.PostingOfAnotherJob
    wanted = body.get("application_status")
    status = APPLICATION_STATUS.read(wanted)
    source, origin, unlisted = _source(call, body.get("source"))
    first = commands.stage_for(call.world, job, status).id if status in STAGED else None
    application = commands.apply(
        call.draft,
        person.id,
        job,
        stage=first,
        source=source,
        origin=origin,
        posting=None if posting is None else posting.id,
        answers=_answers(body.get("questionnaires")),
        by=call.caller.user,
    )
    if status is not None:
        application = _bring(call, application, status)
    people.keep_hiring(call, person, newcomer or {})
    shown = APPLICATION_STATUS.override({"value": BEGINNING} if status is None else wanted, application.status)
    keep_facts(call.draft, APPLICATION_FACTS, application.id, status=shown, location=location, source=unlisted)
    for file in files:
        keep(call, application, file)
    return application


records.get()


@records.update(
    views.ApplicationUpdate,
    errors=[errors.ValueUnknown, errors.NoSuchPhase],
    id=_example_id,
    example={"source": {"name": "A friend of the house"}},
)
def update_application(call: Call, application: Application) -> Application:
    """Update an application.

    Its status, its source and its custom fields can change. Members that are left out stay; null clears.
    """
    body = call.body
    facts: Members = {}
    wanted = body.get("application_status")
    status = APPLICATION_STATUS.read(wanted)
    if status is not None and wanted is not None:
        application = _change(call, application, status, wanted)
        facts["status"] = APPLICATION_STATUS.override(wanted, application.status)
    if "source" in body:
        source, origin, facts["source"] = _source(call, body["source"])
        application = commands.attribute(call.draft, application, source, origin)
    facts |= amended(call.world, APPLICATION_FIELDS, facts_of(call.world, APPLICATION_FACTS, application.id), body)
    keep_facts(call.draft, APPLICATION_FACTS, application.id, **facts)
    return call.draft.put(APPLICATIONS.collection, replace(application, updated_at=call.world.now))


@applications.post(
    f"{PREFIX}/applications/{{id}}/move",
    id="ats_move_application",
    body=views.MoveInput,
    returns=writes.MoveApplicationResult,
    errors=[
        errors.NoStage,
        errors.NotFound,
        errors.ReferenceNotFound,
        errors.ApplicationEnded,
        errors.StageOfAnotherJob,
    ],
    evidence=CONTRACT,
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
    moved = commands.move(call.draft, _not_ended(record), stage.id, by=call.caller.user)
    return writes.written(call, writes.MOVED, APPLICATIONS, moved)


@applications.post(
    f"{PREFIX}/applications/{{id}}/reject",
    id="ats_reject_application",
    body=views.RejectInput,
    returns=writes.RejectApplicationResult,
    errors=[errors.NotFound, errors.ReferenceNotFound, errors.ApplicationEnded, errors.ReasonUnfit],
    evidence=CONTRACT,
    example=Example(path={"id": _example_id}, body=lambda world: {"rejected_reason_id": REASONS.first_id(world)}),
)
def reject_application(call: Call) -> Document:
    """Reject an application.

    The reason is optional; it is one of the company's, not of the candidate's.
    """
    record = APPLICATIONS.get_or_404(call)
    reason = REASONS.reference_id(call, call.body, "rejected_reason_id")
    rejected = commands.reject(call.draft, _not_ended(record), reason, by=call.caller.user)
    return writes.written(call, writes.REJECTED, APPLICATIONS, rejected)
