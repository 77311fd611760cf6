"""The definitions of custom fields, for each kind of record that has some."""

from typing import Any

import msgspec

from ats_sandbox.vendors.stackone.repositories import ProviderRepository, repository
from ats_sandbox.world.store.table import Collection, Record


class Option(msgspec.Struct, frozen=True):
    """One of the values to choose from. `remote_id` is the provider's id of it."""

    remote_id: str
    value: Any


class FieldDefinition(Record, frozen=True, kw_only=True):
    """A field of the customer's own. `unified` is the key under which the project shows it among its own, if it does.

    `type` is one of StackOne's words, `source` the provider's.
    """

    name: str
    description: str | None
    type: str
    source: str
    options: tuple[Option, ...]
    unified: str | None
    created_at: int
    updated_at: int


def _definitions(noun: str) -> ProviderRepository[FieldDefinition]:
    collection = Collection(
        f"stackone.{noun}_fields",
        FieldDefinition,
        timeline=lambda one: one.updated_at,
    )
    return repository(f"{noun}_field", collection, f"/configuration/{noun}-properties")


APPLICATION_FIELDS = _definitions("application")
CANDIDATE_FIELDS = _definitions("candidate")
JOB_FIELDS = _definitions("job")
