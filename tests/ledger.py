"""The contract ledger: which declared (operation, status) pairs a run saw through real state."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.vendor import Vendor

Pair = tuple[str, str, int]
"""Vendor name, operation id, status."""


@dataclass
class Ledger:
    """What is declared, and what was seen of it. Answers of an injected fault are never entered."""

    vendors: tuple[Vendor, ...]
    seen: set[Pair] = field(default_factory=set)

    def enter(self, exchange: Exchange) -> None:
        """Note an exchange that was answered as declared, and whose answer no fault made or spoiled."""
        if exchange.crash is None and not exchange.injected:
            self.seen.add((exchange.vendor.name, exchange.operation.id, exchange.status))

    def merge(self, pairs: Iterable[Iterable[object]]) -> None:
        """Take in what another process saw."""
        self.seen.update(tuple(pair) for pair in pairs)  # type: ignore[arg-type]

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
        return sorted(self.declared - self.seen)

    @property
    def injectable(self) -> int:
        """Declared pairs that only a fault can produce; counted apart."""
        return sum(
            len({error.status for error in vendor.injectable} - set(vendor.statuses(operation)))
            for vendor in self.vendors
            for operation in vendor.operations
        )

    def report(self) -> str:
        """One line of figures, then one line for each pair that is missing."""
        declared = self.declared
        seen = len(declared & self.seen)
        lines = [f"contract ledger: {seen} of {len(declared)} declared answers seen; {self.injectable} only by faults"]
        lines += [f"  never seen: {vendor} {operation} {status}" for vendor, operation, status in self.missing]
        return "\n".join(lines)
