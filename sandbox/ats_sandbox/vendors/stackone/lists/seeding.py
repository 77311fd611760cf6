"""The lists that a world begins with."""

from ats_sandbox.vendors.stackone.lists.records import LISTS, NamedList
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Table

MOST = 2_000
"""Candidates that are looked at for lists: a big world is no slower to found."""
POOLS = 4


def lists(world: Reading) -> Table[NamedList]:
    """A list of candidates for each of the commonest labels, and one list of each other type."""
    labelled: dict[str, list[int]] = {}
    for person in world.candidates.page(0, MOST):
        for label in person.tags:
            labelled.setdefault(label, []).append(person.id)
    common = sorted(labelled, key=lambda label: (-len(labelled[label]), label))[:POOLS]
    told = [
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
            for id, (name, type, candidates) in enumerate(told, start=1)
        ],
    )
