"""Candidates as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.custom_fields.values import custom_fields, unified
from ats_sandbox.vendors.stackone.enums import PHONE_TYPE, UNMAPPED
from ats_sandbox.vendors.stackone.ids import ident, idents
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import CANDIDATE_FACTS, facts_of, standing
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.reading import Reading


def hired_at(world: Reading, person: int) -> int | None:
    """When the person was last hired, by the world's own account."""
    moments = (one.hired_at for one in world.applications.where(candidate=person))
    return max((one for one in moments if one is not None), default=None)


def country(person: Candidate) -> str | None:
    """Where the person lives, by the world's own account."""
    return person.place.country if person.place else None


def contact(person: Candidate, lens: Lens) -> dict[str, Any]:
    """What an application shows of its candidate."""
    facts = facts_of(lens.world, CANDIDATE_FACTS, person.id)
    return {
        "name": standing(facts.name, person.name, person.name) or None,
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


def candidate(person: Candidate, lens: Lens) -> dict[str, Any]:
    """One candidate; custom fields only when they are asked for."""
    world = lens.world
    facts = facts_of(world, CANDIDATE_FACTS, person.id)
    hired = hired_at(world, person.id)
    applications = [one.id for one in world.applications.where(candidate=person.id) if lens.can_see(one)]
    return {
        **ident(world, "candidate", person.id),
        "unified_custom_fields": unified(facts),
        **contact(person, lens),
        "phone": person.phone,
        **idents(world, "application", applications, "application_ids"),
        "hired_at": moment(standing(facts.hired_at, moment(hired), hired)),
        "country": standing(facts.country, country(person), country(person)),
        "custom_fields": custom_fields(facts.custom) if "custom_fields" in lens.asked else None,
        "tags": [{"remote_id": one, "name": one} for one in person.tags],
        "created_at": moment(person.created_at),
        "updated_at": moment(person.updated_at),
    }
