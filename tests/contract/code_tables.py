"""Tables of the statuses and error codes that vendors publish for each operation.

A row of `fixtures/statuses/<vendor>-codes.tsv` is `operation, status, code, source`, separated by tabs. The operation
is an id; the code `-` stands for a success, and for a refusal whose code is not published. A fifth cell names why no
request can ever be answered so. Sources and such reasons are lines `[name] documented: …`, `[name] inferred: …` and
`[name] never: …` above the rows that name them.
"""

import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor

FOLDER = Path(__file__).parents[2] / "fixtures/statuses"
UNCODED = "-"
"""In place of a code: a success, or a refusal whose code is not published."""

Coded = tuple[str, str, int, str]
"""Vendor name, operation id, status, code."""

_NOTE = re.compile(r"\[([^]]+)\] (documented|inferred|never): (.+)")
CELLS = (4, 5)


@dataclass(frozen=True)
class CodeRow:
    """One line of a table; `never` is why no request is answered so, empty where some are."""

    answer: Coded
    source: Evidence
    never: str = ""


def read_codes(vendor: str, folder: Path = FOLDER) -> list[CodeRow]:
    """The rows of a vendor's table; none where it has no table.

    Raises ValueError for a line that is none or is there twice, and for a source or reason that no row names.
    """
    path = folder / f"{vendor}-codes.tsv"
    notes: dict[str, Evidence] = {}
    rows: dict[Coded, CodeRow] = {}
    used: set[str] = set()
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    for number, line in enumerate(lines, start=1):
        if not line or line.startswith("#"):
            continue
        note = _NOTE.fullmatch(line)
        if note is not None:
            notes[note[1]] = Evidence(note[2], note[3])
            continue
        cells = line.split("\t")
        if len(cells) not in CELLS or not all(cells) or not set(cells[3:]) <= notes.keys():
            raise ValueError(f"{path.name}, line {number}: no row of four or five cells with a source that is above")
        answer = (vendor, cells[0], int(cells[1]), cells[2])
        if answer in rows:
            raise ValueError(f"{path.name}, line {number}: there twice")
        rows[answer] = CodeRow(answer, notes[cells[3]], notes[cells[4]].note if cells[4:] else "")
        used.update(cells[3:])
    if notes.keys() - used:
        raise ValueError(f"{path.name}: no row names {', '.join(sorted(notes.keys() - used))}")
    return list(rows.values())


def codes_in(content: bytes) -> set[str]:
    """The codes in the body of a refusal: of the members `code` and `error`, and of each of the `errors`."""
    try:
        document = json.loads(content)
    except ValueError:
        return set()
    if not isinstance(document, dict):
        return set()
    errors = document.get("errors")
    entries: list[Any] = [document, *(errors if isinstance(errors, list) else ())]
    found = [one.get(name) for one in entries if isinstance(one, dict) for name in ("code", "error")]
    return {one for one in found if isinstance(one, str)}


def declared_codes(vendor: Vendor, operation: Operation) -> set[tuple[int, str]]:
    """Every status of an operation without a code, and with each code of a refusal that its document has."""
    refusals = [*vendor.errors_of(operation), *vendor.injectable]
    coded = {(error.status, error.code) for error in refusals if error.code is not None}
    return coded | {(status, UNCODED) for status in (*operation.returns, *(error.status for error in refusals))}
