"""Syncs: what copies a linked system, by itself, on demand or when a link is made; and how they go wrong."""

from msgspec.structs import replace

from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, PERIOD, SYNCING, Connector, Status, copied
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.background import Work, begin, pace_of
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.schedule import Scheduled

REJECTED = "credentials_rejected"
"""The linked system refuses its credentials: somebody must link it again."""
UNAVAILABLE = "source_unavailable"
"""The linked system does not answer: the next sync may go well."""


def start_sync(world: Transaction, connector: Connector, *, manual: bool = False) -> None:
    """Begin a sync now: it copies what has changed since the last one, or everything the first time and `anew`.

    It is `manual` when somebody asked for just this. One that is under way goes on. While the link is broken it fails
    at once, and the old copy stays; before there is a link nothing can be synced.
    """
    if connector.status is Status.INCOMPLETE or connector.syncing_since is not None:
        return
    if connector.status is Status.RELINK_NEEDED:
        world.put(CONNECTORS, replace(_numbered(connector, manual), synced_at=world.now, failed=True))
        return
    _begin(world, _numbered(connector, manual), world.now, copied_at=world.now)


def _numbered(connector: Connector, manual: bool) -> Connector:
    """A connector of which one more sync begins."""
    return replace(connector, number=connector.number + 1, manual=manual)


def outcome(world: Reading, connector: Connector) -> str | None:
    """What a tester is told of a sync that was asked of a connector, as it was before; None when it went well."""
    after = world[CONNECTORS][connector.id]
    if connector.status is Status.INCOMPLETE:
        return "nothing was synced: nobody has linked the system yet; /_sandbox/links links it"
    if connector.syncing_since is not None:
        return f"no sync began: one is under way since {iso(connector.syncing_since)}"
    if connector.status is Status.RELINK_NEEDED:
        return "the sync failed: the link is broken (RELINK_NEEDED), and /_sandbox/links links it again"
    if after.syncing_since is not None:
        return "the sync is under way, as /_sandbox/background lets it take its time"
    return f"the sync failed: {pace_of(world, SYNCING).failure}, as /_sandbox/background says" if after.failed else None


def _begin(world: Transaction, connector: Connector, began_at: int, copied_at: int) -> None:
    """Begin a sync. One that takes no time is over at once, and has copied what there was at `copied_at`."""
    pace = pace_of(world, SYNCING)
    under_way = replace(connector, syncing_since=began_at)
    if pace.after != 0 or pace.reads is not None:
        world.put(CONNECTORS, under_way)
        with world.then(began_at):
            begin(world, SYNC, connector.id)
    elif pace.failure is not None:
        _failed(world, under_way, pace.failure, copied_at if pace.failure == REJECTED else began_at)
    else:
        _done(world, under_way, copied_at)


def _done(world: Transaction, connector: Connector, copied_at: int) -> None:
    """End a sync that went well."""
    present = copied(world)
    if connector.anew or not connector.syncs:
        syncs: tuple[int, ...] = (copied_at,)
    else:
        syncs = (*connector.syncs, copied_at) if present.tables != connector.synced.tables else connector.syncs
    world.put(CONNECTORS, replace(_over(connector), synced=present, syncs=syncs, anew=False))


def _failed(world: Transaction, connector: Connector, reason: str, noticed_at: int) -> None:
    """End a sync that went wrong: the old copy stays, and without credentials nothing goes on by itself."""
    over = replace(_over(connector), failed=True)
    if reason == REJECTED:
        over = broken(world, replace(over, synced_at=noticed_at), noticed_at)
    world.put(CONNECTORS, over)


def broken(world: Reading, connector: Connector, noticed_at: int) -> Connector:
    """A connector whose credentials do not work any more; what it shows stays as it is from now on."""
    return replace(
        connector,
        synced=copied(world) if connector.live else connector.synced,
        status=Status.RELINK_NEEDED,
        relink_needed_at=noticed_at,
        syncing_since=None,
    )


def _over(connector: Connector) -> Connector:
    return replace(connector, synced_at=connector.syncing_since, syncing_since=None, failed=False)


def _finish(world: Transaction, id: int) -> None:
    connector = world[CONNECTORS].get(id)
    if connector is not None and connector.syncing_since is not None:
        _done(world, connector, world.now)


def _fail(world: Transaction, id: int, reason: str) -> None:
    connector = world[CONNECTORS].get(id)
    if connector is not None and connector.syncing_since is not None:
        _failed(world, connector, reason, world.now)


SYNC = Work(
    SYNCING,
    "a Bindbee connector copies what has changed in the linked system",
    _finish,
    _fail,
    (UNAVAILABLE, REJECTED),
    begun_by=("resync_connector",),
)


def next_scheduled_sync(world: Reading) -> int | None:
    """When the next sync begins by itself that is not of a live connector; None when none does."""
    waiting = (one for one in world[CONNECTORS] if one.scheduled and not one.live and one.syncing_since is None)
    return min((one.synced_at + PERIOD for one in waiting if one.synced_at is not None), default=None)


def keep_schedule(world: Transaction) -> None:
    """Begin the scheduled syncs whose time has come.

    Of several the last is the one that is told of. What there is to copy was there before the first of them.
    """
    for connector in world[CONNECTORS]:
        if connector.overdue(world.now) and connector.synced_at is not None:
            began_at, copied_at = connector.last_due(world.now), connector.synced_at + PERIOD
            _begin(world, _numbered(connector, manual=False), began_at, copied_at)


SYNCS = Scheduled(depends_on=(CONNECTORS,), next_due=next_scheduled_sync, run=keep_schedule)
"""The scheduled syncs of every connector."""
