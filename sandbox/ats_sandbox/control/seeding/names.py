"""The names of records, and how a text leads to the record that it names."""

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.dialect import Unknown
from ats_sandbox.control.seeding.kinds import KINDS
from ats_sandbox.world.ids import native_id, read_native_id
from ats_sandbox.world.reading import Reading, Transaction
from ats_sandbox.world.table import Collection, Record


class Name(Record, frozen=True, kw_only=True):
    """What a tester calls the record of a kind with the id `of`."""

    kind: str
    name: str
    of: int


NAMES = Collection(
    "names",
    Name,
    indexes={
        "name": lambda one: ((one.kind, one.name),),
        "kind": lambda one: (one.kind,),
        "record": lambda one: ((one.kind, one.of),),
    },
)


def give_name(world: Transaction, kind: str, name: str, of: int) -> Name:
    """Name a record."""
    return world.put(NAMES, Name(id=world.next_id(NAMES), kind=kind, name=name, of=of))


def name_of(world: Reading, kind: str, of: int) -> str | None:
    """What a record was named."""
    named = world[NAMES].where(record=(kind, of)).first()
    return None if named is None else named.name


def named(world: Reading, kind: str, name: str) -> int | None:
    """The record with this name, if it is still there."""
    found = world[NAMES].where(name=(kind, name)).first()
    return found.of if found is not None and found.of in world[KINDS[kind].collection] else None


def names(world: Reading, kind: str | None = None) -> Iterator[Name]:
    """Every name, or those of one kind, whose records are still there."""
    rows = world[NAMES] if kind is None else world[NAMES].where(kind=kind)
    return (one for one in rows if one.of in world[KINDS[one.kind].collection])


def find(world: Reading, vendors: Iterable[Vendor], kind: str, text: str) -> list[int]:
    """The records that a text stands for: one of that name, else of that id at any vendor, else of that label.

    Only labels, such as an e-mail address that two people share, can lead to several.
    """
    own = named(world, kind, text)
    if own is not None:
        return [own]
    collection = KINDS[kind].collection
    read = [vendor.ids[kind].read(world, text) for vendor in vendors if kind in vendor.ids]
    for ordinal in (*read, read_native_id(world, kind, text)):
        if ordinal is not None and ordinal in world[collection]:
            return [ordinal]
    return KINDS[kind].labelled(world, text)


def the_record(world: Reading, vendors: Iterable[Vendor], kind: str, text: str) -> int:
    """The record that a text stands for; raises Unknown for none, and for several."""
    if kind not in KINDS:
        raise Unknown(what="kind", name=kind, known=", ".join(KINDS))
    found = find(world, vendors, kind, text)
    if len(found) != 1:
        known = near(world, kind, text) if not found else [native_id(world, kind, one) for one in found]
        raise Unknown(what=kind, name=text, known=", ".join(known) or "those whose ids the vendors' lists answer")
    return found[0]


def near(world: Reading, kind: str, text: str, more: Iterable[str] = ()) -> list[str]:
    """Up to three names or labels that look like a text that stands for nothing."""
    told = [*more, *(one.name for one in names(world, kind)), *KINDS[kind].labels(world)]
    folded = {name.casefold(): name for name in reversed(told)}
    return [folded[match] for match in get_close_matches(text.casefold(), folded, n=3, cutoff=0.5)]


def ids_of(world: Reading, vendors: Iterable[Vendor], kind: str, of: int) -> dict[str, str]:
    """The id of a record at each vendor that shows it, and at the company's own system (`native`)."""
    told = {vendor.name: vendor.ids[kind].write(world, of) for vendor in vendors if kind in vendor.ids}
    return {"native": native_id(world, kind, of), **told}
