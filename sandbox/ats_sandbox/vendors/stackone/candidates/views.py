"""Candidates as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.custom_fields.values import custom_fields, unified
from ats_sandbox.vendors.stackone.enums import PHONE_TYPE, UNMAPPED
from ats_sandbox.vendors.stackone.ids import id_lists, id_pair
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import CANDIDATE_FACTS, effective, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.reading import Reading


def hired_at(world: Reading, person: int) -> int | None:
    """When the person was last hired, by the world's own account."""
    moments = (one.hired_at for one in world.applications.where(candidate=person))
    return max((one for one in moments if one is not None), default=None)


def country(person: Candidate) -> str | None:
    """Where the person lives, by the world's own account."""
    return person.place.country if person.place else None


def contact(person: Candidate, context: ViewContext) -> dict[str, Any]:
    """What an application shows of its candidate."""
    facts = facts_of(context.world, CANDIDATE_FACTS, person.id)
    return {
        "name": effective(facts.name, person.name, person.name) or None,
        "first_name": person.first_name or None,
        "last_name": person.last_name or None,
        "email": person.email,
        "emails": [{"type": one.kind, "value": one.address} for one in person.emails],
        "phone_numbers": [
            {"type": one.kind if one.kind in PHONE_TYPE else UNMAPPED, "phone": one.number} for one in person.phones
        ],
        "social_links": [{"type": one.kind, "url": one.url} for one in person.links],
        "company": person.employer,
        "title": person.title,
    }


def candidate(person: Candidate, context: ViewContext) -> dict[str, Any]:
    """One candidate; custom fields only when they are asked for."""
    world = context.world
    facts = facts_of(world, CANDIDATE_FACTS, person.id)
    hired = hired_at(world, person.id)
    applications = [one.id for one in world.applications.where(candidate=person.id) if context.can_see(one)]
    return {
        **id_pair(world, "candidate", person.id),
        "unified_custom_fields": unified(facts),
        **contact(person, context),
        "phone": person.phone,
        **id_lists(world, "application", applications, "application_ids"),
        "hired_at": moment(effective(facts.hired_at, moment(hired), hired)),
        "country": effective(facts.country, country(person), country(person)),
        "custom_fields": custom_fields(facts.custom) if "custom_fields" in context.requested else None,
        "tags": [{"remote_id": one, "name": one} for one in person.tags],
        "created_at": moment(person.created_at),
        "updated_at": moment(person.updated_at),
    }
