"""Exchanges as documents."""

from collections.abc import Mapping
from enum import Enum
from typing import Any

import msgspec
from msgspec.structs import asdict

from ats_sandbox.contract.body import decode
from ats_sandbox.contract.limits import RateUsage
from ats_sandbox.contract.refusal import Invalid
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Content, Entry
from ats_sandbox.world.clock import iso
from ats_sandbox.world.store.state import Change, Commit
from ats_sandbox.world.store.table import Record

LONGEST = 1_000
"""Characters of one value of a changed member that are shown."""


def row(entry: Entry) -> dict[str, Any]:
    """What a list tells of an exchange."""
    known = redaction.known_to(entry)
    return {
        "number": entry.number,
        "at": iso(entry.at),
        "vendor": None if entry.vendor is None else entry.vendor.name,
        "operation": None if entry.operation is None else entry.operation.id,
        "method": entry.asked.method,
        "path": entry.place,
        "query": redaction.query(entry.asked.query, known),
        "principal": None if entry.principal is None else entry.principal.token,
        "status": entry.status,
        "refusal": None if entry.refusal is None else type(entry.refusal).__name__,
        "fault": entry.fault,
        "changed": len(folded(entry.commit)),
        "why": entry.why,
        "note": entry.note,
        "duration": round(entry.duration * 1000, 3),
    }


def whole(entry: Entry) -> dict[str, Any]:
    """Everything that is known of an exchange."""
    known = redaction.known_to(entry)
    sent = {name.title(): value for name, value in entry.headers.items()}
    answered = {name: redaction.header(name, value, known) for name, value in sorted(sent.items())}
    asked_type = dict(entry.asked.headers).get("CONTENT_TYPE", "")
    return {
        **row(entry),
        "request": {
            "headers": redaction.request_headers(entry),
            "body": body(entry.asked.body, asked_type, known),
        },
        "answer": {
            "headers": answered,
            "body": body(entry.content, sent.get("Content-Type", "application/json"), known),
        },
        "changes": [change(one) for one in folded(entry.commit)],
        "limit": None if entry.spending is None else limit(entry.spending, entry.enforced),
    }


def limit(spending: RateUsage, enforced: bool) -> dict[str, Any]:
    """Where the caller stood in its window, this request counted."""
    return {
        "budget": spending.budget,
        "used": spending.used,
        "remaining": spending.remaining,
        "resets_at": iso(spending.resets_at),
        "over": spending.over,
        "enforced": enforced,
    }


def body(content: Content, media_type: str, known: frozenset[str]) -> dict[str, Any]:
    """A body: a JSON value, a text, or how much of what kind of file it was."""
    kind = media_type.partition(";")[0].strip().lower()
    told: dict[str, Any] = {"kind": "none", "size": content.size, "whole": content.whole, "value": None}
    if not content.kept:
        return told
    if content.whole and "multipart" not in kind:
        try:
            value = redaction.value(decode(content.kept), known)
            msgspec.json.encode(value)
        except (Invalid, RecursionError):
            pass
        else:
            return {**told, "kind": "json", "value": value}
    return {**told, **plain(content, kind, known)}


def plain(content: Content, kind: str, known: frozenset[str]) -> dict[str, Any]:
    """A body that is no JSON; the last character of a text may have been cut in two."""
    try:
        text = content.kept.decode("utf-8", "strict" if content.whole else "ignore")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" in text or "multipart" in kind:
        return {"kind": "binary", "value": f"{content.size} bytes of {kind or 'no told type'}"}
    return {"kind": "text", "value": redaction.text(text, known)}


def folded(commit: Commit | None) -> list[Change]:
    """One change for each record that a transaction left otherwise than it found it, in the order of the first."""
    return [] if commit is None else commit.folded()


def change(one: Change) -> dict[str, Any]:
    """What became of a record: the members that differ, before and after."""
    what = "created" if one.before is None else "deleted" if one.after is None else "changed"
    before, after = members(one.before), members(one.after)
    differing = [
        {"member": name, "before": shown(before.get(name)), "after": shown(after.get(name))}
        for name in dict.fromkeys((*before, *after))
        if name != "id" and not same(before.get(name), after.get(name))
    ]
    return {"collection": one.collection, "id": one.id, "what": what, "members": differing}


def members(record: Record | None) -> Mapping[str, Any]:
    """The members of a record; none of no record."""
    return {} if record is None else asdict(record)


def same(one: Any, other: Any) -> bool:
    """True when two values are one or equal."""
    return one is other or bool(one == other)


def shown(value: Any) -> Any:
    """A value of the world as JSON; what is long or has no JSON form is summarised."""
    match value:
        case Enum():
            return shown(value.value)
        case None | bool() | int() | float():
            return value
        case str():
            return value if len(value) <= LONGEST else f"{value[:LONGEST]}… ({len(value)} characters)"
        case bytes():
            return f"{len(value)} bytes"
        case msgspec.Struct():
            return {name: shown(inner) for name, inner in asdict(value).items()}
        case list() | tuple():
            return [shown(inner) for inner in value]
        case frozenset() | set():
            return sorted((shown(inner) for inner in value), key=str)
        case Mapping():
            return {str(name): shown(inner) for name, inner in value.items()}
    return f"a {type(value).__name__}"
