"""Where in the order of ids the later instants are: upper bounds for runs of ids, so that early ones can be skipped."""

from collections.abc import Iterable, Iterator

_RUN = 4
_ROW = 10
_NEVER = -1 << 63
_EMPTY = (_NEVER,) * (1 << _ROW - _RUN)


class ZoneMap:
    """An immutable map from runs of sixteen ids to an instant that none of them exceeds. A row is sixty-four runs."""

    __slots__ = ("_rows", "_tops")

    def __init__(self, rows: tuple[tuple[int, ...], ...] = (), tops: tuple[int, ...] = ()) -> None:
        self._rows = rows
        self._tops = tops

    @classmethod
    def of(cls, dated: Iterable[tuple[int, int]]) -> "ZoneMap":
        """The zones of (id, instant) pairs."""
        rows: list[list[int]] = []
        for id, instant in dated:
            while len(rows) <= id >> _ROW:
                rows.append(list(_EMPTY))
            row, run = rows[id >> _ROW], (id >> _RUN) % len(_EMPTY)
            if row[run] < instant:
                row[run] = instant
        return cls(tuple(map(tuple, rows)), tuple(map(max, rows)))

    def raised(self, id: int, instant: int) -> "ZoneMap":
        """The zones once the record with this id has this instant. They are never lowered: bounds need not be tight."""
        number, run = id >> _ROW, (id >> _RUN) % len(_EMPTY)
        missing = number + 1 - len(self._rows)
        rows = self._rows + (_EMPTY,) * missing
        tops = self._tops + (_NEVER,) * missing
        row = rows[number]
        if row[run] >= instant:
            return self
        row = (*row[:run], instant, *row[run + 1 :])
        tops = (*tops[:number], max(tops[number], instant), *tops[number + 1 :])
        return ZoneMap((*rows[:number], row, *rows[number + 1 :]), tops)

    @property
    def end(self) -> int:
        """An id above all."""
        return len(self._rows) << _ROW

    def most_later(self, instant: int) -> int:
        """A number of ids that those with a later instant do not exceed."""
        return sum(top > instant for top in self._tops) << _ROW

    def later(self, instant: int, first: int) -> Iterator[int]:
        """The ids from the first on, ascending, that may have a later instant."""
        for number in range(first >> _ROW, len(self._tops)):
            if self._tops[number] > instant:
                for run, bound in enumerate(self._rows[number], number << _ROW - _RUN):
                    if bound > instant:
                        yield from range(max(first, run << _RUN), run + 1 << _RUN)

    def later_downwards(self, instant: int, last: int) -> Iterator[int]:
        """The ids from the last on, descending, that may have a later instant."""
        for number in range(last >> _ROW, -1, -1):
            if self._tops[number] > instant:
                row = self._rows[number]
                for run in range(len(_EMPTY) - 1, -1, -1):
                    if row[run] > instant:
                        low = (number << _ROW) + (run << _RUN)
                        yield from range(min(last, low + (1 << _RUN) - 1), low - 1, -1)
