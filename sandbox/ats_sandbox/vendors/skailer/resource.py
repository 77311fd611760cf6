"""Declaring operations: what all of them have in common, and the ways to read: one record, all records, a search."""

import re
from collections.abc import Callable
from typing import Any, Unpack, cast

from marshmallow.fields import Field
from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract import resource as kit
from ats_sandbox.contract.call import AnyCall, BodyT, Call, QueryT
from ats_sandbox.contract.evidence import Evidence, documented, inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.skailer.bodies import Body, JsonBody, OptionalId
from ats_sandbox.vendors.skailer.errors import Forbidden, NotFound
from ats_sandbox.vendors.skailer.ids import INTEGER, NUMBERS
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Collection, R

Rows = Callable[[AnyCall], Selection[R]]
Shape = type[ResponseSchema]

READ_BACK = inferred("what was created must be readable; path and method after the vendor's documented habits")


def step(number: int) -> Evidence:
    """A step of the vendor's guide says so."""
    return documented(f"https://doc.skailer.com, guide ATS Application Creation, step {number}")


def records_of(collection: Collection[R]) -> Repository[R]:
    """The records of a collection as paths name them and lists show them."""
    return Repository(collection=collection, codec=NUMBERS, not_found=NotFound, forbidden=Forbidden)


def indexed(name: str, index: str, field: Callable[[], Field[Any]] = OptionalId) -> Filter[Any]:
    """A filter that an index of the collection answers."""
    return Filter(name, field, lambda _call, rows, value: rows.where(**{index: value}))


class SearchBody(Body):
    """Which page of the matches."""

    page = fields.Integer(least=1, load_default=1, allow_none=True)
    per_page = fields.Integer(least=1, most=100, load_default=20, allow_none=True)


_META = ("current_page", "per_page", "last_page", "total")
Meta = shape_of("Meta", **{name: fields.Integer(required=True) for name in _META})
"""Where a page stands."""


class Resource(kit.Resource):
    """The operations on one noun: one scope for all; records that paths name have numbers, and may not be there."""

    def operation(
        self, method: str, path: str, **declaration: Unpack[kit.Declaration[BodyT, QueryT, None]]
    ) -> Callable[[kit.Handler[BodyT, QueryT, None, kit.Result]], kit.Handler[BodyT, QueryT, None, kit.Result]]:
        """Declare an operation; examples name the first records unless they name others."""
        named, example = re.findall(r"{(\w+)}", path), declaration.get("example", Example())
        declaration["scope"] = "recruiting"
        declaration["errors"] = [NotFound] if named else []
        declaration["path_types"] = dict.fromkeys(named, INTEGER)
        declaration["example"] = replace(example, path={**dict.fromkeys(named, "1"), **example.path})
        return super().operation(method, path, **declaration)

    def read_one(self, noun: str, repository: Repository[R], shape: Shape) -> None:
        """Declare the operation that gets one record."""
        view = view_of(shape)

        def handler(call: Call) -> Document:
            return view(repository.get_or_404(call), call)

        handler.__doc__ = f"Get {'an' if noun[0] in 'aeiou' else 'a'} {noun}."
        self.get(f"/api/v1/{noun}s/{{id}}", id=f"get_{noun}", returns=shape, evidence=READ_BACK)(handler)

    def read_all(self, nouns: str, about: str, rows: Rows[R], shape: Shape, evidence: Evidence) -> None:
        """Declare the operation that lists all records of a kind at once."""
        view = view_of(shape)

        def handler(call: Call) -> list[Document]:
            return [view(record, call) for record in rows(call)]

        handler.__doc__ = f"List all {about}."
        id, returns = f"list_{nouns.replace('-', '_')}", fields.Array(fields.Nested(shape))
        self.get(f"/api/v1/{nouns}/all", id=id, returns=returns, evidence=evidence)(handler)

    def search(
        self,
        noun: str,
        repository: Repository[R],
        shape: Shape,
        *filters: Filter[R],
        sample: Document,
        evidence: Evidence = READ_BACK,
        more: str = "",
    ) -> None:
        """Declare the search for records that fit every filter of its body, ascending by id, in numbered pages."""
        view, name = view_of(shape), shape.__name__
        body = SearchBody.from_dict({one.name: one.field() for one in filters}, name=f"{name}Search")
        data, meta = fields.Array(fields.Nested(shape), required=True), fields.Nested(Meta, required=True)

        def handler(call: Call) -> Document:
            asked, found = call.body, repository.rows(call)
            for one in filters:
                if one.name in asked:
                    found = one.narrow(call, found, asked[one.name])
            number, size, total = asked["page"], asked["per_page"], len(found)
            last = max(-(-total // size), 1)
            return {
                "data": [view(record, call) for record in found.page((number - 1) * size, size)],
                "meta": {"current_page": number, "per_page": size, "last_page": last, "total": total},
            }

        handler.__doc__ = f"Search {noun}s.\n\n{more}".strip()
        self.post(
            f"/api/v1/{noun}s/search",
            id=f"search_{noun}s",
            writes=False,
            body=JsonBody(cast(type[SearchBody], body), required=False),
            returns=shape_of(f"{name}Page", data=data, meta=meta),
            evidence=evidence,
            example=Example(body=sample),
        )(handler)
