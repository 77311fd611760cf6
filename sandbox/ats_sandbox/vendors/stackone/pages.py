"""How StackOne shows what was read: the pages of lists, single records, and the provider's side of it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Protocol
from urllib.parse import quote

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, JsonDocument
from ats_sandbox.contract.resources.pages import N, Page, Pageable, pack, page_of, unpack
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.errors import BadCursor

USUAL, MOST = 25, 100
"""Records on a page: unless the request says how many, and at most."""


RawResponse = shape_of(
    "RawResponse",
    method=fields.Text(required=True),
    url=fields.Text(required=True),
    body=fields.Anything(metadata={"type": ["string", "object", "array"], "items": {"type": "integer"}}),
    response=fields.Anything(metadata={"type": ["object", "array", "string"], "items": {}}),
)
"""One request that was made to the provider."""


@cache
def list_envelope(shape: type[ma.Schema]) -> type[ma.Schema]:
    """The envelope of a list."""
    return shape_of(
        f"{shape.__name__}Paginated",
        next_page=wire.text(deprecated=True),
        next=wire.text(),
        data=fields.Array(fields.Nested(shape), required=True),
        raw=wire.many(RawResponse),
    )


@cache
def record_envelope(shape: type[ma.Schema]) -> type[ma.Schema]:
    """The envelope of one record."""
    data = fields.Nested(shape, required=True)
    return shape_of(f"{shape.__name__}Result", data=data, raw=wire.many(RawResponse))


class NumberedRows(Pageable[N], Protocol[N]):
    """What can be walked page by page, or entered at any page."""

    def page(self, offset: int, limit: int, /) -> list[N]:
        """`limit` items from the one at `offset` on."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CursorPages:
    """Pages with a cursor, `next`; the deprecated numbers of pages are understood, too.

    `path` gives where the provider has the list; `numbered` lists have `next_page`; members that are `always` there
    cannot be left out with `fields`.
    """

    path: Callable[[AnyCall], str]
    numbered: bool = True
    always: frozenset[str] = frozenset()

    def page(self, call: AnyCall, rows: NumberedRows[N], show: Callable[[N], Document]) -> Document:
        """The page that the query asks for, in its envelope."""
        size = min(call.query.get("page_size") or USUAL, MOST)
        page = self._page(call, rows, size)
        shown = [show(record) for record in page.records]
        return {
            **({"next_page": None} if self.numbered else {}),
            "next": None if page.after is None else pack(r={"l": call.operation.id, "a": page.after}),
            "data": [selected_fields(call, one, self.always) for one in shown],
            "raw": _exchange(call, self.path(call), {"content": [{"id": one["remote_id"]} for one in shown]}, size),
        }

    def _page(self, call: AnyCall, rows: NumberedRows[N], size: int) -> Page[N]:
        """One item more than fits is looked for, to know whether more remain."""
        cursor, number = call.query.get("next"), call.query.get("page")
        if number and not cursor:
            return page_of(rows.page((number - 1) * size, size + 1), size)
        return page_of(rows.after(cursor_numbers(call, cursor, "a")[0] if cursor else None, size + 1), size)


def record_document(call: AnyCall, shown: Document, path: str) -> Document:
    """One record in its envelope. `path` is where the provider has its like."""
    remote = shown["remote_id"]
    raw = _exchange(call, f"{path}/{quote(remote, safe='')}", {"id": remote})
    return {"data": selected_fields(call, shown), "raw": raw}


def selected_fields(call: AnyCall, record: Document, always: frozenset[str] = frozenset()) -> Document:
    """The members that `fields` names, or all of them; names that no record has are ignored."""
    names: frozenset[str] | None = call.query.get("fields_")
    return {name: value for name, value in record.items() if name in names | always} if names else record


def cursor_numbers(call: AnyCall, cursor: str, names: str) -> list[int]:
    """The numbers that a cursor of this list carries under one-letter names; the last of them is 1 or more."""
    facts = (unpack(cursor) or {}).get("r")
    if not isinstance(facts, dict) or facts.keys() != {"l", *names} or facts["l"] != call.operation.id:
        raise BadCursor
    numbers = [facts[name] for name in names]
    if any(type(one) is not int for one in numbers) or numbers[-1] < 1:
        raise BadCursor
    return numbers


def check_cursor(call: AnyCall) -> None:
    """Refuse a cursor that the list did not give out, before any record is looked up."""
    if call.query.get("next"):
        cursor_numbers(call, call.query["next"], "a")


def _exchange(call: AnyCall, path: str, response: JsonDocument, size: int | None = None) -> list[Document] | None:
    """The provider's side of a read, when the request wants it; `proxy` parameters show in its address."""
    if not call.query.get("raw"):
        return None
    parameters = {} if size is None else {"limit": str(size)}
    for name, value in (call.query.get("proxy") or {}).items():
        first, *inner = re.findall(r"[^\[\]]+", name) or [""]
        parameters[first + "".join(f"[{part}]" for part in inner)] = value
    query = "&".join(f"{quote(name, safe='[]')}={quote(value, safe='')}" for name, value in parameters.items())
    url = call.account.service.url(f"{path}{query and f'?{query}'}")
    return [{"method": "GET", "url": url, "body": None, "response": response}]
