"""A journal as a text: a line for each exchange, and under it what it changed and what is remarkable."""

from collections.abc import Iterable, Iterator

from ats_sandbox.control.journal import redaction
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.views import change_row, net_changes
from ats_sandbox.control.wire import WireObject, WireValue
from ats_sandbox.world.clock import iso

WIDEST = 60
"""Characters of one value."""
MOST = 8
"""Members of one change."""


def story(entries: Iterable[Entry], dropped: int) -> str:
    """The exchanges as a text, without the machine's own times: the same calls give the same text."""
    lines = [line for entry in entries for line in entry_lines(entry)]
    if dropped:
        lines.insert(0, f"({dropped} earlier exchanges were dropped to make room)")
    return "\n".join(lines or ["(no requests)"]) + "\n"


def entry_lines(entry: Entry) -> Iterator[str]:
    """One exchange."""
    name = "no operation" if entry.operation is None else entry.operation.id
    who = "nobody" if entry.principal is None else entry.principal.name
    yield f"#{entry.number} {iso(entry.at)} {redaction.line(entry)} -> {entry.status} ({name}, {who})"
    if entry.fault is not None:
        yield f"    fault: {entry.fault}"
    if entry.why is not None:
        yield f"    why: {entry.why}"
    if entry.note is not None:
        yield f"    note: {entry.note}"
    if entry.spending is not None and entry.spending.over:
        yield f"    over the limit: {entry.spending.used} of {entry.spending.budget}"
    yield from (f"    {change_line(change_row(one))}" for one in net_changes(entry.commit))


def change_line(one: WireObject) -> str:
    """One change."""
    head = f"{one['what']} {one['collection']} {one['id']}"
    if one["what"] != "changed":
        return head
    members = [f"{both['member']} {shortened(both['before'])} -> {shortened(both['after'])}" for both in one["members"]]
    more = f", and {len(members) - MOST} more" if len(members) > MOST else ""
    return f"{head}: {', '.join(members[:MOST])}{more}"


def shortened(value: WireValue) -> str:
    """A value, cut when it is long."""
    text = repr(value) if isinstance(value, str) else str(value)
    return text if len(text) <= WIDEST else f"{text[: WIDEST - 1]}…"
