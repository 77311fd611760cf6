"""Declaring reads: a list and a single record of a resource, from its schema, its view and its records."""

import re
from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Protocol, TypeVar
from urllib.parse import quote

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resources.pages import pack, unpack
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import AnyCall, Call, Resource
from ats_sandbox.vendors.stackone.errors import BadCursor, NotFound
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.lens import Lens, lens_of
from ats_sandbox.vendors.stackone.nesting import SUB, Within
from ats_sandbox.vendors.stackone.queries import AccountHeader, ListQuery, ReadQuery
from ats_sandbox.vendors.stackone.shelves import Shelf
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import R

CONTRACT = documented("StackOne OpenAPI, ATS 1.0.0")
PREFIX = "/unified/ats"
USUAL, MOST = 25, 100
"""Records on a page: when nothing is said, and at most."""

View = Callable[[R, Lens], dict[str, Any]]
Narrow = Callable[[AnyCall, Selection[R]], Selection[R]]
N = TypeVar("N", bound="Numbered")


class Numbered(Protocol):
    """Anything that a list shows: its ordinal is what a cursor remembers."""

    @property
    def id(self) -> int:
        """The ordinal, ascending along the list."""


class Pages(Protocol[N]):
    """What can be walked page by page."""

    def after(self, id: int | None, limit: int) -> list[N]:
        """`limit` items after an ordinal; None starts at the beginning."""

    def page(self, offset: int, limit: int) -> list[N]:
        """`limit` items from the one at `offset` on."""


class RawResponse(ResponseSchema):
    """One request that was made to the provider."""

    method = fields.Text(required=True)
    url = fields.Text(required=True)
    body = fields.Anything(metadata={"type": ["string", "object", "array"], "items": {"type": "integer"}})
    response = fields.Anything(metadata={"type": ["object", "array", "string"]})


@cache
def listed(shape: type[ResponseSchema]) -> type[ma.Schema]:
    """The envelope of a list."""
    members: wire.Members = {
        "next_page": wire.text(deprecated=True),
        "next": wire.text(),
        "data": fields.Array(fields.Nested(shape), required=True),
        "raw": wire.many(RawResponse),
    }
    return ResponseSchema.from_dict(members, name=f"{shape.__name__}Paginated")


@cache
def single(shape: type[ResponseSchema]) -> type[ma.Schema]:
    """The envelope of one record."""
    members: wire.Members = {"data": fields.Nested(shape, required=True), "raw": wire.many(RawResponse)}
    return ResponseSchema.from_dict(members, name=f"{shape.__name__}Result")


def declare_list(
    resource: Resource,
    path: str,
    *,
    id: str,
    about: str,
    shelf: Shelf[R],
    shape: type[ResponseSchema],
    view: View[R],
    query: type[ReadQuery] = ListQuery,
    within: Within[Any, R] | None = None,
    narrow: Narrow[R] = lambda call, rows: rows,
    more: str = "",
    **declaration: Any,
) -> None:
    """Declare the operation that lists records, those of one record of another kind where the path is `within` it.

    `narrow` applies what only this list can be asked for.
    """

    def handler(call: Call) -> dict[str, Any]:
        rows = shelf.rows(call) if within is None else within.rows(call, shelf)
        return page_of(call, dated(call, narrow(call, rows)), view, address(call, shelf, within))

    handler.__doc__ = f"List {about}.\n\nIn the order of creation. {more}".strip()
    resource.get(
        f"{PREFIX}{path}",
        id=f"ats_{id}",
        scope="unified",
        query=query,
        headers=AccountHeader,
        returns=listed(shape),
        errors=[BadCursor] if within is None else [BadCursor, NotFound],
        example=Example() if within is None else within.example(shelf, "id"),
        **{"evidence": CONTRACT, **declaration},
    )(handler)


def declare_get(
    resource: Resource,
    path: str,
    *,
    id: str,
    about: str,
    shelf: Shelf[R],
    shape: type[ResponseSchema],
    view: View[R],
    query: type[ReadQuery] = ReadQuery,
    within: Within[Any, R] | None = None,
    **declaration: Any,
) -> None:
    """Declare the operation that gets one record.

    Its id is the `{id}` of the path, or the `{subResourceId}` where the path is `within` a record of another kind.
    """

    def handler(call: Call) -> dict[str, Any]:
        record = shelf.at(call) if within is None else within.at(call, shelf)
        _ = call.query
        return record_of(call, record, view, address(call, shelf, within))

    handler.__doc__ = f"Get {about}."
    resource.get(
        f"{PREFIX}{path}",
        id=f"ats_{id}",
        scope="unified",
        query=query,
        headers=AccountHeader,
        returns=single(shape),
        errors=[NotFound],
        example=Example(path={"id": shelf.sample}) if within is None else within.example(shelf, "id", SUB),
        **{"evidence": CONTRACT, **declaration},
    )(handler)


def address(call: Call, shelf: Shelf[R], within: Within[Any, R] | None = None) -> str:
    """Where the provider keeps the records of a read."""
    if within is None:
        return shelf.remote_path
    return f"{within.parent.remote_path}/{quote(remote_of(call.path['id']), safe='')}{shelf.remote_path}"


def page_of(
    call: Call,
    rows: Pages[N],
    view: Callable[[N, Lens], dict[str, Any]],
    path: str,
    *,
    numbered: bool = True,
    always: frozenset[str] = frozenset(),
) -> dict[str, Any]:
    """One page of a list, in its envelope.

    `path` is where the provider has it; `numbered` lists have `next_page`; what is `always` there cannot be left out.
    """
    found, after = walked(call, rows)
    through = lens_of(call)
    shown = [view(record, through) for record in found]
    return {
        **({"next_page": None} if numbered else {}),
        "next": None if after is None else pack(r={"l": call.operation.id, "a": after}),
        "data": [chosen(call, one, always) for one in shown],
        "raw": _exchange(call, path, [{"id": one["remote_id"]} for one in shown], _size(call)),
    }


def walked(call: Call, rows: Pages[N]) -> tuple[list[N], int | None]:
    """The page that the query asks for, and the ordinal to go on after; None on the last page."""
    query, size = call.query, _size(call)
    if query.get("next"):
        found = rows.after(_cursor(call, query["next"]), size + 1)
    elif query.get("page"):
        found = rows.page((query["page"] - 1) * size, size + 1)
    else:
        found = rows.after(None, size + 1)
    kept = found[:size]
    return kept, kept[-1].id if len(found) > size else None


def _size(call: Call) -> int:
    return min(call.query.get("page_size") or USUAL, MOST)


def record_of(call: Call, record: R, view: View[R], path: str) -> dict[str, Any]:
    """One record in its envelope. `path` is where the provider has its like."""
    shown = view(record, lens_of(call))
    remote = shown["remote_id"]
    return {"data": chosen(call, shown), "raw": _exchange(call, f"{path}/{quote(remote, safe='')}", {"id": remote})}


def dated(call: Call, rows: Selection[R]) -> Selection[R]:
    """Only the records changed, or created, strictly after the instants given, in either spelling."""
    told: Mapping[str, Any] = call.query.get("filter") or {}
    for updated in (told.get("updated_after"), call.query.get("updated_after")):
        if updated is not None:
            rows = rows.since(updated)
    created = told.get("created_after")
    if created is not None:
        rows = rows.created_since(created)
    return rows


def chosen(call: Call, record: dict[str, Any], always: frozenset[str] = frozenset()) -> dict[str, Any]:
    """The properties that `fields` names, or all of them; names that no record has are ignored."""
    names: frozenset[str] | None = call.query.get("fields_")
    return {name: value for name, value in record.items() if name in names | always} if names else record


def _cursor(call: Call, text: str) -> int:
    facts = (unpack(text) or {}).get("r")
    if not isinstance(facts, dict) or facts.keys() != {"l", "a"} or facts["l"] != call.operation.id:
        raise BadCursor
    after = facts["a"]
    if type(after) is not int or after < 1:
        raise BadCursor
    return after


def _exchange(call: Call, path: str, response: Any, size: int | None = None) -> list[dict[str, Any]] | None:
    """The provider's side of a read, when the request asks for it; `proxy` parameters show in its address."""
    if not call.query.get("raw"):
        return None
    asked = {} if size is None else {"limit": str(size)}
    for name, value in (call.query.get("proxy") or {}).items():
        first, *inner = re.findall(r"[^\[\]]+", name) or [""]
        asked[first + "".join(f"[{part}]" for part in inner)] = value
    parameters = "&".join(f"{quote(name, safe='[]')}={quote(value, safe='')}" for name, value in asked.items())
    url = call.account.service.url(f"{path}{parameters and f'?{parameters}'}")
    content = {"content": response} if isinstance(response, list) else response
    return [{"method": "GET", "url": url, "body": None, "response": content}]
