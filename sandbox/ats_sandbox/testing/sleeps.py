"""Sleeping without waiting: within a block, code that sleeps moves the world's clock on instead."""

import asyncio
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from math import ceil, inf
from types import ModuleType, TracebackType
from typing import Any, Self

from ats_sandbox.testing.clock import Time
from ats_sandbox.testing.spin import Spin

REAL_SLEEPERS = frozenset(
    {"ats_sandbox", "_pytest", "execnet", "multiprocessing", "subprocess", "uvicorn", "waitress", "xdist"}
)
"""Packages that sleep until something has happened on this machine, which no world's clock makes happen sooner."""

REAL_CLOCKS = REAL_SLEEPERS | sys.stdlib_module_names | {"freezegun", "hypothesis", "trio"}
"""Packages that measure what happens on this machine, or say what its time is."""

CLOCKS = ("time", "monotonic", "perf_counter")
"""The clocks of `time` that show the sleeps, those in nanoseconds (`time_ns` and so on) with them."""

Function = Callable[..., Any]


class Sleeps:
    """Lets a world's time pass in place of real time when code sleeps, in the whole process; a context manager.

    `time.sleep`, `asyncio.sleep` and `trio.sleep` are replaced wherever a module has them, under whatever name, and so
    for anyio, tenacity, backoff, urllib3's `Retry` and all that sleep by them. Of several tasks that sleep in one event
    loop, the one that is due first wakes first. `time.time`, `time.monotonic`, `time.perf_counter` and their like in
    nanoseconds show that the time has passed, so that deadlines come. A sleep beyond the end of the clock raises
    ValueError, and a loop that waits for what sleeping never brings RuntimeError (`Spin`).

    `seconds` are the sleeps so far, in the order in which they began. What waits for a lock, an event or an answer
    takes its real time, and so does an injected delay.
    """

    def __init__(self, clock: Time) -> None:
        self.seconds: list[float] = []
        self._clock = clock
        self._entered = False
        self._replaced: list[tuple[Function, Function]] = []
        self._due: dict[object, list[list[int]]] = {}
        self._passed = timedelta()
        self._spin = Spin()

    def __enter__(self) -> Self:
        if self._entered:
            raise RuntimeError("this block was entered before; ats.sleeps() gives another one")
        self._entered = True
        self._replaced = list(self._replacements())
        exchange(dict(self._replaced))
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        exchange({replacement: original for original, replacement in self._replaced})
        self._replaced.clear()

    def __repr__(self) -> str:
        return f"<Sleeps {self.seconds}>"

    @property
    def _over(self) -> bool:
        return not self._replaced

    def _replacements(self) -> Iterator[tuple[Function, Function]]:
        """What sleeps, and what does so in its place."""
        for name in CLOCKS:
            seconds, nanoseconds = getattr(time, name), getattr(time, f"{name}_ns")
            yield seconds, self._shifted(seconds, timedelta.total_seconds)
            yield nanoseconds, self._shifted(nanoseconds, nanoseconds_of)
        yield time.sleep, self._blocking(time.sleep)
        yield asyncio.sleep, self._awaited(asyncio.sleep, asyncio.get_running_loop)
        trio = sys.modules.get("trio")
        if trio is not None:
            yield trio.sleep, self._awaited(trio.sleep, trio.lowlevel.current_trio_token)

    def _pass(self, span: timedelta) -> None:
        self._clock.advance(span)
        self._passed += span

    def _shifted(self, original: Function, written: Callable[[timedelta], float]) -> Function:
        def now() -> float:
            instant: float = original()
            if self._over or is_called_by(REAL_CLOCKS):
                return instant
            self._spin.look()
            return instant + written(self._passed)

        return now

    def _blocking(self, original: Function) -> Function:
        def sleep(seconds: float, /) -> None:
            if self._is_real(seconds):
                original(seconds)
                return
            self._spin.sleep()
            self.seconds.append(seconds)
            self._pass(span_of(seconds))
            original(0)  # other threads get their turn

        return sleep

    def _awaited(self, original: Function, running_loop: Callable[[], object]) -> Function:
        def sleep(delay: float, *result: Any, **named_result: Any) -> Awaitable[Any]:
            if self._is_real(delay):
                awaited: Awaitable[Any] = original(delay, *result, **named_result)
                return awaited
            return until_due(delay, *result, **named_result)

        async def until_due(delay: float, *result: Any, **named_result: Any) -> Any:
            self._spin.sleep()
            self.seconds.append(delay)
            sleeping = self._due.setdefault(running_loop(), [])
            due = [self._clock.now + span_of(delay) // timedelta(milliseconds=1)]
            sleeping.append(due)
            try:
                await original(0)  # other tasks get their turn, in which they may begin to sleep
                while not self._over and (left := due[0] - self._clock.now) > 0:
                    if min(sleeping) is due:
                        self._pass(timedelta(milliseconds=left))
                    else:
                        await original(0)
                return await original(0, *result, **named_result)
            finally:
                sleeping[:] = [other for other in sleeping if other is not due]

        return sleep

    def _is_real(self, seconds: object) -> bool:
        """True for what is left to the real function: the machine's own waits, no time at all, and what it refuses."""
        span = isinstance(seconds, int | float) and 0 < seconds < inf
        return self._over or not span or is_called_by(REAL_SLEEPERS, 3)


def is_called_by(packages: frozenset[str], depth: int = 2) -> bool:
    """Whether the function that many calls up is of one of these packages."""
    module = str(sys._getframe(depth).f_globals.get("__name__"))  # noqa: SLF001
    return module.partition(".")[0] in packages


def span_of(seconds: float) -> timedelta:
    """At least this many seconds, in whole milliseconds."""
    return timedelta(milliseconds=ceil(seconds * 1_000))


def nanoseconds_of(span: timedelta) -> int:
    """A span in whole nanoseconds."""
    return span // timedelta(microseconds=1) * 1_000


def exchange(replacements: dict[Function, Function]) -> None:
    """Put functions in the place of others, in every module that has those."""
    by_id = {id(old): new for old, new in replacements.items()}
    for module in list(sys.modules.values()):
        names = vars(module) if isinstance(module, ModuleType) else {}
        if not by_id.keys().isdisjoint(map(id, list(names.values()))):
            names.update({name: by_id[id(value)] for name, value in list(names.items()) if id(value) in by_id})
