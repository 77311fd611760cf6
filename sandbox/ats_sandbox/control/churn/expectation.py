"""What a walk through a list misses and repeats while the list changes, computed without any vendor."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Paging(StrEnum):
    """How a list is cut into pages.

    offset: a page begins so many rows after the first one (`page`, `offset`).
    keyset: a page begins after the last row of the page before (cursors and page ids).
    """

    OFFSET = "offset"
    KEYSET = "keyset"


@dataclass(frozen=True, slots=True)
class ListChange:
    """After page `after`, rows are put and removed. Rows are numbers that sort as the list does, such as ordinals."""

    after: int
    put: tuple[int, ...] = ()
    removed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Walk:
    """The pages of a walk. `missed` rows existed all the time and were never shown; `repeated` ones were shown twice.

    `gone` rows were shown and do not exist at the end; `unseen` ones were added during the walk and never shown.
    """

    pages: tuple[tuple[int, ...], ...]
    missed: frozenset[int]
    repeated: frozenset[int]
    gone: frozenset[int]
    unseen: frozenset[int]


def expected_walk(
    rows: Iterable[int], events: Sequence[ListChange], paging: Paging, size: int, *, newest_first: bool = False
) -> Walk:
    """Walk through rows, `size` to a page, to the first page that is not full, while the events happen."""
    present = set(rows)
    steady, added = set(present), set[int]()
    pages: list[tuple[int, ...]] = []
    while not pages or len(pages[-1]) == size:
        order = sorted(present, reverse=newest_first)
        if paging is Paging.OFFSET:
            begin = len(pages) * size
        else:
            begin = sum(not _later(row, pages[-1][-1], newest_first) for row in order) if pages else 0
        pages.append(tuple(order[begin : begin + size]))
        for event in events:
            if event.after == len(pages):
                present = (present - set(event.removed)) | set(event.put)
                added |= set(event.put)
                steady &= present
    shown = [row for page in pages for row in page]
    seen = set(shown)
    return Walk(
        pages=tuple(pages),
        missed=frozenset(steady - seen),
        repeated=frozenset(row for row in seen if shown.count(row) > 1),
        gone=frozenset(seen - present),
        unseen=frozenset((added & present) - seen),
    )


def _later(row: int, last: int, newest_first: bool) -> bool:
    return row < last if newest_first else row > last
