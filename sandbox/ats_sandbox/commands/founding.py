"""Founding a large world: how long it takes, what it needs, and how it is done while a server answers already."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import copy_context
from threading import Thread
from time import perf_counter
from typing import TYPE_CHECKING, Generic, TypeVar

import click

from ats_sandbox.commands.heartbeat import Heartbeat
from ats_sandbox.commands.memory import available

if TYPE_CHECKING:
    from ats_sandbox.control.gate import Gate

LARGE = 20_000
"""Candidates from which on founding a world takes long enough to be told."""

SAMPLE = 1_000
"""Candidates that are founded to see how fast this machine is."""

ROOM = {"large": 3_300}
"""Bytes that a candidate of a recipe takes, with everything that hangs on one and the indexes, measured."""

MOST_ROOM = 6_000
"""Bytes that a candidate of any other recipe takes."""

A = TypeVar("A")


def people_of(recipe: str, candidates: int | None) -> int:
    """How many candidates a world has that is founded so."""
    from ats_sandbox.world.seeding.recipes import recipe as recipe_named

    chosen = recipe_named(recipe)
    return chosen.candidates if candidates is None or not chosen.candidates else candidates


def room_of(recipe: str, people: int) -> int:
    """The bytes that so many candidates of a recipe take."""
    return people * ROOM.get(recipe, MOST_ROOM)


def announced(recipe: str | None, candidates: int | None) -> float | None:
    """Say on the error output how long a world will take to found, if that is long; gives the seconds.

    It is reckoned from a small one, which this machine founds for it. None stands for what the server has chosen.
    """
    if candidates is None and recipe is None:
        return None
    from ats_sandbox.world.seeding import seed_state
    from ats_sandbox.world.seeding.recipes import recipe_names

    name = recipe if recipe in recipe_names() and recipe is not None else "demo"
    people = people_of(name, candidates)
    if people < LARGE:
        return None
    began = perf_counter()
    seed_state(name, 1, SAMPLE)
    seconds = (perf_counter() - began) * people / SAMPLE
    room = room_of(name, people)
    click.echo(
        f"founding a world of {people} candidates: about {seconds:.0f} s and {room / 1e9:.1f} GB of memory",
        err=True,
    )
    return seconds


def warn_of_memory(recipe: str, people: int) -> None:
    """Say on the error output when so many candidates need more memory than this machine has left."""
    left = available()
    if left is not None and room_of(recipe, people) > left:
        click.echo(
            f"this machine has only {left / 1e9:.1f} GB of memory left, so it may end the sandbox on the way: "
            f"about {left // room_of(recipe, 1)} candidates would fit",
            err=True,
        )


class Founding(Generic[A]):
    """Founds a large world in a thread, behind a gate that a server has in front of it.

    `found` gives the sandbox, and `ready` is called once the gate is open. Whatever goes wrong is the `failure`, and
    then `give_up` is called instead.
    """

    def __init__(
        self,
        gate: Gate,
        recipe: str,
        people: int,
        found: Callable[[], A],
        ready: Callable[[A], None],
        give_up: Callable[[], None],
    ) -> None:
        self.failure: BaseException | None = None
        self._gate = gate
        self._recipe = recipe
        self._people = people
        self._found = found
        self._ready = ready
        self._give_up = give_up

    def start(self) -> None:
        """Begin. The thread does not keep the process from ending."""
        context = copy_context()
        Thread(target=lambda: context.run(self._run), name="founding", daemon=True).start()

    def _run(self) -> None:
        from ats_sandbox.world.seeding.watching import WATCHER

        try:
            expected = announced(self._recipe, self._people)
            warn_of_memory(self._recipe, self._people)
            WATCHER.set(self._tell)
            with Heartbeat("founding the world", expected, lambda: self._gate.percent):
                sandbox = self._found()
        except BaseException as error:  # noqa: BLE001  # the thread that serves tells it
            self.failure = error
            self._give_up()
        else:
            self._ready(sandbox)

    def _tell(self, percent: int) -> None:
        self._gate.percent = percent
