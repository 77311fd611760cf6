"""Choices that depend only on (seed, kind, ordinal, field): the same world in every process."""

from collections.abc import Sequence
from functools import lru_cache
from hashlib import blake2b
from typing import TypeVar

T = TypeVar("T")
MASK = (1 << 64) - 1
_GOLDEN = 0x9E3779B97F4A7C15


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


class Chance:
    """The choices of one record: each field of it has its own fixed number.

    Kinds and fields are hashed by their names, so renaming one changes every seeded world.
    """

    __slots__ = ("kind", "ordinal", "seed")

    def __init__(self, seed: int, kind: str, ordinal: int) -> None:
        self.seed = seed
        self.kind = kind
        self.ordinal = ordinal

    def number(self, field: str) -> int:
        """A 64-bit number."""
        number = (key_of(self.seed, self.kind, field) + self.ordinal * _GOLDEN) & MASK
        number = ((number ^ (number >> 30)) * 0xBF58476D1CE4E5B9) & MASK  # `mix`, written out: this is called most
        number = ((number ^ (number >> 27)) * 0x94D049BB133111EB) & MASK
        return number ^ (number >> 31)

    def below(self, field: str, bound: int) -> int:
        """A number from 0 up to, not including, the bound."""
        return self.number(field) % bound

    def between(self, field: str, low: int, high: int) -> int:
        """A number from low to high, both included."""
        return low + self.number(field) % (high - low + 1)

    def happens(self, field: str, percent: int) -> bool:
        """True this many times in a hundred."""
        return self.number(field) % 100 < percent

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
