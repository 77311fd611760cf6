"""What can be done with tags: put them on the company's list."""

from collections.abc import Iterable

from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.tags import TAGS, Tag


def list_tag(world: Transaction, name: str) -> Tag:
    """Put a tag on the list; gives the one that is there already, if so."""
    listed = world[TAGS].where(name=name).first()
    if listed is not None:
        return listed
    return world.put(TAGS, Tag(id=world.next_id(TAGS), name=name, created_at=world.now, updated_at=world.now))


def list_tags(world: Transaction, names: Iterable[str]) -> None:
    """Put several on the list."""
    for name in names:
        list_tag(world, name)
