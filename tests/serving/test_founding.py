"""A large world is founded while the server answers already, in real processes."""

import json
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from werkzeug.test import create_environ

from ats_sandbox.commands import founding
from ats_sandbox.commands.founding import room_of, warn_of_memory
from ats_sandbox.control.gate import Gate
from ats_sandbox.vendors import VENDORS
from tests.serving.process import ROOT, Answer, serving

PEOPLE = "20000"


@contextmanager
def started(*arguments: str) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """`ats-sandbox serve` from the moment it listens: its URL and its process."""
    command = [sys.executable, "-m", "ats_sandbox", "serve", "--port", "0", "--quiet", *arguments]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        try:
            assert process.stdout is not None
            found = re.match(r"ats-sandbox listens at (http://\S+) and founds", process.stdout.readline())
            assert found is not None
            yield found[1], process
        finally:
            process.kill()


def get(url: str, path: str, method: str = "GET", **headers: str) -> Answer:
    """One request."""
    connection = HTTPConnection(urlsplit(url).netloc, timeout=30)
    try:
        connection.request(method, path, headers={"X-SmartToken": "sandbox-admin", **headers})
        answer = connection.getresponse()
        return Answer(answer.status, tuple(answer.getheaders()), answer.read())
    finally:
        connection.close()


def test_the_server_answers_while_it_founds_and_serves_once_it_has() -> None:
    with started("--candidates", PEOPLE) as (url, process):
        read, head = get(url, "/smartrecruiters/candidates?limit=1"), get(url, "/skailer/jobs", "HEAD")
        seen = [json.loads(get(url, "/_sandbox/health").body)]
        assert process.stdout is not None
        ready = process.stdout.readline()
        while seen[-1]["status"] == "building":
            seen.append(json.loads(get(url, "/_sandbox/health").body))
        served = get(url, "/smartrecruiters/candidates?limit=1")

    assert read.status == head.status == 503
    assert dict(read.headers)["Retry-After"] == "1"
    assert re.fullmatch(
        r"the world is building, and \d+ % of it is done: ask again, or /_sandbox/health",
        json.loads(read.body)["error"],
    )
    assert head.body == b""
    assert {key: seen[0][key] for key in ("status", "recipe", "seed")} == {
        "status": "building",
        "recipe": "demo",
        "seed": 1,
    }
    assert 0 <= seen[0]["percent"] < 100
    assert len(seen[0]["vendors"]) == 5
    assert ready.startswith("ats-sandbox ready at ")
    assert seen[-1]["status"] == "ok"
    assert served.status == 200
    assert int(PEOPLE) * 0.9 < json.loads(served.body)["totalFound"] <= int(PEOPLE)


def test_the_testers_side_is_guarded_from_the_beginning() -> None:
    with started("--candidates", "1000000", "--admin-token", "open-sesame-42") as (url, _):
        stranger, health = get(url, "/_sandbox/worlds"), get(url, "/_sandbox/health")
        tester = get(url, "/_sandbox/worlds", Authorization="Bearer open-sesame-42")

    assert stranger.status == 401
    assert b"admin token" in stranger.body
    assert [one.status for one in (health, tester)] == [503, 503]


def test_what_goes_wrong_ends_the_process_with_its_message(tmp_path: Path) -> None:
    seed_file = tmp_path / "own.toml"
    seed_file.write_text("[candidates.ada]\nnonsense = true\n")

    with started("--candidates", PEOPLE, "--seed-file", str(seed_file)) as (_, process):
        out, complaint = process.communicate(timeout=120)

    assert process.returncode == 1
    assert out == ""
    assert "Error: " in complaint
    assert "nonsense" in complaint
    assert "Traceback" not in complaint


def test_it_can_be_stopped_on_the_way() -> None:
    with started("--candidates", "1000000") as (_, process):
        process.terminate()
        process.communicate(timeout=60)

    assert process.returncode == 0


def test_a_small_world_is_never_seen_building() -> None:
    with serving("--recipe", "empty") as program:
        assert program.greeting.startswith("ats-sandbox ready at ")
        assert program.get("/_sandbox/health").status == 200


def test_the_percentage_grows_with_what_is_done() -> None:
    from ats_sandbox.world.seeding import seed_state
    from ats_sandbox.world.seeding.watching import WATCHER

    seen: list[int] = []
    token = WATCHER.set(seen.append)
    try:
        seed_state("demo", 1, 40)
    finally:
        WATCHER.reset(token)

    assert seen == sorted(seen)
    assert len(set(seen)) > 20
    assert max(seen) < 100


@pytest.mark.parametrize("recipe", ["demo", "large"])
def test_memory_that_is_not_there_is_told(
    recipe: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(founding, "available", lambda: room_of(recipe, 1_000))
    warn_of_memory(recipe, 999)
    assert capsys.readouterr().err == ""

    warn_of_memory(recipe, 1_000_000)
    assert "about 1000 candidates would fit" in capsys.readouterr().err

    monkeypatch.setattr(founding, "available", lambda: None)
    warn_of_memory(recipe, 1_000_000)
    assert capsys.readouterr().err == ""


def test_a_gate_waits_only_where_the_sandbox_behind_it_may() -> None:
    class Sandbox:
        def __call__(self, environ: object, start_response: object) -> list[bytes]:
            return [b"open"]

        def may_wait(self, environ: dict[str, object]) -> bool:
            return environ["PATH_INFO"] == "/slow"

    gate = Gate("demo", 1, VENDORS)
    assert [gate.may_wait(create_environ(path)) for path in ("/slow", "/_sandbox/health", "/_sandbox/worlds")] == [
        False,
        False,
        True,
    ]

    gate.open(Sandbox())
    assert gate.may_wait({"PATH_INFO": "/slow"})
    assert not gate.may_wait({"PATH_INFO": "/quick"})
    assert gate({}, lambda *_: None) == [b"open"]  # type: ignore[arg-type,return-value]
