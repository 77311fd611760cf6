"""What StackOne answers to writes."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.repositories import ProviderRepository
from ats_sandbox.vendors.stackone.shapes import ProviderError
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


class CreateResult(UpdateResult):
    """The answer to a creation, and to the changes that give ids back."""

    data = fields.Nested(wire.identified("WrittenRecord"), required=True)


DeleteResult = UpdateResult.from_dict({}, name="DeleteResult")
MoveApplicationResult = CreateResult.from_dict({}, name="MoveApplicationResult")
RejectApplicationResult = CreateResult.from_dict({}, name="RejectApplicationResult")
WriteResult = shape_of(
    "WriteResult",
    statusCode=wire.number(),
    message=wire.text(),
    timestamp=wire.moment(),
    provider_errors=wire.many(ProviderError),
    unified_warnings=wire.many(shape_of("UnifiedWarning", message=wire.text())),
)
"""The answer to an upload; the id of the new document is not among it."""


def done(call: AnyCall, message: str = UPDATED) -> Document:
    """That it is done."""
    return {"statusCode": call.operation.success, "message": message, "timestamp": iso(call.world.now)}


def written(call: AnyCall, message: str, repository: ProviderRepository[R], record: Record) -> Document:
    """That it is done, and to which record."""
    return {**done(call, message), "data": id_pair(call.world, repository.kind, record.id)}
