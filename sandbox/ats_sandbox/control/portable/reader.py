"""Reads a world from its exported document."""

from collections import Counter
from collections.abc import Iterator, Mapping

import msgspec

from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.control.errors import BadRequest, Full
from ats_sandbox.control.portable.document import Contents, DocumentState, WorldDocument, read_document
from ats_sandbox.control.wire import WireObject, WireValue
from ats_sandbox.control.worlds.blueprints import Blueprint, Blueprints
from ats_sandbox.world.clock import LATEST
from ats_sandbox.world.domain.company import COMPANIES
from ats_sandbox.world.domain.references import dangling
from ats_sandbox.world.store.content import MOST_KEPT, StorageFull
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import DECLARED, Collection, Record, Table

COMPANY = 1
"""The id of the one company."""

EARLIEST = -62_135_596_800_000
"""The first instant that four-digit years can write."""


class ImportRefused(BadRequest):
    """A document that cannot be imported."""

    def __init__(self, collection: str, id: object, member: str, problem: str, value: WireValue = None) -> None:
        place = f"{collection} {id}" + (f", member {member}" if member else "")
        path = (collection, str(id), member) if member else (collection, str(id))
        super().__init__(
            (Violation(Rule.CUSTOM, path, text=problem, value=value),),
            text=f"this document cannot be imported: {place} {problem}",
        )


def read_world(content: Mapping[str, WireValue], blueprints: Blueprints) -> tuple[Blueprint, State]:
    """The blueprint and the state of an exported world. Raises BadRequest, which names what is wrong with it."""
    document = read_document(content)
    blueprint = Blueprint(document.recipe, document.seed, document.candidates)
    base = blueprints.state(blueprint) if document.content == "changes" else None
    if base is not None and document.fingerprint not in (None, blueprints.fingerprint(blueprint)):
        raise BadRequest(
            text=f"this document has changes against the recipe {blueprint.recipe!r} with seed {blueprint.seed}, as "
            "another version builds it: export it there with content=everything"
        )
    states: list[State] = []
    for step in document.states:
        states.append(_state(document, step, base, states))
        _check_references(states[-1], step)
    if COMPANY not in states[-1].table(COMPANIES).records:
        raise ImportRefused(COMPANIES.name, COMPANY, "", "does not exist: a world is one company")
    return blueprint, states[-1]


def _state(document: WorldDocument, step: DocumentState, base: State | None, states: list[State]) -> State:
    match step.against:
        case None:
            state = State()
        case "blueprint":
            if base is None:
                raise BadRequest(text="this document claims to hold everything, and yet refers to its blueprint")
            state = base
        case number:
            if not 0 <= number < len(states):
                raise BadRequest(text=f"this document refers to a state {number} that is not among those before")
            state = states[number]
    for name in step.without:
        state = state.without(name)
    for name, contents in step.collections.items():
        collection = DECLARED.get(name)
        if collection is None:
            raise BadRequest(text=f"this document has a collection {name!r}, which this sandbox does not know")
        state = state.with_table(_table(state.table(collection), contents, states))
    return state.at(step.now)


def _table(table: Table[Record], contents: Contents, states: list[State]) -> Table[Record]:
    collection = table.collection
    records = [_record(collection, members, states) for members in contents.put]
    ids = [record.id for record in records]
    twice = [id for id, times in Counter([*ids, *contents.removed]).items() if times > 1]
    if twice:
        raise ImportRefused(collection.name, twice[0], "id", "occurs twice")
    for id in contents.removed:
        if id not in table.records:
            raise ImportRefused(collection.name, id, "", "is to be removed and does not exist")
        table = table.remove(id)
    if not table.order:
        table = Table.build(collection, sorted(records, key=lambda record: record.id))
    else:
        for record in records:
            table = table.put(record)
    last = next(table.order.start_newest(0), 0)
    if contents.next_id <= last:
        raise ImportRefused(collection.name, last, "", f"is in use already, so next_id cannot be {contents.next_id}")
    return table.counting_from(contents.next_id)


def _record(collection: Collection[Record], members: WireObject, states: list[State]) -> Record:
    id = members.get("id")

    def copy_of(kind: type, value: WireValue) -> State:
        number = value.get("state") if kind is State and isinstance(value, dict) else None
        if not isinstance(number, int) or not 0 <= number < len(states):
            raise ValueError(f"Expected one of the {len(states)} states before this one")
        return states[number]

    if not isinstance(id, int) or isinstance(id, bool) or not 1 <= id < 1 << 24:
        raise ImportRefused(collection.name, repr(id), "id", "must be an integer from 1")
    unknown = sorted(set(members) - set(collection.record.__struct_fields__))
    if unknown:
        raise ImportRefused(collection.name, id, unknown[0], "is not known", members[unknown[0]])
    try:
        record: Record = msgspec.convert(members, collection.record, dec_hook=copy_of)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$")
        member = place.strip("`").removeprefix(".")
        raise ImportRefused(collection.name, id, member, f"is wrong: {problem}", members.get(member)) from None
    for member, instant in _instants(record):
        if not EARLIEST <= instant <= LATEST:
            raise ImportRefused(collection.name, id, member, "is not an instant before the year 9999", instant)
    try:
        return collection.counted(record)
    except StorageFull:
        raise Full(what="bytes of files in all worlds", most=MOST_KEPT) from None


def _instants(value: msgspec.Struct) -> Iterator[tuple[str, int]]:
    """The members of a record, and of what is inside it, that are instants by their name."""
    for name in value.__struct_fields__:
        member = getattr(value, name)
        if isinstance(member, int) and (name.endswith("_at") or name in ("at", "dated")):
            yield name, member
        for one in member if isinstance(member, tuple) else (member,):
            if isinstance(one, msgspec.Struct):
                yield from _instants(one)


def _check_references(state: State, step: DocumentState) -> None:
    """Look at what the step puts; at everything when it takes anything away."""
    removed = bool(step.without) or any(contents.removed for contents in step.collections.values())
    for name in sorted(DECLARED):
        table, contents = state.tables.get(name), step.collections.get(name)
        if table is None or not table.collection.references:
            continue
        put = () if contents is None else (table.records[members["id"]] for members in contents.put)
        for record in Rows(table) if removed else put:
            for member, into, id in dangling(state, table.collection, record):
                raise ImportRefused(name, record.id, member, f"names {into} {id}, which does not exist", id)
