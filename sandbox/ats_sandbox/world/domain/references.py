"""References to records that do not exist."""

from collections.abc import Iterator, Mapping

import msgspec

from ats_sandbox.world.store.references import Reference
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Collection, R


def dangling(state: State, collection: Collection[R], record: R) -> Iterator[tuple[str, str, int]]:
    """The references of a record to records that do not exist: the member, the collection and the id."""
    members = collection.references
    for member, id in _ids(record, members):
        into = members[member].collection
        held = state.tables.get(into)
        if held is None or id not in held.records:
            yield member, into, id


def _ids(value: msgspec.Struct, members: Mapping[str, Reference]) -> Iterator[tuple[str, int]]:
    for name in value.__struct_fields__:
        held = getattr(value, name)
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, msgspec.Struct):
                yield from _ids(one, members)
            elif name in members and one is not None:
                yield name, one
