"""StackOne's own TypeScript client, unmodified, against the served sandbox: only its `serverURL` differs."""

import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import msgspec
import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server
from ats_sandbox.vendors.stackone.auth import ACCOUNT

HERE = Path(__file__).parent / "stackone"
PACKAGE = HERE / "node_modules" / "@stackone" / "stackone-client-ts" / "package.json"
REQUIRED = os.environ.get("ATS_SANDBOX_REQUIRE_SDK") == "1"
PATIENCE = 300


@pytest.fixture(scope="module")
def node() -> str:
    """The program `node`, once the client is installed for it."""
    program = shutil.which("node")
    lacking = "Node is not installed" if program is None else None
    if lacking is None and not PACKAGE.exists():
        lacking = "StackOne's client is not installed; run tests/sdk/stackone/install"
    if lacking is None and program is not None:
        return program
    if REQUIRED:
        pytest.fail(f"{lacking}, and ATS_SANDBOX_REQUIRE_SDK asks for it")
    pytest.skip(lacking or "")


def run(node: str, url: str, part: str) -> dict[str, Any]:
    """What the client has to say about one part of the API."""
    command = [node, "driver.js", f"{url}/stackone", "sandbox-admin", ACCOUNT, part]
    done = subprocess.run(command, cwd=HERE, capture_output=True, timeout=PATIENCE, check=False)
    assert done.returncode == 0, done.stderr.decode()
    told: dict[str, Any] = msgspec.json.decode(done.stdout)
    return told


def complaints(told: dict[str, Any]) -> str:
    """What did not go well, a paragraph each."""
    failed = [one for one in told["calls"] if one["complaint"] is not None]
    return "\n\n".join(f"{one['method']}: {one['complaint']['kind']}: {one['complaint']['text']}" for one in failed)


def test_every_method_works_and_gives_something_it_understands(node: str) -> None:
    """The methods are those that the client has, by looking at it; so a new one is not forgotten."""
    with Server(SandboxApp(strict=True)) as server:
        read = run(node, server.url, "reading")
        written = run(node, server.url, "writing")

    assert not complaints(read)
    assert not complaints(written)
    fruitful = {call["method"] for call in read["calls"] + written["calls"] if call["records"]}
    answered = {call["method"] for call in written["calls"]} & {"proxy.proxyRequest"}
    """Of the proxy's answers the client gives nothing but the bare response."""
    assert set(read["methods"]) == fruitful | answered
    assert len(read["methods"]) > 80


def test_what_breaks_integrations_does_not_break_the_client(node: str) -> None:
    with Server(SandboxApp("edge", strict=True)) as server:
        read = run(node, server.url, "reading")

    assert not complaints(read)
    assert sum(call["records"] for call in read["calls"]) > 100


def test_every_refusal_is_an_error_of_its_own_kind(node: str) -> None:
    with Server(SandboxApp(strict=True)) as server:
        refused = run(node, server.url, "refusals")

    assert not complaints(refused)
    assert len(refused["calls"]) > 60
