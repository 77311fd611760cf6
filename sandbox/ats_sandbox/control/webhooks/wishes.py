"""What a tester may wish of a subscription."""

from typing import Any
from urllib.parse import urlsplit

from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.webhooks import Unmet, Webhooks, Wish
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.webhooks.disturbances import refused
from ats_sandbox.world.clock import DAY, SECOND
from ats_sandbox.world.spelling import no_such

LONGEST = 2_048
"""Characters of each text."""
RAREST = 365 * DAY
"""Milliseconds between two looks, at most."""


def check(wish: Wish, vendor: str, webhooks: Webhooks) -> None:
    """Raise BadRequest for a wish that nobody can meet."""
    for member, value in wish.items():
        if member not in Wish.__annotations__:
            raise refused(member, no_such("part of a wish", member, Wish.__annotations__), value)
        if member == "events":
            _check_events(value, vendor, webhooks)
        elif member == "every":
            if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= RAREST:
                raise refused(member, f"must be a number of seconds from 0 to {RAREST // SECOND}", _seconds(value))
        elif not isinstance(value, str) or not _fits(value):
            raise refused(member, f"must be a text of at most {LONGEST} characters", value)
        elif member == "url" and not _is_address(value):
            raise refused(member, "must be an absolute http:// or https:// address in ASCII", value)
        elif member == "secret" and not value:
            raise refused(member, "must not be empty", value)


def unmet(error: ValueError, wish: Wish) -> BadRequest:
    """The refusal of a wish that a vendor has no place for."""
    if not isinstance(error, Unmet):
        return BadRequest((Violation(Rule.CUSTOM, (), text=str(error), value=dict(wish)),))
    value = wish.get(error.member)
    return refused(error.member, str(error), _seconds(value) if error.member == "every" else value)


def _seconds(value: object) -> object:
    """Milliseconds as whoever wished for them said it; what is no number of them as it is."""
    if not isinstance(value, int) or isinstance(value, bool):
        return value
    return value // SECOND if value % SECOND == 0 else value / SECOND


def _check_events(value: Any, vendor: str, webhooks: Webhooks) -> None:
    if isinstance(value, str) or not value:
        raise refused("events", "must be a list of names; leave it out for all", value)
    for event in value:
        if event not in webhooks.events:
            raise refused("events", no_such(f"event of {vendor}", str(event), webhooks.events), event)


def _fits(text: str) -> bool:
    return len(text) <= LONGEST and not any("\ud800" <= one <= "\udfff" for one in text)


def _is_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
        fits = parts.scheme in ("http", "https") and bool(parts.hostname) and parts.port != 0
    except ValueError:
        return False
    return fits and url.isascii() and url.isprintable() and " " not in url
