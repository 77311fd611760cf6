"""The selections that recruiters keep, and those of a new world."""

from ats_sandbox.vendors.stackone.repositories import repository
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record, Table

MOST = 2_000
"""Candidates that are looked at for lists: a big world is no slower to seed."""
POOLS = 4


class NamedList(Record, frozen=True, kw_only=True):
    """A selection that somebody keeps. `candidates` are ids; lists of other types are kept empty."""

    name: str
    type: str
    candidates: tuple[int, ...]
    created_at: int
    updated_at: int


LISTS = repository("list", Collection("stackone.lists", NamedList, timeline=lambda one: one.updated_at), "/lists")


def seeded_lists(world: Reading) -> Table[NamedList]:
    """The lists of a new world: one of candidates for each of the commonest labels, and one of each other type."""
    labelled: dict[str, list[int]] = {}
    for person in world.candidates.page(0, MOST):
        for label in person.tags:
            labelled.setdefault(label, []).append(person.id)
    common = sorted(labelled, key=lambda label: (-len(labelled[label]), label))[:POOLS]
    rows = [
        *((f"Talent pool: {label}", "candidates", tuple(labelled[label])) for label in common),
        ("Silver medallists", "candidates", ()),
        ("Agencies", "companies", ()),
        ("University contacts", "contacts", ()),
    ]
    return Table.build(
        LISTS.collection,
        [
            NamedList(
                id=id,
                name=name,
                type=type,
                candidates=candidates,
                created_at=world.now - (200 - id) * DAY,
                updated_at=world.now - (60 - id) * DAY,
            )
            for id, (name, type, candidates) in enumerate(rows, start=1)
        ],
    )
