"""Exchanges as the wire shows them."""

from collections.abc import Iterable, Mapping
from enum import Enum

import msgspec
from msgspec.structs import asdict

from ats_sandbox.contract.body import decode
from ats_sandbox.contract.limits import RateUsage
from ats_sandbox.contract.refusal import Invalid
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Content, Entry
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.control.wire import WireForm, WireObject, WireValue
from ats_sandbox.world.clock import iso
from ats_sandbox.world.store.state import Change, Commit
from ats_sandbox.world.store.table import Record

LONGEST = 1_000
"""Characters of one value of a changed member that are shown."""


def entry_row(entry: Entry) -> WireObject:
    """A `JournalRow`."""
    known = redaction.public_credentials(entry)
    return {
        "number": entry.number,
        "at": iso(entry.at),
        "vendor": None if entry.vendor is None else entry.vendor.name,
        "operation": None if entry.operation is None else entry.operation.id,
        "method": entry.asked.method,
        "path": entry.place,
        "query": redaction.query(entry.asked.query, known),
        "principal": None if entry.principal is None else entry.principal.name,
        "status": entry.status,
        "refusal": None if entry.refusal is None else type(entry.refusal).__name__,
        "fault": entry.fault,
        "changed": len(net_changes(entry.commit)),
        "why": entry.why,
        "note": entry.note,
        "duration": round(entry.duration * 1000, 3),
    }


def entry_document(entry: Entry, deliveries: Iterable[Delivery] = ()) -> WireObject:
    """A `JournalEntry`: everything that is known of an exchange, and the deliveries that it led to."""
    known = redaction.public_credentials(entry)
    sent = {name.title(): value for name, value in entry.headers.items()}
    answered = {name: redaction.header(name, value, known) for name, value in sorted(sent.items())}
    asked_type = dict(entry.asked.headers).get("CONTENT_TYPE", "")
    return {
        **entry_row(entry),
        "request": {
            "headers": redaction.request_headers(entry),
            "body": body_document(entry.asked.body, asked_type, known),
        },
        "answer": {
            "headers": answered,
            "body": body_document(entry.content, sent.get("Content-Type", "application/json"), known),
        },
        "changes": [change_row(one) for one in net_changes(entry.commit)],
        "deliveries": [delivery_row(one) for one in deliveries],
        "limit": None if entry.spending is None else limit_row(entry.spending, entry.enforced),
    }


def delivery_row(one: Delivery) -> WireObject:
    """A `JournalDelivery`."""
    return {"number": one.number, "event": one.event, "subscription": one.subscription, "state": one.state.value}


def limit_row(spending: RateUsage, enforced: bool) -> WireObject:
    """A `JournalLimit`: the caller's rate window, this request included."""
    return {
        "budget": spending.budget,
        "used": spending.used,
        "remaining": spending.remaining,
        "resets_at": iso(spending.resets_at),
        "over": spending.over,
        "enforced": enforced,
    }


def body_document(content: Content, media_type: str, known: frozenset[str]) -> WireObject:
    """A `JournalBody`: a JSON value, a text, or the size and type of a file."""
    kind = media_type.partition(";")[0].strip().lower()
    document: WireObject = {"kind": "none", "size": content.size, "whole": content.whole, "value": None}
    if not content.kept:
        return document
    if content.whole and "multipart" not in kind:
        try:
            value = redaction.value(decode(content.kept), known)
            msgspec.json.encode(value)
        except (Invalid, RecursionError):
            pass
        else:
            return {**document, "kind": "json", "value": value}
    return {**document, **unparsed_body(content, kind, known)}


def unparsed_body(content: Content, kind: str, known: frozenset[str]) -> WireObject:
    """A body that is not JSON; the last character of a text may have been cut in two."""
    try:
        text = content.kept.decode("utf-8", "strict" if content.whole else "ignore")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or "multipart" in kind:
        return {"kind": "binary", "value": f"{content.size} bytes of {kind or 'an unknown type'}"}
    return {"kind": "text", "value": redaction.text(text, known)}


def net_changes(commit: Commit | None) -> list[Change]:
    """One change for each record that a transaction changed in effect, in the order of the first."""
    found: dict[tuple[str, int], Change] = {}
    for one in () if commit is None else commit.changes:
        key = (one.collection, one.id)
        first = found.get(key)
        found[key] = one if first is None else Change(one.collection, one.id, first.before, one.after)
    return [one for one in found.values() if one.before is not one.after]


def change_row(one: Change) -> WireObject:
    """A `JournalChange`: the members of a record that differ, before and after, and can be told apart in JSON."""
    what = "created" if one.before is None else "deleted" if one.after is None else "changed"
    before, after = members(one.before), members(one.after)
    secrets = {name for record in (one.before, one.after) if record is not None for name in record.secrets}
    found = [
        (name, masked(before.get(name), name in secrets), masked(after.get(name), name in secrets))
        for name in dict.fromkeys((*before, *after))
        if name != "id" and not equal(before.get(name), after.get(name))
    ]
    differing = [
        {"member": name, "before": was, "after": now} for name, was, now in found if was != now or name in secrets
    ]
    return {"collection": one.collection, "id": one.id, "what": what, "members": differing}


def masked(value: object, secret: bool) -> WireValue:
    """A value of the world as JSON; a secret is only said to be there."""
    return redaction.MASK if secret and value is not None else to_wire(value)


def members(record: Record | None) -> WireForm:
    """The members of a record; none when there is no record."""
    return {} if record is None else asdict(record)


def equal(one: object, other: object) -> bool:
    """True when two values are identical or equal."""
    return one is other or bool(one == other)


def to_wire(value: object) -> WireValue:
    """A value of the world as JSON; long values and those without a JSON form are summarized."""
    match value:
        case Enum():
            return to_wire(value.value)
        case None | bool() | int() | float():
            return value
        case str():
            return value if len(value) <= LONGEST else f"{value[:LONGEST]}… ({len(value)} characters)"
        case bytes():
            return f"{len(value)} bytes"
        case msgspec.Struct():
            return {name: to_wire(inner) for name, inner in asdict(value).items()}
        case list() | tuple():
            return [to_wire(inner) for inner in value]
        case frozenset() | set():
            return sorted((to_wire(inner) for inner in value), key=str)
        case Mapping():
            return {str(name): to_wire(inner) for name, inner in value.items()}
    return f"a {type(value).__name__}"
