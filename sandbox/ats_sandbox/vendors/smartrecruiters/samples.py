"""Bodies that succeed in the demo world, for the examples of operations: the `samples.json` of each API has them by
operation.

`{name}` stands there for what is found in the world under that name, or for the body of another operation.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.configuration.repositories import DEPENDENTS, PROPERTY, VALUES
from ats_sandbox.vendors.smartrecruiters.configuration.state import (
    JOB_PROPERTIES,
    JOB_PROPERTY_VALUES,
    JobProperty,
    JobPropertyValue,
)
from ats_sandbox.vendors.smartrecruiters.properties.state import PROPERTIES, PropertyType
from ats_sandbox.vendors.smartrecruiters.repositories import INTERVIEWS, JOBS
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.sources import Source


def sample_of(operation: str) -> Callable[[Reading], Any]:
    """The body of an operation, once it is asked for."""
    return lambda world: _filled(f"{{{operation}}}", world, _bodies())


def _bodies() -> dict[str, Any]:
    """The bodies of all operations."""
    found: dict[str, Any] = {}
    for file in sorted(Path(__file__).parent.glob("*/samples.json")):
        found |= msgspec.json.decode(file.read_bytes(), type=dict[str, Any])
    return found


def _filled(value: Any, world: Reading, bodies: dict[str, Any]) -> Any:
    """A value with what its placeholders stand for."""
    if isinstance(value, dict):
        return {name: _filled(one, world, bodies) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, world, bodies) for one in value]
    if not isinstance(value, str) or value[:1] != "{":
        return value
    name = value.strip("{}")
    return NAMED[name](world) if name in NAMED else _filled(bodies[name], world, bodies)


def _interviewed(world: Reading) -> Application:
    return world.applications[INTERVIEWS.sample(world).application]


def _colleague(world: Reading) -> int:
    """The first user who is not in the hiring team that examples are about."""
    team = {member.user for member in JOBS.sample(world).team}
    return next(user.id for user in world.users if user.id not in team)


def _source(world: Reading) -> Source:
    """The first source that has a subtype."""
    return next(source for source in world.sources if source.subtype is not None)


def _independent(world: Reading) -> JobProperty:
    """The first property of jobs that neither depends on another nor has dependents."""
    free = world[JOB_PROPERTIES].where(parent=None)
    return next(one for one in free if not world[JOB_PROPERTIES].where(parent=one.id))


def _unrelated(world: Reading) -> JobPropertyValue:
    """The first value of a dependent property that does not go with the first value of its parent."""
    value, dependent = VALUES.sample(world), DEPENDENTS.sample(world)
    return next(one for one in world[JOB_PROPERTY_VALUES].where(property=dependent.id) if value.id not in one.parents)


def _property(world: Reading, type: PropertyType) -> str:
    """The first candidate property of a type."""
    return native_id(world, "candidate_property", next(one.id for one in world[PROPERTIES] if one.type is type))


NAMED: dict[str, Callable[[Reading], str | None]] = {
    "approval": lambda world: ids.APPROVAL.write(world, 1),
    "candidate": lambda world: ids.CANDIDATE.write(world, _interviewed(world).candidate),
    "department": lambda world: ids.DEPARTMENT.write(world, 1),
    "colleague": lambda world: ids.USER.write(world, _colleague(world)),
    "independentJobProperty": lambda world: PROPERTY.write(world, _independent(world).id),
    "job": lambda world: ids.JOB.write(world, _interviewed(world).job),
    "numberProperty": lambda world: _property(world, PropertyType.NUMBER),
    "textProperty": lambda world: _property(world, PropertyType.TEXT),
    "reason": lambda world: ids.REASON.write(world, next(iter(world.reasons.where(decider=Decider.COMPANY))).id),
    "source": lambda world: ids.SOURCE_VALUE.write(world, _source(world).id),
    "sourceSubType": lambda world: _source(world).subtype,
    "sourceType": lambda world: _source(world).type,
    "unrelatedJobPropertyValue": lambda world: _unrelated(world).key,
    "user": lambda world: ids.USER.write(world, 1),
}
"""What bodies name by a placeholder."""
