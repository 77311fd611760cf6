"""The ways in which lists are cut into pages.

pages    `limit`, `pageId` -> `{limit, offset, nextPageId, totalFound, content}` and a `Link` header
chain    `limit`, `pageId` -> `{limit, nextPageId, content}`
slices   `limit`, `offset` -> `{limit, offset, totalFound, content}`
whole    nothing -> `{totalFound, content}`
"""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Reply
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.pages import link_next, pack, page_after, unpack
from ats_sandbox.contract.schema import QuerySchema
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Record

R = TypeVar("R", bound=Record)
MOST = 100


class PageQuery(QuerySchema):
    """Which page of a list: the first one, or the one that an earlier answer named."""

    limit = fields.Integer(least=1, most=MOST, load_default=10)
    pageId = fields.Text()


class SliceQuery(QuerySchema):
    """Which part of a list."""

    limit = fields.Integer(least=1, most=MOST, load_default=10)
    offset = fields.Integer(least=0, load_default=0)


def page_start(call: Call) -> tuple[int | None, int]:
    """The id that the asked page comes after, and how many records come before it."""
    text = call.query.get("pageId")
    if text is None:
        return None, 0
    facts = unpack(text) or {}
    after, offset = facts.get("after"), facts.get("offset")
    if type(after) is not int or type(offset) is not int or min(after, offset) < 1 or len(facts) != 2:
        raise Invalid(Violation(Rule.FORMAT, ("pageId",), "query", expected="page id", value=text))
    return after, offset


def pages(call: Call, rows: Selection[R], show: Callable[[R], dict[str, Any]]) -> Reply:
    """A page with the total; while more remain, `nextPageId` and a relative `Link` that repeats the filters."""
    limit = call.query["limit"]
    after, offset = page_start(call)
    page = page_after(rows, after, limit)
    document: dict[str, Any] = {"limit": limit, "offset": offset}
    headers = {}
    if page.after is not None:
        next_page = pack(after=page.after, offset=offset + limit)
        document["nextPageId"] = next_page
        filters = [(name, value) for name, value in call.request.args.items(multi=True) if name not in PAGING]
        headers["Link"] = link_next(call.operation.path, *filters, limit=limit, pageId=next_page)
    document["totalFound"] = len(rows)
    document["content"] = [show(record) for record in page.records]
    return Reply(200, document, headers)


PAGING = frozenset({"limit", "pageId", "offset"})


def chain(call: Call, rows: Selection[R], show: Callable[[R], dict[str, Any]]) -> dict[str, Any]:
    """A page without a total; `nextPageId` while more remain."""
    limit = call.query["limit"]
    after, offset = page_start(call)
    page = page_after(rows, after, limit)
    more = {} if page.after is None else {"nextPageId": pack(after=page.after, offset=offset + limit)}
    return {"limit": limit, **more, "content": [show(record) for record in page.records]}


def slices(call: Call, rows: Selection[R], show: Callable[[R], dict[str, Any]]) -> dict[str, Any]:
    """The records from `offset` on, with the total."""
    limit, offset = call.query["limit"], call.query["offset"]
    content = [show(record) for record in rows.page(offset, limit)]
    return {"limit": limit, "offset": offset, "totalFound": len(rows), "content": content}


def whole(content: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """A list that is never cut."""
    entries = list(content)
    return {"totalFound": len(entries), "content": entries}
