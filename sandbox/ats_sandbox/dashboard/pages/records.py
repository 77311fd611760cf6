"""The records: lists of each noun, and one record with its relations, its ids and what each vendor shows of it."""

from typing import Any

import msgspec

from ats_sandbox.control.fixtures.kinds import KINDS
from ats_sandbox.control.fixtures.names import ids_of, name_of
from ats_sandbox.control.snapshots.diff import members_of
from ats_sandbox.dashboard.dialects import dialects_of
from ats_sandbox.dashboard.labels import is_confidential, label, nouns, plural, shortened
from ats_sandbox.dashboard.page import Page, Values
from ats_sandbox.dashboard.paging import part_of
from ats_sandbox.dashboard.relations import named_by, naming, naming_rows
from ats_sandbox.dashboard.search import Known, known_by, matching, record_of
from ats_sandbox.dashboard.touched import touched
from ats_sandbox.dashboard.visit import Visit
from ats_sandbox.world.clock import END, iso
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import NOUNS, Record

LONGEST = 2_000
"""Characters of one member that are shown."""

SOME = 10
"""Records of a noun among what is found in all of them."""

WORDED = ("candidate", "job", "user")
"""Nouns that are found by more than ids."""


class Line(msgspec.Struct, frozen=True):
    """A record in a list or as a link: `id` is the company's own system's."""

    noun: str
    id: str
    label: str
    confidential: bool
    status: str = ""
    at: str = ""
    why: str = ""


class Fact(msgspec.Struct, frozen=True):
    """A member of a record: a text, an instant, or other records."""

    name: str
    text: str = ""
    instant: str = ""
    lines: tuple[Line, ...] = ()


def show(visit: Visit) -> Values:
    """One record, the records of a noun, what is found of all nouns, or how many there are of each."""
    world, asked = visit.workspace.world.read(), visit.request.args
    noun, id, search = asked.get("kind", ""), asked.get("id", ""), asked.get("q", "").strip()
    given: dict[str, Any] = {"nouns": [(one, plural(one)) for one in nouns()], "noun": noun, "search": search}
    given["missing"] = None
    if noun in NOUNS:
        given["plural"] = plural(noun)
        record = record_of(world, visit.deployment.vendors, noun, id) if id else None
        if record is not None:
            return {**given, "view": "record", **whole(visit, world, noun, record)}
        return {**given, "view": "list", "missing": id, **listed(visit, world, noun, search)}
    if search:
        known = list(known_by(world, visit.deployment.vendors, search))
        if len(known) == 1:
            given |= {"noun": known[0].noun, "plural": plural(known[0].noun)}
            return {**given, "view": "record", **whole(visit, world, known[0].noun, known[0].record)}
        return {**given, "view": "found", "found": found(visit, world, search, known)}
    return {**given, "view": "all", "totals": [(one, plural(one), len(world[NOUNS[one]])) for one in nouns()]}


def line(world: Reading, noun: str, record: Record, why: str = "") -> Line:
    """A record as a line."""
    instants = (getattr(record, name, None) for name in ("updated_at", "created_at", "at"))
    instant = next((one for one in instants if isinstance(one, int)), None)
    status = getattr(record, "status", None)
    return Line(
        noun,
        native_id(world, noun, record.id),
        label(world, record),
        is_confidential(world, record),
        status.replace("_", " ") if isinstance(status, str) else "",
        "" if instant is None else iso(instant),
        why,
    )


def listed(visit: Visit, world: Reading, noun: str, search: str) -> Values:
    """The records of a noun, the latest first: those that are searched for, or those that name a record."""
    asked = visit.request.args
    member, of = asked.get("member", ""), asked.get("of", "")
    collection = NOUNS[noun]
    rows = matching(world, visit.deployment.vendors, noun, search).newest_first()
    named = None
    if of and member in collection.references and member in collection.indexes:
        to = next((one for one, other in NOUNS.items() if other.name == collection.references[member].collection), "")
        named = record_of(world, visit.deployment.vendors, to, of) if to else None
        if named is not None:
            rows = naming_rows(world, noun, member, named.id)
    part = part_of(rows, asked.get("part", ""))
    query = {"kind": noun, "q": search} if named is None else {"kind": noun, "member": member, "of": of}
    return {
        "part": part,
        "rows": [line(world, noun, one) for one in part.rows],
        "query": query,
        "named": None if named is None else (member.replace("_", " "), line(world, to, named)),
    }


def found(visit: Visit, world: Reading, search: str, known: list[Known]) -> list[tuple[str, int, list[Line]]]:
    """What is meant by a text: records by its being their id, then people and jobs by their words."""
    by_id = [line(world, one.noun, one.record, f"its id: {', '.join(one.whose)}") for one in known]
    groups = [("By id", len(by_id), by_id)] if by_id else []
    for noun in WORDED:
        rows = matching(world, visit.deployment.vendors, noun, search)
        if total := len(rows):
            groups.append((plural(noun), total, [line(world, noun, one) for one in rows.page(0, SOME)]))
    return groups


def whole(visit: Visit, world: Reading, noun: str, record: Any) -> Values:
    """All that is known of a record."""
    collection = NOUNS[noun]
    return {
        "line": line(world, noun, record),
        "name": name_of(world, noun, record.id) if noun in KINDS else None,
        "ids": ids_of(world, visit.deployment.vendors, noun, record.id),
        "facts": facts(world, noun, record),
        "naming": [
            (one, plural(one.noun), [line(world, one.noun, each) for each in one.latest])
            for one in naming(world, collection, record.id)
        ],
        "dialects": list(dialects_of(visit, world, noun, record)),
        "touched": [(one, iso(one.at)) for one in touched(visit.workspace.journal, collection.name, record.id)],
    }


def facts(world: Reading, noun: str, record: Record) -> list[Fact]:
    """The members of a record that anybody may see."""
    collection, found = NOUNS[noun], []
    for name, value in members_of(record).items():
        if name == "id" or name in record.secrets:
            continue
        words = name.replace("_", " ")
        named = named_by(world, collection, record, name)
        if named:
            found.append(Fact(words, lines=tuple(line(world, to, one) for to, one in named[:SOME])))
        elif name.endswith("_at") and isinstance(value, int) and 0 <= value <= END:
            found.append(Fact(words, instant=iso(value)))
        elif value not in (None, "", [], {}):
            text = value if isinstance(value, str) else msgspec.json.encode(value).decode()
            found.append(Fact(words, shortened(text, LONGEST)))
    return found


RECORDS = Page(
    "records",
    "Records",
    "What the world holds, record by record, and how each vendor shows it.",
    show,
)
