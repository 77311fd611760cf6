"""What StackOne answers to a write."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.ids import ident
from ats_sandbox.vendors.stackone.shapes import ProviderError
from ats_sandbox.vendors.stackone.shelves import Shelf
from ats_sandbox.world.clock import iso
from ats_sandbox.world.store.table import R, Record

CREATED = "Record created successfully."
UPDATED = "Record updated successfully."
DELETED = "Record deleted successfully."
UPLOADED = "Document uploaded successfully."
MOVED = "Application moved successfully."
REJECTED = "Application rejected successfully."


class UpdateResult(ResponseSchema):
    """The answer to a change that gives no id back."""

    statusCode = fields.Number(required=True)
    message = fields.Text(required=True)
    timestamp = fields.DateTime(required=True)


class DeleteResult(UpdateResult):
    """The answer to a deletion."""


class UnifiedWarning(ResponseSchema):
    """What StackOne could not pass on."""

    message = wire.text()


class WriteResult(ResponseSchema):
    """The answer to an upload; the id of the new document is not among it."""

    statusCode = wire.number()
    message = wire.text()
    timestamp = wire.moment()
    provider_errors = wire.many(ProviderError)
    unified_warnings = wire.many(UnifiedWarning)


class WrittenRecord(ResponseSchema):
    """The ids of what was written."""

    id = wire.text()
    remote_id = wire.text()


class CreateResult(UpdateResult):
    """The answer to a creation, and to the changes that give ids back."""

    data = fields.Nested(WrittenRecord, required=True)


class MoveApplicationResult(CreateResult):
    """The answer to a move."""


class RejectApplicationResult(CreateResult):
    """The answer to a rejection."""


def done(call: Call, message: str = UPDATED) -> dict[str, Any]:
    """That it is done."""
    return {"statusCode": call.operation.success, "message": message, "timestamp": iso(call.world.now)}


def written(call: Call, message: str, shelf: Shelf[R], record: Record) -> dict[str, Any]:
    """That it is done, and to which record."""
    return {**done(call, message), "data": ident(call.world, shelf.kind, record.id)}
