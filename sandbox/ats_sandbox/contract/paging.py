"""Paging styles, as small pieces that vendors combine."""

import base64
from dataclasses import dataclass
from typing import Generic, TypeVar
from urllib.parse import quote

import msgspec

from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Record

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Page(Generic[R]):
    """Some records of a selection, and the id to go on after: None on the last page."""

    records: list[R]
    after: int | None


def page_after(rows: Selection[R], after: int | None, limit: int) -> Page[R]:
    """The next `limit` records after an id. Looks one record further to know whether more remain."""
    found = rows.after(after, limit + 1)
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
