"""StackOne's own Python package, unmodified, against the served sandbox: only its `base_url` differs."""

import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server
from ats_sandbox.vendors.stackone.auth import ACCOUNT

DRIVER = Path(__file__).parent / "stackone_ai" / "driver.py"
PYTHON = Path(__file__).parents[2] / "build" / "stackone_ai" / "bin" / "python"
PATIENCE = 300


@pytest.mark.skipif(not PYTHON.exists(), reason="stackone-ai is not installed; run tests/sdk/stackone_ai/install")
def test_every_tool_works() -> None:
    """The tools are those that the package has, by looking at it. Later releases ask StackOne for theirs."""
    with Server(SandboxApp(strict=True)) as server:
        command = [str(PYTHON), str(DRIVER), f"{server.url}/stackone", "sandbox-admin", ACCOUNT]
        done = subprocess.run(command, capture_output=True, timeout=PATIENCE, check=False)

    assert done.returncode == 0, done.stderr.decode()
    told: dict[str, Any] = msgspec.json.decode(done.stdout)
    assert not [one for one in told["calls"] if one["complaint"]]
    assert set(told["tools"]) == {one["tool"] for one in told["calls"]}
    assert len(told["tools"]) > 75
