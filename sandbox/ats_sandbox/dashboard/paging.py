"""A list that is shown a part at a time."""

from collections.abc import Sequence
from typing import Any

import msgspec

from ats_sandbox.world.store.selection import Selection

MOST = 50
"""Rows of one part."""

LAST = 1_000_000
"""Parts that anybody asks for."""


class Part(msgspec.Struct, frozen=True):
    """Part `number` (from 1) of `total` rows."""

    number: int
    total: int
    rows: Sequence[Any]

    @property
    def first(self) -> int:
        """The place of its first row, from 1."""
        return (self.number - 1) * MOST + 1

    @property
    def last(self) -> int:
        """The place of its last row."""
        return self.first + len(self.rows) - 1

    @property
    def before(self) -> int | None:
        """The number of the part before it."""
        return self.number - 1 if self.number > 1 else None

    @property
    def after(self) -> int | None:
        """The number of the part after it."""
        return self.number + 1 if self.last < self.total else None


def part_of(rows: Selection[Any], asked: str) -> Part:
    """The part that is asked for by a number; the first one for what is none."""
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) <= len(str(LAST)) else 1
    number = max(1, number)
    return Part(number, len(rows), rows.page((number - 1) * MOST, MOST))
