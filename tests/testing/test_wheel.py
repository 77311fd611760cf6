"""The built package in a new environment with pytest: a test of three lines is green in any project."""

import os
import subprocess
from importlib.metadata import distribution
from pathlib import Path

import pytest

from tests.serving.test_wheel import WHEEL, needed, program

pytestmark = pytest.mark.skipif(WHEEL not in os.environ, reason=f"{WHEEL} names no built wheel to install")

__all__ = ["program"]

THREE_LINES = """
from werkzeug.test import Client

def test_jobs_are_listed(ats):
    answer = Client(ats).get("/smartrecruiters/jobs", headers=ats.smartrecruiters.headers())
    assert answer.status_code == 200
"""
OWN = "sandbox"
OWN_SANDBOX = f"""
import {OWN}

def test_the_projects_own_module_is_imported():
    assert {OWN}.WHOSE == "the project's"
"""
OWN_FIXTURE = """
from urllib.request import Request, urlopen

import pytest

@pytest.fixture
def ats():
    return "the project's applicant tracking"

def test_the_other_fixtures_have_a_world_all_the_same(ats, ats_server):
    assert ats == "the project's applicant tracking"
    asked = Request(f"{ats_server.smartrecruiters.url}/jobs", headers=ats_server.smartrecruiters.headers())
    with urlopen(asked) as answer:
        assert answer.status == 200

def test_interception_too(ats, ats_intercept):
    asked = Request("https://api.smartrecruiters.com/jobs", headers=ats_intercept.smartrecruiters.headers())
    with urlopen(asked) as answer:
        assert answer.status == 200
"""
PROJECTS = {
    "a plain project": ({"test_three_lines.py": THREE_LINES}, 1),
    "a project with sandbox.py": (
        {"sandbox.py": 'WHOSE = "the project\'s"', "test_own.py": OWN_SANDBOX, "test_three_lines.py": THREE_LINES},
        2,
    ),
    "a project with sandbox/": (
        {
            "sandbox/__init__.py": 'WHOSE = "the project\'s"',
            "sandbox/testing/__init__.py": "",
            "test_own.py": OWN_SANDBOX,
            "test_three_lines.py": THREE_LINES,
        },
        2,
    ),
    "a project with its own fixture ats": ({"test_own_fixture.py": OWN_FIXTURE}, 2),
}


@pytest.fixture(scope="module")
def python(program: Path) -> Path:
    """An environment that holds the wheel, pytest, what both need, and nothing else."""
    site = next(program.parent.parent.rglob("site-packages"))
    for one in (distribution("pytest"), *needed(distribution("pytest"))):
        for top in {file.parts[0] for file in one.files or () if file.parts[0] not in ("..", "__pycache__")}:
            if not (site / top).exists():
                (site / top).symlink_to(one.locate_file(top))
    return program.parent / "python"


@pytest.mark.parametrize("project", PROJECTS)
@pytest.mark.parametrize("options", [("-P",), ()], ids=["safe path", "the project's folder on the path"])
def test_a_project_is_green_where_only_the_wheel_and_pytest_are(
    python: Path, tmp_path: Path, project: str, options: tuple[str, ...]
) -> None:
    files, passed = PROJECTS[project]
    for name, content in files.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content)

    done = subprocess.run(
        [str(python), *options, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert f"{passed} passed" in done.stdout
