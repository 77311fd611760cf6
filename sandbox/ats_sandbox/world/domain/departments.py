"""Departments: parts of the company."""

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
    indexes={"name": lambda one: (one.name,)},
    timeline=lambda one: one.updated_at,
)
