"""Events of jobs, their hiring teams, their properties and their positions."""

from collections.abc import Iterator

from ats_sandbox.vendors.smartrecruiters.configuration.state import PropertyOfJob
from ats_sandbox.vendors.smartrecruiters.webhooks.happenings.told import Told, differ, told
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.positions import Position
from ats_sandbox.world.domain.reading import Reading

UPDATED = (
    *("title", "reference", "department", "place", "target_hiring_at", "industry", "function", "employment_type"),
    *("experience_level", "eeo_category", "template"),
)
"""The members whose change is `job.updated`, as published; beside these, that of any property."""
POSITION = ("number", "type", "incumbent", "opens_at", "starts_at", "status", "application")


def of_job(world: Reading, before: Job | None, after: Job | None) -> Iterator[Told]:
    """Creation, what is published to be an update, status and team. No event tells that a job is gone."""
    if after is None:
        return
    if before is None:
        yield told("job.created", job=after.id)
        return
    if differ(before, after, *UPDATED):
        yield told("job.updated", job=after.id)
    if before.status is not after.status:
        yield told("job.status.updated", job=after.id)
    if before.team != after.team:
        yield told("job.hiring-team.updated", job=after.id)


def of_property(world: Reading, before: PropertyOfJob | None, after: PropertyOfJob | None) -> Iterator[Told]:
    """What a property of the company's is for a job."""
    one = after or before
    if one is not None and one.job in world.jobs:
        yield told("job.updated", job=one.job)


def of_position(world: Reading, before: Position | None, after: Position | None) -> Iterator[Told]:
    """All of a position's life, until its job is gone."""
    one = after or before
    if one is None or one.job not in world.jobs:
        return
    ordinals = {"job": one.job, "position": one.id}
    if before is None:
        yield told("position.created", **ordinals)
    elif after is None:
        yield told("position.deleted", **ordinals)
    elif differ(before, after, *POSITION):
        yield told("position.updated", **ordinals)
