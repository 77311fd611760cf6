"""Pages of lists: what can be cut into pages, and what a page style is. Vendors make their styles values of these."""

import base64
from collections.abc import Callable
from typing import Any, Generic, Protocol, TypeVar
from urllib.parse import quote

import marshmallow as ma
import msgspec

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document, Reply, ReplyShape
from ats_sandbox.contract.schema import QuerySchema

N = TypeVar("N", bound="Numbered")


class Numbered(Protocol):
    """Anything that a list shows: its ordinal is what a cursor remembers."""

    @property
    def id(self) -> int:
        """The ordinal, ascending along the list."""


class Pageable(Protocol[N]):
    """What can be walked page by page: a selection of records, or what stands in for one."""

    def after(self, id: int | None, limit: int, /) -> list[N]:
        """`limit` items after an ordinal; None starts at the beginning."""


class Page(msgspec.Struct, Generic[N], frozen=True):
    """Some items of a list, and the ordinal to go on after: None on the last page."""

    records: list[N]
    after: int | None


class PageStyle(Protocol):
    """How one family of lists is cut into pages.

    `query` are the parameters that choose a page. `envelope` gives the schema around pages of an item, `page` the
    document of the page that a call asks for, each item as `show` gives it.
    """

    @property
    def query(self) -> type[QuerySchema[Any]]: ...

    def envelope(self, item: type[ma.Schema], /) -> ReplyShape: ...

    def page(self, call: AnyCall, rows: Any, show: Callable[[Any], Document], /) -> Document | list[Any] | Reply: ...


def page_after(rows: Pageable[N], after: int | None, limit: int) -> Page[N]:
    """The next `limit` items after an ordinal. Looks one further to know whether more remain."""
    return page_of(rows.after(after, limit + 1), limit)


def page_of(found: list[N], limit: int) -> Page[N]:
    """The page of `limit` items that were looked for with one more."""
    kept = found[:limit]
    return Page(kept, kept[-1].id if len(found) > limit else None)


def pack(**facts: object) -> str:
    """An opaque cursor that carries these facts: unpadded base64url of compact JSON."""
    return base64.urlsafe_b64encode(msgspec.json.encode(facts)).rstrip(b"=").decode()


def unpack(cursor: str) -> dict[str, object] | None:
    """The facts of a cursor; None when it is none of ours."""
    try:
        decoded = base64.b64decode(cursor + "=" * (-len(cursor) % 4), altchars=b"-_", validate=True)
        facts = msgspec.json.decode(decoded)
    except (ValueError, msgspec.MsgspecError, RecursionError):
        return None
    if not isinstance(facts, dict) or pack(**facts) != cursor:
        return None
    return facts


def link_next(url: str, *more: tuple[str, object], **parameters: object) -> str:
    """A `Link` header value that points at the next page; `more` are parameters that may repeat."""
    pairs = [*parameters.items(), *more]
    query = "&".join(f"{quote(name, safe='')}={quote(str(value), safe='')}" for name, value in pairs)
    return f'<{url}?{query}>; rel="next"'
