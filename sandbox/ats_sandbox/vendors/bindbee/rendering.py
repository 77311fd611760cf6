"""Records as the API answers them: the members that all have, their own, and what was asked to be added or expanded."""

import re
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from ats_sandbox.vendors.bindbee.custom_fields import resolved
from ats_sandbox.vendors.bindbee.mirror import Mirror
from ats_sandbox.vendors.bindbee.model import Model
from ats_sandbox.vendors.bindbee.models import MODELS
from ats_sandbox.world.clock import iso, iso_seconds

Selected = Mapping[str, tuple[str, ...]]
"""Relations to expand, each with the members to show of it; none means all."""

PLAIN: Selected = MappingProxyType({})
"""Nothing expanded."""

_NAMES = re.compile(r"([^,\[\]]+)(?:\[([^\]]*)\]?)?")


def selected(expand: str | None) -> Selected:
    """The relations that `application[id,source],creator` names."""
    found = {}
    for name, members in _NAMES.findall(expand or ""):
        found[name.strip()] = tuple(member.strip() for member in members.split(",") if member.strip())
    return found


def stamp(instant: int) -> str:
    """A date-time as the framework writes it: a fraction only where there is one, and then of six digits."""
    return iso_seconds(instant) if instant % 1000 == 0 else f"{iso(instant)[:-1]}000Z"


def stamped(instant: int | None) -> str | None:
    """The same of an instant that may be missing."""
    return None if instant is None else stamp(instant)


def render(
    mirror: Mirror, model: Model[Any], record: Any, *, raw: bool = False, custom: bool = False, expand: Selected = PLAIN
) -> dict[str, Any]:
    """One record."""
    document: dict[str, Any] = {
        "id": mirror.id(model.kind, record.id),
        "remote_id": model.remote_id(mirror.world, record),
        "modified_at": stamp(mirror.modified_at(model.changed_at(record))),
    }
    if raw:
        document["raw_data"] = model.raw(mirror.world, record)
    document["custom_fields"] = resolved(mirror, model, record) if custom else None
    for name, value in model.view(mirror, record).items():
        kind = model.relations.get(name)
        document[name] = value if kind is None else _related(mirror, kind, value, expand.get(name))
    return document


def _related(mirror: Mirror, kind: str, value: Any, members: tuple[str, ...] | None) -> Any:
    """A relation: one ordinal or several, as ids or, when members are asked for, as objects."""
    if value is None:
        return None
    if isinstance(value, int):
        return _one(mirror, kind, value, members)
    return [shown for ordinal in value if (shown := _one(mirror, kind, ordinal, members)) is not None]


def _one(mirror: Mirror, kind: str, ordinal: int, members: tuple[str, ...] | None) -> Any:
    """A related record, or None when the caller may not see it. One that is not served stays an id."""
    model = MODELS.get(kind)
    if model is None or (members is None and mirror.visibility.whole):
        return mirror.id(kind, ordinal)
    record = model.get(mirror.world, ordinal)
    if record is None:
        return mirror.id(kind, ordinal)
    if not model.seen(mirror, record):
        return None
    if members is None:
        return mirror.id(kind, ordinal)
    document = render(mirror, model, record)
    return {name: value for name, value in document.items() if name in members} if members else document
