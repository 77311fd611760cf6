"""Lists: their pages, in ascending id, and the filters that several models have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

import marshmallow as ma
from marshmallow.fields import Field

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.resources.pages import N, page_after
from ats_sandbox.contract.resources.pages import Pageable as Walked
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, schema_of
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.bindbee.call import AnyCall, linked
from ats_sandbox.vendors.bindbee.ids import cursor_of
from ats_sandbox.vendors.bindbee.inputs import Count, Cursor, IdList, Words
from ats_sandbox.world.domain.native_ids import read_native_id
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Key

Rows = Selection[Any]
AnyFilter = Filter[Any]


def page_query(usual: int, most: int, **members: Any) -> type[QuerySchema]:
    """Which page of a list, of so many records; and other members."""
    size = Count(least=1, most=most, load_default=usual)
    return schema_of(QuerySchema, "PageQuery", "Which page of a list.", page_size=size, cursor=Cursor(), **members)


PageQuery = page_query(50, 200)


@dataclass(frozen=True, slots=True)
class CursorPages:
    """The page style of every list: a cursor holds the id of the last record before it.

    `read` and `write` turn the ids of its records into ordinals and back.
    """

    read: Callable[[AnyCall, str], int | None]
    write: Callable[[AnyCall, int], str]
    query: type[QuerySchema] = PageQuery

    def envelope(self, item: type[ma.Schema]) -> type[ResponseSchema]:
        """The shape of one page: `page_size` counts the items in it."""
        return schema_of(
            ResponseSchema,
            f"Paginated{item.__name__}",
            "One page of a list.",
            cursor=fields.Text(required=True, allow_none=True),
            page_size=fields.Integer(required=True),
            items=fields.Array(fields.Nested(item), required=True),
        )

    def page(self, call: AnyCall, rows: Walked[N], show: Callable[[N], Document]) -> Document:
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


def pages_by(ids: IdCodec) -> CursorPages:
    """Pages of what has these ids, whatever the connector."""
    return CursorPages(lambda call, text: ids.read(call.world, text), lambda call, one: ids.write(call.world, one))


def by_member(name: str, field: Callable[[], Field[Any]], member: str = "") -> AnyFilter:
    """Records whose member has the value; there is no index, as there are few records."""
    value_of = attrgetter(member or name)
    return Filter(name, field, lambda _, rows, value: rows.only(lambda one: value_of(one) == value))


def by_remote_id(native: str) -> AnyFilter:
    """The one record that the provider knows by this id."""

    def narrow(call: AnyCall, rows: Rows, value: str) -> Rows:
        return rows.among([read_native_id(linked(call).world, native, value) or 0])

    return Filter("remote_id", Words, narrow)


def by_relation(kind: str, name: str = "", index: str = "") -> AnyFilter:
    """Records that relate to one of the given ones; `index` finds records by the ordinal of the related one."""
    index = index or name or kind
    return Filter(name or kind, IdList, lambda call, rows, ids: rows.where_any(index, linked(call).ordinals(kind, ids)))


def by_words(name: str, index: str, key: Callable[[str], Key] = str) -> AnyFilter:
    """Records found in an index under one of the words, which commas separate; the whole text is a word too."""
    return Filter(name, Words, lambda _, rows, value: rows.where_any(index, [key(word) for word in words(value)]))


def words(value: str) -> Iterable[str]:
    """What a text with commas may mean: all of it, or each part."""
    return dict.fromkeys([value, *value.split(",")])
