"""What documents say of a vendor's webhooks: each fact with its evidence, numbers as the declaration has them."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from itertools import pairwise

import marshmallow as ma
import msgspec

from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.world.clock import HOUR, MINUTE, SECOND


class About(StrEnum):
    """What there is to know of webhooks, in the order in which pages tell it."""

    SUBSCRIBED = "Subscribed by"
    EVENTS = "Events"
    SOURCES = "What leads to events"
    BODY = "Body"
    HEADER = "Signature header"
    ENCODING = "Signature"
    TEXT = "Signed text"
    KEY = "Key"
    TIMESTAMP = "Freshness"
    SUCCESS = "Success"
    TIMEOUT = "Time-out"
    RETRIES = "Retries"
    REPEATS = "A repeat is known by"


class Fact(msgspec.Struct, frozen=True):
    """Something that is so, and how that is known: one evidence, or one for each part of it.

    `says` is added to what the declaration says itself of events, success, time-out and retries.
    """

    says: str
    evidence: tuple[Evidence, ...]


def fact(says: str, *evidence: Evidence) -> Fact:
    """Something that is so, and how that is known."""
    return Fact(says, evidence)


class SentHeader(msgspec.Struct, frozen=True):
    """A header of messages. One that is not `always` there is missing where nothing signs, or nothing is linked to."""

    name: str
    about: str
    always: bool = True


class Description(msgspec.Struct, frozen=True, kw_only=True):
    """What people and documents are told of a vendor's webhooks.

    `facts` has one for each About. `headers` and `body` give the headers and the schema of the body by event.
    `signed` tells what the header with the signature is called. `unrequested` are the events that no request to any
    vendor leads to, with the reason.
    """

    facts: Mapping[About, Fact]
    signed: str
    headers: Callable[[str], tuple[SentHeader, ...]]
    body: Callable[[str], type[ma.Schema]]
    unrequested: Mapping[str, str]


def span(milliseconds: int) -> str:
    """`45 min`: a time in the largest unit of which there are two or more, or one minute."""
    for unit, name in ((HOUR, "h"), (MINUTE, "min")):
        if milliseconds % unit == 0 and milliseconds >= (2 * unit if unit == HOUR else unit):
            return f"{milliseconds // unit} {name}"
    return f"{milliseconds / SECOND:g} s"


def statuses(accepts: Callable[[int], bool]) -> Iterator[tuple[int, int]]:
    """The statuses that count as success, as the first and last of each row of them."""
    accepted = [one for one in range(100, 600) if accepts(one)]
    begins = [one for before, one in pairwise([0, *accepted]) if one != before + 1]
    for first in begins:
        last = first
        while last + 1 in accepted:
            last += 1
        yield first, last


def success_text(accepts: Callable[[int], bool]) -> str:
    """`202`, or `200 to 299`."""
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in statuses(accepts))


def retries_text(delays: Iterable[int]) -> str:
    """`3 more attempts: 1 min, 5 min, 25 min after the one before`."""
    spans = [span(one) for one in delays]
    return f"{len(spans)} more attempts: {', '.join(spans)} after the one before"
