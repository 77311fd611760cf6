"""The command `ats-sandbox` as its users meet it."""

import json
import signal
import socket
from pathlib import Path

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.api import CONTROL
from ats_sandbox.vendors import VENDORS
from tests.serving.process import Served, run, run_apart, serving
from tests.serving.recording import RecordedRequest, lists, replayed


def test_the_greeting_tells_where_it_is_and_how_to_call_it(served: Served) -> None:
    assert served.greeting.splitlines()[0].startswith(f"ats-sandbox ready at {served.url} ")
    for vendor in VENDORS:
        assert f"{served.url}/{vendor.name}" in served.greeting.split()
    for principal in PRINCIPALS:
        assert principal.token in served.greeting.split()


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT], ids=["SIGTERM", "SIGINT"])
def test_a_signal_ends_it_in_peace(number: int) -> None:
    with serving("--world", "empty") as program:
        assert program.get("/_sandbox/health").status == 200

        status, told = program.end(number)

        assert (status, told) == (0, "")
        with socket.socket() as client:
            assert client.connect_ex(("127.0.0.1", int(program.url.rpartition(":")[2]))) != 0


def test_a_taken_port_is_said_with_a_way_out() -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = str(other.getsockname()[1])

        done = run_apart("serve", "--port", port, "--world", "empty")

    assert done.returncode != 0
    assert done.stdout == ""
    assert done.stderr.startswith(f"Error: port {port} on 127.0.0.1 is taken")
    assert "--port 0" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "wrong",
    [["--port", "70000"], ["--port", "http"], ["--world", "moon"], ["--seed", "-1"], ["--candidates", "0"], ["--no"]],
    ids=" ".join,
)
def test_a_wrong_option_is_explained(wrong: list[str]) -> None:
    done = run("serve", *wrong)

    assert done.returncode == 2
    assert wrong[0] in done.stderr
    assert "Traceback" not in done.stderr


def test_people_cannot_be_asked_of_an_empty_world() -> None:
    done = run("serve", "--port", "0", "--world", "empty", "--candidates", "5")

    assert done.returncode != 0
    assert done.stderr.startswith("Error: ")
    assert "empty" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("recipe", "seed", "candidates"),
    [("empty", 1, None), ("edge", 7, 40), ("demo", 2, None)],
    ids=["empty", "edge with 40 people", "another seed"],
)
def test_recipe_seed_and_number_of_people_choose_the_world(recipe: str, seed: int, candidates: int | None) -> None:
    """The process answers what a sandbox made with these arguments answers."""
    options = ["--world", recipe, "--seed", str(seed)]
    options += ["--candidates", str(candidates)] if candidates else []
    expected = SandboxApp(recipe, seed, candidates)
    asked: list[RecordedRequest] = lists(expected.world.read())

    with serving(*options) as program:
        told = program.get("/_sandbox/health").json
        heard = [program.ask(one.method, one.path, one.headers, one.body) for one in asked]

    assert (told["recipe"], told["seed"]) == (recipe, seed)
    assert [(one.status, one.body) for one in heard] == replayed(expected, asked)
    assert len(expected.world.read().candidates) == {"empty": 0, "edge": 40, "demo": 250}[recipe]


def names(vendor: Vendor) -> list[str]:
    """The ids of a vendor's operations and their aliases."""
    return [name for operation in vendor.operations for name in (operation.id, *operation.aliases)]


def test_the_operations_are_listed_for_people_and_for_programs() -> None:
    declared = {(vendor.name, name) for vendor in VENDORS for name in names(vendor)}

    for_people = run("operations")
    for_programs = run("operations", "--json")

    rows = json.loads(for_programs.stdout)
    assert {(row["vendor"], row["id"]) for row in rows} == declared
    assert len(for_people.stdout.splitlines()) == len(declared)
    assert {tuple(line.split()[:3]) for line in for_people.stdout.splitlines()} == {
        (row["vendor"], row["method"], row["path"]) for row in rows
    }


def test_the_operations_of_one_vendor_can_be_asked_for() -> None:
    vendor = VENDORS[0]

    done = run("operations", vendor.name, "--json")
    wrong = run("operations", "greenhouse")

    assert {row["id"] for row in json.loads(done.stdout)} == set(names(vendor))
    assert wrong.returncode != 0
    assert "no vendor greenhouse" in wrong.stderr
    assert vendor.name in wrong.stderr


@pytest.mark.parametrize(
    ("command", "option", "place", "files"),
    [
        ("openapi", "--folder", "documents", [f"documents/{vendor.name}.json" for vendor in (*VENDORS, CONTROL)]),
        ("limits", "--file", "LIMITS.md", ["LIMITS.md"]),
    ],
)
def test_generated_pages_are_written_checked_and_found_stale(
    tmp_path: Path, command: str, option: str, place: str, files: list[str]
) -> None:
    assert run(command, option, place, cwd=tmp_path).returncode == 0
    assert sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*.*")) == sorted(files)
    assert run(command, option, place, "--check", cwd=tmp_path).returncode == 0

    changed = tmp_path / files[-1]
    changed.write_text(changed.read_text(encoding="utf-8") + " ", encoding="utf-8")
    stale = run(command, option, place, "--check", cwd=tmp_path)

    assert stale.returncode == 1
    assert f"{files[-1]} is stale: run `ats-sandbox {command}`" in stale.stderr
    assert changed.read_text(encoding="utf-8").endswith(" "), "a check writes nothing"
