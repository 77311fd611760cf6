"""Bodies of examples, from `samples.json`; `{name}` stands there for the id of what everybody may see of a world."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from ats_sandbox.vendors.bindbee.custom_fields import CUSTOM_FIELD_IDS, CUSTOM_FIELDS, MAPPINGS
from ats_sandbox.vendors.bindbee.model import MODELS
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.equal_opportunity import EQUAL_OPPORTUNITY_ANSWERS
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading

_BODIES = msgspec.json.decode(Path(__file__).with_name("samples.json").read_bytes(), type=dict[str, Any])


def sample_of(operation: str) -> Callable[[Reading], Any]:
    """The body of an operation, in the world that it is asked for."""
    return lambda world: _filled(_BODIES[operation], world)


def _filled(value: Any, world: Reading) -> Any:
    if isinstance(value, dict):
        return {name: _filled(one, world) for name, one in value.items()}
    if isinstance(value, list):
        return [_filled(one, world) for one in value]
    return NAMED[value.strip("{}")](world) if isinstance(value, str) and value.startswith("{") else value


def _id(kind: str, ordinal_in: Callable[[Reading], int]) -> Callable[[Reading], str]:
    """The id behind the connector that clients begin with."""
    return lambda world: MODELS[kind].codec.write(world, ordinal_in(world))


def open_job(world: Reading) -> Job:
    """A job that everybody may see, and that is no template."""
    return next(job for job in world.jobs.where(confidential=False) if not job.template)


def open_application(world: Reading) -> Application:
    """An application that everybody may see."""
    return next(iter(world.applications.where(confidential=False)))


def _free(world: Reading) -> int:
    """A candidate who is not on the job."""
    job = open_job(world).id
    return next(one.id for one in world.candidates if application_of(world, one.id, job) is None)


def _silent(world: Reading) -> int:
    """A candidate who gave no equal opportunity answers yet."""
    answers = world[EQUAL_OPPORTUNITY_ANSWERS]
    return next(one.id for one in world.candidates.where(confidential=False) if not answers.where(candidate=one.id))


def _unmapped(world: Reading) -> str:
    """A custom field without a mapping."""
    free = (one.id for one in world[CUSTOM_FIELDS] if not world[MAPPINGS].where(custom_field=one.id))
    return CUSTOM_FIELD_IDS.write(world, next(free))


NAMED: dict[str, Callable[[Reading], str]] = {
    "job": _id("job", lambda world: open_job(world).id),
    "application": _id("application", lambda world: open_application(world).id),
    "candidate": _id("candidate", lambda world: open_application(world).candidate),
    "free candidate": _id("candidate", _free),
    "silent candidate": _id("candidate", _silent),
    "user": _id("remote_user", lambda _: 1),
    "colleague": _id("remote_user", lambda _: 2),
    "unmapped field": _unmapped,
}
