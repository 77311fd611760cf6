"""Explanations as documents, and in words."""

from collections.abc import Iterator
from typing import Any

import msgspec

from sandbox.control.journal.near import Miss
from sandbox.control.why.explanation import Explanation
from sandbox.control.why.finding import Finding

LONGEST = 500
"""Characters of a received value that are shown."""


def explanation(why: Explanation) -> dict[str, Any]:
    """All reasons."""
    entry = why.entry
    return {
        "number": entry.number,
        "request": entry.line,
        "vendor": None if entry.vendor is None else entry.vendor.name,
        "operation": None if entry.operation is None else entry.operation.id,
        "status": entry.status,
        "refused": entry.status >= 400,
        "findings": [finding(one) for one in why.findings],
        "near": [miss(one) for one in why.near],
    }


def finding(one: Finding) -> dict[str, Any]:
    """One reason."""
    return {
        "about": one.about.value,
        "rule": one.rule,
        "says": one.says,
        "source": None if one.source is None else {"kind": one.source.kind, "note": one.source.note},
        "field": one.field,
        "received": brief(one.received),
        "nearest": brief(one.nearest),
        "fix": one.fix,
    }


def miss(one: Miss) -> dict[str, Any]:
    """One near miss."""
    return {
        "vendor": one.route.vendor.name,
        "operation": one.route.operation.id,
        "method": one.route.operation.method,
        "path": one.route.path,
        "distance": one.distance,
        "differences": list(one.differences),
    }


def brief(value: Any) -> Any:
    """A value as it is, or the beginning of its JSON when that is long."""
    try:
        text = msgspec.json.encode(value).decode()
    except (TypeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError):
        return f"a {type(value).__name__}"
    return value if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"


def words(why: Explanation) -> Iterator[str]:
    """An explanation to read, line by line."""
    entry = why.entry
    yield f"#{entry.number} {entry.line} -> {entry.status}"
    if not why.findings:
        yield "  a plain success: nothing was refused, ignored or hidden"
    for one in why.findings:
        yield f"  {one.about.value}: {one.rule}: {one.says}"
        if one.field is not None:
            nearest = "" if one.nearest is None else f"; nearest {told(one.nearest)}"
            yield f"    {one.field}: received {told(one.received)}{nearest}"
        if one.source is not None:
            yield f"    source: {one.source.kind}: {one.source.note}"
        yield f"    fix: {one.fix}"
    for near in why.near:
        yield f"  near: {near.route.operation.method} {near.route.path} ({near.route.operation.id})"
        yield from (f"    {difference}" for difference in near.differences)


def told(value: Any) -> str:
    """A value as JSON."""
    return msgspec.json.encode(brief(value)).decode()
