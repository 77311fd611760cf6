"""What a view looks through."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from ats_sandbox.vendors.stackone.call import Call
from ats_sandbox.world.domain.reading import Reading


@dataclass(frozen=True, slots=True)
class Lens:
    """The world, what the request asked to see beyond the usual, what its caller may see, and the sandbox's address.

    `asked` holds the names given in `expand` and in `include`.
    """

    world: Reading
    asked: frozenset[str]
    can_see: Callable[[Any], bool]
    url: Callable[[str], str]
    url_at: Callable[[str, str], str]


def lens_of(call: Call) -> Lens:
    """The lens of a request."""
    expand: frozenset[str] = call.query.get("expand") or frozenset()
    include: frozenset[str] = call.query.get("include") or frozenset()
    return Lens(call.world, expand | include, call.can_see, call.url, call.url_at)
