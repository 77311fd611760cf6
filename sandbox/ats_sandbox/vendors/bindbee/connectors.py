"""Connectors: one customer's linked system each, and the copy of it that was last synced."""

from enum import StrEnum
from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.schema import Members
from ats_sandbox.world.clock import DAY, MINUTE
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.schedule import Scheduled
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


PERIOD = DAY
"""Time between two syncs of a production connector."""


class Connector(Record, frozen=True, kw_only=True):
    """A linked system.

    `synced` is the truth that the sync at `synced_at` copied; a `live` connector shows the present instead.
    `full_sync_at` is when every record was synced anew: no record was modified before. Scheduled syncs follow it
    every PERIOD while the link works; `failed_at` is the last attempt that did not. `test` ones belong to the
    development environment, whose key the sandbox does not give out. `writes` False refuses to create records.
    """

    token: str
    end_user: str
    origin_id: str | None
    slug: str = "smartrecruiters"
    category: Category = Category.ATS
    status: Status = Status.COMPLETE
    live: bool = False
    test: bool = False
    writes: bool = True
    synced: State
    synced_at: int
    full_sync_at: int
    failed_at: int | None = None
    relink_needed_at: int | None = None
    completed_at: int | None
    created_at: int

    @property
    def scheduled(self) -> bool:
        """True while syncs go on by themselves."""
        return self.status is Status.COMPLETE

    @property
    def is_active(self) -> bool:
        """True once somebody linked the system."""
        return self.status is not Status.INCOMPLETE

    @property
    def sync_status(self) -> SyncStatus | None:
        """How the last sync went; None before the first."""
        if self.failed_at is not None:
            return SyncStatus.FAILED
        return SyncStatus.DONE if self.completed_at is not None else None

    def last_sync(self, now: int) -> int | None:
        """When the last sync began."""
        if self.failed_at is not None or self.completed_at is None:
            return self.failed_at
        return _last_scheduled(self.full_sync_at, now) if self.scheduled else self.synced_at

    def next_sync(self, now: int) -> int | None:
        """When the next sync begins by itself; None when none does."""
        return _last_scheduled(self.full_sync_at, now) + PERIOD if self.scheduled else None

    def overdue(self, now: int) -> bool:
        """True when a scheduled sync has passed since the copy was made."""
        return self.scheduled and not self.live and _last_scheduled(self.full_sync_at, now) > self.synced_at

    def view(self, world: Reading) -> Reading:
        """What reads through this connector see.

        Nothing was written since an overdue sync, or it would have taken place before the write: it copied that state.
        """
        return world if self.live or self.overdue(world.now) else world.as_of(self.synced)

    def modified_at(self, changed_at: int, now: int) -> int:
        """When the sync took place that first copied a record in its present form."""
        if changed_at <= self.full_sync_at:
            return self.full_sync_at
        copied_at = changed_at if self.live else _last_scheduled(self.full_sync_at, changed_at - 1) + PERIOD
        return min(copied_at, now)

    def changed_after(self, instant: int) -> int | None:
        """The instant after which a record must have changed to be modified after this one; None when all were."""
        if instant < self.full_sync_at:
            return None
        return instant if self.live else _last_scheduled(self.full_sync_at, instant)


def _last_scheduled(first: int, instant: int) -> int:
    """The last scheduled sync at or before an instant, which is not before the first one."""
    return first + (instant - first) // PERIOD * PERIOD


CONNECTORS = Collection("bindbee.connectors", Connector, indexes={"token": lambda one: (one.token,)})


def copied(world: Reading) -> State:
    """The present, to keep, without connectors and what belongs to them: copies that hold copies would pile up."""
    state, pointing = world.state, [one for one in DECLARED.values() if _is_of_connectors(one)]
    for collection in (CONNECTORS, *pointing):
        if collection.name in state.tables:
            state = State(state.tables.delete(collection.name), state.now)
    return state


def _is_of_connectors(collection: Collection[Any]) -> bool:
    return any(one.collection == CONNECTORS.name for one in collection.references.values())


def sync(world: Transaction, connector: Connector) -> Connector:
    """Sync every record anew, now. It fails while the link does not work: then the old copy stays."""
    if not connector.scheduled:
        return world.put(CONNECTORS, replace(connector, failed_at=world.now))
    return world.put(CONNECTORS, replace(connector, synced=copied(world), synced_at=world.now, full_sync_at=world.now))


def next_scheduled_sync(world: Reading) -> int | None:
    """When the next sync begins by itself that is not of a live connector; None when none does."""
    copying = (one for one in world[CONNECTORS] if one.scheduled and not one.live)
    return min((_last_scheduled(one.full_sync_at, one.synced_at) + PERIOD for one in copying), default=None)


def keep_schedule(world: Transaction) -> None:
    """Let the scheduled syncs that have come due take place."""
    for connector in world[CONNECTORS]:
        if connector.overdue(world.now):
            at = connector.last_sync(world.now)
            assert at is not None, "a scheduled connector has synced"
            world.put(CONNECTORS, replace(connector, synced=copied(world), synced_at=at))


SYNCS = Scheduled(depends_on=(CONNECTORS,), next_due=next_scheduled_sync, run=keep_schedule)
"""The scheduled syncs of every connector."""


def lay(world: Transaction, changes: tuple[Change, ...]) -> None:
    """Put what a tester laid over the world into the copies too, as if it had been there at the last sync."""
    for connector in world[CONNECTORS]:
        if connector.category is not Category.ATS or connector.live or connector.completed_at is None:
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
    first = world.now - 90 * DAY
    synced: Members = {
        "end_user": world.company.name,
        "synced": copied(world),
        "synced_at": world.now,
        "full_sync_at": first,
        "completed_at": first - 3 * MINUTE,
        "created_at": first - 8 * MINUTE,
    }
    variants: dict[str, Members] = {
        "acme": {},
        "acme-live": {"live": True},
        "acme-hris": {"slug": "bamboohr", "category": Category.HRIS, "synced": nothing, "writes": False},
        "acme-incomplete": {"status": Status.INCOMPLETE, "synced": nothing, "completed_at": None, "writes": False},
        "acme-relink": {"status": Status.RELINK_NEEDED, "relink_needed_at": world.now, "writes": False},
        "acme-readonly": {"writes": False},
        "acme-development": {"test": True},
    }
    rows = enumerate(variants.items(), start=1)
    held = [Connector(id=id, token=token, origin_id=token, **(synced | own)) for id, (token, own) in rows]
    return Table.build(CONNECTORS, held)


ACME = 1
"""The connector that clients of the sandbox begin with."""
