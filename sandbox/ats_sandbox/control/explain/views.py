"""Explanations as the wire shows them."""

import msgspec

from ats_sandbox.control.explain.explanation import Explanation
from ats_sandbox.control.explain.finding import Finding
from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.near_misses import NearMiss
from ats_sandbox.control.wire import WireObject, WireValue

LONGEST = 500
"""Characters of a received value that are shown."""


def explanation_document(why: Explanation) -> WireObject:
    """An `Explanation`, with all findings."""
    entry = why.entry
    return {
        "number": entry.number,
        "request": redaction.line(entry),
        "vendor": None if entry.vendor is None else entry.vendor.name,
        "operation": None if entry.operation is None else entry.operation.id,
        "status": entry.status,
        "refused": entry.status >= 400,
        "findings": [finding_row(one) for one in why.findings],
        "near": [near_miss_row(one) for one in why.near],
    }


def finding_row(one: Finding) -> WireObject:
    """One reason; a secret is masked."""
    secret = one.received is not None and redaction.names_secret((one.field or "").rpartition(".")[2])
    return {
        "about": one.about.value,
        "rule": one.rule,
        "says": one.says,
        "source": None if one.source is None else {"kind": one.source.kind, "note": one.source.note},
        "field": one.field,
        "received": redaction.MASK if secret else shortened(one.received),
        "nearest": shortened(one.nearest),
        "fix": one.fix,
    }


def near_miss_row(one: NearMiss) -> WireObject:
    """One near miss."""
    return {
        "vendor": one.route.vendor.name,
        "operation": one.route.operation.id,
        "method": one.route.operation.method,
        "path": one.route.path,
        "distance": one.distance,
        "differences": list(one.differences),
    }


def shortened(value: WireValue) -> WireValue:
    """A value, its secret members masked, or the beginning of its JSON when that is long."""
    try:
        value = redaction.value(value)
        text = msgspec.json.encode(value).decode()
    except (TypeError, ValueError, OverflowError, RecursionError, msgspec.MsgspecError):
        return f"a {type(value).__name__}"
    return value if len(text) <= LONGEST else f"{text[:LONGEST]}… ({len(text)} characters)"
