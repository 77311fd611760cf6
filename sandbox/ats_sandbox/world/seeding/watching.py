"""How far the founding of a world has got, for whoever watches."""

from collections.abc import Callable, Iterator, Sequence
from contextvars import ContextVar
from typing import TypeVar

T = TypeVar("T")

WATCHER: ContextVar[Callable[[int], None] | None] = ContextVar("watcher", default=None)
"""Is told the percentage that is done, by whatever founds a world in its context."""

_STEPS = 20


def watched(items: Sequence[T], first: int, last: int) -> Iterator[T]:
    """The items, which take founding from one percentage to another; the watcher of this context is told on the way."""
    tell = WATCHER.get()
    if tell is None:
        yield from items
        return
    for step in range(_STEPS):
        tell(first + (last - first) * step // _STEPS)
        yield from items[len(items) * step // _STEPS : len(items) * (step + 1) // _STEPS]
    tell(last)
