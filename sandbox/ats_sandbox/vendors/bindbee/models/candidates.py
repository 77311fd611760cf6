"""Candidates: the people."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.fields import Array, Text
from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import Filter, Rows, by_remote_id, by_words, model, text_field, words
from ats_sandbox.vendors.bindbee.models.places import one_line, raw_place
from ats_sandbox.vendors.bindbee.schemas import AtsModel, AtsUrl, flag, moment, relations, several, text
from ats_sandbox.vendors.bindbee.state import CANDIDATE_FACTS, CandidateFacts
from ats_sandbox.vendors.bindbee.vocabulary import url_type
from ats_sandbox.world.clock import iso, iso_seconds
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate, Consent
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading


class AtsCandidate(AtsModel):
    """A person, once, whatever jobs they are on. Its own members need not be there."""

    first_name = text(required=False)
    last_name = text(required=False)
    company = text(required=False)
    title = text(required=False)
    last_interaction_at = moment(required=False)
    is_private = flag(required=False)
    can_email = flag(required=False)
    locations = several(Text(), required=False)
    phone_numbers = several(Text(), required=False)
    email_addresses = several(Text(), required=False)
    urls = several(fields.Nested(AtsUrl), required=False)
    tags = several(Text(), required=False)
    applications = relations("application", required=False)
    attachments = relations("attachment", required=False)
    remote_created_at = moment(required=False)
    remote_updated_at = moment(required=False)
    avatar = text(required=False)


def view(mirror: Mirror, person: Candidate) -> dict[str, Any]:
    """A candidate's own fields; what was written through the API and has no place at the provider is kept here."""
    world = mirror.world
    told = world[CANDIDATE_FACTS].get(person.id) or CandidateFacts(id=person.id)
    place = [] if person.place is None else [one_line(person.place)]
    consented = person.consent is Consent.ACQUIRED
    applications = list(world.applications.where(candidate=person.id))
    seen = max((one.updated_at for one in applications), default=person.updated_at)
    return {
        "first_name": person.first_name or None,
        "last_name": person.last_name or None,
        "company": person.employer,
        "title": person.title,
        "last_interaction_at": told.last_interaction_at or iso_seconds(seen),
        "is_private": False if told.is_private is None else told.is_private,
        "can_email": consented if told.can_email is None else told.can_email,
        "locations": place if told.locations is None else list(told.locations),
        "phone_numbers": [phone.number for phone in person.phones],
        "email_addresses": [email.address for email in person.emails],
        "urls": [{"value": link.url, "url_type": url_type(link.kind)} for link in person.links],
        "tags": list(person.tags),
        "applications": [one.id for one in applications],
        "attachments": [one.id for one in world.attachments.where(candidate=person.id)],
        "remote_created_at": iso_seconds(person.created_at),
        "remote_updated_at": iso_seconds(person.updated_at),
        "avatar": told.avatar,
    }


def raw(world: Reading, person: Candidate) -> dict[str, Any]:
    """The provider's object."""
    return {
        "id": native_id(world, "candidate", person.id),
        "internal": person.internal,
        "firstName": person.first_name,
        "lastName": person.last_name,
        "email": person.email,
        "phoneNumber": person.phone,
        "location": None if person.place is None else raw_place(person.place),
        "web": {link.kind: link.url for link in person.links},
        "averageRating": person.rating,
        "tags": list(person.tags),
        "education": [
            {"institution": one.institution, "degree": one.degree, "major": one.major, "current": one.current}
            for one in person.education
        ],
        "experience": [
            {"title": one.title, "company": one.company, "current": one.current} for one in person.experience
        ],
        "createdOn": iso(person.created_at),
        "updatedOn": iso(person.updated_at),
    }


def by_tag(mirror: Mirror, rows: Rows, value: str) -> Rows:
    """Candidates with one of the tags, exactly as it is written."""
    wanted = set(words(value))
    return rows.where_any("tag", [tag.casefold() for tag in wanted]).only(lambda one: bool(wanted & set(one.tags)))


def by_name(name: str) -> Filter:
    """Candidates with this name, whatever the letter case."""
    return Filter(name, text_field, lambda mirror, rows, value: rows.where(**{name: value.casefold()}))


def by_email(mirror: Mirror, rows: Rows, values: list[str]) -> Rows:
    """Candidates with one of the addresses, whatever the letter case."""
    return rows.where_any("email", [value.casefold() for value in values])


CANDIDATE = model(
    CANDIDATES,
    "candidate",
    "Candidate",
    "candidates",
    AtsCandidate,
    view,
    raw,
    relations={"applications": "application", "attachments": "attachment"},
    filters=(
        by_remote_id("candidate"),
        by_words("company", "employer", str.casefold),
        by_name("first_name"),
        by_name("last_name"),
        Filter("tag", text_field, by_tag),
        Filter("email_addresses", lambda: Array(Text()), by_email),
    ),
)
