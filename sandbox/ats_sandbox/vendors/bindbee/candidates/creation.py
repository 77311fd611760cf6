"""Creating a candidate: the two forms of the body, the files that come along, and the person."""

import binascii
from base64 import b64decode

from marshmallow import pre_load
from msgspec.structs import replace

from ats_sandbox.contract.body import Alternative
from ats_sandbox.contract.fields import Anything, Array, Nested, Text
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members, RequestSchema
from ats_sandbox.vendors.bindbee.applications import put_on_job
from ats_sandbox.vendors.bindbee.bodies import Either, instant, referred, wrong
from ats_sandbox.vendors.bindbee.call import AnyCall, Call, await_sync, linked
from ats_sandbox.vendors.bindbee.candidates.candidate import CANDIDATE, CANDIDATE_FACTS, CandidateFacts, candidates
from ats_sandbox.vendors.bindbee.declarations import PREFIX, declare_create, reference
from ats_sandbox.vendors.bindbee.errors import ForeignStage
from ats_sandbox.vendors.bindbee.inputs import Boolean, Dictionary, Url, Uuid
from ats_sandbox.vendors.bindbee.schemas import open_enum
from ats_sandbox.vendors.bindbee.uuids import NoUuid, canonical
from ats_sandbox.vendors.bindbee.vocabulary import ATTACHMENT_TYPES, URL_TYPES
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate, Email, Link, Phone
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.countries import country_code, country_name
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.native_ids import read_native_id
from ats_sandbox.world.domain.reading import Transaction


class AtsUrlInput(RequestSchema):
    """An address on the web; `type` is taken for `url_type`, as published samples have it."""

    value = Text(required=True, allow_none=True)
    url_type = open_enum(URL_TYPES)
    also_reads = ("type",)

    @pre_load
    def by_its_other_name(self, data: object, **_: object) -> object:
        """`type` where `url_type` is missing."""
        if isinstance(data, dict) and "url_type" not in data and "type" in data:
            return {**data, "url_type": data["type"]}
        return data


class AtsAttachmentWrite(RequestSchema):
    """A file: its content in base64, or where to fetch it."""

    file_name = Text(allow_none=True)
    file_url = Url(allow_none=True)
    attachment_type = open_enum(ATTACHMENT_TYPES, required=False)
    file_content = Text(allow_none=True)
    content_type = Text(allow_none=True)
    candidate = Uuid(allow_none=True)
    remote_user_id = Uuid(allow_none=True)


class Person(RequestSchema):
    """What both forms say of a person."""

    first_name = Text(allow_none=True)
    last_name = Text(allow_none=True)
    company = Text(allow_none=True)
    title = Text(allow_none=True)
    is_private = Boolean(allow_none=True)
    can_email = Boolean(allow_none=True)
    locations = Array(Text(), allow_none=True)
    phone_numbers = Array(Text(), allow_none=True)
    email_addresses = Array(Text(), allow_none=True)
    urls = Array(Nested(AtsUrlInput), allow_none=True)
    tags = Array(Text(), allow_none=True)
    avatar = Text(allow_none=True)


class PostCandidate(Person):
    """The person inside the wrapped form; files and jobs are named by id."""

    applications = Array(Uuid(), allow_none=True)
    attachments = Array(Uuid(), allow_none=True)
    job_interview_stage_id = Uuid(allow_none=True)
    job_id = Uuid(allow_none=True)


class CreateCandidate(RequestSchema):
    """The wrapped form: a person, who acts, and the requisition by the provider's own number."""

    data = Nested(PostCandidate, required=True)
    remote_user_id = Text(allow_none=True)
    job_requisition_id = Text(allow_none=True)


class AtsCandidateWrite(Person):
    """The flat form; files come along."""

    last_interaction_at = Text(allow_none=True)
    remote_created_at = Text(allow_none=True)
    remote_updated_at = Text(allow_none=True)
    applications = Array(Anything(), allow_none=True)
    attachments = Array(Nested(AtsAttachmentWrite), allow_none=True)
    job = Uuid(allow_none=True)
    additional_attributes = Dictionary(allow_none=True)
    custom_fields = Dictionary(allow_none=True)


def form_of(body: Members) -> type[RequestSchema]:
    """The form of a body: the wrapped one has `data`."""
    return CreateCandidate if "data" in body else AtsCandidateWrite


def attach_sent(call: AnyCall, person: Candidate, file: Members, *place: str | int) -> None:
    """Keep a file given by its content, or by its address: nothing is fetched, the address is what is kept."""
    content, content_type = contents(file, *place)
    name, kind = file.get("file_name") or "attachment", kind_of(file.get("attachment_type"))
    attach(call.draft, person.id, name=name, content=content, content_type=content_type, kind=kind)


def contents(file: Members, *place: str | int) -> tuple[bytes, str]:
    """The bytes of a file and their media type."""
    if (content := file.get("file_content")) is not None:
        return decoded(content, *place, "file_content"), file.get("content_type") or "application/octet-stream"
    if (url := file.get("file_url")) is not None:
        return str(url).encode(), "text/uri-list"
    raise wrong("either file_url or file_content is required", file, *place)


def decoded(content: str, *place: str | int) -> bytes:
    """The bytes of a base64 text."""
    try:
        return b64decode(content, validate=True)
    except (binascii.Error, ValueError):
        raise wrong("invalid base64", content, *place) from None


def kind_of(name: str | None) -> AttachmentKind:
    """What a file is, in the provider's terms."""
    try:
        return AttachmentKind((name or "other").lower())
    except ValueError:
        return AttachmentKind.OTHER


def attach_copy(call: AnyCall, person: Candidate, id: str, *place: str | int) -> None:
    """Give a person a copy of a file that is known by its id."""
    system = linked(call)
    file = system.world.attachments.get(system.ordinal("attachment", id))
    if file is None or not system.visibility.can_see(file):
        raise wrong("attachment not found", id, *place)
    attach(call.draft, person.id, name=file.name, content=file.content, content_type=file.content_type, kind=file.kind)


SAMPLE = {
    "first_name": "Carmen",
    "last_name": "Ortega",
    "company": "Example Bakery",
    "title": "Baker",
    "locations": ["Seville, Spain"],
    "phone_numbers": ["+1 202 555 0147"],
    "email_addresses": ["carmen.ortega@example.com"],
    "urls": [{"value": "https://www.example.com/carmen", "url_type": "PERSONAL"}],
    "tags": ["bread"],
}


@declare_create(
    candidates,
    CANDIDATE,
    id="create_candidate",
    body=Either((CreateCandidate, AtsCandidateWrite), form_of),
    returns=Anything(),
    errors=[ForeignStage],
    evidence=reference("POST", f"{PREFIX}/candidates"),
    example=Example(body=SAMPLE),
)
def create_candidate(call: Call[Alternative]) -> Document:
    """Create a candidate; answers it as it will be read.

    With a job it also applies for it; `applications` in the body apply for nothing. The candidate reaches the linked
    system at once and can be read after the next sync.
    """
    form, body = call.body
    person = (create_wrapped if form is CreateCandidate else create_flat)(call, body)
    await_sync(call)
    return CANDIDATE.show(call.draft.candidates[person.id], call)


def create_wrapped(call: AnyCall, body: Members) -> Candidate:
    """Create from the wrapped form."""
    form = CreateCandidate.__name__
    data = body["data"]
    person = create(call.draft, data)
    save_facts(call.draft, person, data)
    for at, id in enumerate(data.get("attachments") or ()):
        attach_copy(call, person, id, form, "data", "attachments", at)
    by = acting_user(call, body.get("remote_user_id"), form, "remote_user_id")
    job = referred(call, "job", data.get("job_id"), form, "data", "job_id")
    job = job or requisition(call, body.get("job_requisition_id"), form, "job_requisition_id")
    stage = referred(call, "job_interview_stage", data.get(STAGE), form, "data", STAGE)
    if stage is not None or job is not None:
        put_on_job(call.draft, person.id, stage.job if job is None else job, stage, by=by)
    return person


STAGE = "job_interview_stage_id"
MOMENTS = ("remote_created_at", "remote_updated_at", "last_interaction_at")
"""Of these the provider sets the time of the update itself."""


def create_flat(call: AnyCall, body: Members) -> Candidate:
    """Create from the flat form."""
    form = AtsCandidateWrite.__name__
    moments = {name: instant(body.get(name), form, name) for name in MOMENTS}
    person = create(call.draft, body)
    if moments["remote_created_at"] is not None:
        call.draft.put(CANDIDATES, replace(person, created_at=moments["remote_created_at"]))
    save_facts(call.draft, person, body)
    for at, file in enumerate(body.get("attachments") or ()):
        attach_sent(call, person, file, form, "attachments", at)
    job = referred(call, "job", body.get("job"), form, "job")
    if job is not None:
        put_on_job(call.draft, person.id, job, None)
    return person


def create(world: Transaction, body: Members) -> Candidate:
    """The person, as the provider keeps them."""
    locations = body.get("locations") or ()
    return register(
        world,
        first_name=body.get("first_name") or "",
        last_name=body.get("last_name") or "",
        employer=body.get("company"),
        title=body.get("title"),
        place=place_of(locations[0]) if locations else None,
        emails=tuple(Email(address) for address in body.get("email_addresses") or ()),
        phones=tuple(Phone(number) for number in body.get("phone_numbers") or ()),
        links=tuple(
            Link(one["value"], (one["url_type"] or "").lower())
            for one in body.get("urls") or ()
            if one["value"] is not None
        ),
        tags=tuple(dict.fromkeys(body.get("tags") or ())),
    )


def place_of(line: str) -> Place | None:
    """The place that a line names, when it ends with a country; the provider keeps no other."""
    *parts, last = [part.strip() for part in line.split(",")]
    code = country_code(last)
    if code is None or not parts:
        return None
    return Place(city=parts[0], country=country_name(code) or last, country_code=code)


def save_facts(world: Transaction, person: Candidate, body: Members) -> None:
    """Remember what the provider has no place for."""
    facts = {name: body.get(name) for name in ("is_private", "can_email", "avatar", "last_interaction_at")}
    locations = None if body.get("locations") is None else tuple(body["locations"])
    world.put(CANDIDATE_FACTS, CandidateFacts(id=person.id, locations=locations, **facts))


def acting_user(call: AnyCall, id: str | None, *place: str | int) -> int | None:
    """The user in whose name the candidate is created, by either id."""
    if id is None:
        return None
    try:
        ordinal = linked(call).ordinal("remote_user", canonical(id))
    except NoUuid:
        ordinal = read_native_id(call.draft, "user", id)
    if call.draft.users.get(ordinal) is None:
        raise wrong("remote user not found", id, *place)
    return ordinal


def requisition(call: AnyCall, number: str | None, *place: str | int) -> Job | None:
    """The job with the provider's own number."""
    if number is None:
        return None
    job = call.draft.jobs.where(reference=number).first()
    if job is None or not call.can_see(job):
        raise wrong("job requisition not found", number, *place)
    return job
