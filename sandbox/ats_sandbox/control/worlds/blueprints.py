"""How worlds are founded, and the founded states that are kept so that later worlds are mere forks."""

from collections import OrderedDict
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from threading import Lock

import msgspec

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.portable.document import fingerprint
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.seeding.recipes import UnknownRecipe, recipe
from ats_sandbox.world.store.state import State

LARGE = 2_000
"""Candidates from which on worlds are founded one after the other: side by side they would take no less time in all,
and whoever asks anything else meanwhile would wait for a turn of each of them."""


class Blueprint(msgspec.Struct, frozen=True):
    """What a world was founded from; the same gives the same world. `candidates` overrides the recipe's number."""

    recipe: str = "demo"
    seed: int = 1
    candidates: int | None = None

    @property
    def people(self) -> int:
        """How many candidates such a world has. Raises UnknownRecipe."""
        return recipe(self.recipe).candidates if self.candidates is None else self.candidates


class Blueprints:
    """The founded states of one sandbox. Founding costs what the world holds; asking again costs nothing."""

    MOST = 8
    """Founded states kept for worlds to come; the one that was asked for longest ago makes room."""

    def __init__(self, vendors: Iterable[Vendor]) -> None:
        self.vendors = tuple(vendors)
        self._lock = Lock()
        self._large = Lock()
        self._kept: OrderedDict[Blueprint, State] = OrderedDict()
        self._in_progress: dict[Blueprint, Lock] = {}
        self._fingerprints: dict[Blueprint, str] = {}

    def state(self, blueprint: Blueprint) -> State:
        """The state that a world of this blueprint begins with. Raises BadRequest when there is no such world."""
        state = self._known(blueprint)
        if state is not None:
            return state
        with self._lock:
            turn = self._in_progress.setdefault(blueprint, Lock())
        with turn:  # whoever asks for the same waits for it
            state = self._known(blueprint)
            return self._found(blueprint) if state is None else state

    def _known(self, blueprint: Blueprint) -> State | None:
        with self._lock:
            if blueprint in self._kept:
                self._kept.move_to_end(blueprint)
            return self._kept.get(blueprint)

    def _found(self, blueprint: Blueprint) -> State:
        try:
            with self._room(blueprint):
                state = built(blueprint.recipe, blueprint.seed, blueprint.candidates, self.vendors)
            with self._lock:
                while len(self._kept) >= self.MOST:
                    self._kept.popitem(last=False)
                self._kept[blueprint] = state
        except (UnknownRecipe, ValueError) as error:
            raise BadRequest(text=str(error)) from None
        finally:
            with self._lock:
                self._in_progress.pop(blueprint, None)
        return state

    def _room(self, blueprint: Blueprint) -> AbstractContextManager[object]:
        """What is held while a world is founded."""
        return self._large if blueprint.people >= LARGE else nullcontext()

    def fingerprint(self, blueprint: Blueprint) -> str:
        """What tells this blueprint from the same recipe and seed as another version founds them."""
        known = self._fingerprints.get(blueprint)
        if known is None:
            known = fingerprint(self.state(blueprint))
            if len(self._fingerprints) < 1_000:
                self._fingerprints[blueprint] = known
        return known


def built(recipe: str, seed: int, candidates: int | None, vendors: Iterable[Vendor]) -> State:
    """The state of a new world, with what each vendor alone knows."""
    state = seed_state(recipe, seed, candidates)
    for vendor in vendors:
        for table in vendor.initial_tables(Reading(state, seed, state.now)):
            state = state.with_table(table)
    return state
