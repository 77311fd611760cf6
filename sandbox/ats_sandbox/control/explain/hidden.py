"""Rows that were left out of lists: counted when an explanation is requested."""

from ats_sandbox.control.explain.finding import About, Finding
from ats_sandbox.control.journal.entry import Entry

Kind = tuple[str, str, str]
"""What is missing: the noun, what it lacks, and how it would not be missing."""


def hidden_findings(entry: Entry) -> list[Finding]:
    """One finding for each kind of record of which some were left out."""
    left_out: dict[Kind, set[int]] = {}
    for all_rows, shown, lacking, fix in entry.hidden:
        seen = {record.id for record in shown}
        gone = {record.id for record in all_rows if record.id not in seen}
        if gone:
            noun = type(next(iter(all_rows))).__name__.lower()
            left_out.setdefault((noun, lacking, fix), set()).update(gone)
    numbers = {kind: len(gone) for kind, gone in left_out.items()}
    return [_lacking(kind, number) if kind[1] else _hidden(entry, kind, number) for kind, number in numbers.items()]


def _lacking(kind: Kind, number: int) -> Finding:
    """What a list shows nobody: records that lack something."""
    noun, lacking, fix = kind
    return Finding(
        about=About.HIDDEN,
        rule="incomplete",
        says=f"left out {number} {noun}{'s' if number > 1 else ''} that {'have' if number > 1 else 'has'} {lacking}",
        fix=fix,
    )


def _hidden(entry: Entry, kind: Kind, number: int) -> Finding:
    """What a list shows others than this caller."""
    who = "this caller" if entry.principal is None else entry.principal.name
    return Finding(
        about=About.HIDDEN,
        rule="permission",
        says=f"{number} {kind[0]} record{'s' if number > 1 else ''} that match the request, for this page or"
        f" another one, were left out: {who} may not see them",
        fix="ask as sandbox-admin to see everything",
        field="principal",
        received=who,
        nearest="sandbox-admin",
    )
