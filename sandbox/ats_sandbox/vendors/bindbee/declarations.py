"""The operations that models have: a list, a record by id, and perhaps creating one."""

from collections.abc import Callable
from typing import Unpack

from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.evidence import Evidence, documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resource import Declaration, Handler, Result
from ats_sandbox.contract.resources.listing import Listing, query_with
from ats_sandbox.vendors.bindbee.call import Call, Resource, linked
from ats_sandbox.vendors.bindbee.connectors import Connector
from ats_sandbox.vendors.bindbee.errors import KeyReused, RecordNotFound
from ats_sandbox.vendors.bindbee.idempotency import idempotent
from ats_sandbox.vendors.bindbee.inputs import Parsed, Words
from ats_sandbox.vendors.bindbee.lists import MODIFIED_AFTER, CursorPages, PageQuery, by_ids
from ats_sandbox.vendors.bindbee.model import AnyModel, rendering_of
from ats_sandbox.vendors.bindbee.schemas import PATH_ID, ConnectorHeaders, RecordQuery, WriteHeaders, noun

PREFIX = "/api/ats/v1"


def reference(method: str, path: str) -> Evidence:
    """The page of an operation."""
    return documented(f"https://docs.bindbee.dev, {method} {path}")


def declare_reads(model: AnyModel, about: str) -> Resource:
    """The resource of a model, with the list of its records and the reading of one by its id."""
    resource = Resource(noun(model.path).capitalize(), about)
    expand = {"expand": Words()} if model.expandable else {}
    declare_list(resource, model, expand)
    declare_get(resource, model, expand)
    return resource


class ListQuery(RecordQuery, PageQuery):
    """What every list of records takes."""


def declare_list(resource: Resource, model: AnyModel, expand: dict[str, Parsed]) -> None:
    """Declare the list of a model's records."""
    path = f"{PREFIX}/{model.path}"
    pages = CursorPages(
        read=lambda call, text: linked(call).ordinal(model.kind, text),
        write=lambda call, ordinal: linked(call).id(model.kind, ordinal),
    )
    filters = (by_ids(model.kind), MODIFIED_AFTER, *model.filters)
    listing = Listing(rows=model.rows, view=model.show, style=pages, filters=filters)

    def list_records(call: Call) -> Document:
        # one rendering serves the whole page
        return pages.page(call, listing.selection(call), rendering_of(call, model).document)

    list_records.__doc__ = f"List {noun(model.path)} as they were last synced."
    resource.get(
        path,
        id=f"list_{model.path.replace('-', '_')}",
        headers=ConnectorHeaders,
        query=query_with(f"{model.schema.__name__}List", ListQuery, *filters, **expand),
        returns=pages.envelope(model.schema),
        evidence=reference("GET", path),
    )(list_records)


def declare_get(resource: Resource, model: AnyModel, expand: dict[str, Parsed]) -> None:
    """Declare the reading of one record by its id."""
    path = f"{PREFIX}/{model.path}/{{id}}"

    def get_record(call: Call) -> Document:
        return model.show(model.get_or_404(call), call)

    get_record.__doc__ = f"Get one {noun(model.kind)} as it was last synced."
    resource.get(
        path,
        id=f"get_{model.kind}",
        headers=ConnectorHeaders,
        query=query_with(f"{model.schema.__name__}Read", RecordQuery, **expand),
        returns=model.schema,
        errors=[RecordNotFound],
        evidence=reference("GET", path),
        example=Example(path={"id": model.first_id}),
        path_types=PATH_ID,
        words={"model": model.title},
    )(get_record)


def declare_create(
    resource: Resource, model: AnyModel, **declaration: Unpack[Declaration[BodyT, QueryT, None]]
) -> Callable[[Handler[BodyT, QueryT, Connector, Result]], Handler[BodyT, QueryT, Connector, Result]]:
    """Declare that a record can be created, with the header `X-Idempotency-Key`."""
    declaration["headers"] = WriteHeaders
    declaration["errors"] = [*declaration.get("errors", ()), KeyReused]
    declare = resource.post(f"{PREFIX}/{model.path}", **declaration)
    return lambda handler: declare(idempotent(handler))
