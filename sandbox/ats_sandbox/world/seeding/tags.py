"""The company's list of tags."""

from ats_sandbox.world.clock import DAY, START
from ats_sandbox.world.domain.tags import TAGS, Tag
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.edge_cases import ODD_TAGS

_SINCE = START - 540 * DAY


def list_known_tags(context: SeedingContext) -> None:
    """Add everything that candidates are tagged with: one tag a day from the company's first one on."""
    names = [*corpora.words().tags, *(ODD_TAGS if context.recipe.edge_cases else ())]
    for number, name in enumerate(dict.fromkeys(names), start=1):
        at = _SINCE + number * DAY
        context.draft.add(TAGS, Tag(id=number, name=name, created_at=at, updated_at=at))
