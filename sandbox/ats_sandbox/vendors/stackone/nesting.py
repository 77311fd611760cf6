"""Records that belong to a record of another kind, and are reached through it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.vendors.stackone.errors import NotFound
from ats_sandbox.vendors.stackone.ids import id_of
from ats_sandbox.vendors.stackone.shelves import APPLICATIONS, Shelf
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import R, Record

P = TypeVar("P", bound=Record)
SUB = "subResourceId"
"""The path parameter that names the lower record."""


@dataclass(frozen=True, slots=True)
class Within(Generic[P, R]):
    """One level of a path: the shelf of the upper records, and which of the lower ones belong to one of them."""

    parent: Shelf[P]
    of: Callable[[Selection[R], P], Selection[R]]

    def rows(self, call: Call, shelf: Shelf[R]) -> Selection[R]:
        """What belongs to the record that the path names, as far as the caller may see it."""
        return self.of(shelf.rows(call), self.parent.at(call))

    def at(self, call: Call, shelf: Shelf[R]) -> R:
        """The lower record that the path names; one that belongs elsewhere is not found here."""
        parent = self.parent.at(call)
        record = shelf.at(call, SUB)
        rows: Selection[R] = call.world[shelf.collection]
        if not self.of(rows.among([record.id]), parent):
            raise NotFound
        return record

    def example(self, shelf: Shelf[R], *names: str) -> Example:
        """The ids of the first pair that belongs together, under these names of path parameters."""

        def told(place: int) -> Callable[[Reading], str]:
            return lambda world: self.pair(world, shelf)[place]

        return Example(path={name: told(place) for place, name in enumerate(names)})

    def pair(self, world: Reading, shelf: Shelf[R]) -> tuple[str, str]:
        """The ids of an upper and a lower record that belong together; empty in a world without any."""
        for parent in world[self.parent.collection]:
            record = self.of(world[shelf.collection], parent).first()
            if record is not None:
                return id_of(world, self.parent.kind, parent.id), id_of(world, shelf.kind, record.id)
        return "", ""


OF_APPLICATION: Within[Application, Any] = Within(APPLICATIONS, lambda rows, one: rows.where(application=one.id))
"""What is kept by application: offers, interviews, scorecards, notes, documents."""
