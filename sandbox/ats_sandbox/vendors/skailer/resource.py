"""Declaring reads: a record by its id, all records of a kind, and searches in pages."""

from collections.abc import Callable
from typing import Any, cast

from marshmallow.fields import Field

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import JsonObject
from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.evidence import Evidence, inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.skailer.bodies import Body, OptionalId
from ats_sandbox.vendors.skailer.ids import INTEGER
from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import R

GUIDE = "https://doc.skailer.com, guide ATS Application Creation"
READ_BACK = inferred("what was created must be readable; path and method after the vendor's documented habits")

Rows = Callable[[AnyCall], Selection[R]]


class Instant(fields.Text):
    """An instant, shown in whole seconds."""

    def write(self, value: Any) -> str:
        return iso_seconds(value)


class SearchBody(Body):
    """Which page of the matches."""

    page = fields.Integer(least=1, load_default=1, allow_none=True)
    per_page = fields.Integer(least=1, most=100, load_default=20, allow_none=True)


class Meta(ResponseSchema):
    """Where a page stands."""

    current_page = fields.Integer(required=True)
    per_page = fields.Integer(required=True)
    last_page = fields.Integer(required=True)
    total = fields.Integer(required=True)


def declare_get(resource: Resource, noun: str, repository: Repository[R], shape: type[ResponseSchema]) -> None:
    """Declare the operation that gets one record."""
    view = view_of(shape)

    def handler(call: Call) -> Document:
        return view(repository.get_or_404(call), call)

    handler.__doc__ = f"Get {'an' if noun[0] in 'aeiou' else 'a'} {noun}."
    resource.get(
        f"/api/v1/{noun}s/{{id}}",
        id=f"get_{noun}",
        scope="recruiting",
        returns=shape,
        errors=[repository.not_found],
        evidence=READ_BACK,
        example=Example(path={"id": "1"}),
        path_types={"id": INTEGER},
    )(handler)


def declare_all(
    resource: Resource, nouns: str, about: str, rows: Rows[R], shape: type[ResponseSchema], evidence: Evidence
) -> None:
    """Declare the operation that lists all records of a kind at once."""
    view = view_of(shape)

    def handler(call: Call) -> list[Document]:
        return [view(record, call) for record in rows(call)]

    handler.__doc__ = f"List all {about}."
    resource.get(
        f"/api/v1/{nouns}/all",
        id=f"list_{nouns.replace('-', '_')}",
        scope="recruiting",
        returns=fields.Array(fields.Nested(shape)),
        evidence=evidence,
    )(handler)


def declare_search(
    resource: Resource,
    noun: str,
    rows: Rows[R],
    shape: type[ResponseSchema],
    *filters: Filter[R],
    sample: Document,
    evidence: Evidence = READ_BACK,
    more: str = "",
) -> None:
    """Declare the search for records that fit every filter of its body, ascending by id, in numbered pages."""
    view, name = view_of(shape), shape.__name__
    page = {"data": fields.Array(fields.Nested(shape), required=True), "meta": fields.Nested(Meta, required=True)}
    body = type(f"{name}Search", (SearchBody,), {one.name: one.field() for one in filters})

    def handler(call: Call) -> Document:
        found, asked = rows(call), call.body
        for one in filters:
            if one.name in asked:
                found = one.narrow(call, found, asked[one.name])
        number, size, total = asked.get("page", 1), asked.get("per_page", 20), len(found)
        return {
            "data": [view(record, call) for record in found.page((number - 1) * size, size)],
            "meta": {
                "current_page": number,
                "per_page": size,
                "last_page": max(-(-total // size), 1),
                "total": total,
            },
        }

    handler.__doc__ = f"Search {noun}s.\n\n{more}".strip()
    resource.post(
        f"/api/v1/{noun}s/search",
        id=f"search_{noun}s",
        scope="recruiting",
        writes=False,
        body=JsonObject(cast(type[SearchBody], body), required=False),
        returns=ResponseSchema.from_dict(cast(dict[str, Field[Any]], page), name=f"{name}Page"),
        evidence=evidence,
        example=Example(body=sample),
    )(handler)


def indexed(name: str, index: str, field: Callable[[], Field[Any]] = OptionalId) -> Filter[Any]:
    """A filter that an index of the collection answers."""
    return Filter(name, field, lambda _call, rows, value: rows.where(**{index: value}))
