"""Work that is due at an instant of a world's clock."""

from collections.abc import Callable
from typing import Any

import msgspec

from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Collection

NEVER = 1 << 63
"""An instant that no clock reaches."""


class Scheduled(msgspec.Struct, frozen=True):
    """Work that becomes due with time.

    `next_due` gives the instant (milliseconds since 1970) from which there is something to do, or None when there
    never will be; it is asked again when one of the collections in `depends_on` has changed. `run` does all that is due
    at the transaction's instant.
    """

    depends_on: tuple[Collection[Any], ...]
    next_due: Callable[[Reading], int | None]
    run: Callable[[Transaction], None]

    def affected(self, before: State, after: State) -> bool:
        """True when a collection on which the next time depends differs between two states."""
        return any(before.tables.get(one.name) is not after.tables.get(one.name) for one in self.depends_on)


def earliest(schedule: tuple[Scheduled, ...], world: Reading) -> int:
    """The instant from which any of the work is due; NEVER when none ever is."""
    instants = (work.next_due(world) for work in schedule)
    return min((instant for instant in instants if instant is not None), default=NEVER)
