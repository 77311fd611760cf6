"""Calls of this vendor: each is for a connector, and reaches the linked system through it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.call import Call as AnyVendorsCall
from ats_sandbox.contract.evidence import Evidence, documented
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.vendors.bindbee.connectors import Connector
from ats_sandbox.vendors.bindbee.ids import ids_behind, read_record_id
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.reading import Reading

Call = AnyVendorsCall[BodyT, QueryT, Connector]
AnyCall = AnyVendorsCall[Any, Any, Connector]

PREFIX = "/api/ats/v1"
SYNC_FIRST = "sync the connector with POST /api/embedded/v1/connectors/resync, or advance the world's clock"
"""What to do about a record that is not synced yet."""


def reference(method: str, path: str) -> Evidence:
    """The page of an operation."""
    return documented(f"https://docs.bindbee.dev, {method} {path}")


@dataclass(frozen=True, slots=True)
class LinkedSystem:
    """A reading through a connector.

    `world` is the linked system: as it was last synced for reads, as it is for writes, which go straight to it.
    `present` holds what Bindbee itself knows, now. `visibility` is what the caller may see of `world`. `id` gives the
    id of a record, from its kind and its ordinal; `url_at` an address, from a host and a path.
    """

    connector: Connector
    world: Reading
    present: Reading
    visibility: Visibility
    id: Callable[[str, int], str]
    url_at: Callable[[str, str], str]

    @property
    def copied_at(self) -> int:
        """When what is read was copied; now, where it is the system itself."""
        connector, now = self.connector, self.present.now
        if connector.live:
            return now
        return (connector.last_sync(now) if connector.scheduled else connector.synced_at) or now

    @property
    def awaited(self) -> str:
        """What to say of a record that is in the linked system, and not in its copy yet."""
        return f"it is in the linked system, and shows here after {_next_sync(self.connector, self.present.now)}"

    def ordinal(self, kind: str, id: str) -> int | None:
        """The record behind a canonical UUID; None for one that this connector never gave out."""
        return read_record_id(self.world, self.connector.id, kind, id)

    def ordinals(self, kind: str, ids: Iterable[str]) -> list[int]:
        """The records behind those of the ids that this connector gave out."""
        return [ordinal for id in ids if (ordinal := self.ordinal(kind, id)) is not None]


def linked(call: AnyCall) -> LinkedSystem:
    """What a call reads: the last sync, or the system itself when it writes."""
    connector = call.account
    world = call.world if call.operation.writes else connector.view(call.world)
    return LinkedSystem(
        connector, world, call.world, call.visibility(world), ids_behind(world, connector.id), call.url_at
    )


def await_sync(call: AnyCall) -> None:
    """Remark that what was written shows at the next sync, unless the connector shows the present."""
    if not call.account.live:
        when = _next_sync(call.account, call.world.now)
        call.remarks.append(f"written to the linked system; reads through this connector show it after {when}")


def _next_sync(connector: Connector, now: int) -> str:
    due = connector.next_sync(now)
    return "a sync that is asked for" if due is None else f"the next sync at {iso(due)}"
