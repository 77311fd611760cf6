"""Candidates: the people, as they are read."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.fields import Array
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.declarations import declare_reads
from ats_sandbox.vendors.bindbee.inputs import Words
from ats_sandbox.vendors.bindbee.lists import Rows, by_remote_id, by_words, words
from ats_sandbox.vendors.bindbee.model import Model, Rendering
from ats_sandbox.vendors.bindbee.places import one_line, raw_place
from ats_sandbox.vendors.bindbee.schemas import AtsModel, AtsUrl, Moment, Relations, flag, several, text
from ats_sandbox.vendors.bindbee.vocabulary import url_type
from ats_sandbox.world.clock import iso, iso_seconds
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate, Consent
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record


class CandidateFacts(Record, frozen=True, kw_only=True):
    """What was written of the candidate with this id and has no place at the provider; None for nothing."""

    is_private: bool | None = None
    can_email: bool | None = None
    avatar: str | None = None
    locations: tuple[str, ...] | None = None
    last_interaction_at: str | None = None


CANDIDATE_FACTS = Collection("bindbee.candidate_facts", CandidateFacts)


class AtsCandidate(AtsModel):
    """A person, once, whatever jobs they are on. Its own members need not be there."""

    first_name = text(required=False)
    last_name = text(required=False)
    company = text(required=False)
    title = text(required=False)
    last_interaction_at = Moment(required=False)
    is_private = flag(required=False)
    can_email = flag(required=False)
    locations = several(fields.Text(), required=False)
    phone_numbers = several(fields.Text(), required=False)
    email_addresses = several(fields.Text(), required=False)
    urls = several(fields.Nested(AtsUrl), required=False)
    tags = several(fields.Text(), required=False)
    applications = Relations("application", "applications", required=False)
    attachments = Relations("attachment", "attachments", required=False)
    remote_created_at = Moment(required=False)
    remote_updated_at = Moment(required=False)
    avatar = text(required=False)


def view(person: Candidate, rendering: Rendering) -> Document:
    """A candidate's own members, by hand: several come from what is looked up once."""
    world = rendering.world
    written = world[CANDIDATE_FACTS].get(person.id) or CandidateFacts(id=person.id)
    place = [] if person.place is None else [one_line(person.place)]
    consented = person.consent is Consent.ACQUIRED
    applications = list(world.applications.where(candidate=person.id))
    attachments = [one.id for one in world.attachments.where(candidate=person.id)]
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
        "urls": [{"value": link.url, "url_type": url_type(link.kind)} for link in person.links],
        "tags": list(person.tags),
        "applications": rendering.related("application", "applications", [one.id for one in applications]),
        "attachments": rendering.related("attachment", "attachments", attachments),
        "remote_created_at": iso_seconds(person.created_at),
        "remote_updated_at": iso_seconds(person.updated_at),
        "avatar": written.avatar,
    }


def raw(world: Reading, person: Candidate) -> Document:
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


def by_tag(_: AnyCall, rows: Rows, value: str) -> Rows:
    """Candidates with one of the tags, exactly as it is written."""
    wanted = set(words(value))
    return rows.where_any("tag", [tag.casefold() for tag in wanted]).only(lambda one: bool(wanted & set(one.tags)))


def by_email(_: AnyCall, rows: Rows, values: list[str]) -> Rows:
    """Candidates with one of the addresses, whatever the letter case."""
    return rows.where_any("email", [value.casefold() for value in values])


CANDIDATE = Model(
    kind="candidate",
    collection=CANDIDATES,
    schema=AtsCandidate,
    view=view,
    raw=raw,
    filters=(
        by_remote_id("candidate"),
        by_words("company", "employer", str.casefold),
        Filter("first_name", Words, lambda _, rows, value: rows.where(first_name=value.casefold())),
        Filter("last_name", Words, lambda _, rows, value: rows.where(last_name=value.casefold())),
        Filter("tag", Words, by_tag),
        Filter("email_addresses", lambda: Array(fields.Text()), by_email),
    ),
)
candidates = declare_reads(CANDIDATE, "The people")
