"""How events are provoked: what is prepared, which request is sent, and what is to be heard of it."""

from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from tests.client import VendorClient


class Expected(NamedTuple):
    """The values of the members of a body, in their order, and the other events that the same request leads to."""

    values: tuple[str, ...] = ()
    also: tuple[str, ...] = ()


READY = Expected()
"""Where preparation ends and the request begins."""
Provocation = Callable[[VendorClient], Iterator[Expected]]


def expected(*values: str, also: tuple[str, ...] = ()) -> Expected:
    return Expected(values, also)


def done(answer: Any) -> Any:
    """An answer, which must be a success."""
    assert answer.status_code < 300, answer.text
    return answer
