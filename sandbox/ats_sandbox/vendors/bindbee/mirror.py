"""What one caller sees of the linked system through one connector."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.vendors.bindbee.call import Call
from ats_sandbox.vendors.bindbee.connectors import Connector
from ats_sandbox.vendors.bindbee.ids import read_record_id, record_id
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Mirror:
    """A reading through a connector.

    `world` is the linked system, as it was when it was synced; `present` holds what Bindbee itself knows, now.
    `visibility` is what the caller may see of that world.
    """

    connector: Connector
    world: Reading
    present: Reading
    visibility: Visibility

    def id(self, kind: str, ordinal: int) -> str:
        """The id of a record."""
        return record_id(self.world, self.connector.id, kind, ordinal)

    def ordinal(self, kind: str, id: str) -> int | None:
        """The record behind a canonical UUID; None for a stranger's."""
        return read_record_id(self.world, self.connector.id, kind, id)

    def ordinals(self, kind: str, ids: Iterable[str]) -> list[int]:
        """The records behind those ids that are not strangers'."""
        return [ordinal for id in ids if (ordinal := self.ordinal(kind, id)) is not None]

    def modified_at(self, changed_at: int) -> int:
        """When a record that changed then was last synced."""
        return self.connector.modified_at(changed_at, self.world.now)


def mirror(call: Call[Any]) -> Mirror:
    """What was synced: for reads."""
    connector: Connector = call.account
    synced = connector.view(call.world)
    return Mirror(connector, synced, call.world, call.visibility(synced))


def original(call: Call[Any]) -> Mirror:
    """The linked system itself: for writes, which go straight to it."""
    return Mirror(call.account, call.world, call.world, call.visibility())


def await_sync(call: Call[Any]) -> None:
    """Remark that what was written shows at the next sync, unless the connector shows the present."""
    connector: Connector = call.account
    if connector.live:
        return
    due = connector.next_sync(call.world.now)
    when = "a sync is asked for" if due is None else f"the next sync at {iso(due)}"
    call.remarks.append(f"written to the linked system; reads through this connector show it after {when}")
