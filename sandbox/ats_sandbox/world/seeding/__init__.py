"""Founds a world from a recipe: a company with eighteen months of hiring behind it."""

import gc

from ats_sandbox.world.clock import START
from ats_sandbox.world.seeding.applications import planned_applications
from ats_sandbox.world.seeding.attachments import attach_files
from ats_sandbox.world.seeding.candidates import SeededCandidates
from ats_sandbox.world.seeding.configuration import configured
from ats_sandbox.world.seeding.histories import Histories
from ats_sandbox.world.seeding.job_outcomes import conclude_job
from ats_sandbox.world.seeding.jobs import planned_jobs
from ats_sandbox.world.seeding.postings import postings_of
from ats_sandbox.world.seeding.progress import CandidateProgress
from ats_sandbox.world.seeding.recipes import Recipe, recipe
from ats_sandbox.world.seeding.setting import SeedingContext
from ats_sandbox.world.store.state import State


def seed_state(name: str = "demo", seed: int = 1, candidates: int | None = None) -> State:
    """The first state of a world: the same for the same arguments, in every process.

    `candidates` overrides the recipe's number; jobs and applications scale along.
    """
    asked = recipe(name)
    collecting = gc.isenabled()
    gc.disable()  # nothing that is built here is garbage, so looking for some only costs time
    try:
        return _found(asked if candidates is None else asked.scaled(candidates), seed)
    finally:
        if collecting:
            gc.enable()


def _found(asked: Recipe, seed: int) -> State:
    setting = configured(asked, seed)
    _tell(setting)
    return setting.ledger.close(START)


def _tell(setting: SeedingContext) -> None:
    """Write down all that happened, in the order in which one thing follows from another."""
    jobs = planned_jobs(setting)
    for job in jobs:
        job.adverts = tuple(postings_of(setting, job))
    planned = planned_applications(setting, jobs)
    persons = [CandidateProgress() for _ in planned.met_at]
    chronicle = Histories(setting)
    for arrival in planned.all:
        chronicle.write(arrival, persons[arrival.candidate - 1])
    for job in jobs:
        conclude_job(setting, job)
    people = SeededCandidates(setting)
    for ordinal, (person, met_at) in enumerate(zip(persons, planned.met_at, strict=True), 1):
        attach_files(setting, people.write(ordinal, person, met_at), person)
