"""Lists, where they are found."""

from ats_sandbox.vendors.stackone.repositories import repository
from ats_sandbox.world.store.table import Collection, Record


class NamedList(Record, frozen=True, kw_only=True):
    """A selection that somebody keeps. `candidates` are ids; lists of other types are kept empty."""

    name: str
    type: str
    candidates: tuple[int, ...]
    created_at: int
    updated_at: int


LISTS = repository("list", Collection("stackone.lists", NamedList, timeline=lambda one: one.updated_at), "/lists")
