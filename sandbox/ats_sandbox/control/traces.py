"""What a request leaves in its environ for whoever looks at it afterwards, such as the log of a server."""

from collections.abc import Mapping
from typing import Any, NamedTuple

ADDRESS = "ats_sandbox.address"
"""Its `Address`."""

OPERATION = "ats_sandbox.operation"
"""The id of the operation that it was for."""

REASON = "ats_sandbox.reason"
"""Why the tester's side refused it; what vendors refuse is explained in the header `X-Sandbox-Why`."""

ASKED = "ats_sandbox.asked"
"""Its headers as they came, as pairs with the names that WSGI has for them, if somebody has collected them already."""

Pairs = tuple[tuple[str, str], ...]


class Collected(NamedTuple):
    """Headers that a server has collected for an environ of so many entries."""

    pairs: Pairs
    entries: int

    def still(self, environ: Mapping[str, Any]) -> bool:
        """True when nobody between the server and the application has changed the headers."""
        return len(environ) == self.entries and all(environ.get(name) is value for name, value in self.pairs)


def settle(environ: dict[str, Any]) -> None:
    """Keep the headers that a server has collected, if they are still those of an environ that nobody has added to."""
    collected = environ.get(ASKED)
    if isinstance(collected, Collected):
        if collected.still(environ):
            environ[ASKED] = collected.pairs
        else:
            del environ[ASKED]
