"""What can be done with candidates: register, amend, tag, rate and delete them."""

from collections.abc import Iterable
from typing import Unpack

from msgspec.structs import replace

from ats_sandbox.world.domain.applications import APPLICATIONS, Application
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate, CandidateDetails, CandidateFields, Consent
from ats_sandbox.world.domain.cascade import delete
from ats_sandbox.world.domain.commands.applications import mark_confidential
from ats_sandbox.world.domain.commands.tags import list_tags
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.refusals import IdentityTaken

_UNKNOWN = Candidate(
    id=0,
    first_name="",
    last_name="",
    emails=(),
    phones=(),
    links=(),
    place=None,
    employer=None,
    title=None,
    tags=(),
    education=(),
    experience=(),
    source=None,
    internal=False,
    consent=Consent.REQUIRED,
    consented_at=None,
    rating=None,
    confidential=False,
    created_at=0,
    updated_at=0,
)
"""A candidate of whom nothing is known."""


def described(**fields: Unpack[CandidateFields]) -> Candidate:
    """Somebody who is not in the system, of whom this is known. What is not given is empty."""
    return replace(_UNKNOWN, **fields)


def register(world: Transaction, *, first_name: str, last_name: str, **details: Unpack[CandidateDetails]) -> Candidate:
    """Add a person. What is not given is empty."""
    list_tags(world, details.get("tags", ()))
    person = replace(
        described(first_name=first_name, last_name=last_name, **details),
        id=world.next_id(CANDIDATES),
        created_at=world.now,
        updated_at=world.now,
    )
    return world.put(CANDIDATES, person)


def same_person(world: Reading, email: str | None, last_name: str) -> Candidate | None:
    """The candidate with this e-mail address and last name, whatever the letter case."""
    if not email:
        return None
    return world.candidates.where(email=email.casefold(), last_name=last_name.casefold()).first()


def amend(world: Transaction, person: Candidate, **fields: Unpack[CandidateFields]) -> Candidate:
    """Change what is known of a person."""
    list_tags(world, fields.get("tags", ()))
    return world.put(CANDIDATES, replace(person, updated_at=world.now, **fields))


def amend_identity(world: Transaction, person: Candidate, **fields: Unpack[CandidateFields]) -> Candidate:
    """Amend, refusing to give a person the e-mail address and last name of another."""
    changed = replace(person, updated_at=world.now, **fields)
    moved = (changed.email, changed.last_name) != (person.email, person.last_name)
    if moved and changed.email:
        same = world.candidates.where(email=changed.email.casefold(), last_name=changed.last_name.casefold())
        other = next((one for one in same if one.id != person.id), None)
        if other is not None:
            raise IdentityTaken(other=other.id)
    list_tags(world, fields.get("tags", ()))
    return world.put(CANDIDATES, changed)


def tag(world: Transaction, person: Candidate, tags: Iterable[str]) -> Candidate:
    """Set the tags of a person: order kept, exact repeats dropped."""
    return amend(world, person, tags=tuple(dict.fromkeys(tags)))


def forget(world: Transaction, person: Candidate) -> None:
    """Delete a candidate with all applications, history, interviews, offers, notes and files."""
    for application in list(world.applications.where(candidate=person.id)):
        drop_application(world, application)
    delete(world, CANDIDATES, person.id)


def drop_application(world: Transaction, application: Application) -> None:
    """Delete an application with its history, interviews, scorecards, offers, notes and files.

    A position that it had filled stays filled, by nobody in particular.
    """
    delete(world, APPLICATIONS, application.id)
    others = list(world.applications.where(candidate=application.candidate))
    if others and application.primary:
        world.put(APPLICATIONS, replace(others[0], primary=True))
    mark_confidential(world, application.candidate)
    rate(world, application.candidate)


def rate(world: Transaction, person: int) -> None:
    """Keep a person's rating the mean of their scorecards, to one decimal place."""
    applications = world.applications.where(candidate=person)
    stars = [card.rating for one in applications for card in world.scorecards.where(application=one.id)]
    rating = round(sum(stars) * 10 / len(stars)) / 10 if stars else None
    candidate = world.candidates[person]
    if candidate.rating != rating:
        world.put(CANDIDATES, replace(candidate, rating=rating))
