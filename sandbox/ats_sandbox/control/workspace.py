"""A tester's workspace: a world and everything that is kept with it; and the desk on which all workspaces stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.exchange import Exchange, FaultPlan, PastExchange
from ats_sandbox.contract.limits import RateMeter
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.churn.churn import Churn
from ats_sandbox.control.faults.faults import Faults
from ats_sandbox.control.fixtures.names import Name, get_record, ids_of
from ats_sandbox.control.fixtures.overlay import Source, load_fixtures
from ats_sandbox.control.journal.history import recorded_exchanges
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.journal.recording import record_exchange
from ats_sandbox.control.portable.reader import read_world
from ats_sandbox.control.portable.writer import write_world
from ats_sandbox.control.principals.principals import Principals
from ats_sandbox.control.snapshots.snapshots import Snapshots
from ats_sandbox.control.states.goto import ReachedState, goto_state
from ats_sandbox.control.tokens.tokens import Tokens
from ats_sandbox.control.worlds.blueprints import Blueprint
from ats_sandbox.world.world import World

if TYPE_CHECKING:
    from ats_sandbox.control.worlds.worlds import Worlds


@dataclass(slots=True)
class Deployment:
    """What the whole sandbox has once: its vendors, what it began with, its worlds.

    `admin_token` None leaves the tester's side open, as is right on the loopback address.
    """

    vendors: tuple[Vendor, ...]
    recipe: str
    seed: int
    worlds: "Worlds"
    admin_token: str | None = None


class Workspace:
    """One world with its journal, rate counters, faults and snapshots, and what it was `blueprint` from."""

    __slots__ = ("blueprint", "churn", "desk", "faults", "journal", "meter", "snapshots", "tokens", "world")

    def __init__(self, desk: Deployment, world: World, blueprint: Blueprint, *, enforce_limits: bool = False) -> None:
        self.desk = desk
        self.world = world
        self.blueprint = blueprint
        self.meter = RateMeter(enforce_limits)
        self.churn = Churn(world, desk.vendors)
        self.faults = Faults(desk.vendors, world)
        self.journal = Journal(desk.vendors)
        self.snapshots = Snapshots(self.world)
        self.tokens = Tokens(self.world, desk.vendors)

    def reset(self) -> None:
        """Back to how the world began, no faults, nothing in the journal. Credentials, snapshots and modes stay."""
        self.world.reset()
        self.churn.clear()
        self.faults.clear()
        self.journal.clear()
        self.forget()

    def restore(self, snapshot: str) -> None:
        """Back to a snapshot, its credentials included. Snapshots and settings are kept. Raises Unknown."""
        self.world.restore(self.snapshots[snapshot].state)
        self.forget()

    def export(self, content: str | None = None) -> dict[str, Any]:
        """The world as a document of JSON values; `content` is `changes` or `everything`, by default the shorter."""
        return write_world(self.blueprint, self.desk.worlds.blueprints, self.world.snapshot(), content)

    def load(self, document: Mapping[str, Any]) -> None:
        """Put the world of a document in place of this one, which resets to it from now on. Raises BadRequest."""
        blueprint, state = read_world(document, self.desk.worlds.blueprints)
        self.blueprint = blueprint
        self.world.begin(blueprint.seed, state)
        self.forget()

    def forget(self) -> None:
        """Drop what was counted in a time that, for the world, has not been yet."""
        self.meter.clear()

    @property
    def principals(self) -> Principals:
        """Who may call this world."""
        return Principals(self.world, self.desk.vendors)

    def seed(self, source: Source, file: str | None = None) -> list[Name]:
        """Lay a document of own data over the world (its data, or the path of a TOML or JSON file): all or nothing.

        Gives the names that it gave. Raises SeedRefused, which tells every fault with its file, record and field.
        """
        return load_fixtures(self.world, self.desk.vendors, source, file)

    def ids(self, kind: str, name: str) -> dict[str, str]:
        """The ids of what a name or any vendor's id stands for, by vendor; `native` is the company's own system's."""
        world = self.world.read()
        return ids_of(world, self.desk.vendors, kind, get_record(world, self.desk.vendors, kind, name))

    def goto(
        self,
        application: str,
        state: str,
        *,
        reason: str | None = None,
        starts_at: int | None = None,
        advance: bool = False,
    ) -> ReachedState:
        """Bring an application, named by any vendor's id or its own name, to a named state; see `going.go`."""
        return goto_state(
            self.world,
            self.desk.vendors,
            application,
            state,
            reason=reason,
            starts_at=starts_at,
            advance=advance,
        )

    def history(self, vendor: Vendor) -> Sequence[PastExchange]:
        """The exchanges with a vendor's operations that the journal still has, the oldest first."""
        return recorded_exchanges(self.journal, vendor)

    def neighbour(self, host: str) -> Vendor | None:
        """The vendor that stands for a host name."""
        return next((one for one in self.desk.vendors if one.host and one.host.lower() == host.lower()), None)

    def plan(self, call: Call) -> FaultPlan | None:
        """What is to go wrong with this call."""
        return self.faults.plan(call)

    def close(self, exchange: Exchange) -> Mapping[str, str]:
        """Write the exchange down; gives what goes out with the answer beside the vendor's own headers.

        What the churn does comes last: the answer is fixed, and its record in the journal too.
        """
        headers = {**self.faults.close(exchange), **record_exchange(self.journal, exchange)}
        self.churn.close(exchange)
        return headers


def workspace_of(call: Call) -> Workspace:
    """The workspace of the world that a call addresses."""
    return cast("Workspace", call.context.workspace)


def deployment_of(call: Call) -> Deployment:
    """The desk of the sandbox that a call addresses."""
    return workspace_of(call).desk
