"""Writes a world to a document."""

from collections.abc import Iterator
from itertools import islice

from ats_sandbox.control.errors import Full
from ats_sandbox.control.portable.document import FORMAT, VERSION
from ats_sandbox.control.portable.values import to_json
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.worlds.blueprints import Blueprint, Blueprints
from ats_sandbox.world.store.state import Change, State
from ats_sandbox.world.store.table import Record

EMPTY = State()


MOST = 100_000
"""Records in one document; a world with more can be exported as changes."""


def write_world(blueprint: Blueprint, blueprints: Blueprints, state: State, content: str | None = None) -> WireObject:
    """The document of a state. Raises Full.

    `content` is `changes` (against the blueprint) or `everything`; by default whichever has fewer records.
    """
    base = blueprints.state(blueprint)
    sizes = {
        "changes": sum(one.after is not None for one in islice(state.changes_since(base), 2 * MOST)),
        "everything": sum(len(table.order) for table in state.tables.values()),
    }
    content = content or ("changes" if sizes["changes"] < sizes["everything"] else "everything")
    if sizes[content] > MOST:
        raise Full(what="records in one document", most=MOST)
    head = {
        "format": FORMAT,
        "version": VERSION,
        "recipe": blueprint.recipe,
        "seed": blueprint.seed,
        "candidates": blueprint.candidates,
        "content": content,
    }
    if content == "everything":
        return {**head, "states": _Writer(None).all(state)}
    return {**head, "fingerprint": blueprints.fingerprint(blueprint), "states": _Writer(base).all(state)}


class _Writer:
    """Writes states, those first that records of others hold."""

    def __init__(self, base: State | None) -> None:
        self._base = base
        self._written: list[State] = []
        self._steps: list[WireObject] = []

    def all(self, state: State) -> list[WireObject]:
        """The steps to a state, which is the last of them."""
        self._number(state)
        return self._steps

    def _number(self, state: State) -> int:
        """The number of the step that makes this state."""
        for number, known in enumerate(self._written):
            if known == state:
                return number
        for change in state.changes_since(self._start):
            for copy in _copies(change.after):
                self._number(copy)
        step = self._step(state)
        self._written.append(state)
        self._steps.append(step)
        return len(self._steps) - 1

    @property
    def _start(self) -> State:
        return EMPTY if self._base is None else self._base

    def _step(self, state: State) -> WireObject:
        against, before = self._nearest(state)
        collections: dict[str, WireObject] = {}
        for name, table in sorted(state.tables.items()):
            if before.tables.get(name) is not table:
                collections[name] = {"next_id": table.next_id, "put": [], "removed": []}
        for change in _changes(before, state):
            contents = collections[change.collection]
            if change.after is None:
                contents["removed"].append(change.id)
            else:
                contents["put"].append(to_json(change.after, self._reference))
        without = sorted(set(before.tables) - set(state.tables))
        return {"against": against, "now": state.now, "without": without, "collections": collections}

    def _nearest(self, state: State) -> tuple[str | int | None, State]:
        """What a state is written against: the blueprint, nothing, or a state written before."""
        best: tuple[str | int | None, State] = (None if self._base is None else "blueprint", self._start)
        fewest = sum(1 for _ in _changes(self._start, state))
        for number, known in reversed(list(enumerate(self._written))):
            differing = sum(1 for _ in islice(_changes(known, state), fewest))
            if differing < fewest:
                best, fewest = (number, known), differing
        return best

    def _reference(self, value: object) -> object:
        """The number of the step in place of a state; any other value as it is."""
        return {"state": self._number(value)} if isinstance(value, State) else value


def _changes(before: State, state: State) -> Iterator[Change]:
    """What differs in the collections that a state has."""
    return (change for change in state.changes_since(before) if change.collection in state.tables)


def _copies(record: Record | None) -> list[State]:
    """The states that a record holds."""
    members = () if record is None else (getattr(record, name) for name in record.__struct_fields__)
    return [value for value in members if isinstance(value, State)]
