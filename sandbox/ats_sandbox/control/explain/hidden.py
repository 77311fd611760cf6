"""Rows that were left out because they are hidden from the caller: counted when an explanation is requested."""

from ats_sandbox.control.explain.finding import About, Finding
from ats_sandbox.control.journal.entry import Entry


def hidden_findings(entry: Entry) -> list[Finding]:
    """One finding for each kind of record of which some were left out."""
    left_out: dict[str, set[int]] = {}
    for all_rows, shown in entry.hidden:
        seen = {record.id for record in shown}
        gone = {record.id for record in all_rows if record.id not in seen}
        if gone:
            left_out.setdefault(type(next(iter(all_rows))).__name__.lower(), set()).update(gone)
    who = "this caller" if entry.principal is None else entry.principal.token
    return [
        Finding(
            about=About.HIDDEN,
            rule="permission",
            says=f"{len(gone)} {noun} record{'s' if len(gone) > 1 else ''} that match the request, for this page or"
            f" another one, were left out: {who} may not see them",
            fix="ask as sandbox-admin to see everything",
            field="principal",
            received=who,
            nearest="sandbox-admin",
        )
        for noun, gone in left_out.items()
    ]
