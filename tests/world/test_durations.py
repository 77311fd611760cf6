"""Durations as ISO 8601 writes them, where their length is fixed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ats_sandbox.world.clock import DAY, HOUR, MINUTE, parse_duration

chosen = settings(derandomize=True, deadline=None, database=None)


@pytest.mark.parametrize(
    ("text", "milliseconds"),
    [
        ("P90D", 90 * DAY),
        ("P2W", 14 * DAY),
        ("P1W1D", 8 * DAY),
        ("PT36H", 36 * HOUR),
        ("P1DT1H1M1S", DAY + HOUR + MINUTE + 1_000),
        ("PT0.5S", 500),
        ("PT0.001S", 1),
        ("PT1.0009S", 1_000),
        ("PT90M", 90 * MINUTE),
        ("P0D", 0),
    ],
)
def test_the_usual_ways_to_write_a_duration(text: str, milliseconds: int) -> None:
    assert parse_duration(text) == milliseconds


@pytest.mark.parametrize(
    "text",
    ["", "P", "PT", "P1DT", "1D", "P1", "P1M", "P1Y", "P-1D", "-P1D", "P1.5D", "PT1S1M", "P1H", "p1d", " P1D", "P1D\n",
     "P²D", "PT.5S", "P" + "9" * 100 + "D"],
)  # fmt: skip
def test_what_has_no_fixed_length_is_no_duration(text: str) -> None:
    assert parse_duration(text) is None


@chosen
@given(st.integers(0, 999), st.integers(0, 23), st.integers(0, 59), st.integers(0, 59), st.integers(0, 999))
def test_a_duration_is_the_sum_of_its_parts(days: int, hours: int, minutes: int, seconds: int, rest: int) -> None:
    text = f"P{days}DT{hours}H{minutes}M{seconds}.{rest:03}S"

    assert parse_duration(text) == days * DAY + hours * HOUR + minutes * MINUTE + seconds * 1_000 + rest


@chosen
@given(st.text(max_size=30))
def test_no_text_at_all_makes_parsing_fail(text: str) -> None:
    parsed = parse_duration(text)
    assert parsed is None or parsed >= 0
