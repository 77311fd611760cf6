"""The contract ledger: which declared (operation, status) pairs a run saw, how, and in which test.

Beside them it keeps the published (operation, status, code) rows of `tests/contract/code_tables.py`.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.vendor import Vendor
from tests.contract.code_tables import UNCODED, Coded, CodeRow, codes_in

Pair = tuple[str, str, int]
"""Vendor name, operation id, status."""
Witnesses = dict[Pair, str]
"""The best test that saw each pair."""


@dataclass
class Ledger:
    """What is declared, and what was seen of it: by a real request through real state, or only made by a fault.

    `rows` are the published codes, `codes` those that real requests were answered with, of the vendors with rows.
    `test` is the test that is running.
    """

    vendors: tuple[Vendor, ...]
    seen: Witnesses = field(default_factory=dict)
    injected: Witnesses = field(default_factory=dict)
    test: str = ""
    codes: dict[Coded, str] = field(default_factory=dict)
    rows: tuple[CodeRow, ...] = ()

    @cached_property
    def coded(self) -> frozenset[str]:
        """The names of the vendors that have rows."""
        return frozenset(row.answer[0] for row in self.rows)

    def enter(self, exchange: Exchange) -> None:
        """Note an exchange that was answered as declared; answers that a fault made or spoiled are kept apart."""
        if exchange.crash is None:
            pair = (exchange.vendor.name, exchange.operation.id, exchange.status)
            _note(self.injected if exchange.injected else self.seen, pair, self.test)
            if not exchange.injected and pair[0] in self.coded:
                for code in codes_of(exchange):
                    _note(self.codes, (*pair, code), self.test)

    def dump(self) -> list[list[list[Any]]]:
        """What was seen, for another process."""
        found: list[dict[Any, str]] = [self.seen, self.injected, self.codes]
        return [[[*answer, test] for answer, test in sorted(one.items())] for one in found]

    def merge(self, dumped: Iterable[Iterable[Iterable[Any]]]) -> None:
        """Take in what another process saw."""
        into: list[dict[Any, str]] = [self.seen, self.injected, self.codes]
        for found, rows in zip(into, dumped, strict=False):
            for *answer, test in rows:
                _note(found, tuple(answer), test)

    @property
    def declared(self) -> set[Pair]:
        """Every pair that real state can lead to."""
        return {
            (vendor.name, operation.id, status)
            for vendor in self.vendors
            for operation in vendor.operations
            for status in vendor.statuses(operation)
        }

    @property
    def missing(self) -> list[Pair]:
        """Declared and never seen."""
        return sorted(self.declared - self.seen.keys())

    @property
    def expected(self) -> list[Coded]:
        """Every row that real state can lead to."""
        return [row.answer for row in self.rows if not row.never]

    @property
    def unheard(self) -> list[Coded]:
        """Rows that no request was answered with."""
        return sorted(answer for answer in self.expected if answer not in self.codes)

    @property
    def injectable(self) -> set[Pair]:
        """Declared pairs that only a fault can produce; counted apart."""
        return {
            (vendor.name, operation.id, error.status)
            for vendor in self.vendors
            for operation in vendor.operations
            for error in vendor.injectable
        } - self.declared

    def report(self, only: str = "") -> str:
        """One line of figures, then one line for each pair and each row that is missing; `only` of one vendor."""
        declared, injectable = self.declared, self.injectable
        seen = len(declared & self.seen.keys())
        made = f"{len(injectable & self.injected.keys())} of {len(injectable)} that only faults make"
        rows, unheard = len(self.expected), self.unheard
        coded = f"{rows - len(unheard)} of {rows} published codes heard"
        lines = [f"contract ledger: {seen} of {len(declared)} declared answers seen; {made}; {coded}"]
        absent: list[tuple[Any, ...]] = [*self.missing, *unheard]
        lines += [f"  never seen: {' '.join(map(str, answer))}" for answer in absent if only in ("", answer[0])]
        return "\n".join(lines)

    def page(self, **facts: Any) -> dict[str, Any]:
        """The ledger as a document: by vendor, operation and status, how the answer was seen and by which test.

        `codes` has the test that heard each published row.
        """
        declared = self.declared
        answers: dict[str, dict[str, dict[str, Any]]] = {}
        for vendor, operation, status in sorted(declared | self.injectable):
            row = self._answer((vendor, operation, status))
            answers.setdefault(vendor, {}).setdefault(operation, {})[str(status)] = row
        codes: dict[str, dict[str, dict[str, str | None]]] = {}
        for coded in self.expected:
            vendor, operation, number, code = coded
            codes.setdefault(vendor, {}).setdefault(operation, {})[f"{number} {code}"] = self.codes.get(coded)
        seen = len(declared & self.seen.keys())
        return {**facts, "declared": len(declared), "seen": seen, "answers": answers, "codes": codes}

    def _answer(self, pair: Pair) -> dict[str, str | None]:
        if pair in self.seen:
            return {"seen": "request", "test": self.seen[pair]}
        if pair in self.injected:
            return {"seen": "fault", "test": self.injected[pair]}
        return {"seen": "never", "test": None}

    def write(self, path: Path, **facts: Any) -> None:
        """Write the document to a file."""
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(self.page(**facts), indent=1) + "\n", encoding="utf-8")


def codes_of(exchange: Exchange) -> set[str]:
    """The codes that an answer counts for. One that has no code for what it says counts as uncoded.

    So does one with a code, as the code need not be published; but where an operation refuses with 401 or 403 what the
    path names, nobody who is unknown or lacks a scope counts.
    """
    vendor, operation = exchange.vendor, exchange.operation
    general = (vendor.error_format.unauthenticated, vendor.error_format.forbidden)
    particular = any(error.status == exchange.status for error in operation.errors)
    uncoded = set() if particular and isinstance(exchange.refusal, general) else {UNCODED}
    return uncoded if exchange.status < 400 else uncoded | codes_in(exchange.content)


def _note(found: dict[Any, str], answer: tuple[Any, ...], test: str) -> None:
    """Keep the better of two tests, so that the order of the tests makes no difference."""
    known = found.get(answer)
    if known is None or _rank(answer[0], test) < _rank(answer[0], known):
        found[answer] = test


def _rank(vendor: str, test: str) -> tuple[int, str]:
    """The vendor's own tests show a reader most, then stories, then tests of every operation."""
    places = (f"tests/vendors/{vendor}/", "tests/stories/", "tests/contract/")
    return next((rank for rank, place in enumerate(places) if test.startswith(place)), len(places)), test
