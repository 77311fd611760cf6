"""What happened at connectors, as Bindbee tells of it: syncs began, brought something, and ended well or not."""

from collections.abc import Iterator
from typing import Any

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.webhooks import Happening
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category, Connector, Status
from ats_sandbox.vendors.bindbee.ids import ids_behind
from ats_sandbox.vendors.bindbee.webhooks.bodies import event_facts, sync_data, sync_error
from ats_sandbox.vendors.bindbee.webhooks.state import Event
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.state import Commit

PRODUCTION, DEVELOPMENT = "production", "test"
"""The environments that connectors and webhooks belong to."""
LINK_BROKEN = "The credentials of the linked system are no longer accepted"
NO_ANSWER = "The linked system does not answer"
"""Why a sync failed. Inferred: that there is a text is published, none is."""


def happenings(world: Reading, commit: Commit) -> Iterator[Happening]:
    """What a commit means: each sync that it begins or ends, in order.

    Every write of a connector counts, not just the last one of a commit: a link that is made is followed by a sync.
    """
    for change in commit.changes:
        before, after = change.before, change.after
        if isinstance(before, Connector) and isinstance(after, Connector):
            yield from _syncs(world, commit.at, before, after)


def environment(connector: Connector) -> str:
    """The environment that a connector belongs to."""
    return DEVELOPMENT if connector.test else PRODUCTION


def _syncs(world: Reading, at: int, before: Connector, after: Connector) -> Iterator[Happening]:
    """What became of a connector's syncs. One that takes no time begins and ends with one write.

    The data of a sync is told before its end, as it was there before.
    """
    began, was_under_way = after.number != before.number, before.syncing_since is not None
    began_at = after.syncing_since if after.syncing_since is not None else after.synced_at
    if began and began_at is not None:
        yield _happening(world, after, Event.SYNC_STARTED, began_at, sync_data(world, after, "Syncing", began_at))
    if after.syncing_since is not None or not (began or was_under_way):
        return
    ended_at = after.synced_at if began and after.synced_at is not None else at
    if after.failed or (was_under_way and after.synced_at == before.synced_at):
        reason = LINK_BROKEN if after.status is not Status.COMPLETE else NO_ANSWER
        data, error = sync_data(world, after, "Failed", None), sync_error(ended_at, reason)
        yield _happening(world, after, Event.SYNC_FAILED, ended_at, data, error)
        return
    yield from _brought(world, before, after, ended_at)
    yield _happening(world, after, Event.SYNCED, ended_at, sync_data(world, after, "Done", after.synced_at))


def _brought(world: Reading, before: Connector, after: Connector, at: int) -> Iterator[Happening]:
    """What a sync brought, unless it is nothing. Systems of employees bring nothing: this company keeps none in any.

    A model's key is `ats_` and its noun. Inferred: published are keys of employees' models, such as `hris_employment`.
    """
    if after.category is not Category.ATS:
        return
    from ats_sandbox.vendors.bindbee.webhooks import modified  # with all models, for which others need not wait

    anew = len(after.syncs) == 1 and after.syncs != before.syncs
    found = modified.everything(world, after) if anew else modified.modified(world, before.synced, after)
    write = ids_behind(world, after.id)
    data = {f"ats_{kind}": [write(kind, id) for id in ordinals] for kind, ordinals in found.items() if ordinals}
    if data:
        about = () if anew else modified.records_in(found)
        yield _happening(world, after, Event.DATA_MODIFIED, at, data, about=about)


def _happening(
    world: Reading,
    connector: Connector,
    event: Event,
    at: int,
    data: Any,
    error: Document | None = None,
    about: tuple[tuple[str, int], ...] = (),
) -> Happening:
    return Happening(
        event=event.value,
        at=at,
        facts=event_facts(world, connector, data, error),
        about=((CONNECTORS.name, connector.id), *about),
        scope=environment(connector),
    )
