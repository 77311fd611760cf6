"""The answers that are kept for repeated writes."""

from typing import Any

from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class SavedAnswer(Record, frozen=True, kw_only=True):
    """What a write with a key answered. `digest` is of the operation and the body."""

    connector: int
    key: str
    digest: str
    document: Any
    at: int


SAVED_ANSWERS = Collection(
    "bindbee.saved_answers",
    SavedAnswer,
    indexes={"key": lambda one: ((one.connector, one.key),), "connector": lambda one: (one.connector,)},
    references={"connector": Reference(CONNECTORS.name, on_delete=OnDelete.DELETE)},
)
