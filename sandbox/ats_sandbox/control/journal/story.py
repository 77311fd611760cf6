"""A journal as a story: one line an exchange, and under it what it changed and what there is to know."""

from collections.abc import Iterable, Iterator
from typing import Any

from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.views import change, folded
from ats_sandbox.world.clock import iso

WIDEST = 60
"""Characters of one value."""
MOST = 8
"""Members of one change."""


def story(entries: Iterable[Entry], dropped: int) -> str:
    """The exchanges in words, without the machine's own times: the same calls give the same story."""
    lines = [line for entry in entries for line in chapter(entry)]
    if dropped:
        lines.insert(0, f"({dropped} earlier exchanges were dropped to make room)")
    return "\n".join(lines or ["(nothing was asked)"]) + "\n"


def chapter(entry: Entry) -> Iterator[str]:
    """One exchange."""
    name = "no operation" if entry.operation is None else entry.operation.id
    who = "nobody" if entry.principal is None else entry.principal.token
    yield f"#{entry.number} {iso(entry.at)} {redaction.line(entry)} -> {entry.status} ({name}, {who})"
    if entry.fault is not None:
        yield f"    fault: {entry.fault}"
    if entry.why is not None:
        yield f"    why: {entry.why}"
    if entry.note is not None:
        yield f"    note: {entry.note}"
    if entry.spending is not None and entry.spending.over:
        yield f"    over the limit: {entry.spending.used} of {entry.spending.budget}"
    yield from (f"    {changed(change(one))}" for one in folded(entry.commit))


def changed(one: dict[str, Any]) -> str:
    """One change in words."""
    head = f"{one['what']} {one['collection']} {one['id']}"
    if one["what"] != "changed":
        return head
    told = [f"{both['member']} {brief(both['before'])} -> {brief(both['after'])}" for both in one["members"]]
    more = f", and {len(told) - MOST} more" if len(told) > MOST else ""
    return f"{head}: {', '.join(told[:MOST])}{more}"


def brief(value: Any) -> str:
    """A value in few characters."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
