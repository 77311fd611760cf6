"""Tags: the words that a company sorts its candidates by. A candidate carries the words themselves."""

from ats_sandbox.world.store.table import Collection, Record


class Tag(Record, frozen=True, kw_only=True):
    """A word that was ever used, as it was first written; it stays on the list when nobody carries it."""

    name: str
    created_at: int
    updated_at: int


TAGS = Collection(
    "tags", Tag, noun="tag", indexes={"name": lambda one: (one.name,)}, timeline=lambda one: one.updated_at
)
