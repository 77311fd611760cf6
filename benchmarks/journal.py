"""The journal: what writing every exchange down costs."""

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.context import RequestContext
from ats_sandbox.control.addressing import Address
from benchmarks.probe import measured_vendor, probes
from benchmarks.report import Bar, Section, seconds
from benchmarks.wsgi import direct, side_by_side

LIMIT = 0.15
"""Of the throughput: the share that the journal may cost."""


class Forgetful(SandboxApp):
    """A sandbox without a workspace: no journal, no headers that explain, and no faults either."""

    def context(self, address: Address) -> RequestContext:
        """Where a request takes place, with nobody to write it down."""
        context = super().context(address)
        context.workspace = None
        return context


def measure(quick: bool) -> Section:
    """Read, page and write, with and without the journal, one after the other."""
    sandbox, forgetful = SandboxApp(), Forgetful()
    rounds = 300 if quick else 4000
    rows: list[tuple[str, ...]] = []
    costs: list[float] = []
    for probe in probes(measured_vendor(), sandbox.world.read()):
        ours, bare = side_by_side(direct(sandbox, probe), direct(forgetful, probe), rounds=rounds)
        costs.append(1 - bare / ours)
        rows.append((probe.name, seconds(ours), seconds(bare), f"{costs[-1]:.1%}"))
    worst = max(costs)
    return Section(
        "What the journal costs",
        f"Medians of {rounds} calls of the WSGI application, taking turns with the same sandbox without a workspace,\n"
        "demo world. 12 000 calls fill the journal: dropping old exchanges is in the figures of the last ones.",
        ("Call", "With", "Without", "Of the throughput"),
        rows,
        [Bar("the journal: under 15 % of the throughput", f"{worst:.1%} at worst", worst < LIMIT)],
    )
