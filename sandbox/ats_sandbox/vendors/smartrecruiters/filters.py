"""Query parameters that narrow lists, of the kinds that several lists have."""

from collections.abc import Callable
from typing import Any

from marshmallow.fields import Field

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.world.store.selection import Selection

Narrow = Callable[[AnyCall, Selection[Any], Any], Selection[Any]]
UPDATED_AFTER: Filter[Any] = Filter("updatedAfter", fields.DateTime, lambda call, rows, instant: rows.since(instant))


def any_of(name: str, narrow: str | Narrow, inner: Callable[[], Field[Any]] = fields.Text) -> Filter[Any]:
    """A parameter that may be repeated, any of whose values may hold: keys of an index, or a function narrows."""

    def by_index(call: AnyCall, rows: Selection[Any], keys: list[Any]) -> Selection[Any]:
        return rows.where_any(str(narrow), keys)

    return Filter(name, lambda: fields.Array(inner()), by_index if isinstance(narrow, str) else narrow)


def having_words(call: AnyCall, rows: Selection[Any], text: str, said: Callable[[Any], str]) -> Selection[Any]:
    """The rows of which every word of a text stands somewhere in what is said of them, whatever the letter case."""
    words = text.casefold().split()

    def mentions(one: Any) -> bool:
        known = said(one).casefold()
        return all(word in known for word in words)

    return rows.only(mentions)
