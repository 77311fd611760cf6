"""Deliveries as documents, and what was found out about them."""

from ats_sandbox.contract.webhooks import Attempt, Headers
from ats_sandbox.control.journal.views import entry_row
from ats_sandbox.control.webhooks.causality import Why
from ats_sandbox.control.webhooks.delivery import Delivery, DeliveryState
from ats_sandbox.control.webhooks.diagnosis import Diagnosis
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
        "scope": one.notice.happening.scope,
        "state": one.state.value,
        "attempts": len(one.attempts),
        "next_attempt": None if one.next_at is None else iso(one.next_at),
        "status": None if last is None else last.status,
        "said": said_of(one),
        "of": one.of,
        "commit": one.commit,
    }


def said_of(one: Delivery) -> str:
    """Why a delivery is where it is; of one that is lost what its last attempt failed of, too."""
    last = one.attempts[-1].said if one.attempts else ""
    if one.state is DeliveryState.LOST:
        return "; ".join(filter(None, (one.said, f"the last one: {last}" if last else "")))
    return one.said or last


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


def why_document(why: Why) -> WireObject:
    """A `WhyShown`."""
    return {
        "delivery": delivery_document(why.delivery),
        "exchange": None if why.exchange is None else entry_row(why.exchange),
        "missing": why.missing,
        "changes": list(why.changes),
        "ids": list(why.ids),
        "afterwards": [{**entry_row(one.entry), "ids": list(one.ids)} for one in why.afterwards],
        "dropped": why.dropped,
    }


def diagnosis_document(found: Diagnosis) -> WireObject:
    """A `DiagnosisShown`."""
    probes = [
        {"name": one.name, "about": one.about, "result": one.result.value, "status": one.status, "said": one.said}
        for one in found.probes
    ]
    return {
        "delivery": found.delivery,
        "at": iso(found.at),
        "verdict": found.verdict.value,
        "mistakes": list(found.mistakes),
        "verifies": found.verifies,
        "says": found.says,
        "advice": found.advice,
        "probes": probes,
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
