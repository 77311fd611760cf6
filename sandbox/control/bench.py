"""A tester's bench: a world and everything that is kept with it; and the desk on which all benches stand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from sandbox.contract.call import Call
from sandbox.contract.exchange import Exchange, Plan
from sandbox.contract.limits import Meter
from sandbox.contract.vendor import Vendor
from sandbox.world.world import World

if TYPE_CHECKING:
    from sandbox.control.worlds import Worlds


@dataclass(slots=True)
class Desk:
    """What the whole sandbox has once: its vendors, what it began with, its worlds.

    `admin_token` None leaves the tester's side open, as is right on the loopback address.
    """

    vendors: tuple[Vendor, ...]
    recipe: str
    seed: int
    worlds: "Worlds"
    admin_token: str | None = None


class Bench:
    """One world with its rate counters."""

    __slots__ = ("desk", "meter", "world")

    def __init__(self, desk: Desk, world: World, *, enforce_limits: bool = False) -> None:
        self.desk = desk
        self.world = world
        self.meter = Meter(enforce_limits)

    def plan(self, call: Call) -> Plan | None:
        """Nothing is planned."""
        return None

    def close(self, exchange: Exchange) -> Mapping[str, str]:
        """Nothing is noted, and no header is added."""
        return {}


def bench_of(call: Call) -> Bench:
    """The bench of the world that a call addresses."""
    return cast("Bench", call.stage.bench)


def desk_of(call: Call) -> Desk:
    """The desk of the sandbox that a call addresses."""
    return bench_of(call).desk
