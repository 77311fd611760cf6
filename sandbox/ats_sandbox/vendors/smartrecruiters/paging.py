"""The ways in which lists are cut into pages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Reply
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.pages import Page, link_next, pack, page_after, unpack
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.call import AnyCall

Show = Callable[[Any], Document]
MOST = 100
PAGING = frozenset({"limit", "pageId", "offset"})


class PageQuery(QuerySchema):
    """Which page of a list: the first one, or the one that an earlier answer named."""

    limit = fields.Integer(least=1, most=MOST, load_default=10)
    pageId = fields.Text()


class SliceQuery(QuerySchema):
    """Which part of a list."""

    limit = fields.Integer(least=1, most=MOST, load_default=10)
    offset = fields.Integer(least=0, load_default=0)


@dataclass(frozen=True, slots=True)
class Style:
    """One way: the parameters that choose a page, the members around its content, and how it is cut.

    `sends` are the headers that lead to other pages.
    """

    query: type[QuerySchema]
    members: tuple[str, ...]
    cut: Callable[[AnyCall, Any, Show], Document | Reply]
    sends: tuple[str, ...] = ()

    def envelope(self, item: type[ma.Schema], name: str = "", *, required: bool = True) -> type[ma.Schema]:
        """The schema of a page. The id of the next one is never required, as there may be none."""
        return _envelope(self.members, item, name or f"{item.__name__}s", required)

    def page(self, call: AnyCall, rows: Any, show: Show) -> Document | Reply:
        """The page that a call asks for."""
        return self.cut(call, rows, show)


@cache
def _envelope(members: tuple[str, ...], item: type[ma.Schema], name: str, required: bool) -> type[ma.Schema]:
    around: dict[str, ma.fields.Field[Any]] = {one: fields.Integer(required=required) for one in members}
    if "nextPageId" in around:
        around["nextPageId"] = fields.Text()
    content = fields.Array(fields.Nested(item), required=required)
    return ResponseSchema.from_dict({**around, "content": content}, name=name)


def _asked_page(call: AnyCall, rows: Any) -> tuple[int, Page[Any], str | None]:
    """How many records come before the page that is asked for, the page, and the id of the next one."""
    limit, text = call.query["limit"], call.query.get("pageId")
    after, offset = (None, 0) if text is None else _start(text)
    page = page_after(rows, after, limit)
    return offset, page, None if page.after is None else pack(after=page.after, offset=offset + limit)


def _start(text: str) -> tuple[int, int]:
    """What a page id says: the ordinal to go on after, and how many records come before."""
    facts = unpack(text) or {}
    after, offset = facts.get("after"), facts.get("offset")
    if type(after) is not int or type(offset) is not int or min(after, offset) < 1 or len(facts) != 2:
        raise Invalid(Violation(Rule.FORMAT, ("pageId",), "query", expected="page id", value=text))
    return after, offset


def _document(records: Iterable[Any], show: Show, **around: object) -> Document:
    """A page: what stands around its content, as far as there is such a thing, and the content."""
    known = {name: value for name, value in around.items() if value is not None}
    return {**known, "content": [show(record) for record in records]}


def _numbered(call: AnyCall, rows: Any, show: Show) -> Reply:
    limit, headers = call.query["limit"], {}
    offset, page, following = _asked_page(call, rows)
    if following is not None:
        filters = [(name, value) for name, value in call.request.args.items(multi=True) if name not in PAGING]
        path = urlsplit(call.url(call.operation.path)).path
        headers["Link"] = link_next(path, *filters, limit=limit, pageId=following)
    total = len(rows)
    document = _document(page.records, show, limit=limit, offset=offset, nextPageId=following, totalFound=total)
    return Reply(200, document, headers)


def _chained(call: AnyCall, rows: Any, show: Show) -> Document:
    _, page, following = _asked_page(call, rows)
    return _document(page.records, show, limit=call.query["limit"], nextPageId=following)


def _sliced(call: AnyCall, rows: Any, show: Show) -> Document:
    limit, offset = call.query["limit"], call.query["offset"]
    return _document(rows.page(offset, limit), show, limit=limit, offset=offset, totalFound=len(rows))


def _uncut(call: AnyCall, rows: Any, show: Show) -> Document:
    records = list(rows)
    return _document(records, show, totalFound=len(records))


PAGES = Style(PageQuery, ("limit", "offset", "nextPageId", "totalFound"), _numbered, ("Link",))
"""By page id, with the total, and a relative `Link` to the next page that repeats the filters."""
CHAIN = Style(PageQuery, ("limit", "nextPageId"), _chained)
"""By page id, without a total."""
SLICES = Style(SliceQuery, ("limit", "offset", "totalFound"), _sliced)
"""By offset, with the total."""
WHOLE = Style(QuerySchema, ("totalFound",), _uncut)
"""Never cut."""
