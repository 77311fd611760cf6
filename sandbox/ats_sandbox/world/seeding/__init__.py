"""Seeds a world from a recipe: a company with eighteen months of hiring behind it."""

import gc

from ats_sandbox.world.clock import START
from ats_sandbox.world.domain.applications import ACTIVITIES
from ats_sandbox.world.seeding.applications import planned_applications
from ats_sandbox.world.seeding.approvals import approve_job
from ats_sandbox.world.seeding.attachments import attach_files
from ats_sandbox.world.seeding.candidates import SeededCandidates
from ats_sandbox.world.seeding.configuration import configured
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.equal_opportunity import answer_survey
from ats_sandbox.world.seeding.histories import Histories
from ats_sandbox.world.seeding.job_outcomes import conclude_job
from ats_sandbox.world.seeding.jobs import planned_jobs
from ats_sandbox.world.seeding.postings import postings_of
from ats_sandbox.world.seeding.progress import CandidateProgress
from ats_sandbox.world.seeding.recipes import Recipe, recipe
from ats_sandbox.world.seeding.tags import list_known_tags
from ats_sandbox.world.seeding.watching import watched
from ats_sandbox.world.store.ordinals import shared
from ats_sandbox.world.store.state import State


def seed_state(name: str = "demo", seed: int = 1, candidates: int | None = None) -> State:
    """The first state of a world: the same for the same arguments, in every process.

    `candidates` overrides the recipe's number; jobs and applications scale along.
    """
    wanted = recipe(name)
    collecting = gc.isenabled()
    gc.disable()  # nothing that is built here is garbage, so looking for some only costs time
    try:
        return _seeded(wanted if candidates is None else wanted.scaled(candidates), seed)
    finally:
        if collecting:
            gc.enable()


def _seeded(recipe: Recipe, seed: int) -> State:
    context = configured(recipe, seed)
    _seed_hiring(context)
    return context.draft.finish(START)


def _seed_hiring(context: SeedingContext) -> None:
    """Add everything that happened since the company was set up, causes before their effects."""
    jobs = planned_jobs(context)
    for job in jobs:
        job.adverts = tuple(postings_of(context, job))
    plan = planned_applications(context, jobs)
    progress = [CandidateProgress() for _ in plan.met_at]
    histories = Histories(context)
    for application in watched(plan.all, 5, 60):
        histories.write(application, progress[application.candidate - 1])
    plan.all.clear()  # the candidates take its room
    context.draft.close(ACTIVITIES)
    for job in jobs:
        approve_job(context, job, conclude_job(context, job))
    candidates = SeededCandidates(context)
    progress.reverse()  # so that each can be let go when it is done with
    for number, met_at in enumerate(watched(plan.met_at, 60, 90), 1):
        one = progress.pop()
        candidate = candidates.write(shared(number), one, met_at)
        attach_files(context, candidate, one)
        answer_survey(context, candidate)
    list_known_tags(context)
