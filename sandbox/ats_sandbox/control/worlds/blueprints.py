"""How worlds are founded, and the founded states that are kept so that later worlds are mere forks."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.errors import BadRequest
from ats_sandbox.control.portable.document import fingerprint
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.seeding import seed_state
from ats_sandbox.world.seeding.recipes import UnknownRecipe
from ats_sandbox.world.store.state import State


@dataclass(frozen=True, slots=True)
class Blueprint:
    """What a world was founded from; the same gives the same world. `candidates` overrides the recipe's number."""

    recipe: str = "demo"
    seed: int = 1
    candidates: int | None = None


class Blueprints:
    """The founded states of one sandbox. Founding costs what the world holds; asking again costs nothing."""

    MOST = 8
    """Founded states kept for worlds to come; the one that was asked for longest ago makes room."""

    def __init__(self, vendors: Iterable[Vendor]) -> None:
        self.vendors = tuple(vendors)
        self._lock = Lock()
        self._kept: OrderedDict[Blueprint, State] = OrderedDict()
        self._fingerprints: dict[Blueprint, str] = {}

    def state(self, blueprint: Blueprint) -> State:
        """The state that a world of this blueprint begins with. Raises BadRequest when there is no such world."""
        with self._lock:
            state = self._kept.pop(blueprint, None)
            if state is None:
                try:
                    state = built(blueprint.recipe, blueprint.seed, blueprint.candidates, self.vendors)
                except (UnknownRecipe, ValueError) as error:
                    raise BadRequest(text=str(error)) from None
                while len(self._kept) >= self.MOST:
                    self._kept.popitem(last=False)
            self._kept[blueprint] = state
            return state

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
        for table in vendor.found(Reading(state, seed, state.now)):
            state = state.with_table(table)
    return state
