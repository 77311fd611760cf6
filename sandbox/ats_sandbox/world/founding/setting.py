"""What a founding knows while it writes: the recipe, the seed, the ledger, and the company's fixed parts."""

import msgspec

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.company import Department, Location
from ats_sandbox.world.founding.ledger import Ledger
from ats_sandbox.world.pipelines import Stage, Status
from ats_sandbox.world.reasons import Reason
from ats_sandbox.world.recipes import Recipe
from ats_sandbox.world.sources import Source
from ats_sandbox.world.users import User


class Phases(msgspec.Struct, frozen=True):
    """A pipeline's stages by phase: the phase itself, and its named steps."""

    id: int
    main: dict[Status, Stage]
    steps: dict[Status, tuple[Stage, ...]]


class Staff(msgspec.Struct, frozen=True):
    """The company's active users, by what they do."""

    recruiters: tuple[User, ...]
    managers: tuple[User, ...]
    interviewers: tuple[User, ...]


class Setting(msgspec.Struct, frozen=True):
    """Everything that is there before the first job is opened."""

    recipe: Recipe
    seed: int
    ledger: Ledger
    staff: Staff
    departments: tuple[Department, ...]
    locations: tuple[Location, ...]
    pipelines: tuple[Phases, ...]
    sources: tuple[Source, ...]
    rejections: tuple[Reason, ...]
    withdrawals: tuple[Reason, ...]
    position_closed: Reason

    def chance(self, kind: str, ordinal: int) -> Chance:
        """The dice of one record."""
        return Chance(self.seed, kind, ordinal)
