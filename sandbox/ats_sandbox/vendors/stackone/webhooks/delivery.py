"""How an event is delivered: its bytes, its signature, and what counts as success."""

import base64
import hmac

import msgspec

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.webhooks import Happening, Headers, Notice, SigningKey, Subscriber
from ats_sandbox.world.clock import MINUTE, SECOND, iso
from ats_sandbox.world.domain.reading import Reading

SIGNATURE = "x-stackone-signature"
TIMEOUT = 30 * SECOND
DELAYS = (MINUTE, 5 * MINUTE, 25 * MINUTE)
"""From each failed attempt to the next. Inferred, as is the time-out: the vendor has published neither."""
_LEADING = ("project_id", "event", "event_date", "record_type", "record_id", "record_remote_id")
_TO_WEBHOOK = "webhook"
"""The member of the facts of a test event that says whom it is for."""


def hears(subscriber: Subscriber, happening: Happening) -> bool:
    """A webhook hears of its account, or of all of them; of a test event only the one that it was made for."""
    made_for = happening.facts.get(_TO_WEBHOOK)
    return subscriber.scope in ("", happening.scope) and made_for in (None, subscriber.number)


def body(world: Reading, subscriber: Subscriber, happening: Happening, _id: str) -> bytes:
    """The bytes of an event. The changed record is not in it."""
    facts = happening.facts
    if "record_id" not in facts:
        return msgspec.json.encode({name: value for name, value in facts.items() if name != _TO_WEBHOOK})
    told: Document = {name: facts[name] for name in _LEADING}
    told["sent_at"] = iso(world.now)
    told |= {name: value for name, value in facts.items() if name not in told and name != _TO_WEBHOOK}
    if subscriber.every is None and _TO_WEBHOOK not in facts:
        told |= _of_provider(facts["event"], facts["record_remote_id"])
    return msgspec.json.encode(told)


def _of_provider(event: str, remote_id: str) -> Document:
    """What comes with an event that the provider told of itself; looks at the provider find no such thing.

    Inferred: what is in it is the provider's own affair, and an id is what each of them tells.
    """
    return {"raw_event": {"event": event.removeprefix("ats_"), "id": remote_id}, "event_data": {"id": remote_id}}


def headers(notice: Notice, _at: int, keys: tuple[SigningKey, ...]) -> Headers:
    """The headers of an attempt, signed with the active secret."""
    return signed(signature(keys[-1].secret.encode(), notice.body) if keys else None)


def signed(value: str | None) -> Headers:
    """The headers of a message with a signature, or without one."""
    own: Headers = (("content-type", "application/json"),)
    return own if value is None else (*own, (SIGNATURE, value))


def signature(secret: bytes, text: bytes) -> str:
    """What the header says of a text: base64url without padding, as Node's `digest('base64url')` gives it."""
    return padded(secret, text).rstrip("=")


def padded(secret: bytes, text: bytes) -> str:
    """The same, with padding."""
    return base64.urlsafe_b64encode(hmac.digest(secret, text, "sha256")).decode()


def accepts(status: int) -> bool:
    """Any 2xx is success. Inferred: published is that a receiver answers 200 quickly, not what else would do."""
    return 200 <= status < 300
