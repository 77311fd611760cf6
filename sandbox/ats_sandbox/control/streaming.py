"""An answer that goes on: a server looks from time to time whether there is more of it, and no thread waits."""

from collections.abc import Callable, Iterator

STREAMS = "ats_sandbox.streams"
"""Where a request's environ has True, put there by a server that carries streams; others would wait for the end."""


class Stream:
    """The content of an answer that ends when the client leaves, or the server stops.

    Every `seconds` the server sends what `look` gives; it is called on the event loop, and so must be quick. `closed`
    is called once when it is over, also when it never began.
    """

    __slots__ = ("_closed", "look", "seconds")

    def __init__(self, look: Callable[[], bytes], seconds: float, closed: Callable[[], object]) -> None:
        self.look = look
        self.seconds = seconds
        self._closed: Callable[[], object] | None = closed

    def close(self) -> None:
        """It is over."""
        closed, self._closed = self._closed, None
        if closed is not None:
            closed()

    def __iter__(self) -> Iterator[bytes]:
        """Nothing: who does not know what this is, sends an empty answer (PEP 3333)."""
        return iter(())
