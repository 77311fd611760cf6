"""README's curl lines work as pasted, and its two commands are the ones that CI runs."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CURLS = [line for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()]


@pytest.mark.skipif(shutil.which("curl") is None, reason="curl is not installed")
@pytest.mark.parametrize("line", CURLS, ids=lambda line: re.search(r"8080/(\w+)", line)[1])
def test_a_curl_line_works_as_pasted(line: str) -> None:
    with Server(SandboxApp()) as server:
        pasted = line.replace("http://127.0.0.1:8080", server.url) + " --fail --show-error"
        done = subprocess.run(["bash", "-c", pasted], capture_output=True, text=True, check=False)

    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith(("{", "["))


def test_there_is_one_curl_line_for_each_vendor() -> None:
    assert len(CURLS) == 5


def test_ci_runs_the_test_command_of_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "--editable '.[test]' && .venv/bin/pytest -n auto" in README
    assert "--editable '.[test]'" in script
    assert 'pytest" -n auto' in script
