"""The page about testing is true: its lines are executed in their order, its Python too."""

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.webhooks.disturbances import Kind
from ats_sandbox.server import Server

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "TESTING.md").read_text(encoding="utf-8")
SECTIONS = re.findall(r"## ([^\n]+)\n(.*?)(?=\n## |\Z)", PAGE, re.DOTALL)
LINES = [
    (title, line)
    for title, text in SECTIONS
    for block in re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    for line in block.splitlines()
]


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(SandboxApp()) as running:
        yield running


def test_the_lines_of_all_sections_work_as_pasted(server: Server) -> None:
    """Later sections look at what earlier ones did."""
    here = {**os.environ, "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    for title, line in LINES:
        pasted = line.replace("http://127.0.0.1:8080", server.url)
        if pasted.startswith("ats-sandbox"):
            pasted += f" --url {server.url}"
        elif "http_code" not in pasted:
            pasted += " --fail --show-error"
        done = subprocess.run(["bash", "-c", pasted], cwd=ROOT, env=here, capture_output=True, text=True, check=False)

        assert done.returncode == 0, f"{title}: {line}\n{done.stdout}{done.stderr}"


@pytest.mark.parametrize("code", re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL))
def test_the_python_of_the_page_runs(code: str) -> None:
    exec(compile(code, "TESTING.md", "exec"), {})


@pytest.mark.parametrize("kind", Kind, ids=str)
def test_the_page_says_what_each_disturbance_does(kind: Kind) -> None:
    assert f"| `{kind.value}` | {kind.about} | " in PAGE
