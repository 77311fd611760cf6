"""What changed in a world since a snapshot."""

from collections.abc import Iterable
from hashlib import blake2b

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.control.journal.redaction import MASK
from ats_sandbox.control.portable.values import to_json
from ats_sandbox.control.schema import described
from ats_sandbox.control.snapshots.snapshots import Snapshot
from ats_sandbox.control.wire import WireObject, WireValue
from ats_sandbox.world.clock import iso
from ats_sandbox.world.store.state import Change, State
from ats_sandbox.world.store.table import Record

LONGEST_FILE = 256
"""Bytes of a file that are shown; of a longer one, its size and digest are."""


class DiffQuery(QuerySchema):
    """Which changes."""

    collection = fields.Text(metadata=described("Only of this collection, such as `candidates`"))
    limit = fields.Integer(
        least=0, most=10_000, load_default=1_000, metadata=described("At most this many records, all are counted")
    )


class Whole(ResponseSchema):
    """A record that was created or deleted, with all its members."""

    collection = fields.Text(required=True)
    id = fields.Integer(required=True)
    record = fields.FreeObject(required=True)


class Member(ResponseSchema):
    """A member of a record, before and after."""

    member = fields.Text(required=True)
    before = fields.Anything(required=True)
    after = fields.Anything(required=True)


class Changed(ResponseSchema):
    """A record that changed, with the members that differ."""

    collection = fields.Text(required=True)
    id = fields.Integer(required=True)
    members = fields.Array(fields.Nested(Member), required=True)


class Totals(ResponseSchema):
    """How many records in all, whatever the limit."""

    created = fields.Integer(required=True)
    changed = fields.Integer(required=True)
    deleted = fields.Integer(required=True)


class Diff(ResponseSchema):
    """What changed in a world since a snapshot. Instants inside records are milliseconds since 1970."""

    snapshot = fields.Text(required=True)
    since = fields.Text(required=True)
    until = fields.Text(required=True)
    totals = fields.Nested(Totals, required=True)
    created = fields.Array(fields.Nested(Whole), required=True)
    changed = fields.Array(fields.Nested(Changed), required=True)
    deleted = fields.Array(fields.Nested(Whole), required=True)


def diff_of(snapshot: Snapshot, now: int, changes: Iterable[Change], limit: int) -> WireObject:
    """A `Diff` that shows the first of the changes and counts them all."""
    shown: dict[str, list[WireObject]] = {"created": [], "changed": [], "deleted": []}
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


def change_row(change: Change) -> WireObject:
    """A record as a `Whole`, or as a `Changed` when it exists before and after."""
    row = {"collection": change.collection, "id": change.id}
    if change.before is None or change.after is None:
        return {**row, "record": members_of(change.before or change.after)}
    before, after = members_of(change.before), members_of(change.after)
    differing = [name for name in after if getattr(change.before, name, None) != getattr(change.after, name)]
    return {
        **row,
        "members": [{"member": name, "before": before.get(name), "after": after[name]} for name in differing],
    }


def members_of(record: Record | None) -> WireObject:
    """The members of a record as JSON values, secrets masked; long files and copies of the world are only described."""
    if record is None:
        return {}
    return {name: _shown(record, name) for name in record.__struct_fields__}


def _shown(record: Record, name: str) -> WireValue:
    value = getattr(record, name)
    return MASK if name in record.secrets and value is not None else to_json(value, summarized)


def summarized(value: object) -> object:
    """A description in place of a value that is too large to show; any other value as it is."""
    if isinstance(value, State):
        return f"the world of {iso(value.now)}"
    if isinstance(value, bytes) and len(value) > LONGEST_FILE:
        return f"{len(value)} bytes, BLAKE2b {blake2b(value, digest_size=8).hexdigest()}"
    return value
