"""A tester's bench: a world and everything that is kept with it."""

from collections.abc import Mapping

from sandbox.contract.call import Call
from sandbox.contract.exchange import Exchange, Plan
from sandbox.contract.limits import Meter
from sandbox.world.world import World


class Bench:
    """One world with its rate counters."""

    __slots__ = ("meter", "world")

    def __init__(self, world: World, *, enforce_limits: bool = False) -> None:
        self.world = world
        self.meter = Meter(enforce_limits)

    def plan(self, call: Call) -> Plan | None:
        """Nothing is planned."""
        return None

    def close(self, exchange: Exchange) -> Mapping[str, str]:
        """Nothing is noted, and no header is added."""
        return {}
