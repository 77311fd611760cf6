"""Candidates: reading them, and creating one."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.body import Alternative
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.fields import Anything
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.bindbee.bodies import Either
from ats_sandbox.vendors.bindbee.call import Call, Resource
from ats_sandbox.vendors.bindbee.errors import ForeignStage, KeyReused
from ats_sandbox.vendors.bindbee.idempotency import idempotent
from ats_sandbox.vendors.bindbee.mirror import Mirror, await_sync, original
from ats_sandbox.vendors.bindbee.models.candidates import CANDIDATE
from ats_sandbox.vendors.bindbee.operations.applications import put_on_job
from ats_sandbox.vendors.bindbee.operations.candidate_files import adopt, store
from ats_sandbox.vendors.bindbee.operations.candidate_inputs import AtsCandidateWrite, CreateCandidate, form_of
from ats_sandbox.vendors.bindbee.operations.reads import PREFIX, reads
from ats_sandbox.vendors.bindbee.operations.references import instant, record, wrong
from ats_sandbox.vendors.bindbee.rendering import render
from ats_sandbox.vendors.bindbee.schemas import WriteHeaders
from ats_sandbox.vendors.bindbee.state import CANDIDATE_FACTS, CandidateFacts
from ats_sandbox.vendors.bindbee.uuids import NoUuid, canonical
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate, Email, Link, Phone
from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.countries import country_code, country_name
from ats_sandbox.world.domain.native_ids import read_native_id
from ats_sandbox.world.domain.reading import Transaction

candidates = Resource("Candidates", "The people")
reads(candidates, CANDIDATE)

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


@candidates.post(
    f"{PREFIX}/candidates",
    id="create_candidate",
    headers=WriteHeaders,
    body=Either((CreateCandidate, AtsCandidateWrite), form_of),
    returns=Anything(),
    errors=[ForeignStage, KeyReused],
    evidence=documented("https://docs.bindbee.dev, POST /api/ats/v1/candidates"),
    example=Example(body=SAMPLE),
)
@idempotent
def create_candidate(call: Call[Alternative]) -> dict[str, Any]:
    """Create a candidate; answers it as it will be read.

    With a job it also applies for it; `applications` in the body apply for nothing. The candidate reaches the linked
    system at once and can be read after the next sync.
    """
    system = original(call)
    form, body = call.body
    person = (wrapped if form is CreateCandidate else flat)(call.draft, system, body)
    await_sync(call)
    return render(system, CANDIDATE, call.draft.candidates[person.id])


def wrapped(world: Transaction, system: Mirror, body: dict[str, Any]) -> Candidate:
    """Create from the wrapped form."""
    form = CreateCandidate.__name__
    data = body["data"]
    person = create(world, data)
    keep(world, person, data)
    for at, id in enumerate(data.get("attachments") or ()):
        adopt(world, system, person, id, form, "data", "attachments", at)
    by = acting_user(system, body.get("remote_user_id"), form, "remote_user_id")
    job = record(system, "job", data.get("job_id"), form, "data", "job_id")
    job = job or requisition(system, body.get("job_requisition_id"), form, "job_requisition_id")
    stage = record(system, "job_interview_stage", data.get("job_interview_stage_id"), form, "data", STAGE)
    if stage is not None or job is not None:
        put_on_job(world, person.id, stage.job if job is None else job, stage, by=by)
    return person


STAGE = "job_interview_stage_id"
MOMENTS = ("remote_created_at", "remote_updated_at", "last_interaction_at")
"""Of these the provider sets the time of the update itself."""


def flat(world: Transaction, system: Mirror, body: dict[str, Any]) -> Candidate:
    """Create from the flat form."""
    form = AtsCandidateWrite.__name__
    told = {name: instant(body.get(name), form, name) for name in MOMENTS}
    person = create(world, body)
    if told["remote_created_at"] is not None:
        world.put(CANDIDATES, replace(person, created_at=told["remote_created_at"]))
    keep(world, person, body)
    for at, file in enumerate(body.get("attachments") or ()):
        store(world, person, file, form, "attachments", at)
    job = record(system, "job", body.get("job"), form, "job")
    if job is not None:
        put_on_job(world, person.id, job, None)
    return person


def create(world: Transaction, said: dict[str, Any]) -> Candidate:
    """The person, as the provider keeps them."""
    locations = said.get("locations") or ()
    return register(
        world,
        first_name=said.get("first_name") or "",
        last_name=said.get("last_name") or "",
        employer=said.get("company"),
        title=said.get("title"),
        place=place_of(locations[0]) if locations else None,
        emails=tuple(Email(address) for address in said.get("email_addresses") or ()),
        phones=tuple(Phone(number) for number in said.get("phone_numbers") or ()),
        links=tuple(
            Link(one["value"], (one["url_type"] or "").lower())
            for one in said.get("urls") or ()
            if one["value"] is not None
        ),
        tags=tuple(dict.fromkeys(said.get("tags") or ())),
    )


def place_of(line: str) -> Place | None:
    """The place that a line names, when it ends with a country; the provider keeps no other."""
    *parts, last = [part.strip() for part in line.split(",")]
    code = country_code(last)
    return (
        None
        if code is None or not parts
        else Place(city=parts[0], country=country_name(code) or last, country_code=code)
    )


def keep(world: Transaction, person: Candidate, said: dict[str, Any]) -> None:
    """Remember what the provider has no place for."""
    facts = {name: said.get(name) for name in ("is_private", "can_email", "avatar", "last_interaction_at")}
    locations = said.get("locations")
    world.put(
        CANDIDATE_FACTS,
        CandidateFacts(id=person.id, locations=None if locations is None else tuple(locations), **facts),
    )


def acting_user(system: Mirror, id: str | None, *place: str | int) -> int | None:
    """The user in whose name the candidate is created, by either id."""
    if id is None:
        return None
    try:
        ordinal = system.ordinal("remote_user", canonical(id))
    except NoUuid:
        ordinal = read_native_id(system.world, "user", id)
    if system.world.users.get(ordinal) is None:
        raise wrong("remote user not found", id, *place)
    return ordinal


def requisition(system: Mirror, number: str | None, *place: str | int) -> Any:
    """The job with the provider's own number."""
    if number is None:
        return None
    job = system.world.jobs.where(reference=number).first()
    if job is None or not system.visibility.can_see(job):
        raise wrong("job requisition not found", number, *place)
    return job
