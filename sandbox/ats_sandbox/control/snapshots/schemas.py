"""The wire shapes of snapshots and of what changed since."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.control.schema import OwnRequest


class NewSnapshot(OwnRequest):
    """What to call it."""

    name = fields.Text(required=True, least=1, most=64)


class SnapshotRow(ResponseSchema):
    """A snapshot; `taken_at` is the world's instant then."""

    name = fields.Text(required=True)
    taken_at = fields.Text(required=True)


class DiffQuery(QuerySchema):
    """Which changes."""

    collection = fields.Text(metadata={"description": "Only of this collection, such as `candidates`"})
    limit = fields.Integer(
        least=0, most=10_000, load_default=1_000, metadata={"description": "At most this many records, all are counted"}
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
