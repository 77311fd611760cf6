"""Deliveries as documents."""

from ats_sandbox.contract.webhooks import Attempt, Headers
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.wire import WireObject
from ats_sandbox.world.clock import iso


def delivery_row(one: Delivery) -> WireObject:
    """A `DeliveryRow`."""
    last = one.attempts[-1] if one.attempts else None
    return {
        "number": one.number,
        "at": iso(one.notice.happening.at),
        "event": one.event,
        "vendor": one.vendor.name,
        "subscription": one.subscription,
        "state": one.state.value,
        "attempts": len(one.attempts),
        "next_attempt": None if one.next_at is None else iso(one.next_at),
        "status": None if last is None else last.status,
        "said": one.said or ("" if last is None else last.said),
        "of": one.of,
        "commit": one.commit,
    }


def delivery_document(one: Delivery) -> WireObject:
    """A `DeliveryShown`."""
    link, cause = one.notice.happening.link, one.cause
    return {
        **delivery_row(one),
        "id": one.notice.id,
        "url": one.notice.subscriber.url,
        "link": f"{one.notice.origin}{link}" if link else "",
        "body": text_of(one.notice.body),
        "caused_by": cause.kind.value if cause.reference is None else f"{cause.kind.value} {cause.reference}",
        "tries": [attempt_document(attempt) for attempt in one.attempts],
    }


def attempt_document(attempt: Attempt) -> WireObject:
    """An `AttemptShown`."""
    answer = None
    if attempt.status is not None:
        text = text_of(attempt.answer)
        answer = {"status": attempt.status, "headers": by_name(attempt.answer_headers), "body": text}
    return {
        "number": attempt.number,
        "at": iso(attempt.at),
        "url": attempt.url,
        "headers": by_name(attempt.headers),
        "body": text_of(attempt.body),
        "result": attempt.result.value,
        "answer": answer,
        "said": attempt.said,
        "disturbance": attempt.disturbance,
    }


def message(one: Delivery) -> WireObject:
    """A `MessageShown`."""
    last = one.attempts[-1]
    return {
        "number": one.number,
        "at": iso(last.at),
        "event": one.event,
        "vendor": one.vendor.name,
        "subscription": one.subscription,
        "url": last.url,
        "headers": by_name(last.headers),
        "body": text_of(last.body),
    }


def text_of(body: bytes) -> str:
    """A body as text; what is none shows as replacement characters."""
    return body.decode("utf-8", "replace")


def by_name(headers: Headers) -> WireObject:
    """Headers by their names as they are spelled; those of one name in one value, as HTTP joins them."""
    found: WireObject = {}
    for name, value in headers:
        found[name] = f"{found[name]}, {value}" if name in found else value
    return found
