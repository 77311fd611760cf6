"""The section of a failed test's report on its world."""

from collections.abc import Iterator, Sequence

from ats_sandbox.control.explain.explanation import Explanation
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.journal.story import story
from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.world.clock import iso

MOST = 30
"""The latest exchanges that are reported."""


def failure_report(journal: Journal, now: int, undelivered: Sequence[Delivery] = ()) -> str:
    """The latest exchanges in order; under each its changes, explanation and near misses. Then lost webhooks."""
    kept, dropped = journal.kept()
    left_out = dropped + max(len(kept) - MOST, 0)
    parts = [f"It is {iso(now)} in this world.\n", *(exchange_report(journal, entry) for entry in kept[-MOST:])]
    if left_out:
        parts.insert(1, f"({left_out} earlier exchanges are left out)\n")
    if not kept:
        parts.append(story((), 0))
    if undelivered:
        parts.append("Webhooks that were not delivered:\n")
        parts += [f"  {one}\n" for one in undelivered[-MOST:]]
    return "".join(parts)


def exchange_report(journal: Journal, entry: Entry) -> str:
    """One exchange and its explanation."""
    return story([entry], 0) + "".join(f"    {line}\n" for line in finding_lines(journal.why(entry.number)))


def finding_lines(explanation: Explanation) -> Iterator[str]:
    """The findings on an exchange, with their fixes, and its near misses."""
    refused = explanation.entry.status >= 400
    for finding in explanation.findings:
        if refused or finding.field is not None:
            yield f"{finding.rule}: {finding.says}"
            yield f"  fix: {finding.fix}"
    for miss in explanation.near:
        yield f"near: {miss.route.operation.method} {miss.route.path} ({'; '.join(miss.differences)})"
