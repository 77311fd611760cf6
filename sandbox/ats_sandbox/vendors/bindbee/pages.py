"""Pages of lists in ascending id; a cursor holds the id of the last record before it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, cast

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.pages import N, Rows, page_after
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.ids import cursor_of
from ats_sandbox.vendors.bindbee.inputs import Count, Cursor


class PageQuery(QuerySchema):
    """Which page of a list."""

    page_size = Count(least=1, most=200, load_default=50)
    cursor = Cursor()


@dataclass(frozen=True, slots=True)
class CursorPages:
    """The page style of every list. `read` and `write` turn the ids of its records into ordinals and back."""

    read: Callable[[AnyCall, str], int | None]
    write: Callable[[AnyCall, int], str]
    query: type[QuerySchema] = PageQuery

    def envelope(self, item: type[ma.Schema]) -> type[ResponseSchema]:
        """The shape of one page: `page_size` counts the items in it."""
        members = {
            "__doc__": "One page of a list.",
            "cursor": fields.Text(required=True, allow_none=True),
            "page_size": fields.Integer(required=True),
            "items": fields.Array(fields.Nested(item), required=True),
        }
        return cast(type[ResponseSchema], type(f"Paginated{item.__name__}", (ResponseSchema,), members))

    def page(self, call: AnyCall, rows: Rows[N], show: Callable[[Any], Document]) -> Document:
        """The page that the query asks for."""
        id = call.query.get("cursor")
        after = None if id is None else self.read(call, id)
        if id is not None and after is None:
            sent = call.request.args["cursor"]
            raise Invalid(Violation(Rule.CUSTOM, ("cursor",), "query", text="invalid cursor", value=sent))
        found = page_after(rows, after, call.query["page_size"])
        return {
            "cursor": None if found.after is None else cursor_of(self.write(call, found.after)),
            "page_size": len(found.records),
            "items": [show(record) for record in found.records],
        }
