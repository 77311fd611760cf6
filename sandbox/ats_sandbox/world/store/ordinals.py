"""Small whole numbers as objects that everybody shares: a large world names every id in many places."""

from threading import Lock

_SHARED = [0]
_growing = Lock()


def ordinals(last: int) -> list[int]:
    """The numbers from 0 to the last at least, each at its own place. The list is everybody's: nobody changes it."""
    if last >= len(_SHARED):
        with _growing:
            _SHARED.extend(range(len(_SHARED), last + 1 + last // 8))
    return _SHARED


def shared(number: int) -> int:
    """The number, as the object that is shared."""
    return ordinals(number)[number]
