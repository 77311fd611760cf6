"""Declaring reads: the list and the single record of a resource, from its schema, its view and its records."""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any, Generic, Required, TypedDict, Unpack
from urllib.parse import quote

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.evidence import Evidence, documented
from ats_sandbox.contract.operation import Binary, Document, Example, Reply, ReplyShape
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import QuerySchema, RequestSchema, ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.errors import BadCursor, NotFound
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.pages import CursorPages, record_document, record_envelope
from ats_sandbox.vendors.stackone.queries import AccountHeader, ListQuery, ReadQuery
from ats_sandbox.vendors.stackone.repositories import SUB, ProviderRepository, SubResources
from ats_sandbox.vendors.stackone.view_context import ViewContext, context_of
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import R

CONTRACT = documented("StackOne OpenAPI, ATS 1.0.0")
PREFIX = "/unified/ats"

Handler = Callable[[Call[BodyT, QueryT]], Document | Reply]
View = Callable[[R, ViewContext], Document]

DATED: tuple[Filter[Any], ...] = (
    Filter("updated_after", fields.DateTime, lambda call, rows, instant: rows.since(instant)),
    Filter("created_after", fields.DateTime, lambda call, rows, instant: rows.created_since(instant)),
)
"""What every list can be narrowed by, if its query has it: changed, or created, strictly after an instant."""


class UnifiedDeclaration(TypedDict, Generic[BodyT, QueryT], total=False):
    """What can be said about an operation under `/unified/ats`, beside what all of them have in common."""

    returns: ReplyShape | Mapping[int, ReplyShape | Binary]
    status: int
    query: type[QuerySchema[QueryT]] | None
    body: type[RequestSchema[BodyT]] | None
    errors: Sequence[type[ApiError]]
    example: Example
    deprecated: bool


def declare_unified(
    resource: Resource,
    method: str,
    path: str,
    *,
    id: str,
    evidence: Evidence = CONTRACT,
    **declaration: Unpack[UnifiedDeclaration[BodyT, QueryT]],
) -> Callable[[Handler[BodyT, QueryT]], Handler[BodyT, QueryT]]:
    """Declare an operation under `/unified/ats`, which is for a linked account."""
    return resource.operation(
        method,
        f"{PREFIX}{path}",
        id=f"ats_{id}",
        scope="unified",
        headers=AccountHeader,
        evidence=evidence,
        **declaration,
    )


class Read(TypedDict, Generic[R], total=False):
    """What the list of a resource and its single record have in common.

    Without a `view`, the fields of the shape say what is shown. With `within` they are reached through a record of
    another kind.
    """

    repository: Required[ProviderRepository[R]]
    shape: Required[type[ResponseSchema]]
    view: View[R] | None
    within: SubResources[Any, R] | None
    evidence: Evidence
    deprecated: bool


def declare_list(
    resource: Resource,
    path: str,
    *,
    id: str,
    about: str,
    query: type[ReadQuery] = ListQuery,
    filters: tuple[Filter[R], ...] = (),
    more: str = "",
    **read: Unpack[Read[R]],
) -> None:
    """Declare the operation that lists records. `filters` are those that only this list has."""
    repository, shape, view, within = read["repository"], read["shape"], read.get("view"), read.get("within")
    style = CursorPages(path=partial(provider_path, repository, within), query=query)

    def handler(call: Call) -> Document:
        rows = repository.rows(call) if within is None else within.rows(call, repository)
        context, show = context_of(call), view or view_of(shape)
        return style.page(call, filtered(call, rows, (*DATED, *filters)), lambda record: show(record, context))

    handler.__doc__ = f"List {about}.\n\nIn the order of creation. {more}".strip()
    declare_unified(
        resource,
        "GET",
        path,
        id=id,
        query=query,
        returns=style.envelope(shape),
        errors=[BadCursor] if within is None else [BadCursor, NotFound],
        example=Example(path={} if within is None else {"id": within.first_path(repository)["id"]}),
        evidence=read.get("evidence", CONTRACT),
        deprecated=read.get("deprecated", False),
    )(handler)


def declare_get(
    resource: Resource,
    path: str,
    *,
    id: str,
    about: str,
    query: type[ReadQuery] = ReadQuery,
    **read: Unpack[Read[R]],
) -> None:
    """Declare the operation that gets one record: the `{id}` of the path, or the `{subResourceId}` within another."""
    repository, shape, view, within = read["repository"], read["shape"], read.get("view"), read.get("within")

    def handler(call: Call) -> Document:
        record = repository.get_or_404(call) if within is None else within.get_or_404(call, repository)
        show = view or view_of(shape)
        return record_document(call, show(record, context_of(call)), provider_path(repository, within, call))

    handler.__doc__ = f"Get {about}."
    declare_unified(
        resource,
        "GET",
        path,
        id=id,
        query=query,
        returns=record_envelope(shape),
        errors=[NotFound],
        example=Example(path={"id": repository.first_id} if within is None else within.first_path(repository)),
        evidence=read.get("evidence", CONTRACT),
        deprecated=read.get("deprecated", False),
    )(handler)


def declare_reads(
    resource: Resource,
    path: str,
    *,
    ids: tuple[str, str],
    about: tuple[str, str],
    queries: tuple[type[ReadQuery], type[ReadQuery]] = (ListQuery, ReadQuery),
    filters: tuple[Filter[R], ...] = (),
    more: str = "",
    **read: Unpack[Read[R]],
) -> None:
    """Declare the list of the records at a path and the single one below it; pairs are for the list and for the one."""
    declare_list(resource, path, id=ids[0], about=about[0], query=queries[0], filters=filters, more=more, **read)
    below = f"{path}/{{{'id' if read.get('within') is None else SUB}}}"
    declare_get(resource, below, id=ids[1], about=about[1], query=queries[1], **read)


def provider_path(repository: ProviderRepository[R], within: SubResources[Any, R] | None, call: AnyCall) -> str:
    """Where the provider keeps the records of a read."""
    if within is None:
        return repository.remote_path
    return f"{within.parent.remote_path}/{quote(remote_of(call.path['id']), safe='')}{repository.remote_path}"


def filtered(call: AnyCall, rows: Selection[R], filters: tuple[Filter[R], ...]) -> Selection[R]:
    """The rows that fit every filter, given as `filter[name]` or as the older parameter of the bare name."""
    query = call.query
    inside = query.get("filter") or {}
    for one in filters:
        for value in (inside.get(one.name), query.get(one.name)):
            if value is not None:
                rows = one.narrow(call, rows, value)
    return rows
