"""One attempt: the message, what a tester planned for it, and what the vendor makes of the answer."""

from typing import Any

import msgspec

from ats_sandbox.contract.outgoing import Outgoing, Unreachable
from ats_sandbox.contract.webhooks import Attempt, Notice, Result, SigningKey, Subscriber, Webhooks
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.webhooks.disturbances import Disturbance, Kind
from ats_sandbox.control.webhooks.notices import webhooks_of
from ats_sandbox.control.webhooks.patience import Patience
from ats_sandbox.control.webhooks.receivers import Message, Receiver, ask
from ats_sandbox.control.webhooks.switchboard import Switchboard
from ats_sandbox.world.clock import SECOND
from ats_sandbox.world.world import World

NOBODYS = SigningKey("a key that nobody was told")
PLAIN = "sent without TLS to this machine, where the vendor takes https:// addresses only"


def signing_keys(subscriber: Subscriber, at: int, planned: frozenset[Kind]) -> tuple[SigningKey, ...]:
    """The keys that sign an attempt at an instant."""
    live = subscriber.keys_at(at)
    if Kind.WRONG_SIGNATURE in planned:
        return (NOBODYS,)
    if Kind.OLD_KEY in planned:
        dead = tuple(one for one in subscriber.keys if not one.live(at))
        return live[:-1] or dead[-1:] or (NOBODYS,)
    return live


def message_of(
    webhooks: Webhooks,
    notice: Notice,
    at: int,
    disturbances: list[Disturbance],
    outgoing: Outgoing,
) -> Message:
    """The message of an attempt. Raises Unreachable where what it needs could not be fetched."""
    planned = frozenset(one.kind for one in disturbances)
    told = at - sum(one.seconds for one in disturbances if one.kind is Kind.STALE_TIMESTAMP) * SECOND
    subscriber = notice.subscriber
    headers = webhooks.headers(notice, told, signing_keys(subscriber, at, planned))
    headers += webhooks.authorize(subscriber, outgoing)
    body = notice.body[: len(notice.body) // 2] if Kind.CUT_BODY in planned else notice.body
    return Message(subscriber.url, headers, body)


def attempted(
    webhooks: Webhooks, receiver: Receiver, message: Message, number: int, at: int, disturbances: list[Disturbance]
) -> Attempt:
    """Send a message; gives what came of it."""
    planned = ", ".join(one.kind.value for one in disturbances)
    plain = PLAIN if webhooks.https and message.url[:7].lower() == "http://" else ""

    def attempt(result: Result, said: str = "", **answered: Any) -> Attempt:
        return Attempt(
            number=number,
            at=at,
            url=message.url,
            headers=message.headers,
            body=message.body,
            result=result,
            said="; ".join(filter(None, (said, plain))),
            disturbance=planned,
            **answered,
        )

    try:
        answer = ask(receiver, message, webhooks.timeout)
    except Unreachable as error:
        late = str(error).startswith("no answer within")
        return attempt(Result.LATE if late else Result.UNREACHABLE, str(error))
    answered: dict[str, Any] = {"status": answer.status, "answer_headers": answer.headers, "answer": answer.body}
    if answer.after * SECOND > webhooks.timeout:
        return attempt(Result.LATE, f"it took {answer.after:g} s, where {webhooks.timeout / SECOND:g} s count")
    if not webhooks.accepts(answer.status):
        defect = f": its own defect, {answer.defect}" if answer.defect else ""
        refused = f"it answered {answer.status}, which the vendor does not take{defect}"
        return attempt(Result.REFUSED, refused, **answered)
    return attempt(Result.ACCEPTED, **answered)


def tried(
    delivery: Delivery,
    subscriber: Subscriber,
    met: list[Disturbance],
    switchboard: Switchboard,
    world: World,
    patience: Patience | None = None,
) -> Attempt:
    """Send a delivery's message to its subscriber as it is now; gives what came of it."""
    webhooks, at = webhooks_of(delivery.vendor), delivery.next_at or 0
    replayed = delivery.attempts[0] if delivery.of is not None and delivery.attempts else None
    delivery.notice = notice = msgspec.structs.replace(delivery.notice, subscriber=subscriber)
    turn = len(delivery.attempts) + (replayed is None)
    try:
        message = message_of(webhooks, notice, at, met, switchboard.outgoing)
        if replayed is not None:
            message = msgspec.structs.replace(message, headers=replayed.headers, body=replayed.body)
            delivery.attempts = ()
        if any(one.kind is Kind.ROTATION for one in met):
            with world.transaction() as draft:
                webhooks.rotate(draft, subscriber.number)
        receiver = switchboard.receiver(delivery, at)
        if patience is not None:
            receiver = patience.with_receiver(receiver)
        return attempted(webhooks, receiver, message, turn, at, met)
    except Unreachable as error:
        nothing = {"url": subscriber.url, "headers": (), "body": notice.body}
        return Attempt(number=turn, at=at, result=Result.UNREACHABLE, said=str(error), **nothing)  # type: ignore[arg-type]
