"""A seed document on its way into a world: its names, its moments, and whose fault it is when something goes wrong."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.seeding.checking import Loaded
from ats_sandbox.control.seeding.names import Name, find, give_name, name_of
from ats_sandbox.control.seeding.refused import SeedRefused, fault
from ats_sandbox.control.states.state import State, way_to
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.reading import Transaction
from ats_sandbox.world.refusals import Refused

SETTLED = 365 * DAY
"""How long offices, users and lists have been there when nothing else is told."""


class Laying:
    """One document on its way into a world."""

    __slots__ = ("_file", "_ids", "_path", "_vendors", "given", "loaded", "world")

    def __init__(self, world: Transaction, vendors: tuple[Vendor, ...], file: str, loaded: Loaded) -> None:
        self.world = world
        self.loaded = loaded
        self.given: list[Name] = []
        self._vendors = vendors
        self._file = file
        self._ids: dict[tuple[str, str], int] = {}
        self._path: tuple[str, ...] = ()

    def records(self, section: str) -> Iterator[tuple[str, dict[str, Any]]]:
        """The records of a section; what goes wrong meanwhile is put down to the one at hand."""
        for name, told in self.loaded.get(section, {}).items():
            self._path = (section, name)
            yield name, told

    def keep(self, kind: str, name: str, id: int) -> None:
        """Name a record that was just laid."""
        self._ids[kind, name] = id
        self.given.append(give_name(self.world, kind, name, id))

    def ref(self, kind: str, text: str | None) -> int | None:
        """The record that a text names; None for no text."""
        if text is None:
            return None
        own = self._ids.get((kind, text))
        return own if own is not None else find(self.world, self._vendors, kind, text)[0]

    def refs(self, kind: str, texts: list[str]) -> tuple[int, ...]:
        """The records that some texts name."""
        found = (self.ref(kind, text) for text in texts)
        return tuple(dict.fromkeys(id for id in found if id is not None))

    def ago(self, length: int, floor: int = 0) -> int:
        """The instant so long ago, though not before `floor` and not after now."""
        return min(max(self.world.now - length, floor), self.world.now)

    def applied_at(self, told: Mapping[str, Any]) -> int:
        """When an application came: as told, or early enough for its state."""
        moment: int | None = told.get("applied_at")
        return moment if moment is not None else self.ago(way_to(State(told.get("state", State.APPLIED))))

    def refuse(self, text: str, *field: str) -> SeedRefused:
        """The refusal of the record at hand."""
        return SeedRefused.of(self._file, [fault(text, *self._path, *field)])

    @contextmanager
    def refusing(self) -> Iterator[None]:
        """Turn what the world refuses into a refusal of the record at hand, in the tester's own names."""
        try:
            yield
        except Refused as refused:
            facts = {
                fact: name_of(self.world, str(fact), value) or value if isinstance(value, int) else value
                for fact, value in refused.facts.items()
            }
            raise self.refuse(f"is refused: {refused.why.format(**facts)}") from None
