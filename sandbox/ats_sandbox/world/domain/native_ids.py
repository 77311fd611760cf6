"""The ids that the company's own applicant tracking system gives out: what other systems call the remote id."""

from collections.abc import Callable

from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.id_codecs import UUID4
from ats_sandbox.world.store.table import NOUNS

REALM = "ats"


def native_id(world: Reading, kind: str, ordinal: int) -> str:
    """The system's id of a record. `kind` is a noun such as `candidate`, whose collection says how ids are written.

    Whatever is no noun of the world has a UUID.
    """
    collection = NOUNS.get(kind)
    return (UUID4 if collection is None else collection.native_ids).write(world.seed, REALM, kind, ordinal)


def native_writer(kind: str) -> Callable[[Reading, int], str]:
    """What writes the ids of one kind of record, of which there are many to write."""
    collection = NOUNS.get(kind)
    write = (UUID4 if collection is None else collection.native_ids).write
    return lambda world, ordinal: write(world.seed, REALM, kind, ordinal)


def read_native_id(world: Reading, kind: str, text: str) -> int | None:
    """The ordinal behind such an id; None for an id that this system never gave out."""
    collection = NOUNS.get(kind)
    return (UUID4 if collection is None else collection.native_ids).read(world.seed, REALM, kind, text)
