"""How an event is delivered: its bytes, its signature, what counts as success, and the log of the attempts."""

import base64
import hmac

import msgspec
from msgspec.structs import replace

from ats_sandbox.contract.schema import Members
from ats_sandbox.contract.webhooks import Attempt, Happening, Headers, Notice, SigningKey, Subscriber
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.vendors.bindbee.webhooks import state
from ats_sandbox.vendors.bindbee.webhooks.bodies import event_body
from ats_sandbox.vendors.bindbee.webhooks.state import WEBHOOK_LOGS, WEBHOOKS, Event, WebhookLog
from ats_sandbox.world.clock import SECOND
from ats_sandbox.world.domain.reading import Reading, Transaction

SIGNATURE = "X-Bindbee-Webhook-Signature"
TIMEOUT = 10 * SECOND
MOST_LOGGED = 10_000
"""Events that are logged, of all webhooks: worlds live for long, and memory is finite."""


def body(world: Reading, subscriber: Subscriber, happening: Happening, _id: str) -> bytes:
    """The bytes of an event for a webhook."""
    webhook = world[WEBHOOKS].get(subscriber.number)
    assert webhook is not None, "a webhook that is told of something is there"
    return msgspec.json.encode(event_body(world, webhook, Event(happening.event), happening.facts))


def headers(notice: Notice, _at: int, keys: tuple[SigningKey, ...]) -> Headers:
    """The headers of an attempt, signed with the organisation's key."""
    return signed(signature(keys[-1].secret.encode(), notice.body) if keys else None)


def signed(value: str | None) -> Headers:
    """The headers of a message with a signature, or without one."""
    own: Headers = (("Content-Type", "application/json"),)
    return own if value is None else (*own, (SIGNATURE, value))


def signature(key: bytes, text: bytes) -> str:
    """What the header says of a text: base64 with `-` and `_`, padded."""
    return base64.urlsafe_b64encode(hmac.digest(key, text, "sha256")).decode()


def accepts(status: int) -> bool:
    """Any 2xx is success."""
    return 200 <= status < 300


def record(world: Transaction, notice: Notice, attempt: Attempt, log: int | None) -> int | None:
    """Put an attempt into the log; what the notice was about, or for, may be gone. Beyond MOST_LOGGED the oldest go."""
    tried = state.Attempt(
        id=attempt.number, at=attempt.at, status=attempt.status, answer=attempt.answer.decode("utf-8", "replace")
    )
    if log is not None:
        held = world[WEBHOOK_LOGS].get(log)
        if held is not None:
            world.put(WEBHOOK_LOGS, replace(held, attempts=(*held.attempts, tried)))
        return log
    webhook = world[WEBHOOKS].get(notice.subscriber.number)
    connector = next(id for collection, id in notice.happening.about if collection == CONNECTORS.name)
    if webhook is None or connector not in world[CONNECTORS]:
        return None
    world.put(WEBHOOKS, replace(webhook, last_triggered_at=attempt.at))
    if len(world[WEBHOOK_LOGS]) >= MOST_LOGGED:
        world.remove(WEBHOOK_LOGS, next(iter(world[WEBHOOK_LOGS])).id)
    told: Members = {"webhook": webhook.id, "connector": connector, "event": Event(notice.happening.event)}
    entry = WebhookLog(
        id=world.next_id(WEBHOOK_LOGS),
        url=attempt.url,
        body=msgspec.json.decode(notice.body),
        attempts=(tried,),
        created_at=attempt.at,
        **told,
    )
    return world.put(WEBHOOK_LOGS, entry).id
