"""Founds a world from a recipe: a company with eighteen months of hiring behind it."""

import gc

from ats_sandbox.world.clock import START
from ats_sandbox.world.founding.advertising import advertise
from ats_sandbox.world.founding.arrivals import arrivals
from ats_sandbox.world.founding.catalogue import settle
from ats_sandbox.world.founding.conclusions import conclude
from ats_sandbox.world.founding.courses import Chronicle
from ats_sandbox.world.founding.openings import openings
from ats_sandbox.world.founding.papers import file_papers
from ats_sandbox.world.founding.people import People
from ats_sandbox.world.founding.persons import Person
from ats_sandbox.world.founding.setting import Setting
from ats_sandbox.world.recipes import Recipe, recipe
from ats_sandbox.world.state import State


def found(name: str = "demo", seed: int = 1, candidates: int | None = None) -> State:
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
    setting = settle(asked, seed)
    _tell(setting)
    return setting.ledger.close(START)


def _tell(setting: Setting) -> None:
    """Write down all that happened, in the order in which one thing follows from another."""
    jobs = openings(setting)
    for job in jobs:
        job.adverts = tuple(advertise(setting, job))
    planned = arrivals(setting, jobs)
    persons = [Person() for _ in planned.met_at]
    chronicle = Chronicle(setting)
    for arrival in planned.all:
        chronicle.write(arrival, persons[arrival.candidate - 1])
    for job in jobs:
        conclude(setting, job)
    people = People(setting)
    for ordinal, (person, met_at) in enumerate(zip(persons, planned.met_at, strict=True), 1):
        file_papers(setting, people.write(ordinal, person, met_at), person)
