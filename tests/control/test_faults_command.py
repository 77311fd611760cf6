"""`ats-sandbox faults` and `ats-sandbox rate-limits` against a running server."""

import json
from collections.abc import Iterator

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server
from ats_sandbox.vendors.stackone import STACKONE
from tests.serving.process import run

TOLD = STACKONE.auth.present("sandbox-admin")


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(SandboxApp(), grace=1) as running:
        yield running


@pytest.fixture
def sandbox(server: Server) -> SandboxApp:
    application = server.application
    assert isinstance(application, SandboxApp)
    application.worlds["default"].reset()
    application.worlds["default"].meter.enforced = False
    return application


def asked(server: Server, *arguments: str, world: str = "default") -> tuple[int, str, str]:
    """The command's exit status, and what it wrote to its two outputs."""
    done = run(*arguments, "--url", server.url, "--world", world)
    return done.returncode, done.stdout, done.stderr


def status(sandbox: SandboxApp, world: str = "default") -> int:
    return Client(sandbox).get(f"/w/{world}/stackone/unified/ats/jobs", headers=TOLD).status_code


def test_a_fault_from_the_command_line_happens(server: Server, sandbox: SandboxApp) -> None:
    add = ["faults", "add", "status", "--vendor", "stackone", "--operation", "ats_list_jobs", "--status", "429"]

    code, told, _ = asked(server, *add, "--call", "1", "--call", "3", "--retry-after", "5", "--json")

    assert code == 0
    fault = json.loads(told)
    assert (fault["calls"], fault["status"], fault["retry_after"]) == ([1, 3], 429, 5)
    assert [status(sandbox) for _ in range(4)] == [429, 200, 429, 200]
    assert asked(server, "faults", "assert", fault["id"], "--hits", "2")[0] == 0
    code, _, complaint = asked(server, "faults", "assert", fault["id"], "--hits", "3")
    assert code == 1
    assert f"{fault['id']} happened 2 times, not 3" in complaint


def test_faults_are_listed_shown_and_cleared(server: Server, sandbox: SandboxApp) -> None:
    faults = sandbox.worlds["default"].faults
    faults.add("reset", vendor="skailer")
    kept = faults.add("delay", seconds=0.5, first=3)

    _, table, _ = asked(server, "faults", "list")
    assert table.splitlines()[0].split() == ["ID", "WHICH", "WHEN", "HOW", "REQUESTS", "HITS", "ACTIVE"]
    assert table.splitlines()[1].split() == ["reset-1", "skailer", "always", "reset", "0", "0", "yes"]
    assert json.loads(asked(server, "faults", "show", kept.id, "--json")[1])["seconds"] == 0.5

    assert asked(server, "faults", "clear", "reset-1")[0] == 0
    assert [one.id for one in faults] == [kept.id]
    assert asked(server, "faults", "clear")[0] == 0
    assert len(faults) == 0


def test_a_fault_is_for_the_world_that_is_named(server: Server, sandbox: SandboxApp) -> None:
    assert asked(server, "faults", "add", "status", "--status", "500", world="mine")[0] == 0

    assert status(sandbox) == 200
    assert status(sandbox, "mine") == 500


def test_what_cannot_happen_is_said_and_exits_with_one(server: Server, sandbox: SandboxApp) -> None:
    code, told, complaint = asked(server, "faults", "add", "reset", "--operation", "ats_list_job")

    assert (code, told) == (1, "")
    assert "nearest: ats_list_jobs" in complaint
    assert asked(server, "faults", "show", "reset-9")[0] == 1
    assert asked(server, "faults", "add", "status", "--status", "500", "--word", "nonsense")[0] == 2


def test_words_are_given_by_name(server: Server, sandbox: SandboxApp) -> None:
    add = ["faults", "add", "status", "--operation", "ats_reject_application", "--status", "409"]

    code, told, _ = asked(server, *add, "--code", "ApplicationEnded", "--word", "status=withdrawn", "--json")

    assert code == 0
    assert json.loads(told)["words"] == {"status": "withdrawn"}


def test_limits_are_shown_and_enforced_from_the_command_line(server: Server, sandbox: SandboxApp) -> None:
    code, told, _ = asked(server, "rate-limits", "show")
    assert code == 0
    assert told.splitlines()[0].startswith("mode count")
    assert any(line.split()[:3] == ["stackone", "1000", "60"] for line in told.splitlines())

    assert asked(server, "rate-limits", "set", "enforce")[0] == 0
    assert sandbox.worlds["default"].meter.enforced
    status(sandbox)
    assert json.loads(asked(server, "rate-limits", "show", "--json")[1])["counters"] == 1
    assert asked(server, "rate-limits", "clear")[0] == 0
    assert len(sandbox.worlds["default"].meter) == 0
