"""What happened in a world, as the report of a failed test tells it."""

from collections.abc import Iterator

from ats_sandbox.control.explain.explanation import Explanation
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.journal.story import story
from ats_sandbox.world.clock import iso

MOST = 30
"""Exchanges that are told, the latest."""


def told(journal: Journal, now: int) -> str:
    """The latest exchanges in order; under each what it changed, why it was refused, and what was near."""
    kept, dropped = journal.kept()
    left_out = dropped + max(len(kept) - MOST, 0)
    parts = [f"It is {iso(now)} in this world.\n", *(chapter(journal, entry) for entry in kept[-MOST:])]
    if left_out:
        parts.insert(1, f"({left_out} earlier exchanges are not told)\n")
    if not kept:
        parts.append(story((), 0))
    return "".join(parts)


def chapter(journal: Journal, entry: Entry) -> str:
    """One exchange and its explanation."""
    return story([entry], 0) + "".join(f"    {line}\n" for line in reasons(journal.why(entry.number)))


def reasons(explanation: Explanation) -> Iterator[str]:
    """What would have to change."""
    refused = explanation.entry.status >= 400
    for finding in explanation.findings:
        if refused or finding.field is not None:
            yield f"{finding.rule}: {finding.says}"
            yield f"  fix: {finding.fix}"
    for miss in explanation.near:
        yield f"near: {miss.route.operation.method} {miss.route.path} ({'; '.join(miss.differences)})"
