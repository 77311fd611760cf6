"""What StackOne's bodies say about applications, in the world's terms."""

from collections.abc import Mapping
from typing import Any

from msgspec.structs import replace

from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.candidates import people
from ats_sandbox.vendors.stackone.custom_fields.records import APPLICATION_FIELDS
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

Sent = Mapping[str, Any]
BEGINNING = "active"
"""What an application is when nothing is said: under way, in the first stage."""
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


def apply(call: Call, sent: Sent) -> Application:
    """Put a candidate, a known or a new one, on a job."""
    if sent.get("candidate") is not None and sent.get("candidate_id") is not None:
        raise BothCandidates
    if sent.get("candidate") is None and sent.get("candidate_id") is None:
        raise NoCandidate
    job, posting = _job(call, sent)
    office = sent.get("location_id")
    location = None if office is None else LOCATIONS.get_reference(call, office, "location_id").id
    told = sent.get("application_status")
    status = APPLICATION_STATUS.read(told)
    source, origin, unlisted = _source(call, sent.get("source"))
    if sent.get("candidate_id") is not None:
        person = CANDIDATES.get_reference(call, sent["candidate_id"], "candidate_id")
    else:
        person = people.register(call, sent["candidate"])
    first = applications.stage_for(call.world, job, status).id if status in STAGED else None
    application = applications.apply(
        call.draft,
        person.id,
        job,
        stage=first,
        source=source,
        origin=origin,
        posting=posting,
        answers=_answers(sent.get("questionnaires")),
        by=call.caller.user,
    )
    if status is not None:
        application = _bring(call, application, status)
    people.tell_hiring(call, person.id, sent.get("candidate") or {})
    words = APPLICATION_STATUS.override({"value": BEGINNING} if status is None else told, application.status)
    keep_facts(call.draft, APPLICATION_FACTS, application.id, status=words, location=location, source=unlisted)
    for number, one in enumerate(sent.get("documents") or ()):
        keep(call, application, one, f"documents.{number}.")
    return application


def revise(call: Call, application: Application, sent: Sent) -> Application:
    """Change what is sent about an application: absent members stay, null clears."""
    facts: dict[str, Any] = {}
    told = sent.get("application_status")
    status = APPLICATION_STATUS.read(told)
    if status is not None and told is not None:
        application = _change(call, application, status, told)
        facts["status"] = APPLICATION_STATUS.override(told, application.status)
    if "source" in sent:
        source, origin, facts["source"] = _source(call, sent["source"])
        application = applications.attribute(call.draft, application, source, origin)
    facts |= amended(call.world, APPLICATION_FIELDS, facts_of(call.world, APPLICATION_FACTS, application.id), sent)
    if facts:
        keep_facts(call.draft, APPLICATION_FACTS, application.id, **facts)
    return call.draft.put(APPLICATIONS, replace(application, updated_at=call.world.now))


def _change(call: Call, application: Application, status: ApplicationStatus, told: Sent) -> Application:
    """Bring an application to a state. `active` only says that it goes on: where it stands, or where it stopped."""
    if (
        told.get("value") == BEGINNING
        and status is ApplicationStatus.NEW
        and APPLICATION_STATUS.override(told, status) is not None
    ):
        if application.status in STAGED:
            return application
        return applications.move(call.draft, application, application.stage, by=call.caller.user)
    return application if status is application.status else _bring(call, application, status)


def _bring(call: Call, application: Application, status: ApplicationStatus) -> Application:
    by = call.caller.user
    if application.status is status:
        return application
    if status is ApplicationStatus.REJECTED:
        return applications.reject(call.draft, application, None, by=by)
    if status is ApplicationStatus.WITHDRAWN:
        return applications.record(call.draft, application, status=status, by=by)[0]
    return applications.set_status(call.draft, application, status, by=by)


def _job(call: Call, sent: Sent) -> tuple[int, int | None]:
    """The job, and the posting if one is named; a posting alone stands for its job."""
    job, advert = sent.get("job_id"), sent.get("job_posting_id")
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


def _source(call: Call, sent: Sent | None) -> tuple[int | None, str | None, Override | None]:
    """A source that the company lists, by id or by name; or else what it is called, and the id that was told."""
    if sent is None:
        return None, None, None
    id, name = sent.get("id"), sent.get("name")
    listed = call.world.sources.get(None if id is None else read_id(call.world, "source", id))
    if listed is None and id is None and name is not None:
        listed = call.world.sources.where(label=name.casefold()).first()
    if listed is not None:
        return listed.id, None, None
    return None, name, None if id is None else Override(remote_of(id), name)


def _answers(sheets: list[dict[str, Any]] | None) -> tuple[ScreeningAnswer, ...]:
    return tuple(
        ScreeningAnswer(
            question=remote_of(one.get("id") or ""),
            type=_type(one.get("type") or {}),
            values=tuple(one.get("values") or ()),
            questionnaire=None if sheet.get("id") is None else remote_of(sheet["id"]),
        )
        for sheet in sheets or ()
        for one in sheet.get("answers") or ()
    )


def _type(told: Sent) -> str:
    """What kind of answer it is; a word that is not StackOne's stays as it was sent."""
    word = told.get("value") or told.get("source_value")
    return word if isinstance(word, str) else "short_text"
