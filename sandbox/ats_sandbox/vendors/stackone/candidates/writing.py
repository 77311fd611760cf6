"""What StackOne's bodies say about people, in the world's terms."""

from collections.abc import Iterable

from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.candidates.views import Profile
from ats_sandbox.vendors.stackone.custom_fields.definitions import CANDIDATE_FIELDS
from ats_sandbox.vendors.stackone.custom_fields.values import amended
from ats_sandbox.vendors.stackone.errors import ApplicationOfAnotherCandidate, EmailTaken
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS
from ats_sandbox.vendors.stackone.state import CANDIDATE_FACTS, Override, facts_of, keep_facts
from ats_sandbox.world.domain.candidates import Candidate, Email, Link, Phone
from ats_sandbox.world.domain.commands import candidates

PERSONAL = "personal"


def register(call: AnyCall, body: Members) -> Candidate:
    """Add a person; nobody else may have one of the addresses."""
    facts = _facts(body, None)
    _refuse_taken(call, facts.get("emails", ()), None)
    person = candidates.register(call.draft, **{"first_name": "", "last_name": "", **facts})
    _keep(call, person, body)
    return person


def revise(call: AnyCall, person: Candidate) -> Candidate:
    """Change what is sent about a person: absent members stay, null clears."""
    body = call.body
    for text in body.get("application_ids") or ():
        if APPLICATIONS.get_reference(call, text, "application_ids").candidate != person.id:
            raise ApplicationOfAnotherCandidate
    facts = _facts(body, person)
    _refuse_taken(call, facts.get("emails", ()), person)
    revised = candidates.amend(call.draft, person, **facts)
    _keep(call, revised, body)
    return revised


def keep_hiring(call: AnyCall, person: Candidate, body: Members) -> None:
    """Keep when somebody says that a person was hired; it holds until the world knows of another hiring."""
    if "hired_at" in body:
        facts = facts_of(call.world, CANDIDATE_FACTS, person.id)
        known = Profile(person, facts, tuple(call.world.applications.where(candidate=person.id))).hired_at
        keep_facts(call.draft, CANDIDATE_FACTS, person.id, hired_at=Override(body["hired_at"], known))


def _facts(body: Members, before: Candidate | None) -> Members:
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


def _emails(body: Members, before: Candidate | None) -> tuple[Email, ...]:
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


def _phones(body: Members, before: Candidate | None) -> tuple[Phone, ...]:
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


def _refuse_taken(call: AnyCall, emails: Iterable[Email], person: Candidate | None) -> None:
    mine = {one.address.casefold() for one in person.emails} if person else set()
    for email in emails:
        address = email.address.casefold()
        if address not in mine and call.world.candidates.where(email=address):
            raise EmailTaken


def _keep(call: AnyCall, person: Candidate, body: Members) -> None:
    """Keep what the world has no place for."""
    before = facts_of(call.world, CANDIDATE_FACTS, person.id)
    facts: Members = {}
    if "name" in body:
        facts["name"] = Override(body["name"], person.name) if body["name"] else None
    if "country" in body:
        facts["country"] = Override(body["country"], Profile(person, before).country)
    facts |= amended(call.world, CANDIDATE_FIELDS, before, body)
    if facts:
        keep_facts(call.draft, CANDIDATE_FACTS, person.id, **facts)
    keep_hiring(call, person, body)
