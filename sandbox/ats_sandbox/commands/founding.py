"""How long it takes to found a large world."""

from time import perf_counter

import click

LARGE = 20_000
"""Candidates from which on founding a world takes long enough to be told."""

SAMPLE = 1_000
"""Candidates that are founded to see how fast this machine is."""


def announced(recipe: str | None, candidates: int | None) -> float | None:
    """Say on the error output how long a world will take to found, if that is long; gives the seconds.

    It is reckoned from a small one, which this machine founds for it. None stands for what the server has chosen.
    """
    if candidates is None and recipe is None:
        return None
    from ats_sandbox.world.seeding import seed_state
    from ats_sandbox.world.seeding.recipes import recipe as recipe_named
    from ats_sandbox.world.seeding.recipes import recipe_names

    chosen = recipe_named(recipe if recipe in recipe_names() and recipe is not None else "demo")
    people = chosen.candidates if candidates is None else candidates
    if people < LARGE or not chosen.candidates:
        return None
    began = perf_counter()
    seed_state(chosen.name, 1, SAMPLE)
    seconds = (perf_counter() - began) * people / SAMPLE
    click.echo(f"founding a world of {people} candidates: about {seconds:.0f} s", err=True)
    return seconds
