"""Rate limits: counted always, announced in headers always, enforced when asked."""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TYPE_CHECKING

from sandbox.contract.refusal import ApiError

if TYPE_CHECKING:
    from sandbox.contract.call import Call


@dataclass(frozen=True, slots=True)
class Spending:
    """Where a caller stands in its window: requests counted so far, this one included, and when the window ends.

    `at_once` is how many requests the caller may have in progress together; 0 where nothing is said of that.
    """

    budget: int
    used: int
    resets_at: int
    now: int
    at_once: int = 0

    @property
    def remaining(self) -> int:
        """Requests left in the window."""
        return max(self.budget - self.used, 0)

    @property
    def over(self) -> bool:
        """True when this request is one too many."""
        return self.used > self.budget

    @property
    def wait(self) -> int:
        """Whole seconds until the window ends, at least one."""
        return max(-(-(self.resets_at - self.now) // 1000), 1)


@dataclass(frozen=True, slots=True)
class RateLimit:
    """A budget of requests for each key in a window of time.

    The window begins with the first request counted in it and lasts `window` milliseconds of the world's clock.
    `headers` announces a spending; `refusal` answers when it is over and limits are enforced.
    """

    window: int
    budget: Callable[["Call"], int]
    key: Callable[["Call"], str]
    headers: Callable[[Spending], dict[str, str]]
    refusal: type[ApiError]
    refusal_headers: Callable[[Spending], dict[str, str]] = lambda _: {}
    at_once: Callable[["Call"], int] = lambda _: 0


class Meter:
    """The counters of one world. Safe to use from many threads."""

    __slots__ = ("_lock", "_windows", "enforced")

    def __init__(self, enforced: bool = False) -> None:
        self.enforced = enforced
        self._lock = Lock()
        self._windows: dict[tuple[str, str], tuple[int, int]] = {}

    def count(self, limit: RateLimit, call: "Call") -> Spending:
        """Count one request and say where its key now stands."""
        counter = (call.vendor.name, limit.key(call))
        now = call.world.now
        with self._lock:
            ends, used = self._windows.get(counter, (0, 0))
            if now >= ends:
                ends, used = now + limit.window, 0
            self._windows[counter] = (ends, used + 1)
        return Spending(limit.budget(call), used + 1, ends, now, limit.at_once(call))

    def clear(self) -> None:
        """Forget every count."""
        with self._lock:
            self._windows.clear()
