"""Declaring ordinary reads: lists and single records, from their schemas, their records and a page style."""

from collections.abc import Callable, Sequence
from typing import Any, TypedDict, Unpack

from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resources.listing import Filter, Listing, query_with
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Facts, Resource
from ats_sandbox.vendors.smartrecruiters.documents import Source, document_of, itself
from ats_sandbox.vendors.smartrecruiters.paging import WHOLE, Style


class Extras(TypedDict, total=False):
    """What a read may say that is not that of its resource."""

    scope: str
    headers: type[QuerySchema]
    errors: Sequence[type[ApiError]]
    example: Example
    facts: Facts


def declare_list(
    resource: Resource,
    path: str,
    about: str,
    *,
    id: str,
    item: type[ResponseSchema],
    rows: Callable[[AnyCall], Any],
    shown_as: Source = itself,
    envelope: str = "",
    complete: bool = True,
    style: Style = WHOLE,
    filters: tuple[Filter[Any], ...] = (),
    query: type[QuerySchema] | None = None,
    **extras: Unpack[Extras],
) -> None:
    """Declare the operation that lists records, each as `item` shows it, in pages of the schema `envelope`.

    `about` is its summary and description. `shown_as` makes of a record what `item` shows. Members of a page that is
    not `complete` are not required.
    """

    def view(record: object, call: AnyCall) -> Document:
        return document_of(item, shown_as(record, call), call)

    listing = Listing(rows=rows, view=view, style=style, filters=filters)
    if query is None and style is not WHOLE:
        query = query_with(f"{envelope}Query", style.query, *filters)
    returns = style.envelope(item, envelope, required=complete)

    def handler(call: AnyCall) -> Document | list[Any] | Reply:
        return listing.document(call)

    handler.__doc__ = about
    resource.get(path, id=id, evidence=resource.evidence, query=query, returns=returns, **extras)(handler)


def declare_get(
    resource: Resource,
    path: str,
    about: str,
    *,
    id: str,
    schema: type[ResponseSchema],
    record: Callable[[AnyCall], object],
    **extras: Unpack[Extras],
) -> None:
    """Declare the operation that gets one record, as `schema` shows it. `about` is its summary and description."""

    def handler(call: AnyCall) -> Document:
        return document_of(schema, record(call), call)

    handler.__doc__ = about
    resource.get(path, id=id, evidence=resource.evidence, returns=schema, **extras)(handler)
