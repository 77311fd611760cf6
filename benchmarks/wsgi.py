"""Calls of a WSGI application within this process."""

from collections.abc import Callable
from io import BytesIO
from itertools import cycle
from statistics import median
from time import perf_counter
from typing import Any

from werkzeug.datastructures import Headers
from werkzeug.test import Client, EnvironBuilder

from benchmarks.probe import Probe


class Unanswered(AssertionError):
    """A measured request was not answered with a success."""


def direct(application: Any, probe: Probe) -> Callable[[], int]:
    """A call with as little around the application as WSGI allows; gives the number of bytes answered.

    Where the probe walks, each call asks its next path.
    """
    environs = cycle([_environ(probe, path) for path in probe.walk or (probe.path,)])
    statuses: list[str] = []

    def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Callable[[bytes], object]:
        statuses[:] = [status]
        return lambda _: None

    def call() -> int:
        answer = application({**next(environs), "wsgi.input": BytesIO(probe.body)}, start)
        size = sum(map(len, answer))
        if hasattr(answer, "close"):
            answer.close()
        if not statuses[0].startswith("2"):
            raise Unanswered(f"{probe.method} {probe.path}: {statuses[0]}")
        return size

    return call


def _environ(probe: Probe, path: str) -> dict[str, Any]:
    headers = Headers(probe.headers)
    return EnvironBuilder(method=probe.method, path=path, headers=headers, data=probe.body or None).get_environ()


def answer(application: Any, probe: Probe) -> bytes:
    """The body that a request is answered."""
    answer = Client(application).open(probe.path, method=probe.method, headers=probe.headers, data=probe.body or None)
    if not 200 <= answer.status_code < 300:
        raise Unanswered(f"{probe.method} {probe.path}: {answer.status}")
    body: bytes = answer.data
    return body


def through_client(application: Any, probe: Probe) -> Callable[[], int]:
    """A call through werkzeug's test client, as tests make it."""
    client, paths = Client(application), cycle(probe.walk or (probe.path,))

    def call() -> int:
        answer = client.open(next(paths), method=probe.method, headers=probe.headers, data=probe.body or None)
        if not 200 <= answer.status_code < 300:
            raise Unanswered(f"{probe.method} {probe.path}: {answer.status}")
        return len(answer.data)

    return call


def side_by_side(
    *calls: Callable[[], object],
    rounds: int,
    before: Callable[[], object] = lambda: None,
    clock: Callable[[], float] = perf_counter,
) -> list[float]:
    """Median seconds of each call. They take turns, so that what else the machine does falls on all of them.

    `before` is called ahead of each call, outside the time taken. `clock` tells seconds.
    """
    taken: list[list[float]] = [[] for _ in calls]
    for call in calls:
        for _ in range(min(rounds, 20)):
            call()
    for _ in range(rounds):
        for call, times in zip(calls, taken, strict=True):
            before()
            begun = clock()
            call()
            times.append(clock() - begun)
    return [median(times) for times in taken]
