"""The ways in which lists are cut into pages."""

import re
from collections.abc import Callable, Iterable
from functools import cache
from typing import Any
from urllib.parse import quote, urlsplit

import marshmallow as ma
import msgspec

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Reply
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.pages import Page, link_next, pack, page_after, unpack
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.contract.views import declared
from ats_sandbox.vendors.smartrecruiters.call import AnyCall

_PARAMETER = re.compile(r"\{(\w+)\}")
Show = Callable[[Any], Document]
MOST = 100
PAGING = frozenset({"limit", "pageId", "page_id", "offset"})


class PageQuery(QuerySchema):
    """Which page of a list: the first one, or the one that an earlier answer named."""

    limit = fields.Integer(least=1, most=MOST, load_default=10)
    pageId = fields.Text()


class SnakePageQuery(QuerySchema):
    """Which page of a list: the first one, or the one that an earlier answer named."""

    limit = fields.Integer(least=1, most=MOST, load_default=10)
    pageId = fields.Text(data_key="page_id")


class SliceQuery(QuerySchema):
    """Which part of a list."""

    limit = fields.Integer(least=1, most=MOST, load_default=10)
    offset = fields.Integer(least=0, load_default=0)


class TrailQuery(QuerySchema):
    """Which page of a trail: the first one, or the one that an earlier answer named."""

    pageId = fields.Text(data_key="nextPageId")
    limit = fields.Integer(least=1, most=MOST, load_default=10)


class SizedQuery(QuerySchema):
    """Which page of a list that comes whole unless it is cut."""

    pageId = fields.Text(data_key="page_id")
    limit = fields.Integer(data_key="pageSize", least=1, most=20_000, load_default=20_000)


class Style(msgspec.Struct, frozen=True):
    """One way: the parameters that choose a page, the members around its content, how it is cut, its own headers."""

    query: type[QuerySchema]
    members: tuple[str, ...]
    cut: Callable[[AnyCall, Any, Show], Document | Reply]
    headers: tuple[str, ...] = ()

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
    after, offset = (None, 0) if text is None else _start(call, text)
    page = page_after(rows, after, limit)
    return offset, page, None if page.after is None else pack(after=page.after, offset=offset + limit)


def _start(call: AnyCall, text: str) -> tuple[int, int]:
    """What a page id says: the ordinal to go on after, and how many records come before."""
    facts = unpack(text) or {}
    after, offset = facts.get("after"), facts.get("offset")
    if type(after) is not int or type(offset) is not int or min(after, offset) < 1 or len(facts) != 2:
        raise Invalid(Violation(Rule.FORMAT, (_page_parameter(call),), "query", expected="page id", value=text))
    return after, offset


def _page_parameter(call: AnyCall) -> str:
    """What the parameter for a page id is called."""
    schema = call.operation.query
    found = (field.data_key for name, field in declared(schema) if name == "pageId") if schema else iter(())
    return next(found, None) or "pageId"


def _document(records: Iterable[Any], show: Show, **around: object) -> Document:
    """A page: what stands around its content, as far as there is such a thing, and the content."""
    known = {name: value for name, value in around.items() if value is not None}
    return {**known, "content": [show(record) for record in records]}


def link_to(call: AnyCall, **page: object) -> str:
    """The relative `Link` to the next page, which these parameters choose; it repeats the filters of this one."""
    schema = call.operation.query
    known = {field.data_key or name for name, field in declared(schema)} if schema else set()
    filters = [(name, value) for name, value in call.request.args.items(multi=True) if name in known - PAGING]
    path = urlsplit(
        call.url(_PARAMETER.sub(lambda found: quote(call.path[found[1]], safe=""), call.operation.path))
    ).path
    return link_next(path, *filters, limit=call.query["limit"], **page)


def _numbered(call: AnyCall, rows: Any, show: Show) -> Reply:
    limit = call.query["limit"]
    offset, page, following = _asked_page(call, rows)
    headers = {} if following is None else {"Link": link_to(call, pageId=following)}
    total = len(rows)
    document = _document(page.records, show, limit=limit, offset=offset, nextPageId=following, totalFound=total)
    return Reply(200, document, headers)


def bare_page(call: AnyCall, rows: Any, show: Show) -> Reply:
    """The page that a call asks for by page id, as a bare array; only a `Link` tells of the next one."""
    _, page, following = _asked_page(call, rows)
    headers = {} if following is None else {"Link": link_to(call, **{_page_parameter(call): following})}
    return Reply(200, [show(record) for record in page.records], headers)


def _chained(call: AnyCall, rows: Any, show: Show) -> Document:
    _, page, following = _asked_page(call, rows)
    return _document(page.records, show, limit=call.query["limit"], nextPageId=following)


def _sized(call: AnyCall, rows: Any, show: Show) -> Document:
    _, page, following = _asked_page(call, rows)
    return _document(page.records, show, totalFound=len(rows), nextPageId=following)


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
TRAIL = Style(TrailQuery, ("nextPageId", "limit"), _chained)
"""By page id, whose parameter has the name of the member that tells it, without a total."""
SIZED = Style(SizedQuery, ("totalFound", "nextPageId"), _sized)
"""By page id and page size, with the total."""
SLICES = Style(SliceQuery, ("limit", "offset", "totalFound"), _sliced)
"""By offset, with the total."""
WHOLE = Style(QuerySchema, ("totalFound",), _uncut)
"""Never cut."""
CONTENT = Style(QuerySchema, (), lambda call, rows, show: _document(rows, show))
"""Never cut, and nothing around it."""
