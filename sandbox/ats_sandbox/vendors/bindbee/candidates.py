"""Candidates: the people, as they are read, and creating one with the files that come along."""

from functools import partial

from msgspec.structs import replace

from ats_sandbox.contract.fields import Anything, Array, Nested, Text
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import RequestSchema, schema_of
from ats_sandbox.vendors.bindbee import company, errors, ids, inputs, lists, vocabulary
from ats_sandbox.vendors.bindbee.applications import put_on_job
from ats_sandbox.vendors.bindbee.attachments import AtsAttachmentWrite, attach_sent
from ats_sandbox.vendors.bindbee.bodies import Either, Sent, members_of
from ats_sandbox.vendors.bindbee.call import AnyCall, linked
from ats_sandbox.vendors.bindbee.candidate_facts import CANDIDATE_FACTS, CandidateFacts
from ats_sandbox.vendors.bindbee.model import Model, Rendering
from ats_sandbox.vendors.bindbee.schemas import AtsModel, AtsUrl, Moment, Relations, flag, several, text
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate, Consent, Email, Link, Phone
from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.native_ids import read_native_id


class AtsCandidate(AtsModel):
    """A person, once, whatever jobs they are on. Its own members need not be there."""

    first_name = text(required=False)
    last_name = text(required=False)
    company = text(required=False)
    title = text(required=False)
    last_interaction_at = Moment(required=False)
    is_private = flag(required=False)
    can_email = flag(required=False)
    locations = several(Text(), required=False)
    phone_numbers = several(Text(), required=False)
    email_addresses = several(Text(), required=False)
    urls = several(Nested(AtsUrl), required=False)
    tags = several(Text(), required=False)
    applications = Relations("application", "applications", required=False)
    attachments = Relations("attachment", "attachments", required=False)
    remote_created_at = Moment(required=False)
    remote_updated_at = Moment(required=False)
    avatar = text(required=False)


def view(person: Candidate, rendering: Rendering) -> Document:
    """A candidate's own members, by hand: several come from what is looked up once."""
    world = rendering.world
    written = world[CANDIDATE_FACTS].get(person.id) or CandidateFacts(id=person.id)
    place = [] if person.place is None else [company.one_line(person.place)]
    consented = person.consent is Consent.ACQUIRED
    applications = list(world.applications.where(candidate=person.id))
    attachments = world.attachments.where(candidate=person.id).ids.start(0)
    active_at = max((one.updated_at for one in applications), default=person.updated_at)
    return {
        "first_name": person.first_name or None,
        "last_name": person.last_name or None,
        "company": person.employer,
        "title": person.title,
        "last_interaction_at": written.last_interaction_at or iso_seconds(active_at),
        "is_private": False if written.is_private is None else written.is_private,
        "can_email": consented if written.can_email is None else written.can_email,
        "locations": place if written.locations is None else list(written.locations),
        "phone_numbers": [phone.number for phone in person.phones],
        "email_addresses": [email.address for email in person.emails],
        "urls": [{"value": link.url, "url_type": vocabulary.url_type(link.kind)} for link in person.links],
        "tags": list(person.tags),
        "applications": rendering.several("application", "applications", [one.id for one in applications]),
        "attachments": rendering.several("attachment", "attachments", attachments),
        "remote_created_at": iso_seconds(person.created_at),
        "remote_updated_at": iso_seconds(person.updated_at),
        "avatar": written.avatar,
    }


def by_tag(_: AnyCall, rows: lists.Rows, value: str) -> lists.Rows:
    """Candidates with one of the tags, exactly as it is written."""
    wanted = set(lists.words(value))
    return rows.where_any("tag", [tag.casefold() for tag in wanted]).only(lambda one: bool(wanted & set(one.tags)))


folded = str.casefold
FILTERS: tuple[lists.AnyFilter, ...] = (
    lists.by_remote_id("candidate"),
    lists.by_words("company", "employer", folded),
    Filter("first_name", inputs.Words, lambda _, rows, value: rows.where(first_name=value.casefold())),
    Filter("last_name", inputs.Words, lambda _, rows, value: rows.where(last_name=value.casefold())),
    Filter("tag", inputs.Words, by_tag),
    Filter("email_addresses", lambda: Array(Text()), lambda _, rows, told: rows.where_any("email", map(folded, told))),
)
CANDIDATE = Model("candidate", "The people", CANDIDATES, AtsCandidate, filters=FILTERS, view=view)


MOMENTS = ("last_interaction_at", "remote_created_at", "remote_updated_at")
"""Of these the provider sets the time of the update itself."""

PERSON = members_of(AtsCandidate, without=(*MOMENTS, "applications", "attachments"))
PERSON["urls"] = Array(Nested(inputs.AtsUrlInput), allow_none=True)
PostCandidate = schema_of(
    RequestSchema,
    "PostCandidate",
    "The person inside the wrapped form; files and jobs are named by id.",
    **PERSON,
    applications=Array(inputs.Uuid(), allow_none=True),
    attachments=Array(inputs.Uuid(), allow_none=True),
    job_interview_stage_id=inputs.Uuid(allow_none=True),
    job_id=inputs.Uuid(allow_none=True),
)
CreateCandidate = schema_of(
    RequestSchema,
    "CreateCandidate",
    "The wrapped form: a person, who acts, and the requisition by the provider's own number.",
    data=Nested(PostCandidate, required=True),
    remote_user_id=Text(allow_none=True),
    job_requisition_id=Text(allow_none=True),
)
AtsCandidateWrite = schema_of(
    RequestSchema,
    "AtsCandidateWrite",
    "The flat form; files come along.",
    **PERSON,
    **{name: inputs.Moment(allow_none=True) for name in MOMENTS},
    applications=Array(Anything(), allow_none=True),
    attachments=Array(Nested(AtsAttachmentWrite), allow_none=True),
    job=inputs.Uuid(allow_none=True),
    additional_attributes=inputs.Dictionary(allow_none=True),
    custom_fields=inputs.Dictionary(allow_none=True),
)


FORMS = Either(
    (CreateCandidate, AtsCandidateWrite), lambda body: CreateCandidate if "data" in body else AtsCandidateWrite
)


@creates(CANDIDATE, body=FORMS, refuses=[errors.ForeignStage], verbatim=False)
def create_candidate(sent: Sent) -> Candidate:
    """Create a candidate; answers it as it will be read.

    With a job it also applies for it; `applications` in the body apply for nothing. The candidate reaches the linked
    system at once and can be read after the next sync.
    """
    call, data = sent.call, sent.get("data")
    said = sent if data is None else Sent(call, data, (*sent.place, "data"))
    created_at = said.instant("remote_created_at")
    person = register_sent(said)
    if created_at is not None:
        call.draft.put(CANDIDATES, replace(person, created_at=created_at))
    for at, file in enumerate(said.get("attachments") or ()):
        attach_sent(said, person.id, file, "attachments", at)
    by = sent.found("remote_user_id", partial(user_by_id, call), "remote user not found")
    job = said.record("job", "job_id") or said.record("job")
    job = job or sent.found("job_requisition_id", partial(job_by_number, call), "job requisition not found")
    stage = said.record("job_interview_stage", "job_interview_stage_id")
    if stage is not None or job is not None:
        put_on_job(call.draft, person.id, job or stage.job, stage, source=None, by=by)
    return call.draft.candidates[person.id]


def register_sent(said: Sent) -> Candidate:
    """The person, as the provider keeps them; what it has no place for is remembered here."""
    locations: list[str] | None = said.get("locations")
    urls = [one for one in said.get("urls") or () if one["value"] is not None]
    person = register(
        said.call.draft,
        first_name=said.get("first_name") or "",
        last_name=said.get("last_name") or "",
        employer=said.get("company"),
        title=said.get("title"),
        place=company.place_of(locations[0]) if locations else None,
        emails=tuple(Email(address) for address in said.get("email_addresses") or ()),
        phones=tuple(Phone(number) for number in said.get("phone_numbers") or ()),
        links=tuple(Link(one["value"], (one["url_type"] or "").lower()) for one in urls),
        tags=tuple(dict.fromkeys(said.get("tags") or ())),
    )
    facts = {name: said.get(name) for name in ("is_private", "can_email", "avatar", "last_interaction_at")}
    facts["locations"] = None if locations is None else tuple(locations)
    said.call.draft.put(CANDIDATE_FACTS, CandidateFacts(id=person.id, **facts))
    return person


def user_by_id(call: AnyCall, id: str) -> int | None:
    """The user with an id, Bindbee's or the provider's."""
    try:
        ordinal = linked(call).ordinal("remote_user", ids.canonical(id))
    except ids.NoUuid:
        ordinal = read_native_id(call.draft, "user", id)
    return ordinal if call.draft.users.get(ordinal) is not None else None


def job_by_number(call: AnyCall, number: str) -> Job | None:
    """The job with the provider's own number."""
    job = call.draft.jobs.where(reference=number).first()
    return job if job is not None and call.can_see(job) else None
