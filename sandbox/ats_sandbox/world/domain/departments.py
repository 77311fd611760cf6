"""Departments: parts of the company."""

from ats_sandbox.world.id_codecs import decimal
from ats_sandbox.world.store.table import Collection, Record


class Department(Record, frozen=True, kw_only=True):
    """A part of the company."""

    name: str
    description: str
    created_at: int
    updated_at: int


DEPARTMENTS = Collection(
    "departments",
    Department,
    noun="department",
    native_ids=decimal(8_000_000),
    indexes={"name": lambda one: (one.name,)},
    timeline=lambda one: one.updated_at,
)
