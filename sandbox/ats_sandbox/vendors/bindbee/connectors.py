"""Connectors: one customer's linked system each, and the copy of it that was last synced."""

from bisect import bisect_left, bisect_right
from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.schema import Members
from ats_sandbox.world.clock import DAY, MINUTE
from ats_sandbox.world.domain.background import AT_ONCE, pace_of
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.schedule import NEVER
from ats_sandbox.world.store.state import Change, State
from ats_sandbox.world.store.table import DECLARED, Collection, Record, Table


class Category(StrEnum):
    """What kind of system is linked."""

    HRIS = "HRIS"
    ATS = "ATS"
    LMS = "LMS"


class Status(StrEnum):
    """Whether the link works."""

    COMPLETE = "COMPLETE"
    INCOMPLETE = "INCOMPLETE"
    RELINK_NEEDED = "RELINK_NEEDED"


class SyncStatus(StrEnum):
    """How the last sync went."""

    SYNCING = "Syncing"
    DONE = "Done"
    FAILED = "Failed"


SYNCING = "connector_sync"
"""The name of syncs as background work."""

HOSTS = {"smartrecruiters": "api.smartrecruiters.com"}
"""Where the APIs of integrations are, as far as the sandbox stands for them."""

PERIOD = DAY
"""Time between two syncs of a production connector."""
FIRST_SYNCS = 90
"""Syncs between the first one and the beginning of a world, where its last one was; the first is number 0."""


class Connector(Record, frozen=True, kw_only=True):
    """A linked system.

    `synced` is the truth that the last sync copied which went well; a `live` connector shows the present instead.
    `syncs` are the instants of those that may have brought something: the first copied every record, each later one
    what had changed since. One does not copy what is written at its very instant, but for the copies that a world
    begins with, the last of them at `founded_at`. `synced_at` is when the last sync began that is over, None before
    the first; it `failed` when it did not go well. `syncing_since` is when one began that is not over. `number` counts
    those that began; the last is `manual` when somebody asked for it.

    Syncs follow every PERIOD while the link works. `anew` lets the next one copy every record again. `test` connectors
    belong to the development environment, whose key the sandbox does not give out; they sync by themselves only once.
    `writes` False refuses to create records.
    """

    token: str
    end_user: str
    email: str | None = None
    origin_id: str | None
    slug: str = "smartrecruiters"
    category: Category = Category.ATS
    status: Status = Status.COMPLETE
    live: bool = False
    test: bool = False
    writes: bool = True
    synced: State
    synced_at: int | None = None
    syncs: tuple[int, ...] = ()
    founded_at: int = 0
    syncing_since: int | None = None
    number: int = 0
    manual: bool = False
    anew: bool = False
    failed: bool = False
    relink_needed_at: int | None = None
    completed_at: int | None = None
    created_at: int

    @property
    def scheduled(self) -> bool:
        """True while syncs go on by themselves."""
        return self.status is Status.COMPLETE and not self.test and self.synced_at is not None

    @property
    def is_active(self) -> bool:
        """True once somebody linked the system."""
        return self.status is not Status.INCOMPLETE

    @property
    def writable(self) -> bool:
        """True when records can be created through it: the link works, and the integration writes."""
        return self.writes and self.status is Status.COMPLETE

    @property
    def sync_status(self) -> SyncStatus | None:
        """How the last sync goes or went; None before the first."""
        if self.syncing_since is not None:
            return SyncStatus.SYNCING
        if self.synced_at is None:
            return None
        return SyncStatus.FAILED if self.failed else SyncStatus.DONE

    def last_due(self, now: int) -> int:
        """The last instant up to now at which a sync began or was to begin by itself."""
        assert self.synced_at is not None, "a scheduled connector has synced"
        return self.synced_at + (now - self.synced_at) // PERIOD * PERIOD

    def last_sync(self, now: int) -> int | None:
        """When the last sync began."""
        if self.syncing_since is not None:
            return self.syncing_since
        return self.last_due(now) if self.scheduled else self.synced_at

    def next_sync(self, now: int) -> int | None:
        """When the next sync begins by itself; None when none does."""
        return self.last_due(now) + PERIOD if self.scheduled else None

    def overdue(self, now: int) -> bool:
        """True when the time of a scheduled sync has come that has not begun."""
        waits = self.scheduled and not self.live and self.syncing_since is None
        return waits and self.last_due(now) != self.synced_at

    def view(self, world: Reading) -> Reading:
        """What reads through this connector see.

        Nothing was written since an overdue sync, or it would have taken place before the write: it copies that state.
        """
        unfinished = self.overdue(world.now) and goes_well_at_once(world)
        return world if (self.live and self.status is Status.COMPLETE) or unfinished else world.as_of(self.synced)

    def modified_at(self, changed_at: int, now: int) -> int:
        """When the sync took place that first copied a record in its present form; now for what a write answers."""
        if self.live:
            return min(max(changed_at, self.syncs[0]), now)
        at = (bisect_left if changed_at <= self.founded_at else bisect_right)(self.syncs, changed_at)
        return self.syncs[at] if at < len(self.syncs) else self._latest(now)

    def changed_after(self, instant: int, now: int) -> int | None:
        """The instant after which a record must have changed to be modified after this one; None when all were."""
        at = bisect_right(self.syncs, instant)
        if at == 0 or self.live:
            return None if at == 0 else instant
        if at == len(self.syncs) and instant >= self._latest(now):
            return NEVER
        before = self.syncs[at - 1]
        return before if before <= self.founded_at else before - 1

    def _latest(self, now: int) -> int:
        """When what changed after all these syncs is copied: by one that is overdue, or else now."""
        return self.synced_at + PERIOD if self.overdue(now) and self.synced_at is not None else now


CONNECTORS = Collection(
    "bindbee.connectors",
    Connector,
    indexes={"token": lambda one: (one.token,), "origin": lambda one: ((one.origin_id, one.slug),)},
)


UNLINKED: Members = {
    "status": Status.INCOMPLETE,
    "synced_at": None,
    "syncs": (),
    "syncing_since": None,
    "relink_needed_at": None,
    "completed_at": None,
}
"""What is so of a connector whose system nobody has linked yet."""


def copied(world: Reading) -> State:
    """The present, to keep, without connectors and what belongs to them: copies that hold copies would pile up."""
    state, pointing = world.state, [one for one in DECLARED.values() if _is_of_connectors(one)]
    for collection in (CONNECTORS, *pointing):
        if collection.name in state.tables:
            state = State(state.tables.delete(collection.name), state.now)
    return state


def _is_of_connectors(collection: Collection[Any]) -> bool:
    return any(one.collection == CONNECTORS.name for one in collection.references.values())


def goes_well_at_once(world: Reading) -> bool:
    """True unless a tester lets syncs take time or fail."""
    return pace_of(world, SYNCING) == AT_ONCE


def lay(world: Transaction, changes: tuple[Change, ...]) -> None:
    """Put what a tester laid over the world into the copies too, as if it had been there at the last sync."""
    for connector in world[CONNECTORS]:
        if connector.category is not Category.ATS or connector.live or not connector.syncs:
            continue
        synced = connector.synced
        for change in changes:
            table = synced.tables.get(change.collection) or Table(world.state.tables[change.collection].collection)
            if change.after is not None:
                synced = synced.with_table(table.put(change.after))
            elif change.id in table.records:
                synced = synced.with_table(table.remove(change.id))
        world.put(CONNECTORS, replace(connector, synced=synced))


def first_connectors(world: Reading) -> Table[Connector]:
    """The connectors that a world begins with, all synced at its beginning."""
    nothing = State(now=world.now)
    first = world.now - FIRST_SYNCS * PERIOD
    synced: Members = {
        "end_user": world.company.name,
        "synced": copied(world),
        "synced_at": world.now,
        "syncs": tuple(range(first, world.now + 1, PERIOD)),
        "number": FIRST_SYNCS,
        "founded_at": world.now,
        "completed_at": first - 3 * MINUTE,
        "created_at": first - 8 * MINUTE,
    }
    variants: dict[str, Members] = {
        "acme": {},
        "acme-live": {"live": True},
        "acme-hris": {"slug": "bamboohr", "category": Category.HRIS, "synced": nothing, "writes": False},
        "acme-incomplete": {**UNLINKED, "number": 0, "synced": nothing, "writes": False},
        "acme-relink": {"status": Status.RELINK_NEEDED, "relink_needed_at": world.now, "writes": False},
        "acme-readonly": {"writes": False},
        "acme-development": {"test": True},
    }
    rows = enumerate(variants.items(), start=1)
    held = [Connector(id=id, token=token, origin_id=token, **(synced | own)) for id, (token, own) in rows]
    return Table.build(CONNECTORS, held)


ACME = 1
"""The connector that clients of the sandbox begin with."""
