"""The wire shapes of candidates, and where their members come from."""

from dataclasses import dataclass

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.custom_fields.values import custom_fields as custom_values
from ats_sandbox.vendors.stackone.custom_fields.values import unified
from ats_sandbox.vendors.stackone.shapes import CandidateEmail, CustomFields, PhoneNumber, SocialLink, Unified
from ats_sandbox.vendors.stackone.state import CANDIDATE_FACTS, CandidateFacts, effective, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate as Person


@dataclass(frozen=True, slots=True)
class Profile:
    """A person with what only StackOne knows of them; `applications` are all of theirs, where they are wanted."""

    person: Person
    facts: CandidateFacts
    applications: tuple[Application, ...] = ()

    @property
    def country(self) -> str | None:
        """Where the person lives, as far as the world knows."""
        return self.person.place.country if self.person.place else None

    @property
    def hired_at(self) -> str | None:
        """When the person was last hired, as far as the world knows."""
        instant = max((one.hired_at for one in self.applications if one.hired_at is not None), default=None)
        return None if instant is None else iso(instant)


def profile_of(person: Person, context: ViewContext) -> Profile:
    """A person with what only StackOne knows of them."""
    return Profile(person, facts_of(context.world, CANDIDATE_FACTS, person.id))


def contact(person: Person, context: ViewContext) -> Document:
    """What an application shows of its candidate."""
    return view_of(ApplicationCandidate)(profile_of(person, context), context)


def candidate(person: Person, context: ViewContext) -> Document:
    """One candidate."""
    applications = tuple(context.world.applications.where(candidate=person.id))
    profile = Profile(person, facts_of(context.world, CANDIDATE_FACTS, person.id), applications)
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


class Tag(ResponseSchema):
    """A label of a candidate."""

    remote_id = wire.text(lambda tag, context: tag)
    name = wire.text(lambda tag, context: tag)


def _applications(one: Profile, context: ViewContext) -> list[int]:
    return [application.id for application in one.applications if context.can_see(application)]


def _hired_at(one: Profile, _context: ViewContext) -> int | None:
    instants = (application.hired_at for application in one.applications)
    hired = max((instant for instant in instants if instant is not None), default=None)
    return effective(one.facts.hired_at, one.hired_at, hired)


class CandidateMembers(ApplicationCandidate, Unified):
    """A person, in the order of answers; custom fields only when they are requested."""

    id, remote_id = wire.ids("candidate", "person.id")
    unified_custom_fields = wire.free(lambda one, context: unified(one.facts))
    phone = wire.text("person.phone", deprecated=True)
    application_ids, remote_application_ids = wire.id_lists("application", _applications)
    hired_at = wire.moment(_hired_at)
    country = wire.text(lambda one, context: effective(one.facts.country, one.country, one.country))
    custom_fields = wire.many(
        CustomFields, wire.requested("custom_fields", lambda one, context: custom_values(one.facts.custom))
    )
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
