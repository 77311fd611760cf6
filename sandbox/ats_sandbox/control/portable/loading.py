"""From a document to a world."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.portable.document import Contents, DocumentState, WorldDocument, read_document
from ats_sandbox.control.worlds.blueprints import Blueprint, Blueprints
from ats_sandbox.world.clock import END
from ats_sandbox.world.domain.company import COMPANIES
from ats_sandbox.world.domain.references import dangling
from ats_sandbox.world.store.selection import Rows
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import DECLARED, Collection, Record, Table

COMPANY = 1
"""The id of the one company."""

EARLIEST = -62_135_596_800_000
"""The first instant that four-digit years can write."""


class NoWorld(BadRequest):
    """A document that cannot be imported."""

    def __init__(self, collection: str, id: object, member: str, problem: str, value: Any = None) -> None:
        place = f"{collection} {id}" + (f", member {member}" if member else "")
        path = (collection, str(id), member) if member else (collection, str(id))
        super().__init__(
            (Violation(Rule.CUSTOM, path, text=problem, value=value),),
            text=f"this document cannot be imported: {place} {problem}",
        )


def loaded(told: Mapping[str, Any], blueprints: Blueprints) -> tuple[Blueprint, State]:
    """The blueprint and the state that a document tells. Raises BadRequest, which names what is wrong with it."""
    document = read_document(told)
    blueprint = Blueprint(document.recipe, document.seed, document.candidates)
    base = blueprints.state(blueprint) if document.content == "changes" else None
    if base is not None and document.fingerprint not in (None, blueprints.fingerprint(blueprint)):
        raise BadRequest(
            text=f"this document tells changes against the recipe {blueprint.recipe!r} with seed {blueprint.seed}, as "
            "another version founds it: export it there with content=everything"
        )
    states: list[State] = []
    for step in document.states:
        states.append(_state(document, step, base, states))
        _check_references(states[-1], step)
    if COMPANY not in states[-1].table(COMPANIES).records:
        raise NoWorld(COMPANIES.name, COMPANY, "", "is not there: a world is one company")
    return blueprint, states[-1]


def _state(document: WorldDocument, step: DocumentState, base: State | None, states: list[State]) -> State:
    match step.against:
        case None:
            state = State()
        case "blueprint":
            if base is None:
                raise BadRequest(text="this document is to hold everything, and refers to its blueprint nevertheless")
            state = base
        case number:
            if not 0 <= number < len(states):
                raise BadRequest(text=f"this document refers to a state {number} that it has not told before")
            state = states[number]
    for name in step.without:
        state = state.without(name)
    for name, contents in step.collections.items():
        collection = DECLARED.get(name)
        if collection is None:
            raise BadRequest(text=f"this document has a collection {name!r}, which this sandbox does not know")
        state = state.with_table(_table(state.table(collection), contents, states))
    return state.at(step.now)


def _table(table: Table[Any], contents: Contents, states: list[State]) -> Table[Any]:
    collection = table.collection
    records = [_record(collection, told, states) for told in contents.put]
    ids = [record.id for record in records]
    twice = [id for id, times in Counter([*ids, *contents.removed]).items() if times > 1]
    if twice:
        raise NoWorld(collection.name, twice[0], "id", "is there twice")
    for id in contents.removed:
        if id not in table.records:
            raise NoWorld(collection.name, id, "", "is to be removed and is not there")
        table = table.remove(id)
    if not table.order:
        table = Table.build(collection, sorted(records, key=lambda record: record.id))
    else:
        for record in records:
            table = table.put(record)
    last = next(table.order.start_newest(0), 0)
    if contents.next_id <= last:
        raise NoWorld(collection.name, last, "", f"is given out already, so next_id cannot be {contents.next_id}")
    return table.counting_from(contents.next_id)


def _record(collection: Collection[Any], told: dict[str, Any], states: list[State]) -> Record:
    id = told.get("id")

    def known(kind: type, value: Any) -> Any:
        number = value.get("state") if kind is State and isinstance(value, dict) else None
        if not isinstance(number, int) or not 0 <= number < len(states):
            raise ValueError(f"Expected one of the {len(states)} states told before")
        return states[number]

    if not isinstance(id, int) or isinstance(id, bool) or not 1 <= id < 1 << 22:
        raise NoWorld(collection.name, repr(id), "id", "must be a whole number from 1")
    strangers = sorted(set(told) - set(collection.record.__struct_fields__))
    if strangers:
        raise NoWorld(collection.name, id, strangers[0], "is not known", told[strangers[0]])
    try:
        record: Record = msgspec.convert(told, collection.record, dec_hook=known)
    except msgspec.ValidationError as error:
        problem, _, place = str(error).partition(" - at `$")
        member = place.strip("`").removeprefix(".")
        raise NoWorld(collection.name, id, member, f"is wrong: {problem}", told.get(member)) from None
    for member, instant in _instants(record):
        if not EARLIEST <= instant <= END:
            raise NoWorld(collection.name, id, member, "is no instant before the year 9999", instant)
    return record


def _instants(value: Any) -> Iterator[tuple[str, int]]:
    """The members of a record, and of what is inside it, that are instants by their name."""
    for name in value.__struct_fields__:
        held = getattr(value, name)
        if isinstance(held, int) and (name.endswith("_at") or name in ("at", "dated")):
            yield name, held
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, msgspec.Struct):
                yield from _instants(one)


def _check_references(state: State, step: DocumentState) -> None:
    """Look at what the step puts; at everything when it takes anything away."""
    removed = bool(step.without) or any(contents.removed for contents in step.collections.values())
    for name in sorted(DECLARED):
        table, contents = state.tables.get(name), step.collections.get(name)
        if table is None or not table.collection.references:
            continue
        put = () if contents is None else (table.records[told["id"]] for told in contents.put)
        for record in Rows(table) if removed else put:
            for member, into, id in dangling(state, table.collection, record):
                raise NoWorld(name, record.id, member, f"names {into} {id}, which is not there", id)
