"""Declaring writes, and what StackOne answers to them."""

from collections.abc import Callable, Sequence
from typing import Any, Generic, Required, TypedDict, TypeVar, Unpack

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.errors import NotFound
from ats_sandbox.vendors.stackone.ids import id_pair
from ats_sandbox.vendors.stackone.reads import CONTRACT, declare_unified
from ats_sandbox.vendors.stackone.repositories import ProviderRepository, SubResources
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
WriteResult = wire.shape(
    "WriteResult",
    statusCode=wire.number(),
    message=wire.text(),
    timestamp=wire.moment(),
    provider_errors=wire.many(ProviderError),
    unified_warnings=wire.many(wire.shape("UnifiedWarning", message=wire.text())),
)
"""The answer to an upload; the id of the new document is not among it."""


def done(call: AnyCall, message: str = UPDATED) -> Document:
    """That it is done."""
    return {"statusCode": call.operation.success, "message": message, "timestamp": iso(call.world.now)}


def written(call: AnyCall, message: str, repository: ProviderRepository[R], record: Record) -> Document:
    """That it is done, and to which record."""
    return {**done(call, message), "data": id_pair(call.world, repository.kind, record.id)}


B = TypeVar("B")
Creation = Callable[[Call[B]], R]
Change = Callable[[Call[B], R], R]
Deletion = Callable[[AnyCall, R], None]


class Write(TypedDict, Generic[R], total=False):
    """What declarations of writes have in common; that the record of the path may be missing is implied."""

    id: Required[str]
    repository: Required[ProviderRepository[R]]
    example: Required[Example]
    errors: Sequence[type[ApiError]]
    evidence: Evidence


def declare_create(
    resource: Resource, path: str, *, body: type[RequestSchema[B]], **write: Unpack[Write[R]]
) -> Callable[[Creation[B, R]], Creation[B, R]]:
    """Declare an operation that creates a record; the decorated function gives the record."""

    def declare(create: Creation[B, R]) -> Creation[B, R]:
        def handler(call: Call[B]) -> Document:
            return written(call, CREATED, write["repository"], create(call))

        handler.__doc__ = create.__doc__
        declare_unified(
            resource,
            "POST",
            path,
            id=write["id"],
            body=body,
            returns=CreateResult,
            status=201,
            errors=write.get("errors", ()),
            evidence=write.get("evidence", CONTRACT),
            example=write["example"],
        )(handler)
        return create

    return declare


def declare_update(
    resource: Resource,
    path: str,
    *,
    body: type[RequestSchema[B]],
    within: SubResources[Any, R] | None = None,
    returns: type[UpdateResult] = UpdateResult,
    **write: Unpack[Write[R]],
) -> Callable[[Change[B, R]], Change[B, R]]:
    """Declare an operation that changes the record of the path; the decorated function gives the changed record.

    Its ids are in the answer if that `returns` a CreateResult.
    """
    repository = write["repository"]

    def declare(change: Change[B, R]) -> Change[B, R]:
        def handler(call: Call[B]) -> Document:
            record = repository.get_or_404(call) if within is None else within.get_or_404(call, repository)
            changed = change(call, record)
            return written(call, UPDATED, repository, changed) if returns is CreateResult else done(call)

        handler.__doc__ = change.__doc__
        declare_unified(
            resource,
            "PATCH",
            path,
            id=write["id"],
            body=body,
            returns=returns,
            errors=[NotFound, *write.get("errors", ())],
            evidence=write.get("evidence", CONTRACT),
            example=write["example"],
        )(handler)
        return change

    return declare


def declare_delete(resource: Resource, path: str, **write: Unpack[Write[R]]) -> Callable[[Deletion[R]], Deletion[R]]:
    """Declare an operation that deletes the record of the path. The answer's `statusCode` is 204, its status 200."""

    def declare(delete: Deletion[R]) -> Deletion[R]:
        def handler(call: Call) -> Document:
            delete(call, write["repository"].get_or_404(call))
            return {**done(call, DELETED), "statusCode": 204}

        handler.__doc__ = delete.__doc__
        declare_unified(
            resource,
            "DELETE",
            path,
            id=write["id"],
            returns=DeleteResult,
            errors=[NotFound, *write.get("errors", ())],
            evidence=write.get("evidence", CONTRACT),
            example=write["example"],
        )(handler)
        return delete

    return declare
