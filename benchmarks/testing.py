"""In a test suite: what the fixture `ats` adds to 1 000 tests."""

import subprocess
import sys
import tempfile
from pathlib import Path
from time import perf_counter

from benchmarks.report import Bar, Section, seconds, times

LIMIT = 2.0
TEST = """
import pytest

@pytest.mark.parametrize("number", range({many}))
def test_nothing({fixture}number):
    pass
"""


def run(many: int, fixture: str) -> float:
    """Seconds that a run of so many empty tests takes, with a fixture or without."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "test_many.py").write_text(TEST.format(many=many, fixture=fixture))
        command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", folder]
        begun = perf_counter()
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return perf_counter() - begun


def measure(quick: bool) -> Section:
    """The same empty tests with and without the fixture, the best of a few runs each."""
    many, rounds = 1_000, 1 if quick else 3
    bare = min(run(many, "") for _ in range(rounds))
    with_ats = min(run(many, "ats, ") for _ in range(rounds))
    added = with_ats - bare
    rows = [(f"{many} empty tests", seconds(bare), seconds(with_ats), seconds(added), times(with_ats / bare))]
    return Section(
        "In a test suite",
        "Whole runs of pytest, start included: the import of the sandbox and the blueprint of its world happen once.",
        ("Run", "Without", "With `ats`", "Added", "Ratio"),
        rows,
        [Bar("1 000 tests that each use `ats` add under 2 s", seconds(added), added < LIMIT)],
    )
