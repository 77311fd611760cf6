"""What a sync brought: the records that are new or other than in the copy before.

Deletions do not show, and nothing tells what is new from what has changed.
"""

from ats_sandbox.vendors.bindbee.connectors import Connector
from ats_sandbox.vendors.bindbee.face import MODELS
from ats_sandbox.vendors.bindbee.of_jobs import OfJobs
from ats_sandbox.vendors.bindbee.scheduled_interviews import SCHEDULED_INTERVIEW
from ats_sandbox.world.domain.interviews import Timeslot
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.pipelines import Stage
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.scorecards import Scorecard
from ats_sandbox.world.domain.screening_questions import ScreeningQuestion
from ats_sandbox.world.store.state import Change, State

Found = dict[str, list[int]]
"""Ordinals by the noun of the model, ascending."""


def everything(world: Reading, connector: Connector) -> Found:
    """All that a first sync copied, or one of a system that was linked anew."""
    copy, found = world.as_of(connector.synced), Found()
    for model in MODELS:
        if isinstance(model, OfJobs):
            found[model.kind] = [one.id for job in copy.jobs for one in model.of(copy, job)]
        else:
            found[model.kind] = [one.id for one in copy[model.collection]]
    return found


def modified(world: Reading, earlier: State, connector: Connector) -> Found:
    """What a sync copied that was not in the copy before, or not like this."""
    before, after = world.as_of(earlier), world.as_of(connector.synced)
    changes = [one for one in connector.synced.changes_since(earlier) if one.before != one.after]
    kinds = {model.collection.name: model.kind for model in MODELS if not isinstance(model, OfJobs)}
    found: dict[str, set[int]] = {model.kind: set() for model in MODELS}
    for change in changes:
        if change.collection in kinds and change.after is not None:
            found[kinds[change.collection]].add(change.id)
    found[SCHEDULED_INTERVIEW.kind] |= {
        id for id in map(_interview, changes) if id is not None and id in after.interviews
    }
    jobs = _jobs(after, changes)
    for model in MODELS:
        if isinstance(model, OfJobs):
            found[model.kind] |= _of_jobs(model, before, after, jobs)
    return {kind: sorted(ordinals) for kind, ordinals in found.items()}


def records_in(found: Found) -> tuple[tuple[str, int], ...]:
    """The world's own records among what was found, by their noun there."""
    nouns = {model.kind: model.collection.noun or model.collection.name for model in MODELS}
    of_jobs = {model.kind for model in MODELS if isinstance(model, OfJobs)}
    return tuple((nouns[kind], id) for kind, ids in found.items() if kind not in of_jobs for id in ids)


def _interview(change: Change) -> int | None:
    """The interview that shows a change of its parts, or of what was thought of it."""
    part = change.after or change.before
    return part.interview if isinstance(part, Timeslot | Scorecard) else None


def _jobs(after: Reading, changes: list[Change]) -> set[int]:
    """The jobs that changed, or whose stages or questions did."""
    found: set[int] = set()
    for change in changes:
        match change.after or change.before:
            case Job() as job:
                found.add(job.id)
            case ScreeningQuestion() as question:
                found.add(question.job)
            case Stage() as stage:
                found |= {job.id for job in after.jobs if job.pipeline == stage.pipeline}
    return found


def _of_jobs(model: OfJobs, before: Reading, after: Reading, jobs: set[int]) -> set[int]:
    """What these jobs have that they did not have before, or that took another form."""
    had, have = (_forms(model, world, jobs) for world in (before, after))
    return {id for id, at in have.items() if had.get(id) != at}


def _forms(model: OfJobs, world: Reading, jobs: set[int]) -> dict[int, int]:
    """When each thing that these jobs have took its form, by its ordinal."""
    held = (job for id in jobs if (job := world.jobs.get(id)) is not None)
    return {one.id: one.updated_at for job in held for one in model.of(world, job)}
