"""What seeding works with: the recipe, the seed, the draft of the state, and how the company is set up."""

import msgspec

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.domain.departments import Department
from ats_sandbox.world.domain.locations import Location
from ats_sandbox.world.domain.pipelines import ApplicationStatus, Stage
from ats_sandbox.world.domain.reasons import Reason
from ats_sandbox.world.domain.sources import Source
from ats_sandbox.world.domain.users import User
from ats_sandbox.world.seeding.draft import DraftState
from ats_sandbox.world.seeding.recipes import Recipe


class Phases(msgspec.Struct, frozen=True):
    """A pipeline's stages by phase: the phase itself, and its named steps."""

    id: int
    main: dict[ApplicationStatus, Stage]
    steps: dict[ApplicationStatus, tuple[Stage, ...]]


class Staff(msgspec.Struct, frozen=True):
    """The company's active users, by what they do."""

    recruiters: tuple[User, ...]
    managers: tuple[User, ...]
    interviewers: tuple[User, ...]


class SeedingContext(msgspec.Struct, frozen=True):
    """Everything that is there before the first job is opened."""

    recipe: Recipe
    seed: int
    draft: DraftState
    staff: Staff
    departments: tuple[Department, ...]
    locations: tuple[Location, ...]
    pipelines: tuple[Phases, ...]
    sources: tuple[Source, ...]
    rejections: tuple[Reason, ...]
    withdrawals: tuple[Reason, ...]
    position_closed: Reason

    def chance(self, kind: str, ordinal: int) -> Chance:
        """The choices of one record."""
        return Chance(self.seed, kind, ordinal)
