"""What a view needs to know beside the record that it shows."""

from collections.abc import Callable
from dataclasses import dataclass

from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Record


@dataclass(frozen=True, slots=True)
class ViewContext:
    """The world, what the request wants to see beyond the usual, what its caller may see, and the sandbox's address.

    `requested` holds the names given in `expand` and in `include`.
    """

    world: Reading
    requested: frozenset[str]
    can_see: Callable[[Record], bool]
    url: Callable[[str], str]
    url_at: Callable[[str, str], str]


def context_of(call: AnyCall) -> ViewContext:
    """The view context of a request."""
    expand: frozenset[str] = call.query.get("expand") or frozenset()
    include: frozenset[str] = call.query.get("include") or frozenset()
    return ViewContext(call.world, expand | include, call.can_see, call.url, call.url_at)
