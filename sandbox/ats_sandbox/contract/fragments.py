"""Parts of pages that were shown before: the documents of records, for as long as what they were made of stays.

A list shows many records of which few change between two requests. The bytes of each one's document are kept together
with all that was looked at for it, and serve again while every bit of that is still the same, in whatever state.
"""

from collections.abc import Callable, Mapping
from threading import Lock
from typing import Any

import msgspec

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.watched import Looked, WatchedReading
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Record

MOST = 8_192
"""Documents that one sandbox keeps; then it begins anew."""

NONE: Mapping[int, "Fragment"] = {}

Show = Callable[[Any], Any]


class Fragment(msgspec.Struct, gc=False):
    """The document of a record, as bytes, and what it was made of."""

    record: Record
    content: msgspec.Raw
    looked: tuple[Looked, ...]

    def holds(self, record: Record, state: State) -> bool:
        """True when the document of this record in this state is the same."""
        if self.record is not record:
            return False
        moved = False
        for one in self.looked:
            now = state.table(one.table.collection)
            if now is not one.table:
                if not one.same(now):
                    return False
                moved = True
        if moved:  # so that the next look at it is a short one
            self.looked = tuple([one._replace(table=state.table(one.table.collection)) for one in self.looked])
        return True


class FragmentMemory:
    """The fragments of one sandbox, by the list and whatever else of a request its documents may depend on.

    `size` is how many there are, and how many lists.
    """

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[tuple[Any, ...], dict[int, Fragment]] = {}
        self.size = 0

    def showing(self, call: AnyCall, listing: object, paging: frozenset[str], show: Show) -> Show:
        """What shows the records of a list as `show` does, or as it did before.

        The parameters named by `paging` only choose which records are shown.
        """
        asked = tuple([pair for pair in call.request.args.items(multi=True) if pair[0] not in paging])
        language = call.request.headers.get("Accept-Language")
        key = (listing, call.origin, call.caller, call.world.seed, asked, language, tuple(call.path.items()))
        known = self._kept.get(key, NONE)
        state, watched = call.world.state, WatchedReading(call.world)

        def shown(record: Any) -> Document | msgspec.Raw:
            if not isinstance(record, Record):
                return show(record)  # type: ignore[no-any-return]  # made for this request alone
            fragment = known.get(record.id)
            if fragment is not None and fragment.holds(record, state):
                return fragment.content
            return self._made(call, key, record, watched, show)

        return shown

    def _made(
        self, call: AnyCall, key: tuple[Any, ...], record: Record, watched: WatchedReading, show: Show
    ) -> Document | msgspec.Raw:
        """The document of a record, kept as a fragment if it can be told what it was made of."""
        remarks, hidden, world = len(call.remarks), len(call.hidden), call.world
        call.world = watched
        try:
            document = show(record)
        finally:
            call.world = world
        looked = watched.looked()
        if watched.opaque or len(call.remarks) != remarks or len(call.hidden) != hidden or not call.repeatable:
            watched.opaque = False
            return document  # type: ignore[no-any-return]
        content = msgspec.Raw(msgspec.json.encode(document))
        with self._lock:
            if self.size >= MOST:
                self._kept.clear()
                self.size = 0
            known = self._kept.setdefault(key, {})
            self.size += 0 if record.id in known else 1 if known else 2
            known[record.id] = Fragment(record, content, looked)
        return content


def may_show(call: AnyCall) -> bool:
    """True for calls whose documents go out as bytes, to somebody from whom nothing is hidden."""
    return (
        call.context.fragments is not None
        and call.principal is not None
        and call.principal.sees_everything
        and type(call.world) is Reading
    )
