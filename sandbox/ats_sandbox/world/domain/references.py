"""Which members of records are ids of other records."""

from collections.abc import Iterator, Mapping
from typing import Any

import msgspec

from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Record

_COMMON = {
    "application": "applications",
    "author": "users",
    "by": "users",
    "candidate": "candidates",
    "creator": "users",
    "department": "departments",
    "interview": "interviews",
    "job": "jobs",
    "note": "notes",
    "organizer": "users",
    "pipeline": "pipelines",
    "posting": "postings",
    "reason": "reasons",
    "source": "sources",
    "stage": "stages",
    "user": "users",
    "credited_to": "users",
}

REFERENCES: Mapping[str, Mapping[str, str]] = {
    "users": {"location": "locations"},
    "stages": _COMMON,
    "jobs": {name: of for name, of in {**_COMMON, "locations": "locations"}.items() if name != "note"},
    "job_events": _COMMON,
    "postings": _COMMON,
    "positions": _COMMON,
    "candidates": _COMMON,
    "applications": _COMMON,
    "activities": _COMMON,
    "interviews": _COMMON,
    "timeslots": _COMMON,
    "scorecards": _COMMON,
    "offers": _COMMON,
    "notes": _COMMON,
    "attachments": _COMMON,
}
"""For each collection: the members that hold ids, and of what. Members inside members count by their own name."""


def dangling(state: State, collection: str, record: Record) -> Iterator[tuple[str, str, int]]:
    """The members of a record that name nobody: the member, the collection it points into, and the id."""
    members = REFERENCES.get(collection)
    if members is None:
        return
    for member, id in _ids(record, members):
        held = state.tables.get(members[member])
        if held is None or id not in held.records:
            yield member, members[member], id


def _ids(value: Any, members: Mapping[str, str]) -> Iterator[tuple[str, int]]:
    for name in value.__struct_fields__:
        held = getattr(value, name)
        for one in held if isinstance(held, tuple) else (held,):
            if isinstance(one, msgspec.Struct):
                yield from _ids(one, members)
            elif name in members and one is not None:
                yield name, one
