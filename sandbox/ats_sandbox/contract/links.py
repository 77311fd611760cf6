"""Links to other systems, as a vendor that has them declares them to testers."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

import msgspec

from ats_sandbox.world.domain.reading import Reading, Transaction


class Link(NamedTuple):
    """A link: the name that a tester gives it, the system it leads to, and its state."""

    name: str
    system: str
    state: str


class Links(msgspec.Struct, frozen=True):
    """The links of one vendor. `states` are those that a link can be brought to.

    `every` gives the links of a world. `bring` brings the one of a name to a state, and gives back what a client is
    handed by that, None for nothing.
    """

    states: tuple[str, ...]
    every: Callable[[Reading], Iterable[Link]]
    bring: Callable[[Transaction, str, str], str | None]
