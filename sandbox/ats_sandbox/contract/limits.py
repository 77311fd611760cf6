"""Rate limits: counted always, announced in headers always, enforced when asked."""

from collections.abc import Callable
from hashlib import blake2b
from threading import Lock

import msgspec
from werkzeug import Request

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.refusal import ApiError

MOST = 10_000
"""Counters that one world keeps; of more, the window that began first is forgotten."""

LONGEST = 128
"""Characters of a counter's key that are kept as they are; a longer key is kept as its digest."""

REFUSED = 1
"""Milliseconds by which a window may begin ahead of the clock: with a write that was then refused."""

Counter = tuple[str, str]
"""A vendor's name and whose budget it is."""


class Spender(msgspec.Struct, frozen=True):
    """Who makes a request to which operation: all that decides whose budget it counts against."""

    operation: Operation
    request: Request
    principal: Principal | None


class RateUsage(msgspec.Struct, frozen=True):
    """Where a caller stands in its window: requests counted so far, this one included, and when the window ends.

    `at_once` is how many requests the caller may have in progress together; 0 where nothing is said of that.
    `busy` is how many it has, this one included. `counter` is where this request is counted as in progress.
    Where limits are not `enforced`, time may stand still, and what is announced begins anew when it is used up: a
    client that waits for its budget goes on.
    """

    budget: int
    used: int
    resets_at: int
    now: int
    at_once: int = 0
    busy: int = 1
    counter: Counter | None = None
    enforced: bool = True

    @property
    def remaining(self) -> int:
        """Requests left in the window, as they are announced."""
        if self.enforced or self.used <= self.budget:
            return max(self.budget - self.used, 0)
        return self.budget - 1 - (self.used - 1) % self.budget

    @property
    def free(self) -> int:
        """Requests that may begin while this one is in progress."""
        return max(self.at_once - self.busy, 0)

    @property
    def over(self) -> bool:
        """True when this request is one too many, in the window or at once."""
        return self.used > self.budget or self.too_many_at_once

    @property
    def too_many_at_once(self) -> bool:
        """True when too many requests are in progress together."""
        return 0 < self.at_once < self.busy

    @property
    def wait(self) -> int:
        """Whole seconds until the window ends, at least one."""
        return max(-(-(self.resets_at - self.now) // 1000), 1)


class RateLimit(msgspec.Struct, frozen=True):
    """A budget of requests for each key in a window of time.

    The window begins with the first request counted in it and lasts `window` milliseconds of the world's clock.
    `headers` announces a usage; `refusal` answers when it is over and limits are enforced. `per` says in words
    whose budget it is. `at_once` is how many requests of one key may be in progress together, 0 for any number.
    `astray` gives the key and the budget of requests for which there is no operation; None where those do not count.
    """

    window: int
    budget: Callable[[Operation], int]
    key: Callable[[Spender], str]
    headers: Callable[[RateUsage], dict[str, str]]
    refusal: type[ApiError]
    refusal_headers: Callable[[RateUsage], dict[str, str]] = lambda _: {}
    at_once: Callable[[Operation], int] = lambda _: 0
    per: str = "token"
    astray: Callable[[Request], tuple[str, int]] | None = None

    @property
    def announced(self) -> tuple[str, ...]:
        """The names of the headers of every answer."""
        return tuple(self.headers(_SOME))

    @property
    def announced_over(self) -> tuple[str, ...]:
        """The names of the headers that are added when a limit is over."""
        return tuple(self.refusal_headers(_SOME))


_SOME = RateUsage(budget=1, used=1, resets_at=1, now=0)
"""Any usage."""


class Used(msgspec.Struct, frozen=True):
    """A budget that somebody has begun to use: whose it is, the requests counted, and when the window ends."""

    vendor: str
    key: str
    used: int
    ends: int


class RateMeter:
    """The counters of one world. Safe to use from many threads.

    `enforced` refuses what is over a limit; otherwise it is only counted.
    """

    __slots__ = ("_busy", "_lock", "_windows", "enforced")

    def __init__(self, enforced: bool = False) -> None:
        self.enforced = enforced
        self._lock = Lock()
        self._windows: dict[Counter, tuple[int, int]] = {}
        self._busy: dict[Counter, int] = {}

    def count(self, limit: RateLimit, vendor: str, spender: Spender, now: int) -> RateUsage:
        """Count one request to a vendor, in its window and as in progress, and say where its key now stands."""
        operation = spender.operation
        return self._count(limit, vendor, limit.key(spender), limit.budget(operation), limit.at_once(operation), now)

    def pass_by(self, limit: RateLimit, vendor: str, key: str, budget: int, at_once: int, now: int) -> RateUsage:
        """Count a request whose answer is ready, so that it is in progress no longer, and say where its key stands."""
        counter = (vendor, _short(key))
        with self._lock:
            ends, used = self._window(limit, counter, now)
            busy = self._busy.get(counter, 0) + 1
        return RateUsage(budget, used, ends, now, at_once, busy, counter if at_once else None, self.enforced)

    def count_astray(self, limit: RateLimit, vendor: str, request: Request, now: int) -> dict[str, str]:
        """Count a request for which there is no operation; gives the headers of its answer."""
        if limit.astray is None:
            return {}
        key, budget = limit.astray(request)
        return limit.headers(self._count(limit, vendor, key, budget, 0, now))

    def _count(self, limit: RateLimit, vendor: str, key: str, budget: int, at_once: int, now: int) -> RateUsage:
        counter = (vendor, _short(key))
        with self._lock:
            ends, used = self._window(limit, counter, now)
            busy = self._busy.get(counter, 0) + 1
            usage = RateUsage(budget, used, ends, now, at_once, busy, counter, self.enforced)
            if at_once and not (self.enforced and usage.over):
                self._busy[counter] = busy
                return usage
        return RateUsage(budget, used, ends, now, at_once, busy, enforced=self.enforced)

    def _window(self, limit: RateLimit, counter: Counter, now: int) -> tuple[int, int]:
        """Count one request; gives when its window ends, and how many were counted in it."""
        ends, used = self._windows.get(counter, (0, 0))
        if not ends - limit.window - REFUSED <= now < ends:
            self._make_room(counter)
            ends, used = now + limit.window, 0
        self._windows[counter] = counted = (ends, used + 1)
        return counted

    def leave(self, usage: RateUsage | None) -> None:
        """A counted request is answered."""
        if usage is None or usage.counter is None:
            return
        with self._lock:
            left = self._busy[usage.counter] - 1
            if left:
                self._busy[usage.counter] = left
            else:
                del self._busy[usage.counter]

    def clear(self) -> None:
        """Forget every window; requests in progress stay counted until they are answered."""
        with self._lock:
            self._windows.clear()

    def __len__(self) -> int:
        return len(self._windows)

    def used(self, now: int) -> list[Used]:
        """The budgets whose windows are open at an instant, in the order in which they began."""
        with self._lock:
            windows = list(self._windows.items())
        return [Used(vendor, key, used, ends) for (vendor, key), (ends, used) in windows if now < ends]

    def _make_room(self, counter: Counter) -> None:
        """Let a new window be the last in the order in which windows began."""
        if self._windows.pop(counter, None) is None and len(self._windows) >= MOST:
            del self._windows[next(iter(self._windows))]


def _short(key: str) -> str:
    """A key that does not grow with what a client sends."""
    return key if len(key) <= LONGEST else blake2b(key.encode(errors="replace"), digest_size=16).hexdigest()
