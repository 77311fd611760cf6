"""Pushed records: one declaration of what can be done with a kind of them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, Generic, TypeVar

import marshmallow as ma
from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Batch, OneOrMany
from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.evidence import Evidence
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.resources.listing import Filter, Listing, query_with
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.datadriven.errors import ValidationFailed
from ats_sandbox.vendors.datadriven.ids import NUMBER
from ats_sandbox.vendors.datadriven.schemas import (
    PageQuery,
    answer_schema,
    envelope_schema,
    input_schema,
    patch_schema,
    values_of,
)
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import R

H = TypeVar("H", bound=Callable[..., object])


@dataclass(frozen=True, slots=True, kw_only=True)
class Pushed(Generic[R]):
    """One kind of pushed record: its properties are the record's fields, its filters the collection's indexes.

    `shape` begins the names of its schemas. `sample` is the smallest body, `change` a partial one; `clears` says that
    a change may be null where the property may. `documented` is the evidence by method, `inferred` that of the rest.
    """

    name: str
    about: str
    shape: str
    repository: Repository[R]
    sample: Document
    change: Document
    clears: bool
    documented: Mapping[str, Evidence]
    inferred: Evidence


@dataclass(frozen=True, slots=True)
class NumberedPages:
    """Pages by number; the total travels in a header, because the envelope has no place for it."""

    message: str
    query = PageQuery

    def envelope(self, item: type[ma.Schema]) -> type[ma.Schema]:
        """The schema around the records of a page."""
        return envelope_schema(f"{item.__name__}Answer", item)

    def page(self, call: AnyCall, rows: Selection[Any], show: Callable[[Any], Document]) -> Reply:
        """The page that the query asks for."""
        number, limit = call.query["page"], call.query["limit"]
        records = rows.page((number - 1) * limit, limit)
        document = {"message": self.message, "data": [show(one) for one in records]}
        return Reply(200, document, {"X-Total-Count": str(len(rows))})


def declare(pushed: Pushed[R]) -> Resource:
    """Declare the six operations on one kind of pushed record."""
    repository, name, title = pushed.repository, pushed.name, pushed.name.capitalize()
    a_name = f"{'an' if name[0] in 'aeiou' else 'a'} {name}"
    collection, record_type = repository.collection, repository.collection.record
    whole = input_schema(f"{pushed.shape}Input", record_type)
    part = patch_schema(f"{pushed.shape}Patch", record_type, nullable=pushed.clears)
    shape = answer_schema(pushed.shape, record_type)
    view, pages = view_of(shape), NumberedPages(f"{title}s retrieved")
    answer = pages.envelope(shape)
    filters: tuple[Filter[R], ...] = tuple(Filter(one, fields.Text, partial(_where, one)) for one in collection.indexes)
    listing = Listing(rows=repository.rows, view=view, style=pages, filters=filters)
    query = query_with(f"{pushed.shape}Query", PageQuery, *filters)
    resource: Resource = Resource(f"{title}s", pushed.about)
    path = f"/v3/ats/{name.replace(' ', '-')}s"

    def operation(
        method: str, verb: str, about: str, *, one: bool = True, body: Any = None, sample: Document | None = None
    ) -> Callable[[H], H]:
        def declare_it(handler: H) -> H:
            handler.__doc__ = about
            resource.operation(
                method,
                f"{path}/{{id}}" if one else path,
                id=f"{verb}_{name.replace(' ', '_')}{'' if one else 's'}",
                scope="ats_read" if method == "GET" else "ats_write",
                query=None if one or method != "GET" else query,
                body=body,
                returns=answer,
                status=201 if method == "POST" else 200,
                errors=[repository.not_found, ValidationFailed] if one else (),
                evidence=pushed.documented.get(method, pushed.inferred),
                example=Example(path={"id": "1"} if one else {}, body=sample),
                path_types=NUMBER,
            )(handler)
            return handler

        return declare_it

    def envelope(call: AnyCall, done: str, *records: R) -> Document:
        return {"message": f"{title}{'s' * (len(records) > 1)} {done}", "data": [view(one, call) for one in records]}

    @operation(
        "GET",
        "list",
        f"List {name}s.\n\nAscending by id. The header `X-Total-Count` carries the number of matches.",
        one=False,
    )
    def list_all(call: Call) -> Document | list[Any] | Reply:
        return listing.document(call)

    @operation(
        "POST",
        "create",
        f"Create one {name}, or up to a hundred.\n\nAll or nothing: one fault in an array stores none of it.",
        one=False,
        body=OneOrMany(whole, most=100),
        sample=pushed.sample,
    )
    def create(call: Call[Batch]) -> Document:
        bodies, _ = call.body
        first = call.draft.next_id(collection)
        records = [record_type(id=id, **values_of(body)) for id, body in enumerate(bodies, start=first)]
        return envelope(call, "created", *(call.draft.put(collection, one) for one in records))

    @operation("GET", "get", f"Get {a_name}.")
    def get(call: Call) -> Document:
        return envelope(call, "retrieved", repository.get_or_404(call))

    @operation(
        "PUT",
        "update",
        f"Update all properties of {a_name}.\n\n"
        "A full replacement: an optional property that is left out becomes null.",
        body=whole,
        sample=pushed.sample,
    )
    def put(call: Call) -> Document:
        record = record_type(id=repository.get_or_404(call).id, **values_of(call.body))
        return envelope(call, "updated", call.draft.put(collection, record))

    @operation(
        "PATCH",
        "patch",
        f"Update some properties of {a_name}.\n\nWhat is left out stays; "
        + ("null clears a property that may be null." if pushed.clears else "no property may be null."),
        body=part,
        sample=pushed.change,
    )
    def patch(call: Call) -> Document:
        record = replace(repository.get_or_404(call), **values_of(call.body))
        return envelope(call, "updated", call.draft.put(collection, record))

    @operation("DELETE", "delete", f"Delete {a_name}; the answer shows it once more.")
    def delete(call: Call) -> Document:
        record = repository.get_or_404(call)
        call.draft.remove(collection, record.id)
        return envelope(call, "deleted", record)

    return resource


def _where(index: str, _call: AnyCall, rows: Selection[R], value: str) -> Selection[R]:
    return rows.where(**{index: value})
