"""What an id refers to: a record that exists, one that is hidden, a record of another kind, or nothing."""

import msgspec

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.visibility import Visibility
from ats_sandbox.control.journal.entry import Entry
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import NOUNS, Record

LONGEST = 200
"""Characters of a text that may be an id."""


class IdMeaning(msgspec.Struct, frozen=True):
    """What an id refers to for one vendor: the noun, and the record where there is one."""

    vendor: Vendor
    noun: str
    record: Record | None


def identity_of(vendor: Vendor, world: Reading, text: str) -> IdMeaning | None:
    """What an id refers to; None when it is not the vendor's, or could be of several kinds."""
    if len(text) > LONGEST:
        return None
    found = [(noun, number) for noun, naming in vendor.ids.items() if (number := naming.read(world, text)) is not None]
    if len(found) != 1:
        return None
    noun, number = found[0]
    return IdMeaning(vendor, noun, world[NOUNS[noun]].get(number) if noun in NOUNS else None)


def expected_noun(operation: Operation, vendor: Vendor, world: Reading, name: str) -> tuple[str | None, str | None]:
    """The noun that a path parameter refers to, and a valid id, both from the operation's example."""
    sample = operation.example.path.get(name)
    try:
        id = sample(world) if callable(sample) else sample
    except (LookupError, StopIteration, AttributeError, AssertionError, TypeError):
        return None, None
    identity = None if id is None else identity_of(vendor, world, id)
    return None if identity is None else identity.noun, id or None


def verdict(entry: Entry, vendors: tuple[Vendor, ...], noun: str | None, text: str) -> str | None:
    """What is wrong with an id that was refused where `noun` was expected; None when that is unknown."""
    world, vendor = entry.seen, entry.vendor
    if world is None or vendor is None:
        return None
    known = identity_of(vendor, world, text)
    if known is None:
        others = (identity_of(one, world, text) for one in vendors if one is not vendor and not text.isdigit())
        foreign = next((one for one in others if one is not None), None)
        if foreign is not None:
            return f"this is the id that {foreign.vendor.name} gives a {foreign.noun}; {vendor.name} has its own"
        return f"this world never assigned such an id{f' for a {noun}' if noun else ''}" if vendor.ids else None
    if noun is not None and known.noun != noun:
        return f"this is the id of a {known.noun}, and a {noun} is expected"
    if known.record is None:
        return f"it is the id of a {known.noun} that does not exist, or no longer does"
    if entry.principal is not None and not Visibility(entry.principal, world).can_see(known.record):
        return f"the {known.noun} exists, and {entry.principal.name} may not see it"
    return f"the {known.noun} exists in this world; the operation does not find it from here"
