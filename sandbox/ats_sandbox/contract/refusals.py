"""A vendor's refusals as a table, `refusals.txt`: a row each, and the sources that say so.

A row is `name < kind | status | code | message | what it is about | source`. The kind is an earlier row, or a class of
the vendor's own; what a row leaves out is that of its kind. A source is a line `[name] documented: …` or
`[name] inferred: …`.
"""

import re
from pathlib import Path

from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.refusal import ApiError, refusal

_SOURCE = re.compile(r"\[(?P<name>[^]]+)\] (?P<kind>documented|inferred): (?P<note>.+)")


class Refusals:
    """The refusals of the table beside a module, by name; `kinds` are classes that its rows may be kinds of.

    A vendor's `errors.py` says `__getattr__ = Refusals(__file__).named`, so that `errors.JobNotFound` is a row.
    """

    def __init__(self, module_file: str, *kinds: type[ApiError]) -> None:
        self.module = Path(module_file)
        self.rows: dict[str, type[ApiError]] = {}
        self.sources: dict[str, Evidence] = {}
        self._kinds = {kind.__name__: kind for kind in kinds}
        for line in self.module.with_name("refusals.txt").read_text(encoding="utf-8").splitlines():
            source = _SOURCE.fullmatch(line)
            if source is not None:
                self.sources[source["name"]] = Evidence(source["kind"], source["note"])
            elif line and not line.startswith("#"):
                self._add(*(cell.strip() for cell in line.split("|")))

    def _add(self, name: str, status: str, code: str, message: str, about: str, source: str) -> None:
        name, _, kind = name.partition(" < ")
        of = (self.rows | self._kinds)[kind] if kind else ApiError
        self.rows[name] = refusal(
            name,
            int(status or of.status),
            message or of.message,
            about,
            code=code or None,
            evidence=self.sources[source] if source else None,
            of=of,
        )

    def named(self, name: str) -> type[ApiError]:
        """The refusal of a row. Raises AttributeError, as a module does, for a name that has none."""
        found = self.rows.get(name)
        if found is None:
            raise AttributeError(f"{self.module.parent.name}'s refusals.txt has no row {name}")
        return found
