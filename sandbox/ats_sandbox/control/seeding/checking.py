"""Holding a seed document against its forms and against the world, before anything of it is laid."""

from collections.abc import Iterator, Mapping
from typing import Any

from marshmallow import ValidationError

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import instance
from ats_sandbox.contract.refusal import Violation, violations_in
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.names import NAME
from ats_sandbox.control.principals.checking import principal_faults
from ats_sandbox.control.seeding.document import Document
from ats_sandbox.control.seeding.forms import SeedForm
from ats_sandbox.control.seeding.kinds import KINDS
from ats_sandbox.control.seeding.names import find, named, near
from ats_sandbox.control.seeding.refused import SeedRefused, fault
from ats_sandbox.control.seeding.shapes import Section, references, strangers
from ats_sandbox.world.clock import DAY, END, iso
from ats_sandbox.world.reading import Reading

MOST = 10_000
"""Records that one document may have."""

EARLIEST = 365 * DAY
"""The beginning of 1971: nothing that is told lies before it, so that what leads there still has a date."""

PAST = ("created_at", "applied_at")
"""Fields that cannot lie in the future."""

SECTIONS: Mapping[str, Section] = {
    name: field for name, field in instance(SeedForm).fields.items() if isinstance(field, Section)
}
"""In the order in which they are laid."""

Loaded = dict[str, dict[str, dict[str, Any]]]
"""Parsed fields by section and name."""


def checked(document: Document, world: Reading, vendors: tuple[Vendor, ...]) -> Loaded:
    """The parsed sections of a document; raises SeedRefused with everything that can be told before laying it."""
    faults = list(strangers(SeedForm, document.data, ()))
    faults += list(_misnamed(document))
    loaded: Loaded = {}
    try:
        loaded = instance(SeedForm).load(dict(document.data))
    except ValidationError as error:
        faults += list(violations_in(error.messages))
    if sum(map(len, loaded.values())) > MOST:
        faults.append(fault(f"has more than {MOST} records; lay it in parts"))
    if not faults:
        faults += list(_against(loaded, world, vendors))
    if faults:
        raise SeedRefused.of(document.file, faults)
    return {section: loaded[section] for section in SECTIONS if section in loaded}


def _misnamed(document: Document) -> Iterator[Violation]:
    for section in SECTIONS:
        records = document.data.get(section)
        for name in records if isinstance(records, dict) else ():
            if not NAME.fullmatch(name):
                told = "is no name: 1 to 64 letters, digits, dots, dashes or underscores, a letter or digit first"
                yield fault(told, section, name)


def _against(loaded: Loaded, world: Reading, vendors: tuple[Vendor, ...]) -> Iterator[Violation]:
    """What the world has to say: names that are taken, references to nothing, moments that have not come."""
    fresh = {field.kind: loaded.get(section, {}) for section, field in SECTIONS.items() if field.kind}
    for section, records in loaded.items():
        field = SECTIONS[section]
        for name, told in records.items():
            if field.kind and named(world, field.kind, name) is not None:
                advice = "choose another name, or reset the world first"
                yield fault(f"is the name of a {field.kind} of this world already; {advice}", section, name)
            for member, kept in instance(field.schema).fields.items():
                if isinstance(kept, fields.Moment) and member in told:
                    yield from _untimely(told[member], member, world.now, (section, name, member))
            for path, kind, text in references(field.schema, told, (section, name)):
                if text not in fresh[kind]:
                    yield from _lost(world, vendors, kind, text, path, fresh[kind])
    yield from principal_faults(loaded.get("principals", {}), world, vendors, fresh)


def _untimely(moment: int, member: str, now: int, path: tuple[str, ...]) -> Iterator[Violation]:
    if member in PAST and moment > now:
        yield fault(f"lies in the future: in this world it is {iso(now)}", *path)
    elif not EARLIEST <= moment < END:
        yield fault(f"must lie between {iso(EARLIEST)} and {iso(END)}", *path)


def _lost(
    world: Reading,
    vendors: tuple[Vendor, ...],
    kind: str,
    text: str,
    path: tuple[str | int, ...],
    fresh: Mapping[str, Any],
) -> Iterator[Violation]:
    """What is wrong with a reference to a record that the document itself does not have."""
    found = find(world, vendors, kind, text)
    if not found:
        yield fault(lost(world, kind, text, fresh), *path, value=text)
    elif len(found) > 1:
        yield fault(f"stands for {len(found)} {kind}s; give the id of one", *path, value=text)


def lost(world: Reading, kind: str, text: str, fresh: Mapping[str, Any]) -> str:
    """That a reference leads nowhere, and what looks like it."""
    alike = " or ".join(near(world, kind, text, fresh))
    label = "" if KINDS[kind].label is None else ", or what people call it"
    advice = f"did you mean {alike}?" if alike else f"give the name of one in this file, its id{label}"
    return f"names no {kind}; {advice}"
