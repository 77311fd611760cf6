"""A tester's workspace: a world and everything that is kept with it."""

from collections.abc import Sequence
from typing import cast

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.context import PastExchange
from ats_sandbox.contract.limits import RateMeter
from ats_sandbox.contract.outgoing import on_this_machine
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.background.background import Background
from ats_sandbox.control.churn.churn import Churn
from ats_sandbox.control.faults.faults import Faults
from ats_sandbox.control.features.features import Features
from ats_sandbox.control.fixtures.names import Name, get_record, ids_of
from ats_sandbox.control.fixtures.overlay import Source, load_fixtures
from ats_sandbox.control.journal.history import recorded_exchanges
from ats_sandbox.control.journal.journal import Journal
from ats_sandbox.control.links.links import WorldLinks
from ats_sandbox.control.portable.reader import read_world
from ats_sandbox.control.portable.writer import write_world
from ats_sandbox.control.principals.principals import Principals
from ats_sandbox.control.snapshots.snapshots import Snapshots
from ats_sandbox.control.states.goto import ReachedState, goto_state
from ats_sandbox.control.tokens.tokens import Tokens
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.control.webhooks.webhooks import WorldWebhooks
from ats_sandbox.control.wire import WireForm, WireObject
from ats_sandbox.control.worlds.blueprints import Blueprint, Blueprints
from ats_sandbox.world.world import World


class Workspace:
    """One world with its journal, rate counters, faults and snapshots, and the `blueprint` that it was made from."""

    __slots__ = (
        "blueprint",
        "blueprints",
        "churn",
        "faults",
        "journal",
        "meter",
        "snapshots",
        "tokens",
        "vendors",
        "webhooks",
        "world",
    )

    def __init__(
        self,
        blueprints: Blueprints,
        world: World,
        blueprint: Blueprint,
        *,
        enforce_limits: bool = False,
        reach: Reach | None = None,
    ) -> None:
        vendors = blueprints.vendors
        self.blueprints = blueprints
        self.vendors = vendors
        self.world = world
        self.blueprint = blueprint
        self.meter = RateMeter(enforce_limits)
        self.churn = Churn(world, vendors)
        self.faults = Faults(vendors, world)
        self.journal = Journal(vendors)
        self.snapshots = Snapshots(self.world)
        self.tokens = Tokens(self.world, vendors)
        self.webhooks = WorldWebhooks(world, vendors, self.journal, reach or Reach(on_this_machine))

    @property
    def left_alone(self) -> bool:
        """True while nothing is planned to go wrong or to change behind a client's back."""
        return not self.faults and not self.churn

    def reset(self) -> None:
        """Back to how the world began, no faults, nothing in the journal. Credentials, snapshots and modes stay."""
        self.world.reset()
        self.webhooks.clear()
        self.churn.clear()
        self.faults.clear()
        self.journal.clear()
        self.forget()

    def restore(self, snapshot: str) -> None:
        """Back to a snapshot, its credentials included. Snapshots and settings are kept. Raises Unknown."""
        self.world.restore(self.snapshots[snapshot].state)
        self.forget()

    def export(self, content: str | None = None) -> WireObject:
        """The world as a document of JSON values; `content` is `changes` or `everything`, by default the shorter."""
        return write_world(self.blueprint, self.blueprints, self.world.snapshot(), content)

    def load(self, document: WireForm) -> None:
        """Put the world of a document in place of this one, which resets to it from now on. Raises BadRequest."""
        blueprint, state = read_world(document, self.blueprints)
        self.blueprint = blueprint
        self.world.begin(blueprint.seed, state)
        self.forget()

    def forget(self) -> None:
        """Drop what was counted in a time that, for the world, has not been yet."""
        self.meter.clear()

    @property
    def background(self) -> Background:
        """How long work takes that goes on after an answer."""
        return Background(self.world, self.vendors)

    @property
    def features(self) -> Features:
        """Which features the company has."""
        return Features(self.world, self.vendors)

    @property
    def links(self) -> WorldLinks:
        """The vendors' links to other systems."""
        return WorldLinks(self.world, self.vendors)

    @property
    def principals(self) -> Principals:
        """Who may call this world."""
        return Principals(self.world, self.vendors)

    def seed(self, source: Source, file: str | None = None) -> list[Name]:
        """Lay a document of own data over the world (its data, or the path of a TOML or JSON file): all or nothing.

        Gives the names that it gave. Raises SeedRefused, which tells every fault with its file, record and field.
        """
        return load_fixtures(self.world, self.vendors, source, file)

    def ids(self, kind: str, name: str) -> dict[str, str]:
        """The ids of what a name or any vendor's id stands for, by vendor; `native` is the company's own system's."""
        world = self.world.read()
        return ids_of(world, self.vendors, kind, get_record(world, self.vendors, kind, name))

    def goto(
        self,
        application: str,
        state: str,
        *,
        reason: str | None = None,
        starts_at: int | None = None,
        advance: bool = False,
    ) -> ReachedState:
        """Bring an application, named by any vendor's id or its own name, to a named state; see `goto_state`."""
        return goto_state(
            self.world,
            self.vendors,
            application,
            state,
            reason=reason,
            starts_at=starts_at,
            advance=advance,
        )

    def history(self, vendor: Vendor) -> Sequence[PastExchange]:
        """The exchanges with a vendor's operations that the journal still has, the oldest first."""
        return recorded_exchanges(self.journal, vendor)

    def __repr__(self) -> str:
        return f"<Workspace of {self.world.name}>"

    def neighbour(self, host: str) -> Vendor | None:
        """The vendor that stands for a host name."""
        return next((one for one in self.vendors if host.lower() in one.hosts), None)


def workspace_of(call: AnyCall) -> Workspace:
    """The workspace of the world that a call addresses."""
    return cast("Workspace", call.context.workspace)
