"""What a log tells of the attempts that the server makes to deliver webhooks over the network."""

from collections.abc import Iterator, Mapping
from urllib.parse import quote, urlsplit, urlunsplit

from ats_sandbox.contract.webhooks import Attempt
from ats_sandbox.control.explain.header import line
from ats_sandbox.control.journal.redaction import query
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.world.clock import iso

LONGEST = 500
"""Characters of an address that are shown."""


def facts_of_attempt(world: str, delivery: Delivery, attempt: Attempt, shown: str) -> dict[str, object]:
    """What a line tells of an attempt, by name; `retry` is when the next one is due, None where there is none.

    Of the address `shown` are the characters that stay as they are; the rest is percent-encoded, and secrets masked.
    """
    parts = urlsplit(attempt.url)
    address = urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, query(parts.query), ""))
    return {
        "method": "POST",
        "to": quote(address[:LONGEST], safe=shown),
        "status": attempt.status,
        "result": attempt.result.value,
        "world": line(world),
        "vendor": delivery.vendor.name,
        "event": delivery.event,
        "delivery": delivery.number,
        "attempt": attempt.number,
        "retry": None if delivery.next_at is None else iso(delivery.next_at),
        "planned": attempt.disturbance or None,
        "why": line(attempt.said) if attempt.said else None,
    }


def parts_of_attempt(facts: Mapping[str, object]) -> Iterator[str]:
    """The same for people, after time and status."""
    yield f"-> {facts['method']} {facts['to']}"
    yield f"{facts['vendor']} {facts['event']}"
    yield f"world {facts['world']}"
    yield f"delivery {facts['delivery']} attempt {facts['attempt']}"
    if facts["planned"]:
        yield f"planned {facts['planned']}"
    if facts["retry"]:
        yield f"retry {facts['retry']}"
    if facts["why"]:
        yield str(facts["why"])
