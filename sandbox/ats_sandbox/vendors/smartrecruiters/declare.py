"""Declaring ordinary reads: lists and single records, from their schemas, their records and a page style."""

from collections.abc import Callable
from typing import Any, Unpack

from ats_sandbox.contract.operation import Document, Reply
from ats_sandbox.contract.resource import Declaration
from ats_sandbox.contract.resources.listing import Filter, Listing, query_with
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Facts, Resource
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.paging import WHOLE, Style


def declare_list(
    resource: Resource,
    path: str,
    about: str,
    *,
    item: type[ResponseSchema],
    rows: Callable[[AnyCall], Any],
    envelope: str,
    complete: bool = True,
    style: Style = WHOLE,
    filters: tuple[Filter[Any], ...] = (),
    **declaration: Unpack[Declaration[Any, Any, Facts]],
) -> None:
    """Declare the operation that lists records, each as `item` shows it, in pages of the schema `envelope`.

    `about` is its summary and description. Members of a page that is not `complete` are not required.
    """
    listing = Listing(rows=rows, view=lambda one, call: document_of(item, one, call), style=style, filters=filters)

    def handler(call: AnyCall) -> Document | list[Any] | Reply:
        return listing.document(call)

    handler.__doc__ = about
    declaration["returns"] = style.envelope(item, envelope, required=complete)
    if style is not WHOLE:
        declaration.setdefault("query", query_with(f"{envelope}Query", style.query, *filters))
    resource.get(path, **declaration)(handler)


def declare_get(
    resource: Resource,
    path: str,
    about: str,
    *,
    schema: type[ResponseSchema],
    record: Callable[[AnyCall], object],
    **declaration: Unpack[Declaration[Any, Any, Facts]],
) -> None:
    """Declare the operation that gets one record, as `schema` shows it. `about` is its summary and description."""

    def handler(call: AnyCall) -> Document:
        return document_of(schema, record(call), call)

    handler.__doc__ = about
    declaration["returns"] = schema
    resource.get(path, **declaration)(handler)
