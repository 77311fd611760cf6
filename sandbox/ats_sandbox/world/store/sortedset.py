"""A persistent sorted set of whole numbers: the order of a collection, shared between worlds."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate

from ats_sandbox.world.store.bitset import bitset_of

CHUNK = 256


class SortedSet:
    """An immutable sorted set; adding or removing gives a new one that shares every chunk but the touched one.

    A chunk is a tuple, or a range of numbers that nothing was taken from since the set began with it.
    Reading by rank, ranking a value and appending cost the same whatever the size, up to the short list of chunks.
    """

    __slots__ = ("_bits", "_chunks", "_ends", "_lasts")

    def __init__(
        self,
        chunks: tuple[Sequence[int], ...] = (),
        lasts: tuple[int, ...] | None = None,
        bits: int | None = None,
    ) -> None:
        self._chunks = chunks
        self._lasts = tuple([chunk[-1] for chunk in chunks]) if lasts is None else lasts
        self._ends: tuple[int, ...] | None = None
        self._bits = bits

    @classmethod
    def of(cls, numbers: Iterable[int]) -> "SortedSet":
        """The order of any numbers, repeated or not."""
        return cls.sorted(tuple(sorted(set(numbers))))

    @classmethod
    def sorted(cls, numbers: tuple[int, ...]) -> "SortedSet":
        """The order of numbers that are already ascending and distinct."""
        if len(numbers) <= CHUNK:
            return cls((numbers,) if numbers else ())
        return cls(tuple(numbers[at : at + CHUNK] for at in range(0, len(numbers), CHUNK)))

    @classmethod
    def first(cls, last: int) -> "SortedSet":
        """The order of all numbers from 1 to the last."""
        return cls(tuple(range(at, min(at + CHUNK, last + 1)) for at in range(1, last + 1, CHUNK)))

    @property
    def _cumulative(self) -> tuple[int, ...]:
        if self._ends is None:
            self._ends = tuple(accumulate(map(len, self._chunks)))
        return self._ends

    def __len__(self) -> int:
        return self._cumulative[-1] if self._chunks else 0

    def __iter__(self) -> Iterator[int]:
        for chunk in self._chunks:
            yield from chunk

    def __contains__(self, number: int) -> bool:
        chunk = self._chunk_of(number)
        if chunk == len(self._chunks):
            return False
        numbers = self._chunks[chunk]
        at = bisect_left(numbers, number)
        return at < len(numbers) and numbers[at] == number

    def _chunk_of(self, number: int) -> int:
        """The first chunk whose last number is not below this one."""
        return bisect_left(self._lasts, number)

    def rank(self, number: int) -> int:
        """How many members are below this number."""
        chunk = self._chunk_of(number)
        before = self._cumulative[chunk - 1] if chunk else 0
        return before + (bisect_left(self._chunks[chunk], number) if chunk < len(self._chunks) else 0)

    def start(self, rank: int) -> Iterator[int]:
        """Members in ascending order, beginning with the one at this rank (0 is the smallest)."""
        if rank == 0:
            return iter(self._chunks[0]) if len(self._chunks) == 1 else iter(self)
        return self._start(rank)

    def _start(self, rank: int) -> Iterator[int]:
        if rank >= len(self):
            return
        chunk = bisect_left(self._cumulative, rank + 1)
        inside = rank - (self._cumulative[chunk - 1] if chunk else 0)
        yield from self._chunks[chunk][inside:]
        for later in range(chunk + 1, len(self._chunks)):
            yield from self._chunks[later]

    def start_newest(self, rank: int) -> Iterator[int]:
        """Members in descending order, beginning with the one at this rank (0 is the largest)."""
        if rank >= len(self):
            return
        upward = len(self) - 1 - rank
        chunk = bisect_left(self._cumulative, upward + 1)
        inside = upward - (self._cumulative[chunk - 1] if chunk else 0)
        yield from reversed(self._chunks[chunk][: inside + 1])
        for earlier in range(chunk - 1, -1, -1):
            yield from reversed(self._chunks[earlier])

    @property
    def bound(self) -> int:
        """The size."""
        return len(self)

    @property
    def bits(self) -> int:
        """The members as bits. Worked out once; orders made from this one carry theirs on."""
        if self._bits is None:
            self._bits = bitset_of(tuple(self), self._lasts[-1] + 1 if self._lasts else 0)
        return self._bits

    def above(self, number: int) -> Iterator[int]:
        """Members after this number, ascending."""
        return self.start(self.rank(number + 1))

    def below(self, number: int) -> Iterator[int]:
        """Members before this number, descending."""
        return self.start_newest(len(self) - self.rank(number))

    def add(self, number: int) -> "SortedSet":
        """The order with this number in it."""
        chunks, bits = self._chunks, None if self._bits is None else self._bits | 1 << number
        chunk = self._chunk_of(number)
        if chunk == len(chunks):
            if chunks and len(chunks[-1]) < CHUNK:
                last = tuple(chunks[-1]) + (number,)  # noqa: RUF005  # an unpacking copies twice
                return SortedSet(chunks[:-1] + (last,), self._lasts[:-1] + (number,), bits)  # noqa: RUF005
            return SortedSet(chunks + ((number,),), self._lasts + (number,), bits)  # noqa: RUF005
        numbers = chunks[chunk]
        at = bisect_left(numbers, number)
        if numbers[at] == number:
            return self
        grown = (*numbers[:at], number, *numbers[at:])
        middle = len(grown) // 2
        return self._with(chunk, (grown,) if len(grown) <= 2 * CHUNK else (grown[:middle], grown[middle:]), bits)

    def _with(self, chunk: int, parts: tuple[Sequence[int], ...], bits: int | None) -> "SortedSet":
        """The order with these chunks in place of one."""
        lasts = tuple(part[-1] for part in parts)
        return SortedSet(
            (*self._chunks[:chunk], *parts, *self._chunks[chunk + 1 :]),
            (*self._lasts[:chunk], *lasts, *self._lasts[chunk + 1 :]),
            bits,
        )

    def remove(self, number: int) -> "SortedSet":
        """The order without this number; itself when the number is not in it."""
        if number not in self:
            return self
        chunk = self._chunk_of(number)
        left = tuple(one for one in self._chunks[chunk] if one != number)
        bits = None if self._bits is None else self._bits ^ 1 << number
        return self._with(chunk, (left,) if left else (), bits)
