"""What StackOne's bodies say about people, in the world's terms."""

from collections.abc import Iterable, Mapping
from typing import Any

from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.candidates.views import country, hired_at
from ats_sandbox.vendors.stackone.custom_fields.records import CANDIDATE_FIELDS
from ats_sandbox.vendors.stackone.custom_fields.values import amended
from ats_sandbox.vendors.stackone.errors import ApplicationOfAnotherCandidate, EmailTaken
from ats_sandbox.vendors.stackone.repositories import APPLICATIONS
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import CANDIDATE_FACTS, Override, facts_of, keep_facts
from ats_sandbox.world.domain.candidates import Candidate, Email, Link, Phone
from ats_sandbox.world.domain.commands import candidates

Sent = Mapping[str, Any]
PERSONAL = "personal"


def register(call: Call, sent: Sent) -> Candidate:
    """Add a person; nobody else may have one of the addresses."""
    facts = _facts(sent, None)
    _refuse_taken(call, facts.get("emails", ()), None)
    person = candidates.register(call.draft, **{"first_name": "", "last_name": "", **facts})
    _keep(call, person, sent)
    return person


def revise(call: Call, person: Candidate, sent: Sent) -> Candidate:
    """Change what is sent about a person: absent members stay, null clears."""
    for text in sent.get("application_ids") or ():
        if APPLICATIONS.get_reference(call, text, "application_ids").candidate != person.id:
            raise ApplicationOfAnotherCandidate
    facts = _facts(sent, person)
    _refuse_taken(call, facts.get("emails", ()), person)
    revised = candidates.amend(call.draft, person, **facts)
    _keep(call, revised, sent)
    return revised


def _facts(sent: Sent, before: Candidate | None) -> dict[str, Any]:
    facts: dict[str, Any] = _names(sent)
    if "emails" in sent or "email" in sent:
        facts["emails"] = _emails(sent, before)
    if sent.keys() & {"phone_numbers", "phone_number", "phone"}:
        facts["phones"] = _phones(sent, before)
    if "social_links" in sent:
        links = sent["social_links"] or ()
        facts["links"] = tuple(Link(one["url"], one.get("type") or "other") for one in links if one.get("url"))
    if "company" in sent:
        facts["employer"] = sent["company"]
    if "title" in sent:
        facts["title"] = sent["title"]
    return facts


def _names(sent: Sent) -> dict[str, Any]:
    """First and last name; a full name counts only where neither is sent, and is split at its first blank."""
    if sent.keys() & {"first_name", "last_name"}:
        return {name: sent[name] or "" for name in ("first_name", "last_name") if name in sent}
    if "name" not in sent:
        return {}
    first, _, last = (sent["name"] or "").strip().partition(" ")
    return {"first_name": first, "last_name": last.strip()}


def _emails(sent: Sent, before: Candidate | None) -> tuple[Email, ...]:
    """The addresses: `emails` replaces them all, `email` is the first one, null alone leaves none."""
    held: tuple[Email, ...] = before.emails if before else ()
    first = sent.get("email") or None
    if "emails" in sent:
        held = tuple(
            Email(one["value"], one.get("type") or PERSONAL) for one in sent["emails"] or () if one.get("value")
        )
    elif first is None:
        return ()
    else:
        held = held[1:]
    return held if first is None else (Email(first), *(one for one in held if one.address != first))


def _phones(sent: Sent, before: Candidate | None) -> tuple[Phone, ...]:
    """The numbers: `phone_numbers` replaces them all, `phone` is the first one, `phone_number` one more."""
    held: tuple[Phone, ...] = before.phones if before else ()
    if "phone_numbers" in sent:
        numbers = sent["phone_numbers"] or ()
        held = tuple(Phone(one["phone"], one.get("type") or PERSONAL) for one in numbers if one.get("phone"))
    elif "phone" in sent:
        held = held[1:] if sent["phone"] is not None else ()
    if sent.get("phone") is not None:
        held = (Phone(sent["phone"]), *(one for one in held if one.number != sent["phone"]))
    more = sent.get("phone_number")
    return held if more is None or any(one.number == more for one in held) else (*held, Phone(more))


def _refuse_taken(call: Call, emails: Iterable[Email], person: Candidate | None) -> None:
    mine = {one.address.casefold() for one in person.emails} if person else set()
    for email in emails:
        address = email.address.casefold()
        if address not in mine and call.world.candidates.where(email=address):
            raise EmailTaken


def _keep(call: Call, person: Candidate, sent: Sent) -> None:
    """Write down what the world has no place for."""
    facts: dict[str, Any] = {}
    if "name" in sent:
        facts["name"] = Override(sent["name"], person.name) if sent["name"] else None
    if "country" in sent:
        facts["country"] = Override(sent["country"], country(person))
    facts |= amended(call.world, CANDIDATE_FIELDS, facts_of(call.world, CANDIDATE_FACTS, person.id), sent)
    if facts:
        keep_facts(call.draft, CANDIDATE_FACTS, person.id, **facts)
    tell_hiring(call, person.id, sent)


def tell_hiring(call: Call, person: int, sent: Sent) -> None:
    """Write down when somebody says that a person was hired; it holds until the world has another hiring to tell."""
    if "hired_at" in sent:
        told = Override(sent["hired_at"], moment(hired_at(call.world, person)))
        keep_facts(call.draft, CANDIDATE_FACTS, person, hired_at=told)
