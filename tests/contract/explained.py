"""The rows of `schemathesis_explained.toml`: what Schemathesis finds, and why that is as it should be."""

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from tests.contract.schemathesis_run import Finding

FILE = Path(__file__).with_name("schemathesis_explained.toml")


@dataclass(frozen=True)
class Row:
    """Why an answer does not hold a check; see the file's own head for what its members mean."""

    vendors: tuple[str, ...]
    check: str
    operations: tuple[str, ...]
    reason: str
    method: str = ""
    says: tuple[str, ...] = ()
    seldom: bool = False

    def is_about(self, finding: Finding) -> bool:
        """True when the check, the operation and the method are the row's."""
        named = any(fnmatchcase(finding.operation, pattern) for pattern in self.operations)
        return named and self.check == finding.check and self.method in ("", finding.method)

    def explains(self, problem: str) -> bool:
        """True for a problem that the row tells of."""
        return not self.says or any(re.fullmatch(pattern, problem) for pattern in self.says)


@dataclass(frozen=True)
class LeftOut:
    """An operation that the tool does not try."""

    vendor: str
    operation: str
    reason: str


def rows() -> list[Row]:
    """All rows; raises TypeError for a member that no row has, or one that is missing."""
    return [
        Row(**{name: tuple(one) if isinstance(one, list) else one for name, one in row.items()})
        for row in _read()["explained"]
    ]


def left_out() -> list[LeftOut]:
    """What is not tried; raises TypeError as `rows` does."""
    return [LeftOut(**one) for one in _read()["left_out"]]


def _read() -> dict[str, Any]:
    return tomllib.loads(FILE.read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Verdict:
    """Findings that no row explains, and rows that explain nothing, unless they seldom do."""

    unexplained: Sequence[Finding]
    idle: Sequence[Row]


def judge(findings: Iterable[Finding], explained: Sequence[Row]) -> Verdict:
    """Hold findings against rows: a finding is explained when each of its problems is."""
    unexplained, busy = [], set()
    for finding in dict.fromkeys(findings):
        about = [row for row in explained if row.is_about(finding)]
        telling = [[row for row in about if row.explains(problem)] for problem in finding.problems]
        if all(telling):
            busy.update(row for found in telling for row in found)
        else:
            unexplained.append(finding)
    return Verdict(unexplained, [row for row in explained if row not in busy and not row.seldom])
