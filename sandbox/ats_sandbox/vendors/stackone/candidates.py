"""Candidates: the people, how they are shown, and what bodies say about them in the world's terms."""

from collections.abc import Iterable
from dataclasses import dataclass

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import Members, ResponseSchema, shape_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.custom_fields import CUSTOM_FIELDS, UNIFIED_FIELDS, amended
from ats_sandbox.vendors.stackone.errors import ApplicationOfAnotherCandidate, EmailTaken, ReferenceNotFound
from ats_sandbox.vendors.stackone.field_definitions import CANDIDATE_FIELDS
from ats_sandbox.vendors.stackone.queries import read_queries
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS, CANDIDATES
from ats_sandbox.vendors.stackone.shapes import CandidateEmail, PhoneNumber, SocialLink, Unified, moment
from ats_sandbox.vendors.stackone.state import (
    CANDIDATE_FACTS,
    CandidateFacts,
    Override,
    effective,
    facts_of,
    keep_facts,
)
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate as Person
from ats_sandbox.world.domain.candidates import Email, Link, Phone
from ats_sandbox.world.domain.commands import candidates as commands

PERSONAL = "personal"
candidates = Resource("Candidates", "The people")


@dataclass(frozen=True, slots=True)
class Profile:
    """A person with what only StackOne knows of them; `applications` are all of theirs, where they are wanted."""

    person: Person
    facts: CandidateFacts
    applications: tuple[Application, ...] = ()

    @property
    def country(self) -> str | None:
        """Where the person lives: as it was sent, or as far as the world knows."""
        return effective(self.facts.country, _country(self.person), _country(self.person))

    @property
    def hired_at(self) -> int | None:
        """When the person was last hired: as it was sent, or as far as the world knows."""
        hired = _hired_at(self.applications)
        return effective(self.facts.hired_at, moment(hired), hired)


def _country(person: Person) -> str | None:
    return person.place.country if person.place else None


def _hired_at(applications: Iterable[Application]) -> int | None:
    return max((one.hired_at for one in applications if one.hired_at is not None), default=None)


def profile_of(person: Person, context: ViewContext) -> Profile:
    """A person with what only StackOne knows of them."""
    return Profile(person, facts_of(context.world, CANDIDATE_FACTS, person.id))


def contact(person: Person, context: ViewContext) -> Document:
    """What an application shows of its candidate."""
    return view_of(ApplicationCandidate)(profile_of(person, context), context)


def candidate(person: Person, context: ViewContext) -> Document:
    """One candidate."""
    facts = facts_of(context.world, CANDIDATE_FACTS, person.id)
    profile = Profile(person, facts, tuple(context.world.applications.where(candidate=person.id)))
    return view_of(CandidateMembers)(profile, context)


class ApplicationCandidate(ResponseSchema):
    """What an application shows of its candidate."""

    name = wire.text(lambda one, context: effective(one.facts.name, one.person.name, one.person.name) or None)
    first_name = wire.text(lambda one, context: one.person.first_name or None)
    last_name = wire.text(lambda one, context: one.person.last_name or None)
    email = wire.text("person.email")
    emails = wire.many(CandidateEmail, "person.emails")
    phone_numbers = wire.many(PhoneNumber, "person.phones")
    social_links = wire.many(SocialLink, "person.links")
    company = wire.text("person.employer")
    title = wire.text("person.title")


Tag = shape_of("Tag", remote_id=wire.text(lambda tag, context: tag), name=wire.text(lambda tag, context: tag))


def _applications(one: Profile, context: ViewContext) -> list[int]:
    return [application.id for application in one.applications if context.can_see(application)]


class CandidateMembers(ApplicationCandidate, Unified):
    """A person, in the order of answers; custom fields only when they are requested."""

    id, remote_id = wire.ids("candidate", "person.id")
    unified_custom_fields = UNIFIED_FIELDS
    phone = wire.text("person.phone", deprecated=True)
    application_ids, remote_application_ids = wire.id_lists("application", _applications)
    hired_at = wire.moment()
    country = wire.text()
    custom_fields = CUSTOM_FIELDS
    tags = wire.many(Tag, "person.tags")
    created_at = wire.moment("person.created_at")
    updated_at = wire.moment("person.updated_at")


Candidate = wire.reordered(
    CandidateMembers,
    "Candidate",
    "id remote_id unified_custom_fields name first_name last_name email emails social_links phone phone_numbers "
    "company title application_ids remote_application_ids hired_at country custom_fields tags created_at updated_at",
)
_INPUT = (
    "passthrough unified_custom_fields phone_numbers name first_name last_name email social_links company title "
    "hired_at country custom_fields"
)
CandidateInput = wire.input_of(Candidate, _INPUT, phone_number=wire.text(deprecated=True))
CandidateUpdate = wire.input_of(Candidate, f"{_INPUT} emails phone application_ids", name="CandidateUpdate")


def register(call: AnyCall, body: Members) -> Person:
    """Add a person; nobody else may have one of the addresses."""
    facts = _facts(body, None)
    _refuse_taken(call, facts.get("emails", ()), None)
    person = commands.register(call.draft, **{"first_name": "", "last_name": "", **facts})
    _keep(call, person, body)
    return person


def keep_hiring(call: AnyCall, person: Person, body: Members) -> None:
    """Keep when somebody says that a person was hired; it holds until the world knows of another hiring."""
    if "hired_at" in body:
        known = moment(_hired_at(call.world.applications.where(candidate=person.id)))
        keep_facts(call.draft, CANDIDATE_FACTS, person.id, hired_at=Override(body["hired_at"], known))


def _facts(body: Members, before: Person | None) -> Members:
    facts = _names(body)
    if "emails" in body or "email" in body:
        facts["emails"] = _emails(body, before)
    if body.keys() & {"phone_numbers", "phone_number", "phone"}:
        facts["phones"] = _phones(body, before)
    if "social_links" in body:
        links = body["social_links"] or ()
        facts["links"] = tuple(Link(one["url"], one.get("type") or "other") for one in links if one.get("url"))
    if "company" in body:
        facts["employer"] = body["company"]
    if "title" in body:
        facts["title"] = body["title"]
    return facts


def _names(body: Members) -> Members:
    """First and last name; a full name counts only where neither is sent, and is split at its first blank."""
    if body.keys() & {"first_name", "last_name"}:
        return {name: body[name] or "" for name in ("first_name", "last_name") if name in body}
    if "name" not in body:
        return {}
    first, _, last = (body["name"] or "").strip().partition(" ")
    return {"first_name": first, "last_name": last.strip()}


def _emails(body: Members, before: Person | None) -> tuple[Email, ...]:
    """The addresses: `emails` replaces them all, `email` is the first one, null alone leaves none."""
    held: tuple[Email, ...] = before.emails if before else ()
    first = body.get("email") or None
    if "emails" in body:
        held = tuple(
            Email(one["value"], one.get("type") or PERSONAL) for one in body["emails"] or () if one.get("value")
        )
    elif first is None:
        return ()
    else:
        held = held[1:]
    return held if first is None else (Email(first), *(one for one in held if one.address != first))


def _phones(body: Members, before: Person | None) -> tuple[Phone, ...]:
    """The numbers: `phone_numbers` replaces them all, `phone` is the first one, `phone_number` one more."""
    held: tuple[Phone, ...] = before.phones if before else ()
    if "phone_numbers" in body:
        numbers = body["phone_numbers"] or ()
        held = tuple(Phone(one["phone"], one.get("type") or PERSONAL) for one in numbers if one.get("phone"))
    elif "phone" in body:
        held = held[1:] if body["phone"] is not None else ()
    if body.get("phone") is not None:
        held = (Phone(body["phone"]), *(one for one in held if one.number != body["phone"]))
    more = body.get("phone_number")
    return held if more is None or any(one.number == more for one in held) else (*held, Phone(more))


def _refuse_taken(call: AnyCall, emails: Iterable[Email], person: Person | None) -> None:
    mine = {one.address.casefold() for one in person.emails} if person else set()
    for email in emails:
        address = email.address.casefold()
        if address not in mine and call.world.candidates.where(email=address):
            raise EmailTaken


def _keep(call: AnyCall, person: Person, body: Members) -> None:
    """Keep what the world has no place for."""
    before = facts_of(call.world, CANDIDATE_FACTS, person.id)
    facts: Members = {}
    if "name" in body:
        facts["name"] = Override(body["name"], person.name) if body["name"] else None
    if "country" in body:
        facts["country"] = Override(body["country"], _country(person))
    facts |= amended(call.world, CANDIDATE_FIELDS, before, body)
    keep_facts(call.draft, CANDIDATE_FACTS, person.id, **facts)
    keep_hiring(call, person, body)


BY_EMAIL: Filter[Person] = Filter("email", fields.Text, lambda _, rows, email: rows.where(email=email.casefold()))
records = Records(
    candidates,
    "candidate",
    CANDIDATES,
    Candidate,
    view=candidate,
    queries=read_queries("Candidate", BY_EMAIL, shows=("include",)),
    filters=(BY_EMAIL,),
    more="`include=custom_fields` shows the custom fields.",
)
records.list()


@records.create(
    CandidateInput,
    errors=[EmailTaken],
    example={
        "first_name": "Ada",
        "last_name": "Lovelace",
        "email": "ada.lovelace@example.com",
        "phone_numbers": [{"type": "personal", "phone": "+44 7700 900123"}],
        "social_links": [{"type": "linkedin", "url": "https://linkedin.example.com/in/ada"}],
        "country": "United Kingdom",
    },
)
def create_candidate(call: Call) -> Person:
    """Create a candidate.

    Nothing is required. `email` and `phone_number` become a personal address and number.
    """
    return register(call, call.body)


records.get()


@records.update(
    CandidateUpdate,
    like_create=True,
    errors=[ReferenceNotFound, EmailTaken, ApplicationOfAnotherCandidate],
    example={"title": "Countess", "company": "Analytical Engines"},
)
def update_candidate(call: Call, person: Person) -> Person:
    """Update a candidate.

    Members that are left out stay; null clears.
    """
    body = call.body
    named = [APPLICATIONS.get_reference(call, text, "application_ids") for text in body.get("application_ids") or ()]
    facts = _facts(body, person)
    _refuse_taken(call, facts.get("emails", ()), person)
    if any(one.candidate != person.id for one in named):
        raise ApplicationOfAnotherCandidate
    revised = commands.amend(call.draft, person, **facts)
    _keep(call, revised, body)
    return revised
