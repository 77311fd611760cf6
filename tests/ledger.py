"""The contract ledger: which declared (operation, status) pairs a run saw, how, and in which test."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.vendor import Vendor

Pair = tuple[str, str, int]
"""Vendor name, operation id, status."""
Witnesses = dict[Pair, str]
"""The best test that saw each pair."""


@dataclass
class Ledger:
    """What is declared, and what was seen of it: by a real request through real state, or only made by a fault.

    `test` is the test that is running.
    """

    vendors: tuple[Vendor, ...]
    seen: Witnesses = field(default_factory=dict)
    injected: Witnesses = field(default_factory=dict)
    test: str = ""

    def enter(self, exchange: Exchange) -> None:
        """Note an exchange that was answered as declared; answers that a fault made or spoiled are kept apart."""
        if exchange.crash is None:
            pair = (exchange.vendor.name, exchange.operation.id, exchange.status)
            _note(self.injected if exchange.injected else self.seen, pair, self.test)

    def dump(self) -> list[list[list[Any]]]:
        """What was seen, for another process."""
        return [[[*pair, test] for pair, test in sorted(found.items())] for found in (self.seen, self.injected)]

    def merge(self, dumped: Iterable[Iterable[Iterable[Any]]]) -> None:
        """Take in what another process saw."""
        for found, rows in zip((self.seen, self.injected), dumped, strict=False):
            for vendor, operation, status, test in rows:
                _note(found, (vendor, operation, status), test)

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
    def injectable(self) -> set[Pair]:
        """Declared pairs that only a fault can produce; counted apart."""
        return {
            (vendor.name, operation.id, error.status)
            for vendor in self.vendors
            for operation in vendor.operations
            for error in vendor.injectable
        } - self.declared

    def report(self) -> str:
        """One line of figures, then one line for each pair that is missing."""
        declared, injectable = self.declared, self.injectable
        seen = len(declared & self.seen.keys())
        made = f"{len(injectable & self.injected.keys())} of {len(injectable)} that only faults make"
        lines = [f"contract ledger: {seen} of {len(declared)} declared answers seen; {made}"]
        lines += [f"  never seen: {vendor} {operation} {status}" for vendor, operation, status in self.missing]
        return "\n".join(lines)

    def page(self, **facts: Any) -> dict[str, Any]:
        """The ledger as a document: by vendor, operation and status, how the answer was seen and by which test."""
        declared = self.declared
        answers: dict[str, dict[str, dict[str, Any]]] = {}
        for vendor, operation, status in sorted(declared | self.injectable):
            row = self._answer((vendor, operation, status))
            answers.setdefault(vendor, {}).setdefault(operation, {})[str(status)] = row
        return {**facts, "declared": len(declared), "seen": len(declared & self.seen.keys()), "answers": answers}

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


def _note(found: Witnesses, pair: Pair, test: str) -> None:
    """Keep the better of two tests, so that the order of the tests makes no difference."""
    known = found.get(pair)
    if known is None or _rank(pair, test) < _rank(pair, known):
        found[pair] = test


def _rank(pair: Pair, test: str) -> tuple[int, str]:
    """The vendor's own tests show a reader most, then stories, then tests of every operation."""
    places = (f"tests/vendors/{pair[0]}/", "tests/stories/", "tests/contract/")
    return next((rank for rank, place in enumerate(places) if test.startswith(place)), len(places)), test
