"""Snapshots, and records that changed, as the tester's side shows them."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any

from ats_sandbox.control.portable.values import plain
from ats_sandbox.control.snapshots.snapshots import Snapshot
from ats_sandbox.world.clock import iso
from ats_sandbox.world.store.state import Change, State
from ats_sandbox.world.store.table import Record

SHORT = 256
"""Bytes of a file that are shown; of a longer one, its size and digest are."""


def snapshot_row(snapshot: Snapshot) -> dict[str, Any]:
    """A `SnapshotRow`."""
    return {"name": snapshot.name, "taken_at": iso(snapshot.taken_at)}


def diff_of(snapshot: Snapshot, now: int, changes: Iterable[Change], limit: int) -> dict[str, Any]:
    """A `Diff` that shows the first of the changes and counts them all."""
    shown: dict[str, list[dict[str, Any]]] = {"created": [], "changed": [], "deleted": []}
    totals = dict.fromkeys(shown, 0)
    for change in changes:
        kind = kind_of(change)
        if sum(totals.values()) < limit:
            shown[kind].append(change_row(change))
        totals[kind] += 1
    return {
        "snapshot": snapshot.name,
        "since": iso(snapshot.taken_at),
        "until": iso(now),
        "totals": totals,
        **shown,
    }


def kind_of(change: Change) -> str:
    """What happened to a record."""
    if change.before is None:
        return "created"
    return "deleted" if change.after is None else "changed"


def change_row(change: Change) -> dict[str, Any]:
    """A record as a `Whole`, or as a `Changed` when there are two of it."""
    row = {"collection": change.collection, "id": change.id}
    if change.before is None or change.after is None:
        return {**row, "record": members_of(change.before or change.after)}
    before, after = members_of(change.before), members_of(change.after)
    differing = [name for name in after if getattr(change.before, name, None) != getattr(change.after, name)]
    return {
        **row,
        "members": [{"member": name, "before": before.get(name), "after": after[name]} for name in differing],
    }


def members_of(record: Record | None) -> dict[str, Any]:
    """The members of a record as JSON values; long files and copies of the whole world are only described."""
    return {name: plain(getattr(record, name), described) for name in record.__struct_fields__} if record else {}


def described(value: Any) -> Any:
    """What stands for a value that is not shown; anything else as it is."""
    if isinstance(value, State):
        return f"the world of {iso(value.now)}"
    if isinstance(value, bytes) and len(value) > SHORT:
        return f"{len(value)} bytes, BLAKE2b {blake2b(value, digest_size=8).hexdigest()}"
    return value
