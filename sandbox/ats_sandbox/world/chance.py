"""Choices that depend only on (seed, kind, ordinal, field): the same world in every process."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from struct import Struct
from typing import TypeVar

T = TypeVar("T")
MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15
_BITS = 8
_LAST = (1 << _BITS) - 1


def mix(number: int) -> int:
    """A bijection of 64-bit numbers whose output looks random (the finaliser of SplitMix64)."""
    number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & MASK
    return number ^ (number >> 31)


def unmix(number: int) -> int:
    """The inverse of `mix`."""
    number = ((number ^ (number >> 31) ^ (number >> 62)) * 0x319642B2D24D8EC3) & MASK
    number = ((number ^ (number >> 27) ^ (number >> 54)) * 0x96DE1B173F119089) & MASK
    return number ^ (number >> 30) ^ (number >> 60)


@lru_cache(maxsize=4_096)
def key_of(*parts: object) -> int:
    """A 64-bit key for these parts."""
    return int.from_bytes(blake2b("\x1f".join(map(str, parts)).encode(), digest_size=8).digest())


class Run:
    """The numbers of a run of ordinals of one kind of record, for each field that is asked for often.

    All those of a run take as long as some forty single ones: they are lanes of one long integer, each of 128 bits, of
    which a number takes the lower half.
    """

    LENGTH = 1 << _BITS
    FEWEST = 4
    WORTH = 48
    """A field is worked out for all of a run once it was asked for a few times, at a pace that lets expect so many."""

    __slots__ = ("_asked", "_first", "_kind", "numbers", "place")

    def __init__(self, kind: "Kind", place: int) -> None:
        self._kind = kind
        self._asked: dict[str, int] = {}
        self._first = place * self.LENGTH * _GOLDEN
        self.place = place
        self.numbers: dict[str, tuple[int, ...]] = {}

    def number(self, field: str, at: int) -> int:
        """The number of a field, at a place in the run."""
        asked = self._asked[field] = self._asked.get(field, 0) + 1
        key = self._kind.keys.get(field) or self._kind.key(field)
        if asked < self.FEWEST or asked * (self.LENGTH - at) < self.WORTH * (at + 1):
            number = (key + self._first + at * _GOLDEN) & MASK
            number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & MASK  # `mix`, written out, as below
            number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & MASK
            return number ^ (number >> 31)
        self.numbers[field] = mixed = _mixed((key + self._first) & MASK)
        return mixed[at]


_LANES = int.from_bytes((b"\xff" * 8 + b"\x00" * 8) * Run.LENGTH, "little")
_ONES = int.from_bytes((b"\x01" + b"\x00" * 15) * Run.LENGTH, "little")
_STEPS = int.from_bytes(b"".join((at * _GOLDEN & MASK).to_bytes(16, "little") for at in range(Run.LENGTH)), "little")
_UNPACKED = Struct("<" + "Q8x" * Run.LENGTH)


def _mixed(first: int) -> tuple[int, ...]:
    """`mix` of the numbers from the first on, in steps, for the length of a run."""
    lanes = (first * _ONES + _STEPS) & _LANES
    lanes = ((lanes ^ (lanes >> 30)) & _LANES) * 0xBF58476D1CE4E5B9 & _LANES
    lanes = ((lanes ^ (lanes >> 27)) & _LANES) * 0x94D049BB133111EB & _LANES
    return _UNPACKED.unpack(((lanes ^ (lanes >> 31)) & _LANES).to_bytes(_UNPACKED.size, "little"))


class Kind:
    """One kind of record in the worlds of a seed: the keys of its fields, and the run that was last asked for."""

    __slots__ = ("_name", "_seed", "keys", "run")

    def __init__(self, seed: int, name: str) -> None:
        self._seed = seed
        self._name = name
        self.keys: dict[str, int] = {}
        self.run = Run(self, 0)

    def key(self, field: str) -> int:
        """The key of a field."""
        key = self.keys.get(field)
        if key is None:
            key = self.keys[field] = key_of(self._seed, self._name, field)
        return key

    def begin(self, place: int) -> Run:
        """The run with that place among all runs, in place of the one before."""
        self.run = run = Run(self, place)
        return run


_kind_of = lru_cache(maxsize=1_024)(Kind)


class Chance:
    """The choices of one record: each field of it has its own fixed number.

    Kinds and fields are hashed by their names, so renaming one changes every seeded world.
    """

    __slots__ = ("_at", "_numbers", "_run", "ordinal")

    def __init__(self, seed: int, kind: str, ordinal: int) -> None:
        place, self._at = ordinal >> _BITS, ordinal & _LAST
        known = _kind_of(seed, kind)
        run = known.run
        self._run = run = run if run.place == place else known.begin(place)
        self._numbers = run.numbers
        self.ordinal = ordinal

    def number(self, field: str) -> int:
        """A 64-bit number."""
        numbers = self._numbers.get(field)
        return self._run.number(field, self._at) if numbers is None else numbers[self._at]

    def below(self, field: str, bound: int) -> int:
        """A number from 0 up to, not including, the bound."""
        return self.number(field) % bound

    def between(self, field: str, low: int, high: int) -> int:
        """A number from low to high, both included."""
        return low + self.number(field) % (high - low + 1)

    def happens(self, field: str, percent: int) -> bool:
        """True this many times in a hundred."""
        numbers = self._numbers.get(field)  # `number`, written out: this is called most
        number = self._run.number(field, self._at) if numbers is None else numbers[self._at]
        return number % 100 < percent

    def pick(self, field: str, options: Sequence[T]) -> T:
        """One of the options."""
        return options[self.number(field) % len(options)]

    def some(self, field: str, options: Sequence[T], low: int, high: int) -> tuple[T, ...]:
        """Between low and high different options, in the order of the options."""
        wanted = min(self.between(field, low, high), len(options))
        places = list(range(len(options)))
        for turn in range(wanted):
            other = turn + self.below(f"{field}.{turn}", len(places) - turn)
            places[turn], places[other] = places[other], places[turn]
        return tuple(options[at] for at in sorted(places[:wanted]))

    def weighted(self, field: str, options: Sequence[tuple[T, int]]) -> T:
        """One of the options, each as often as its weight."""
        total = 0
        for _, weight in options:
            total += weight
        left = self.number(field) % total
        for option, weight in options:
            left -= weight
            if left < 0:
                return option
        raise AssertionError("weights cannot run out")
