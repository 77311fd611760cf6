"""How worlds are founded, and the founded states that are kept so that later worlds are mere forks."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import dataclass
from threading import Lock

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.dialect import BadRequest
from ats_sandbox.control.portable.document import fingerprint
from ats_sandbox.world.founding import found
from ats_sandbox.world.reading import Reading
from ats_sandbox.world.recipes import UnknownRecipe
from ats_sandbox.world.state import State


@dataclass(frozen=True, slots=True)
class Founding:
    """What a world was founded from; the same gives the same world. `candidates` overrides the recipe's number."""

    recipe: str = "demo"
    seed: int = 1
    candidates: int | None = None


class Foundings:
    """The founded states of one sandbox. Founding costs what the world holds; asking again costs nothing."""

    MOST = 8
    """Founded states kept for worlds to come; the one that was asked for longest ago makes room."""

    def __init__(self, vendors: Iterable[Vendor]) -> None:
        self.vendors = tuple(vendors)
        self._lock = Lock()
        self._kept: OrderedDict[Founding, State] = OrderedDict()
        self._fingerprints: dict[Founding, str] = {}

    def state(self, founding: Founding) -> State:
        """The state that a world of this founding begins with. Raises BadRequest when there is no such world."""
        with self._lock:
            state = self._kept.pop(founding, None)
            if state is None:
                try:
                    state = founded(founding.recipe, founding.seed, founding.candidates, self.vendors)
                except (UnknownRecipe, ValueError) as error:
                    raise BadRequest(text=str(error)) from None
                while len(self._kept) >= self.MOST:
                    self._kept.popitem(last=False)
            self._kept[founding] = state
            return state

    def fingerprint(self, founding: Founding) -> str:
        """What tells this founding from the same recipe and seed as another version founds them."""
        known = self._fingerprints.get(founding)
        if known is None:
            known = fingerprint(self.state(founding))
            if len(self._fingerprints) < 1_000:
                self._fingerprints[founding] = known
        return known


def founded(recipe: str, seed: int, candidates: int | None, vendors: Iterable[Vendor]) -> State:
    """The state of a new world, with what each vendor alone knows."""
    state = found(recipe, seed, candidates)
    for vendor in vendors:
        for table in vendor.found(Reading(state, seed, state.now)):
            state = state.with_table(table)
    return state
