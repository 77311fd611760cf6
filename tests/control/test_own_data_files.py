"""Seed files: the shipped example, from Python, from the command line, and as a sandbox starts."""

import json
from pathlib import Path
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.body import instance
from ats_sandbox.control.fixtures.forms import SeedForm
from ats_sandbox.control.fixtures.refusal import SeedRefused
from ats_sandbox.vendors import VENDORS
from ats_sandbox.world.data_files import seed_file
from tests.control.commands import document, told
from tests.serving.process import run, serving

EXAMPLE = seed_file("example.toml")


@pytest.fixture(scope="module")
def example() -> SandboxApp:
    """A sandbox that starts with the example."""
    return SandboxApp(strict=True, data=EXAMPLE)


def test_the_example_has_every_section(example: SandboxApp) -> None:
    import tomllib

    assert set(tomllib.loads(EXAMPLE.read_text(encoding="utf-8"))) == set(instance(SeedForm).fields)


def test_the_example_is_what_every_new_world_begins_and_resets_with(example: SandboxApp) -> None:
    workspace = example.worlds["another"]
    ids = workspace.ids("application", "ada-backend")

    workspace.goto("ada-backend", "hired")
    workspace.reset()

    world = workspace.world.read()
    assert (
        workspace.ids("application", "ada-backend")
        == ids
        == example.worlds["default"].ids("application", "ada-backend")
    )
    assert [one.status for one in world.offers.where(application=int(ids["skailer"]))] == ["pending_acceptance"]
    assert workspace.principals["lisbon-recruiter"].about == "reads what concerns the Lisbon jobs"


def test_the_example_stands_in_a_world_of_another_recipe_too() -> None:
    empty = SandboxApp("empty", data=EXAMPLE).worlds["default"].world.read()

    assert (len(empty.jobs), len(empty.candidates), len(empty.applications)) == (2, 3, 3)
    assert [one.status for one in empty.applications] == ["offered", "rejected", "interview"]


def test_a_file_that_is_wrong_is_told_by_its_name(tmp_path: Path) -> None:
    file = tmp_path / "mine.toml"
    file.write_text('[jobs.x]\ntitle = "T"\npipeline = "Standard hirring"\n', encoding="utf-8")

    with pytest.raises(SeedRefused, match=r"mine\.toml: jobs\.x\.pipeline: names no pipeline; did you mean Standard"):
        SandboxApp("empty", data=file)
    with pytest.raises(SeedRefused, match="cannot be read"):
        SandboxApp("empty", data=tmp_path / "none.toml")


def test_a_server_starts_with_a_seed_file_or_says_what_is_wrong_with_it(tmp_path: Path) -> None:
    wrong = tmp_path / "wrong.json"
    wrong.write_text(json.dumps({"jobs": {"x": {"titel": "T"}}}), encoding="utf-8")

    with serving("--world", "empty", "--seed-file", str(EXAMPLE)) as server:
        names = server.get("/_sandbox/names").json
    refused = run("serve", "--world", "empty", "--port", "0", "--seed-file", str(wrong))

    assert {one["name"] for one in names} >= {"ada", "backend", "ada-backend", "lisbon"}
    assert refused.returncode == 1
    assert "wrong.json: jobs.x.titel: is not known here; did you mean title?" in refused.stderr


def test_the_command_lays_a_file_over_a_running_world(served: tuple[SandboxApp, str], tmp_path: Path) -> None:
    _, url = served

    laid = document(url, "seed", str(EXAMPLE), world="laid")
    code, table, _ = told(url, "names", "--kind", "application", world="laid")
    code_again, _, complaint = told(url, "seed", str(EXAMPLE), world="laid")

    ids = {(one["kind"], one["name"]): one["ids"] for one in laid}
    assert code == 0
    vendors = [vendor.name.upper() for vendor in VENDORS]
    assert table.splitlines()[0].split() == ["KIND", "NAME", "NATIVE", *vendors]
    assert ids["application", "ada-backend"]["bindbee"] in table
    assert code_again == 1
    assert "example.toml jobs.backend: is the name of a job of this world already" in complaint


def test_the_command_tells_a_broken_file_before_it_asks_anybody(tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    broken.write_text("[jobs", encoding="utf-8")

    code, _, complaint = told("http://127.0.0.1:9", "seed", str(broken))

    assert code == 1
    assert "broken.toml: " in complaint
    assert "is not TOML" in complaint


def _members(node: Any) -> set[str]:
    return set(node.get("properties", {}))


def test_the_document_of_the_tester_side_describes_every_member() -> None:
    text = (Path(__file__).parents[2] / "openapi" / "_sandbox.json").read_text(encoding="utf-8")
    schemas = json.loads(text)["components"]["schemas"]

    assert _members(schemas["SeedForm"]) == set(instance(SeedForm).fields)
    assert _members(schemas["ApplicationForm"]) >= {"candidate", "job", "state", "reason", "applied_at"}
