"""Hiring pipelines and their stages."""

from enum import StrEnum

from ats_sandbox.world.store.references import Reference
from ats_sandbox.world.store.table import Collection, Record


class ApplicationStatus(StrEnum):
    """Where an application stands. A stage belongs to one of the first six; the last three end or move it."""

    LEAD = "lead"
    NEW = "new"
    IN_REVIEW = "in_review"
    INTERVIEW = "interview"
    OFFERED = "offered"
    HIRED = "hired"
    REJECTED = "rejected"
    WITHDRAWN = "withdrawn"
    TRANSFERRED = "transferred"


class Pipeline(Record, frozen=True, kw_only=True):
    """A hiring process that jobs follow."""

    name: str
    active: bool
    created_at: int
    updated_at: int


class Stage(Record, frozen=True, kw_only=True):
    """A column of one pipeline. `position` starts at 1 and is unique in the pipeline; `phase` is its status.

    `step` is true when the stage is a named step within its phase rather than the phase itself.
    """

    pipeline: int
    name: str
    position: int
    phase: ApplicationStatus
    step: bool
    created_at: int
    updated_at: int


PIPELINES = Collection("pipelines", Pipeline, noun="pipeline", timeline=lambda one: one.updated_at)
STAGES = Collection(
    "stages",
    Stage,
    noun="stage",
    references={
        "pipeline": Reference("pipelines"),
    },
    indexes={"pipeline": lambda one: (one.pipeline,)},
    timeline=lambda one: one.updated_at,
)
