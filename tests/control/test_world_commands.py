"""Worlds, snapshots and clocks from the command line, against a running server."""

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.world.clock import START
from ats_sandbox.world.domain.commands.candidates import forget, register
from tests.control.digest import digest
from tests.serving.process import run

Served = tuple[SandboxApp, str]


def said(served: Served, *arguments: str, **options: Any) -> str:
    """What a command prints when it succeeds."""
    done = told(served, *arguments, **options)
    assert done.returncode == 0, done.stderr
    assert done.stderr == ""
    return done.stdout


def told(served: Served, *arguments: str, **options: Any) -> "subprocess.CompletedProcess[str]":
    return run(*arguments, "--url", served[1], **options)


def test_a_world_lives_from_the_command_line(served: Served) -> None:
    made = said(served, "worlds", "create", "small", "--recipe", "edge", "--seed", "7", "--candidates", "40")
    said(served, "worlds", "create", "fork", "--from", "small")
    with served[0].worlds["fork"].world.transaction() as draft:
        register(draft, first_name="Ada", last_name="Novak")
    listed = said(served, "worlds", "list").splitlines()

    assert made.splitlines()[:3] == ["name        small", "recipe      edge", "seed        7"]
    assert listed[0].split() == ["NAME", "RECIPE", "SEED", "CANDIDATES", "NOW", "CLOCK", "LIMITS", "SNAPSHOTS"]
    assert [line.split()[:4] for line in listed[1:]] == [
        ["default", "demo", "1", "-"],
        ["fork", "edge", "7", "40"],
        ["small", "edge", "7", "40"],
    ]

    row = json.loads(said(served, "worlds", "reset", "fork", "--json"))
    assert row["now"] == "2026-03-02T09:00:00.000Z"
    assert served[0].worlds["fork"].world.state is served[0].worlds["small"].world.state
    assert said(served, "worlds", "delete", "fork") == ""
    assert [one["name"] for one in json.loads(said(served, "worlds", "list", "--json"))] == ["default", "small"]
    assert said(served, "worlds", "show", "small", "--json") == said(served, "worlds", "reset", "small", "--json")


def test_a_snapshot_shows_what_a_test_changed(served: Served) -> None:
    workspace = served[0].worlds["shown"]
    said(served, "snapshots", "take", "before", "--world", "shown")
    clean = told(served, "snapshots", "diff", "before", "--exit-code", "--world", "shown")
    with workspace.world.transaction() as draft:
        register(draft, first_name="Ada", last_name="Novak")
        forget(draft, draft.candidates[7])
    dirty = told(served, "snapshots", "diff", "before", "--exit-code", "--collection", "candidates", "--world", "shown")
    document = json.loads(said(served, "snapshots", "diff", "before", "--json", "--limit", "0", "--world", "shown"))

    assert (clean.returncode, clean.stdout.split(" since ")[0]) == (0, "0 created, 0 changed, 0 deleted")
    assert dirty.returncode == 1
    assert dirty.stdout.splitlines()[0] == "+ candidates 251  Ada Novak"
    assert dirty.stdout.splitlines()[1].startswith("- candidates 7  ")
    assert document["totals"]["deleted"] > 1
    said(served, "snapshots", "restore", "before", "--world", "shown")
    assert workspace.world.state is workspace.world.base
    assert said(served, "snapshots", "list", "--world", "shown").splitlines()[1].split() == [
        "before",
        "2026-03-02T09:00:00.000Z",
    ]
    said(served, "snapshots", "delete", "before", "--world", "shown")
    assert len(workspace.snapshots) == 0


def test_a_changed_member_is_printed_before_and_after(served: Served) -> None:
    said(served, "snapshots", "take", "before", "--world", "moved")
    said(served, "clock", "advance", "P2D", "--world", "moved")
    with served[0].worlds["moved"].world.transaction() as draft:
        register(draft, first_name="Ada", last_name="Novak")

    lines = said(
        served, "snapshots", "diff", "before", "--collection", "bindbee.connectors", "--world", "moved"
    ).splitlines()

    assert lines[0] == "~ bindbee.connectors 1"
    assert lines[1] == "    synced: the world of 2026-03-02T09:00:00.000Z -> the world of 2026-03-04T09:00:00.000Z"
    assert lines[2] == f"    synced_at: {START} -> {START + 2 * 86_400_000}"


@pytest.mark.parametrize(
    ("arguments", "now"),
    [
        (["advance", "P90D"], "2026-05-31T09:00:00.000Z"),
        (["advance", "--seconds", "1.5"], "2026-03-02T09:00:01.500Z"),
        (["advance", "--milliseconds", "7"], "2026-03-02T09:00:00.007Z"),
        (["advance", "--until", "2026-12-24T18:00:00+01:00"], "2026-12-24T17:00:00.000Z"),
        (["show"], "2026-03-02T09:00:00.000Z"),
        (["freeze"], "2026-03-02T09:00:00.000Z"),
    ],
    ids=" ".join,
)
def test_time_passes_from_the_command_line(served: Served, arguments: list[str], now: str) -> None:
    served[0].worlds.drop("timed")
    assert served[0].worlds["timed"].world.now == START

    document = json.loads(said(served, "clock", *arguments, "--world", "timed", "--json"))

    assert document["now"] == now
    assert document["mode"] == "frozen"


def test_a_clock_is_let_run_and_frozen_again(served: Served) -> None:
    modes = [
        json.loads(said(served, "clock", *arguments, "--world", "running", "--json"))["mode"]
        for arguments in (["run"], ["freeze"], ["mode", "real"], ["mode", "frozen"])
    ]

    assert modes == ["running", "frozen", "real", "frozen"]


def test_a_world_is_written_to_a_file_and_loaded_from_it(served: Served, tmp_path: Path) -> None:
    here, there = served[0].worlds["here"].world, served[0].worlds["there"].world
    with here.transaction() as draft:
        register(draft, first_name="Zoë", last_name="李")
    file = tmp_path / "world.json"

    said(served, "worlds", "export", "--out", str(file), "--world", "here")
    said(served, "worlds", "import", str(file), "--world", "there")
    piped = said(served, "worlds", "export", "--content", "everything", "--world", "here")
    said(served, "worlds", "import", "-", "--world", "piped", input=piped)

    assert digest(there.state) == digest(here.state) == digest(served[0].worlds["piped"].world.state)


def test_a_bad_file_is_told_by_collection_record_and_member(served: Served, tmp_path: Path) -> None:
    document = served[0].worlds["default"].export("everything")
    step = next(one for one in document["states"] if "candidates" in one["collections"])
    step["collections"]["candidates"]["put"][3]["first_name"] = 7
    wrong, broken = tmp_path / "wrong.json", tmp_path / "broken.json"
    wrong.write_text(json.dumps(document), encoding="utf-8")
    broken.write_text("{", encoding="utf-8")

    refused = told(served, "worlds", "import", str(wrong), "--world", "there")
    unread = told(served, "worlds", "import", str(broken), "--world", "there")

    assert (refused.returncode, unread.returncode) == (1, 1)
    assert "candidates 4, member first_name is wrong" in refused.stderr
    assert "broken.json is not JSON" in unread.stderr


@pytest.mark.parametrize(
    ("arguments", "status", "words"),
    [
        (["worlds", "show", "nobody"], 1, "there is no world 'nobody'; there are: default"),
        (["worlds", "delete", "default"], 1, "the default world cannot be deleted; reset it instead"),
        (["worlds", "create", "no name"], 1, "the name of a world is"),
        (["worlds", "create", "new", "--recipe", "moon"], 1, "body recipe: is none of demo, edge, empty, large"),
        (["snapshots", "restore", "nobody"], 1, "there is no snapshot 'nobody'"),
        (["snapshots", "take", "../x"], 1, "the name of a snapshot is"),
        (["clock", "advance"], 2, "say how far"),
        (["clock", "advance", "P1D", "--seconds", "1"], 2, "say how far"),
        (["clock", "advance", "1 day"], 1, "body duration: must be: duration"),
        (["clock", "mode", "fast"], 2, "fast"),
        (["worlds"], 2, "create"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, list) else None,
)
def test_what_cannot_be_is_said_with_an_exit_status(
    served: Served, arguments: list[str], status: int, words: str
) -> None:
    done = told(served, *arguments) if len(arguments) > 1 else run(*arguments)

    assert done.returncode == status
    assert words in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("url", "status", "words"),
    [
        ("http://127.0.0.1:1", 3, "no sandbox answers at http://127.0.0.1:1"),
        ("http://name.invalid", 3, "no sandbox answers"),
        ("ftp://127.0.0.1", 2, "is no http:// or https:// address"),
        ("127.0.0.1:8080", 2, "is no http:// or https:// address"),
    ],
)
def test_a_sandbox_that_is_not_there_has_an_exit_status_of_its_own(url: str, status: int, words: str) -> None:
    done = run("worlds", "list", "--url", url)

    assert done.returncode == status
    assert words in done.stderr
    assert "Traceback" not in done.stderr


def test_the_environment_may_say_which_sandbox_and_world(served: Served, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ATS_SANDBOX_URL", served[1])
    monkeypatch.setenv("ATS_SANDBOX_WORLD", "from-env")

    done = run("snapshots", "take", "here")

    assert done.returncode == 0, done.stderr
    assert [one.name for one in served[0].worlds["from-env"].snapshots] == ["here"]


def test_a_token_is_issued_exchanged_and_revoked_from_the_command_line(served: Served) -> None:
    place = ["--world", "tokens"]
    issued = json.loads(said(served, "tokens", "issue", "--vendor", "smartrecruiters", "--json", *place))
    another = json.loads(said(served, "tokens", "exchange", issued["refresh_token"], "--json", *place))
    listed = said(served, "tokens", "list", *place).splitlines()

    assert another["token"] != issued["token"]
    assert [line.split()[:3] for line in listed[1:]] == [[another["token"], "sandbox-admin", "smartrecruiters"]]
    assert said(served, "tokens", "revoke", another["token"], *place) == ""
    assert told(served, "tokens", "revoke", another["token"], *place).returncode == 1
    assert told(served, "tokens", "issue", "--as", "nobody", *place).returncode == 1
