"""What StackOne's bodies say about applications, in the world's terms."""

from msgspec.structs import replace

from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.candidates import writing as people
from ats_sandbox.vendors.stackone.custom_fields.definitions import APPLICATION_FIELDS
from ats_sandbox.vendors.stackone.custom_fields.values import amended
from ats_sandbox.vendors.stackone.documents.files import keep
from ats_sandbox.vendors.stackone.errors import BothCandidates, NoCandidate, NoJob, PostingOfAnotherJob
from ats_sandbox.vendors.stackone.ids import read_id, remote_of
from ats_sandbox.vendors.stackone.repositories import CANDIDATES, JOBS, LOCATIONS, POSTINGS
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, Override, facts_of, keep_facts
from ats_sandbox.vendors.stackone.vocabulary import APPLICATION_STATUS
from ats_sandbox.world.domain.applications import APPLICATIONS, Application, ScreeningAnswer
from ats_sandbox.world.domain.commands import applications
from ats_sandbox.world.domain.pipelines import ApplicationStatus

BEGINNING = "active"
"""What an application is unless the request names a status: under way, in the first stage."""
STAGED = frozenset(
    {
        ApplicationStatus.LEAD,
        ApplicationStatus.NEW,
        ApplicationStatus.IN_REVIEW,
        ApplicationStatus.INTERVIEW,
        ApplicationStatus.OFFERED,
    }
)
"""The states that an application can simply begin in."""


def apply(call: AnyCall) -> Application:
    """Put a candidate, a known or a new one, on a job."""
    body = call.body
    if body.get("candidate") is not None and body.get("candidate_id") is not None:
        raise BothCandidates
    if body.get("candidate") is None and body.get("candidate_id") is None:
        raise NoCandidate
    job, posting = _job(call, body)
    office = body.get("location_id")
    location = None if office is None else LOCATIONS.get_reference(call, office, "location_id").id
    wanted = body.get("application_status")
    status = APPLICATION_STATUS.read(wanted)
    source, origin, unlisted = _source(call, body.get("source"))
    if body.get("candidate_id") is not None:
        person = CANDIDATES.get_reference(call, body["candidate_id"], "candidate_id")
    else:
        person = people.register(call, body["candidate"])
    first = applications.stage_for(call.world, job, status).id if status in STAGED else None
    application = applications.apply(
        call.draft,
        person.id,
        job,
        stage=first,
        source=source,
        origin=origin,
        posting=posting,
        answers=_answers(body.get("questionnaires")),
        by=call.caller.user,
    )
    if status is not None:
        application = _bring(call, application, status)
    people.keep_hiring(call, person, body.get("candidate") or {})
    shown = APPLICATION_STATUS.override({"value": BEGINNING} if status is None else wanted, application.status)
    keep_facts(call.draft, APPLICATION_FACTS, application.id, status=shown, location=location, source=unlisted)
    for number, one in enumerate(body.get("documents") or ()):
        keep(call, application, one, f"documents.{number}.")
    return application


def revise(call: AnyCall, application: Application) -> Application:
    """Change what is sent about an application: absent members stay, null clears."""
    body = call.body
    facts: Members = {}
    wanted = body.get("application_status")
    status = APPLICATION_STATUS.read(wanted)
    if status is not None and wanted is not None:
        application = _change(call, application, status, wanted)
        facts["status"] = APPLICATION_STATUS.override(wanted, application.status)
    if "source" in body:
        source, origin, facts["source"] = _source(call, body["source"])
        application = applications.attribute(call.draft, application, source, origin)
    facts |= amended(call.world, APPLICATION_FIELDS, facts_of(call.world, APPLICATION_FACTS, application.id), body)
    if facts:
        keep_facts(call.draft, APPLICATION_FACTS, application.id, **facts)
    return call.draft.put(APPLICATIONS, replace(application, updated_at=call.world.now))


def _change(call: AnyCall, application: Application, status: ApplicationStatus, wanted: Members) -> Application:
    """Bring an application to a state. `active` only says that it goes on: where it stands, or where it stopped."""
    if (
        wanted.get("value") == BEGINNING
        and status is ApplicationStatus.NEW
        and APPLICATION_STATUS.override(wanted, status) is not None
    ):
        if application.status in STAGED:
            return application
        return applications.move(call.draft, application, application.stage, by=call.caller.user)
    return application if status is application.status else _bring(call, application, status)


def _bring(call: AnyCall, application: Application, status: ApplicationStatus) -> Application:
    by = call.caller.user
    if application.status is status:
        return application
    if status is ApplicationStatus.REJECTED:
        return applications.reject(call.draft, application, None, by=by)
    if status is ApplicationStatus.WITHDRAWN:
        return applications.record(call.draft, application, status=status, by=by)[0]
    return applications.set_status(call.draft, application, status, by=by)


def _job(call: AnyCall, body: Members) -> tuple[int, int | None]:
    """The job, and the posting if one is named; a posting alone stands for its job."""
    job, advert = body.get("job_id"), body.get("job_posting_id")
    if job is None and advert is None:
        raise NoJob
    id = None if job is None else JOBS.get_reference(call, job, "job_id").id
    if advert is None:
        assert id is not None
        return id, None
    posting = POSTINGS.get_reference(call, advert, "job_posting_id")
    if id not in (None, posting.job):
        raise PostingOfAnotherJob
    return posting.job, posting.id


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
