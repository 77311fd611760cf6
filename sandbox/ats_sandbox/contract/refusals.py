"""A vendor's refusals as a table, `refusals.txt`: a row each, and the sources that say so.

A package within the vendor's may have a table of its own, which adds to that and may build on its rows and sources.

A row is `name < kind | status | code | message | what it is about | source`. The kind is an earlier row, or a class of
the vendor's own; what a row leaves out is that of its kind. A source is a line `[name] documented: …` or
`[name] inferred: …`.
"""

import re
from pathlib import Path
from string import Formatter

from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import BadDeclaration
from ats_sandbox.contract.refusal import ApiError, refusal

_SOURCE = re.compile(r"\[(?P<name>[^]]+)\] (?P<kind>documented|inferred): (?P<note>.+)")
CELLS = 6


class Refusals:
    """The refusals of the tables beside and below a module, by name; `kinds` are classes that rows may be kinds of.

    A vendor's `errors.py` says `__getattr__ = Refusals(__file__).named`, so that `errors.JobNotFound` is a row.
    """

    def __init__(self, module_file: str, *kinds: type[ApiError]) -> None:
        self.module = Path(module_file)
        self.rows: dict[str, type[ApiError]] = {}
        self.sources: dict[str, Evidence] = {}
        self._kinds = {kind.__name__: kind for kind in kinds}
        folder = self.module.parent
        self._read_table(folder / "refusals.txt")
        shared = dict(self.sources)
        for table in sorted(folder.glob("*/refusals.txt")):
            self.sources = dict(shared)
            self._read_table(table)
        self.sources = shared

    def _read_table(self, table: Path) -> None:
        for number, line in enumerate(table.read_text(encoding="utf-8").splitlines(), start=1):
            if not line or line.startswith("#"):
                continue
            try:
                self._read(line)
            except (BadDeclaration, KeyError, ValueError) as error:
                raise BadDeclaration(f"{table.parent.name}/{table.name}, line {number}: {error}") from None

    def _read(self, line: str) -> None:
        source = _SOURCE.fullmatch(line)
        if source is not None:
            if source["name"] in self.sources:
                raise BadDeclaration(f"the source {source['name']} occurs twice")
            self.sources[source["name"]] = Evidence(source["kind"], source["note"])
            return
        cells = [cell.strip() for cell in line.split("|")]
        if len(cells) != CELLS:
            raise BadDeclaration(f"{len(cells)} cells instead of {CELLS}, and no source: {line[:80]!r}")
        self._add(*cells)

    def _add(self, name: str, status: str, code: str, message: str, about: str, source: str) -> None:
        name, _, kind = name.partition(" < ")
        kinds = self.rows | self._kinds
        if kind and kind not in kinds:
            raise BadDeclaration(f"there is no kind {kind} above {name}")
        of = kinds[kind] if kind else ApiError
        if not name.isidentifier() or name in self.rows:
            raise BadDeclaration(f"{name!r} is no name, or occurs twice")
        if source and source not in self.sources:
            raise BadDeclaration(f"{name} has a source {source!r} that is not above")
        number = int(status) if status else getattr(of, "status", 0)
        if not 400 <= number < 600:
            raise BadDeclaration(f"{name} has the status {number}, which refuses nothing")
        message = message or of.message
        list(Formatter().parse(message))
        evidence = self.sources[source] if source else None
        self.rows[name] = refusal(name, number, message, about, code=code or None, evidence=evidence, of=of)

    def named(self, name: str) -> type[ApiError]:
        """The refusal of a row. Raises AttributeError, as a module does, for a name that has none."""
        found = self.rows.get(name)
        if found is None:
            raise AttributeError(f"{self.module.parent.name}'s refusals.txt has no row {name}")
        return found
