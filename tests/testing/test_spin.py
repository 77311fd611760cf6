"""A loop that waits for what sleeping never brings ends, and says what it is."""

import asyncio
import itertools
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
import trio
from freezegun import freeze_time

from ats_sandbox import Ats, Sandbox
from ats_sandbox.testing.spin import Spin


@pytest.fixture
def ats() -> Ats:
    return Sandbox(world="empty")


def by_the_date(ats: Ats) -> None:
    end = datetime.now(UTC) + timedelta(hours=1)
    while datetime.now(UTC) < end:
        time.sleep(1)


def beside_work(ats: Ats) -> None:
    async def poll() -> None:
        work = asyncio.ensure_future(asyncio.Event().wait())
        while not work.done():
            await asyncio.sleep(0.1)

    asyncio.run(poll())


def beside_work_of_trio(ats: Ats) -> None:
    async def poll() -> None:
        work = trio.Event()
        while not work.is_set():
            await trio.sleep(0.1)

    trio.run(poll)


def by_a_frozen_date(ats: Ats) -> None:
    with freeze_time("2027-05-01"):
        by_the_date(ats)


@pytest.mark.parametrize(
    "wait", [by_the_date, by_a_frozen_date, beside_work, beside_work_of_trio], ids=lambda one: one.__name__
)
def test_what_sleeping_never_brings_is_not_waited_for(ats: Ats, wait: Callable[[Ats], None]) -> None:
    begin = ats.clock.now
    with ats.sleeps(), pytest.raises(RuntimeError, match=r"time\.monotonic"):
        wait(ats)
    assert ats.clock.now > begin


def test_a_second_later_sleeps_are_counted_anew(ats: Ats, monkeypatch: pytest.MonkeyPatch) -> None:
    ticks = itertools.count()
    monkeypatch.setattr(time, "process_time", lambda: next(ticks) / (Spin.MOST - 1))
    with ats.sleeps() as sleeps:
        for _ in range(2 * Spin.MOST):
            time.sleep(1)
    assert len(sleeps.seconds) == 2 * Spin.MOST
