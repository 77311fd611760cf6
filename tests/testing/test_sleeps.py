"""Sleeping moves a world's clock on: retries succeed under its limits, and an hour costs no time."""

import asyncio
import subprocess
import sys
import time
from asyncio import sleep as snooze
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from math import inf, nan
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from time import sleep as pause
from typing import Any

import anyio
import httpx
import pytest
import requests
import tenacity
import trio
from freezegun import freeze_time
from urllib3.util import Retry

from ats_sandbox import Ats, Sandbox

HOUR = 3600
URL = "https://api.smartrecruiters.com/candidates?limit=1"
CALLS = 25
"""More than SmartRecruiters' limit allows in its window, which is a second."""

pytest_plugins = "pytester"


@pytest.fixture
def ats() -> Ats:
    return Sandbox(world="empty", limits="enforce")


def passed(ats: Ats, begin: int) -> float:
    """The seconds that have passed in a world."""
    return (ats.clock.now - begin) / 1_000


def with_time(ats: Ats) -> None:
    with ats.requests_session() as session:
        for _ in range(CALLS):
            while session.get(URL, headers=ats.smartrecruiters.headers()).status_code == 429:
                time.sleep(1)


def with_a_name_of_its_own(ats: Ats) -> None:
    with ats.requests_session() as session:
        for _ in range(CALLS):
            while session.get(URL, headers=ats.smartrecruiters.headers()).status_code == 429:
                pause(1)


def with_urllib3s_retry(ats: Ats) -> None:
    retry = Retry(3, status_forcelist=[429], backoff_factor=1, respect_retry_after_header=True)
    with requests.Session() as session:
        session.mount("https://", ats.requests_adapter(max_retries=retry))
        for _ in range(CALLS):
            assert session.get(URL, headers=ats.smartrecruiters.headers()).status_code == 200


def with_tenacity(ats: Ats) -> None:
    @tenacity.retry(wait=tenacity.wait_exponential(), stop=tenacity.stop_after_attempt(5))
    def ask(client: httpx.Client) -> None:
        client.get(URL).raise_for_status()

    with ats.httpx_client(headers=ats.smartrecruiters.headers()) as client:
        for _ in range(CALLS):
            ask(client)


async def politely(ats: Ats, sleep: Callable[[float], Awaitable[object]]) -> None:
    async with ats.httpx_async_client(headers=ats.smartrecruiters.headers()) as client:
        for _ in range(CALLS):
            while (await client.get(URL)).status_code == 429:
                await sleep(1)


def with_asyncio(ats: Ats) -> None:
    async def ask() -> None:
        await politely(ats, lambda seconds: asyncio.sleep(seconds))

    asyncio.run(ask())


def with_asyncio_under_another_name(ats: Ats) -> None:
    async def ask() -> None:
        await politely(ats, snooze)

    asyncio.run(ask())


def with_tenacity_and_asyncio(ats: Ats) -> None:
    @tenacity.retry(wait=tenacity.wait_fixed(1), stop=tenacity.stop_after_attempt(5))
    async def ask(client: httpx.AsyncClient) -> None:
        (await client.get(URL)).raise_for_status()

    async def ask_often() -> None:
        async with ats.httpx_async_client(headers=ats.smartrecruiters.headers()) as client:
            for _ in range(CALLS):
                await ask(client)

    asyncio.run(ask_often())


def with_anyio(ats: Ats) -> None:
    anyio.run(politely, ats, anyio.sleep)


def with_anyio_and_trio(ats: Ats) -> None:
    anyio.run(politely, ats, anyio.sleep, backend="trio")


def with_trio(ats: Ats) -> None:
    trio.run(politely, ats, trio.sleep)


WAYS: list[Callable[[Ats], None]] = [
    with_time,
    with_a_name_of_its_own,
    with_urllib3s_retry,
    with_tenacity,
    with_asyncio,
    with_asyncio_under_another_name,
    with_tenacity_and_asyncio,
    with_anyio,
    with_anyio_and_trio,
    with_trio,
]


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__.replace("_", " "))
def test_retries_succeed_under_limits_though_time_stands_still(ats: Ats, way: Callable[[Ats], None]) -> None:
    begin = ats.clock.now
    with ats.sleeps() as sleeps:
        way(ats)

    assert ats.journal.count(status=200) == CALLS
    assert ats.journal.count(status=429) >= 2
    assert passed(ats, begin) == sum(sleeps.seconds) > 0


@pytest.mark.parametrize("clock", ["frozen", "running", "real"])
def test_an_hour_passes_in_every_mode_of_the_clock(clock: Any) -> None:
    ats = Sandbox(world="empty", clock=clock)
    begin = ats.clock.now
    with ats.sleeps():
        time.sleep(HOUR)
        asyncio.run(asyncio.sleep(HOUR))
    assert passed(ats, begin) >= 2 * HOUR


@pytest.mark.parametrize("frozen_again", [nullcontext, lambda: freeze_time("2027-05-01")], ids=["once", "twice"])
def test_an_hour_passes_once_where_freezegun_says_the_time(frozen_again: Callable[[], Any]) -> None:
    before = (time.time, time.monotonic, time.sleep)
    with freeze_time("2027-05-01") as frozen:
        ats = Sandbox(world="empty", clock="real")
        with ats.sleeps(), frozen_again():
            time.sleep(HOUR)
            assert ats.clock.text == "2027-05-01T01:00:00.000Z"
        frozen.tick(HOUR)
        assert ats.clock.text == "2027-05-01T02:00:00.000Z"
    assert (time.time, time.monotonic, time.sleep) == before


async def nap(library: Any, seconds: float, woken: list[float]) -> None:
    await library.sleep(seconds)
    woken.append(seconds)


async def sleep_together(library: Any, woken: list[float]) -> None:
    async with anyio.create_task_group() as tasks:
        for seconds in (HOUR, 60, 2 * HOUR, 60.5, 0):
            tasks.start_soon(nap, library, seconds, woken)


@pytest.mark.parametrize(("backend", "library"), [("asyncio", asyncio), ("asyncio", anyio), ("trio", anyio)])
def test_tasks_that_sleep_together_wake_in_the_order_of_their_time(ats: Ats, backend: str, library: Any) -> None:
    begin, woken = ats.clock.now, list[float]()
    with ats.sleeps():
        anyio.run(sleep_together, library, woken, backend=backend)

    assert woken == [0, 60, 60.5, HOUR, 2 * HOUR]
    assert passed(ats, begin) == 2 * HOUR


def test_tasks_get_their_turn_while_another_one_sleeps(ats: Ats) -> None:
    async def ask(heard: list[str]) -> None:
        async with ats.httpx_async_client(headers=ats.bindbee.headers()) as client:
            heard.append(f"{(await client.get(f'{ats.bindbee}/api/ats/v1/jobs')).status_code}")

    async def wait(heard: list[str]) -> None:
        for _ in range(10):
            await asyncio.sleep(HOUR)
        heard.append("ten hours")

    async def both() -> list[str]:
        heard: list[str] = []
        await asyncio.gather(wait(heard), ask(heard))
        return heard

    with ats.sleeps():
        assert asyncio.run(both()) == ["200", "ten hours"]


def test_a_task_that_is_cancelled_in_its_sleep_holds_up_nobody(ats: Ats) -> None:
    async def some() -> str:
        task = asyncio.create_task(asyncio.sleep(1, "early"))
        await asyncio.sleep(0)
        task.cancel()
        return await asyncio.sleep(HOUR, "late")

    with ats.sleeps():
        assert asyncio.run(some()) == "late"


def test_threads_that_sleep_move_the_clock_on_together(ats: Ats) -> None:
    begin = ats.clock.now
    with ats.sleeps(), ThreadPoolExecutor(4) as pool:
        list(pool.map(time.sleep, [HOUR] * 8))
        thread = Thread(target=time.sleep, args=[HOUR])
        thread.start()
        thread.join()
        asyncio.run(asyncio.to_thread(time.sleep, HOUR))
    assert passed(ats, begin) == 10 * HOUR


def test_deadlines_come(ats: Ats) -> None:
    ats.faults.add("html", vendor="smartrecruiters", status=503)

    @tenacity.retry(wait=tenacity.wait_fixed(10), stop=tenacity.stop_after_delay(HOUR))
    def ask(client: requests.Session) -> None:
        client.get(URL).raise_for_status()

    with ats.sleeps() as sleeps, ats.requests_session() as client:
        with pytest.raises(tenacity.RetryError):
            ask(client)
        assert HOUR - 10 <= sum(sleeps.seconds) <= HOUR + 10


CLOCKS: list[Callable[[], float]] = [
    time.time,
    time.monotonic,
    time.perf_counter,
    time.time_ns,
    time.monotonic_ns,
    time.perf_counter_ns,
]


@pytest.mark.parametrize("name", [clock.__name__ for clock in CLOCKS])
@pytest.mark.parametrize("frozen", [nullcontext, lambda: freeze_time("2027-05-01")], ids=["alone", "with freezegun"])
def test_deadlines_come_by_every_clock(ats: Ats, name: str, frozen: Callable[[], Any]) -> None:
    second = 1_000_000_000 if name.endswith("_ns") else 1
    with frozen(), ats.sleeps() as sleeps:
        clock = getattr(time, name)
        end = clock() + HOUR * second
        assert isinstance(end, int) is name.endswith("_ns")
        while clock() < end:
            time.sleep(1)
    assert HOUR - 10 <= len(sleeps.seconds) <= HOUR + 1


def test_trio_measures_by_the_machines_time(ats: Ats) -> None:
    async def in_time() -> str:
        with trio.fail_after(HOUR):
            await trio.sleep(10 * HOUR)
            return "in time"

    with ats.sleeps():
        assert trio.run(in_time) == "in time"


def test_what_the_machine_is_waited_for_has_its_own_time(ats: Ats) -> None:
    waiting: SimpleQueue[str] = SimpleQueue()

    async def in_time() -> str:
        async with asyncio.timeout(HOUR):
            await asyncio.sleep(10 * HOUR)
            return "in time"

    with ats.sleeps(), ThreadPoolExecutor(1) as pool:
        heard = pool.submit(waiting.get, timeout=HOUR)
        time.sleep(10 * HOUR)
        waiting.put("in time")
        assert heard.result(timeout=HOUR) == asyncio.run(in_time()) == "in time"


def test_what_is_no_time_is_answered_as_ever(ats: Ats) -> None:
    begin = ats.clock.now

    async def never() -> None:
        forever = asyncio.ensure_future(asyncio.sleep(inf))
        await asyncio.sleep(0)
        assert not forever.done()
        forever.cancel()

    with ats.sleeps() as sleeps:
        for wrong, error in ((-1, ValueError), (nan, ValueError), (inf, OverflowError), ("1", TypeError)):
            with pytest.raises(error):
                time.sleep(wrong)  # type: ignore[arg-type]
        time.sleep(0)
        assert asyncio.run(asyncio.sleep(0, "result")) == "result"
        assert asyncio.run(asyncio.sleep(-1, result="result")) == "result"
        asyncio.run(never())
        assert (sleeps.seconds, ats.clock.now) == ([], begin)
        time.sleep(0.0001)
        assert ats.clock.now == begin + 1
        with pytest.raises(ValueError, match="9"):
            time.sleep(1e12)


def test_what_waits_for_this_machine_takes_its_time(ats: Ats) -> None:
    begin = ats.clock.now
    ats.faults.add("delay", vendor="bindbee", seconds=0.01, first=1)
    with ats.sleeps() as sleeps, ats.requests_session() as session:
        with subprocess.Popen([sys.executable, "-c", "pass"]) as process:
            assert process.wait(60) == 0
        session.get(f"{ats.bindbee}/api/ats/v1/jobs", headers=ats.bindbee.headers())
    assert (sleeps.seconds, ats.clock.now) == ([], begin)


def test_behind_the_block_everybody_sleeps_as_before(ats: Ats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names = {"time": time, "here": sys.modules[__name__], "asyncio": asyncio, "trio": trio}
    before = {name: dict(vars(module)) for name, module in names.items()}
    (tmp_path / "imported_meanwhile.py").write_text("from time import sleep as rest\n")
    monkeypatch.syspath_prepend(tmp_path)

    with ats.sleeps(), Sandbox(world="empty").sleeps():
        import imported_meanwhile  # type: ignore[import-not-found]

        kept = time.sleep
        assert imported_meanwhile.rest is kept is pause
    begin = ats.clock.now
    kept(0.001)

    assert imported_meanwhile.rest is time.sleep is pause
    assert {name: dict(vars(module)) for name, module in names.items()} == before
    assert ats.clock.now == begin


def test_a_block_is_entered_once(ats: Ats) -> None:
    block = ats.sleeps()
    with block, pytest.raises(RuntimeError, match="another one"):
        block.__enter__()
    with pytest.raises(RuntimeError, match="another one"):
        block.__enter__()


def test_there_is_a_fixture(pytester: pytest.Pytester) -> None:
    pytester.makepyfile(
        """
        import time

        import pytest
        import requests

        @pytest.mark.ats(limits="enforce")
        def test_patience(ats_intercept, ats_sleeps):
            headers = ats_intercept.smartrecruiters.headers()
            for _ in range(25):
                while requests.get("https://api.smartrecruiters.com/jobs", headers=headers).status_code == 429:
                    time.sleep(3600)
            assert set(ats_sleeps.seconds) == {3600}
            assert ats_intercept.journal.count(status=200) == 25
        """
    )
    pytester.runpytest("-p", "no:cacheprovider").assert_outcomes(passed=1)
