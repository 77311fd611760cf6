"""The built package in a new environment with pytest: a test of three lines is green."""

import os
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.serving.test_wheel import WHEEL, needed, program

pytestmark = pytest.mark.skipif(WHEEL not in os.environ, reason=f"{WHEEL} names no built wheel to install")

__all__ = ["program"]

TEST = """
from werkzeug.test import Client

def test_jobs_are_listed(ats):
    answer = Client(ats).get("/smartrecruiters/jobs", headers=ats.smartrecruiters.headers())
    assert answer.status_code == 200
"""


def test_three_lines_are_green_where_only_the_wheel_and_pytest_are(program: Path, tmp_path: Path) -> None:
    site = next(program.parent.parent.rglob("site-packages"))
    for one in (distribution("pytest"), *needed(distribution("pytest"))):
        for top in {file.parts[0] for file in one.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (site / top).exists():
                (site / top).symlink_to(one.locate_file(top))
    (tmp_path / "test_three_lines.py").write_text(TEST)

    done = subprocess.run(
        [str(program.parent / "python"), "-P", "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 passed" in done.stdout
