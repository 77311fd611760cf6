"""What one event says of a commit, before it is written as SmartRecruiters writes it."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from ats_sandbox.contract.webhooks import Happening
from ats_sandbox.vendors.smartrecruiters.webhooks.shapes import SHAPES, SUBJECTS
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.reading import Reading


class Told(NamedTuple):
    """An event and the ordinals of its subjects, by the words of SHAPES.

    `at` is when it happened, None for the instant of the commit. `user` is whom it concerns, which no body says.
    """

    event: str
    ordinals: Mapping[str, int]
    at: int | None = None
    user: int | None = None


def told(event: str, /, **ordinals: int) -> Told:
    """That something happened just now."""
    return Told(event, ordinals)


def told_of(application: Application | None, event: str, /, **ordinals: int) -> Iterator[Told]:
    """That something happened to an application or what belongs to it; nothing once it is gone.

    What goes along with its candidate or its application is no event of its own.
    """
    if application is not None:
        known = {"job": application.job, "candidate": application.candidate, "application": application.id}
        yield Told(event, {**known, **ordinals})


def happening(world: Reading, one: Told, at: int) -> Happening:
    """The happening that an event is, in a commit of an instant."""
    shape = SHAPES[one.event]
    subjects = [(SUBJECTS[word], one.ordinals[word]) for word in shape.subjects]
    written = [subject.codec.write(world, ordinal) for subject, ordinal in subjects]
    facts = dict(zip(shape.members, written, strict=True))
    about = [(subject.noun, ordinal) for subject, ordinal in subjects if subject.noun != "company"]
    return Happening(
        event=one.event,
        at=at if one.at is None else one.at,
        facts=facts,
        about=(*about, *((("user", one.user),) if one.user is not None else ())),
        link=shape.link.format_map(facts),
    )


def differ(before: object, after: object, *names: str) -> bool:
    """True when two records differ in one of these members."""
    return any(getattr(before, name) != getattr(after, name) for name in names)
