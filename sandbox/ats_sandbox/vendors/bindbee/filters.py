"""The filters of lists that several models have, and how their values are read."""

from collections.abc import Callable, Iterable
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.inputs import IdList, Instant
from ats_sandbox.vendors.bindbee.linked import linked
from ats_sandbox.world.domain.native_ids import read_native_id
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Key

Rows = Selection[Any]


class Text(fields.Text):
    """A text; an empty one asks for nothing."""

    def accept(self, value: object) -> str | None:
        return super().accept(value) or None


def by_ids(kind: str) -> Filter[Any]:
    """The records with these ids."""
    return Filter("ids", IdList, lambda call, rows, ids: rows.among(linked(call).ordinals(kind, ids)))


def modified_after(call: AnyCall, rows: Rows, instant: int) -> Rows:
    """The records that a sync after this instant copied in their present form."""
    changed_after = call.account.changed_after(instant)
    return rows if changed_after is None else rows.since(changed_after)


MODIFIED_AFTER: Filter[Any] = Filter("modified_after", Instant, modified_after)


def by_remote_id(native: str) -> Filter[Any]:
    """The one record that the provider knows by this id."""

    def narrow(call: AnyCall, rows: Rows, value: str) -> Rows:
        ordinal = read_native_id(linked(call).world, native, value)
        return rows.among([] if ordinal is None else [ordinal])

    return Filter("remote_id", Text, narrow)


def by_relation(kind: str, name: str = "", index: str = "") -> Filter[Any]:
    """Records that relate to one of the given ones; `index` finds records by the ordinal of the related one."""
    name = name or kind

    def narrow(call: AnyCall, rows: Rows, ids: list[str]) -> Rows:
        return rows.where_any(index or name, linked(call).ordinals(kind, ids))

    return Filter(name, IdList, narrow)


def by_words(name: str, index: str, key: Callable[[str], Key] = str) -> Filter[Any]:
    """Records found in an index under one of the words, which commas separate; the whole text is a word too."""
    return Filter(name, Text, lambda _, rows, value: rows.where_any(index, [key(word) for word in words(value)]))


def words(value: str) -> Iterable[str]:
    """What a text with commas may mean: all of it, or each part."""
    return dict.fromkeys([value, *value.split(",")])
