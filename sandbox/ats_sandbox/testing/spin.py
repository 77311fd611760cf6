"""Loops that sleep without end, because what they wait for does not come by sleeping."""

import time

ADVICE = (
    "here sleeping takes no time, so it brings no deadline of a datetime nearer, and no thread, process or answer "
    "that is waited for. Give the loop a deadline by time.monotonic(), let it wait for the work itself (join, await, "
    "an event), or sleep outside of the block; ats.clock shows how far this world's time has gone"
)


class Spin:
    """Counts the sleeps of a block. Raises RuntimeError at too many in a second of this process's own time.

    Who looks at a clock that shows the sleeps has a deadline that comes, and so begins to count anew. Processor time
    stands still for nobody: neither for what freezes clocks, nor on a busy machine.
    """

    MOST = 2_000
    """Sleeps in a second of processor time; requests to the sandbox between them take longer."""

    __slots__ = ("_began", "_sleeps")

    def __init__(self) -> None:
        self._began = time.process_time()
        self._sleeps = 0

    def sleep(self) -> None:
        """Count a sleep; raises RuntimeError."""
        now = time.process_time()
        if now - self._began >= 1:
            self._began, self._sleeps = now, 0
        self._sleeps += 1
        if self._sleeps > self.MOST:
            raise RuntimeError(f"a loop has slept {self.MOST:,} times within a second: {ADVICE}")

    def look(self) -> None:
        """Begin to count anew: somebody sees the time that has passed."""
        self._sleeps = 0
