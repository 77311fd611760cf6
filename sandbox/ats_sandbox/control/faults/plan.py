"""What a server is to do with one answer, in place of sending it at once."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Event

from werkzeug import Request

PLAN = "ats_sandbox.plan"
"""Where a request's environ has None, put there by a server that carries out plans, until an answer gets a plan."""

PAUSE = "ats_sandbox.pause"
"""Where a request's environ has its pause, once somebody asks for it."""


class Pause:
    """The time in which an answer is held back. Whoever holds it can end that, for good and from any thread."""

    __slots__ = ("__weakref__", "_told", "_woken")

    def __init__(self) -> None:
        self._woken = Event()
        self._told: Callable[[], object] | None = None

    def wait(self, seconds: float) -> bool:
        """Let so many seconds pass in this thread; False when that was ended early."""
        return not self._woken.wait(seconds)

    def wake(self) -> None:
        """End the waiting, and all that would follow."""
        self._woken.set()
        if self._told is not None:
            self._told()

    def when_woken(self, told: Callable[[], object]) -> None:
        """Have a call made by `wake`, perhaps more than once; at once if that has been."""
        self._told = told
        if self._woken.is_set():
            told()


@dataclass(frozen=True, slots=True)
class Plan:
    """How one answer leaves.

    For so many `seconds` nothing does. Then it is sent, at `rate` bytes of its content a second unless that is 0. Or
    instead of it these `raw` bytes are, perhaps none, and the connection is closed; with `reset` by a TCP reset. The
    `pause`, or the client by leaving, ends every wait. `left` is called when it is over.
    """

    pause: Pause
    left: Callable[[], object]
    seconds: float = 0.0
    rate: int = 0
    raw: bytes | None = None
    reset: bool = False


def pause_of(request: Request) -> Pause:
    """The pause in which a request's answer is held back, always the same one."""
    pause: Pause | None = request.environ.get(PAUSE)
    if pause is None:
        pause = request.environ[PAUSE] = Pause()
    return pause
