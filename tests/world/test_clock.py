"""Instants are milliseconds since 1970; three kinds of clock tell them."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ats_sandbox.world.clock import DAY, START, Clock, ClockMode, iso, iso_day, iso_seconds, parse_instant
from ats_sandbox.world.world import World

chosen = settings(derandomize=True, deadline=None, database=None)


def test_every_frozen_world_begins_on_a_monday_morning() -> None:
    assert iso(START) == "2026-03-02T09:00:00.000Z"
    assert iso_seconds(START + 999) == "2026-03-02T09:00:00Z"
    assert iso_day(START) == "2026-03-02"
    assert (START // DAY + 3) % 7 == 0


@chosen
@given(st.integers(-62_135_596_800_000, 253_402_300_799_999))
def test_what_is_formatted_parses_back(instant: int) -> None:
    assert parse_instant(iso(instant)) == instant
    assert parse_instant(iso_seconds(instant)) == instant // 1000 * 1000
    assert parse_instant(iso_day(instant)) == instant // DAY * DAY


@pytest.mark.parametrize(
    ("text", "instant"),
    [
        ("2026-03-02T09:00:00Z", START),
        ("2026-03-02T09:00:00.000Z", START),
        ("2026-03-02T09:00:00.001+00:00", START + 1),
        ("2026-03-02T10:00:00+01:00", START),
        ("2026-03-02T09:00:00", START),
        ("2026-03-02T09:00", START),
        ("20260302T090000Z", START),
        ("2026-03-02", START - 9 * 3_600_000),
        ("2024-02-29", 1_709_164_800_000),
    ],
)
def test_the_usual_ways_to_write_an_instant(text: str, instant: int) -> None:
    assert parse_instant(text) == instant


@pytest.mark.parametrize(
    "text",
    [
        "",
        "today",
        "2026-02-29",
        "2026-13-01",
        "2026-03-02T25:00:00Z",
        "2026-03-02T09:00:00+99:00",
        "1772442000000",
        "02/03/2026",
        "2026-03-02T09:00:00Z; DROP TABLE",
        "²026-03-02",
        "0001-01-01T00:00:00+14:00",
        "9999-12-31T23:59:59-14:00",
        "2026-03-02x09:00:00Z",
        "2026-03-02T",
        " 2026-03-02 ",
        "2026-03-02T09:00:00Z\n",
        "x" * 100_000,
    ],
)
def test_what_is_no_instant_parses_as_none(text: str) -> None:
    assert parse_instant(text) is None


@chosen
@given(st.text(max_size=45))
def test_no_text_at_all_makes_parsing_fail(text: str) -> None:
    parsed = parse_instant(text)
    assert parsed is None or isinstance(parsed, int)


def test_a_frozen_clock_stands_still_and_ticks_with_each_write() -> None:
    clock = Clock()
    assert clock.now(START) == START
    assert clock.tick(START) == START + 1


def test_a_running_clock_goes_on_from_the_fixed_start() -> None:
    wall = [5_000_000]
    clock = Clock(ClockMode.RUNNING, wall=lambda: wall[0])
    assert clock.now(START) == START
    wall[0] += 1_500
    assert clock.now(START) == START + 1_500
    assert clock.tick(START) == START + 1_500


def test_two_writes_within_a_millisecond_of_real_time_still_differ() -> None:
    clock = Clock(ClockMode.REAL, wall=lambda: START + 7)
    assert clock.tick(START) == START + 7
    assert clock.tick(START + 7) == START + 8


def test_a_real_clock_never_goes_back_behind_the_last_write(world: World) -> None:
    late = World("late", 1, world.state, Clock(ClockMode.REAL, wall=lambda: START - DAY))
    assert late.now == START
    assert World("real", 1, world.state, Clock(ClockMode.REAL, wall=lambda: START + DAY)).now == START + DAY


def test_a_running_world_can_be_advanced_and_runs_on(world: World) -> None:
    wall = [0]
    running = World("running", 1, world.state, Clock(ClockMode.RUNNING, wall=lambda: wall[0]))
    assert running.advance(DAY) == START + DAY
    wall[0] = 500
    assert running.now > START + DAY
