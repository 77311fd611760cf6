"""Choices depend on the seed and on nothing else."""

import subprocess
import sys
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from ats_sandbox.world.chance import Chance

chosen = settings(derandomize=True, deadline=None, database=None)
ROOT = Path(__file__).parents[2]
DIGEST = """
from ats_sandbox.world.seeding import seed_state
from tests.world.digests import digest
print(digest(seed_state("demo", 1)), digest(seed_state("edge", 3)))
"""


def digests(hash_seed: str) -> str:
    environment = {"PYTHONHASHSEED": hash_seed, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-W", "error", "-c", DIGEST]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout


def test_worlds_do_not_depend_on_how_a_process_hashes() -> None:
    assert digests("1") == digests("20") != ""


def test_throws_are_these_for_ever() -> None:
    """Every id and every world rests on them, so a change here changes them all."""
    assert [Chance(1, "job", ordinal).number("title") for ordinal in (1, 2)] == [
        3358652784150105061,
        2687604945815856630,
    ]


def test_each_seed_kind_ordinal_and_field_throws_for_itself() -> None:
    throws = {
        Chance(seed, kind, ordinal).number(field)
        for seed in range(5)
        for kind in ("job", "candidate")
        for ordinal in range(100)
        for field in ("a", "b")
    }
    assert len(throws) == 5 * 2 * 100 * 2


@chosen
@given(st.integers(0, 10**6), st.integers(-50, 50), st.integers(0, 100))
def test_between_includes_both_ends_and_nothing_else(ordinal: int, low: int, width: int) -> None:
    assert low <= Chance(1, "x", ordinal).between("n", low, low + width) <= low + width


def test_every_value_between_is_reached() -> None:
    assert {Chance(1, "x", ordinal).between("n", 3, 6) for ordinal in range(200)} == {3, 4, 5, 6}


@chosen
@given(st.integers(0, 10**6), st.lists(st.integers(), unique=True, max_size=12), st.integers(0, 5), st.integers(0, 9))
def test_some_are_different_options_in_their_order(ordinal: int, options: list[int], low: int, more: int) -> None:
    taken = Chance(1, "x", ordinal).some("n", options, low, low + more)
    assert min(low, len(options)) <= len(taken) <= low + more
    assert list(taken) == [one for one in options if one in taken]
    assert len(set(taken)) == len(taken)


def test_weights_are_kept_and_nothing_of_no_weight_is_taken() -> None:
    options = (("often", 90), ("seldom", 10), ("never", 0))
    taken = Counter(Chance(1, "x", ordinal).weighted("n", options) for ordinal in range(5_000))
    assert set(taken) == {"often", "seldom"}
    assert 400 < taken["seldom"] < 600


def test_happens_as_often_as_it_says() -> None:
    assert 1_350 < sum(Chance(1, "x", ordinal).happens("n", 30) for ordinal in range(5_000)) < 1_650
    assert not any(Chance(1, "x", ordinal).happens("n", 0) for ordinal in range(500))
    assert all(Chance(1, "x", ordinal).happens("n", 100) for ordinal in range(500))
