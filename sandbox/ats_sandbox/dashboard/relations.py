"""How a record hangs together with others: what it names, and what names it."""

from collections.abc import Iterator
from typing import Any

import msgspec

from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import DECLARED, NOUNS, Collection, Record

MOST = 10
"""Records that are shown of those that name one."""

MANY = 30_000
"""Records of which no index is made for a page that only might show something by it."""


class Naming(msgspec.Struct, frozen=True):
    """The records of a noun that name one by a member: how many, and the latest of them.

    `total` is None where nobody has looked for any yet, and that would take longer than a page may.
    """

    noun: str
    member: str
    total: int | None
    latest: list[Any]


def named_by(world: Reading, collection: Collection[Any], record: Record, member: str) -> list[tuple[str, Record]]:
    """The records that a member names, each with its noun."""
    reference = collection.references.get(member)
    if reference is None:
        return []
    to = DECLARED[reference.collection]
    value = getattr(record, member)
    ids = value if isinstance(value, tuple) else (value,)
    found = (world[to].get(id) for id in ids if isinstance(id, int))
    return [(to.noun, one) for one in found if one is not None and to.noun]


def naming(world: Reading, collection: Collection[Any], id: int) -> Iterator[Naming]:
    """What names a record, through indexes."""
    for noun, other in NOUNS.items():
        for member, reference in other.references.items():
            if reference.collection != collection.name or member not in other.indexes:
                continue
            if len(world[other]) > MANY and member not in world.state.table(other).made:
                yield Naming(noun, member, None, [])
                continue
            rows = naming_rows(world, noun, member, id)
            if total := len(rows):
                yield Naming(noun, member, total, rows.page(0, MOST))


def naming_rows(world: Reading, noun: str, member: str, id: int) -> Selection[Any]:
    """The records of a noun that name the record with this id by a member, the latest first."""
    return world[NOUNS[noun]].where(**{member: id}).newest_first()
