"""Finding records: by the id that anybody knows of them, and by words, through indexes only."""

from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.fixtures.kinds import KINDS
from ats_sandbox.control.fixtures.names import find, record_named
from ats_sandbox.dashboard.labels import nouns
from ats_sandbox.world.domain.native_ids import read_native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import NOUNS, Record

LONGEST = 200
"""Characters of what is searched for that are looked at."""

MOST_WORDS = 5
"""Words that are looked at."""

OWN = "own name"
"""Whose id a name is that a seed file gave."""


class Known(NamedTuple):
    """A record that a text is an id of, and whose: vendors' names, `native`, or `OWN`."""

    noun: str
    record: Record
    whose: tuple[str, ...]


def known_by(world: Reading, vendors: Iterable[Vendor], text: str, noun: str | None = None) -> Iterator[Known]:
    """The records, of one noun or of all, that a text is an id of."""
    for one in nouns() if noun is None else (noun,):
        found: dict[int, list[str]] = {}
        for whose, id in _ids(world, vendors, one, text):
            if id is not None:
                found.setdefault(id, []).append(whose)
        for id, by in found.items():
            record = world[NOUNS[one]].get(id)
            if record is not None:
                yield Known(one, record, tuple(by))


def _ids(world: Reading, vendors: Iterable[Vendor], noun: str, text: str) -> Iterator[tuple[str, int | None]]:
    yield "native", read_native_id(world, noun, text)
    if noun in KINDS:
        yield OWN, record_named(world, noun, text)
    for vendor in vendors:
        if noun in vendor.ids:
            yield vendor.name, vendor.ids[noun].read(world, text)


def record_of(world: Reading, vendors: tuple[Vendor, ...], noun: str, text: str) -> Any | None:
    """The one record of a noun that a text names; None for none, or for several."""
    if noun in KINDS:
        found = find(world, vendors, noun, text)
        return world[NOUNS[noun]].get(found[0]) if len(found) == 1 else None
    return next((one.record for one in known_by(world, vendors, text, noun)), None)


def matching(world: Reading, vendors: tuple[Vendor, ...], noun: str, text: str) -> Selection[Any]:
    """The records of a noun that somebody may mean who writes this: those it is an id or a label of, or its words."""
    rows: Selection[Any] = world[NOUNS[noun]]
    text = text.strip()[:LONGEST]
    if not text:
        return rows
    found = [one.record.id for one in known_by(world, vendors, text, noun)]
    if noun in KINDS:
        found += find(world, vendors, noun, text)
    ways = [rows.among(found)]
    if noun == "candidate":
        ways.append(people(world, text))
    if noun == "job":
        ways.append(_worded(world.jobs, text, "word"))
    if noun == "application":
        persons = matching(world, vendors, "candidate", text).page(0, MOST_PERSONS)
        ways.append(rows.where_any("candidate", [one.id for one in persons]))
    return rows.any_of(ways)


MOST_PERSONS = 200
"""People whose applications are found by their names."""


def people(world: Reading, text: str) -> Selection[Any]:
    """The people whose first and last names have each of some words, or words that begin so."""
    return _worded(world.candidates, text, "first_name", "last_name")


def _worded(rows: Any, text: str, *indexes: str) -> Selection[Any]:
    """The records under keys, of any of the indexes, with words that begin like each word of a text."""
    found: Selection[Any] = rows
    for word in text.casefold().split()[:MOST_WORDS]:
        found = found.any_of(
            [rows.where_any(index, [key for key in rows.keys(index) if _begins(key, word)]) for index in indexes]
        )
    return found


def _begins(key: str, word: str) -> bool:
    return key.startswith(word) or f" {word}" in key
