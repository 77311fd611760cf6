"""What commands say when something is wrong: what it is, and what would be right."""

from pathlib import Path

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.commands import texts
from ats_sandbox.control import names
from ats_sandbox.vendors import VENDORS
from tests.control.commands import document, told
from tests.serving.process import run

Served = tuple[SandboxApp, str]

LOOKING = [
    ["journal", "list"],
    ["journal", "show"],
    ["journal", "why"],
    ["journal", "count"],
    ["journal", "story"],
    ["journal", "unmatched"],
    ["journal", "never-called"],
    ["journal", "in-order", "create_candidate"],
    ["journal", "assert", "--count", "0"],
    ["journal", "assert", "--at-most", "5"],
    ["journal", "assert", "--step", "create_candidate"],
    ["journal", "assert", "--all-called"],
    ["faults", "list"],
    ["faults", "assert", "reset-1", "--hits", "0"],
    ["clock", "show"],
    ["background", "list"],
    ["links", "list"],
    ["names"],
    ["ids", "job", "1"],
    ["snapshots", "list"],
    ["snapshots", "diff", "before"],
    ["principals", "list"],
    ["tokens", "list"],
    ["churn", "show"],
    ["features", "list"],
    ["rate-limits", "show"],
    ["webhooks", "list"],
    ["webhooks", "subscription", "bindbee-1"],
    ["webhooks", "deliveries"],
    ["webhooks", "show"],
    ["webhooks", "why"],
    ["webhooks", "inbox"],
    ["webhooks", "disturbances"],
    ["worlds", "show", "nowhere"],
    ["worlds", "export"],
]


@pytest.mark.parametrize("arguments", LOOKING, ids=" ".join)
def test_no_world_begins_by_being_looked_at(served: Served, arguments: list[str]) -> None:
    """A typo in an assertion would pass as `nothing happened`."""
    code, out, complaint = told(served[1], *arguments, world="nowhere")

    assert (code, out) == (1, "")
    assert complaint.startswith("Error: there is no world 'nowhere'; there are: default")
    assert served[0].worlds.get("nowhere") is None


@pytest.mark.parametrize("arguments", [["journal", "count"], ["clock", "advance", "P1D"]], ids=" ".join)
def test_what_is_no_name_of_a_world_is_refused(served: Served, arguments: list[str]) -> None:
    for world in ("../x", "a/b", "é", "", "x" * 65, "\udcff"):
        code, _, complaint = told(served[1], *arguments, world=world)

        assert code == 2
        assert "is no name of a world: that is 1 to 64 letters" in complaint


def test_a_command_knows_a_name_as_the_sandbox_does() -> None:
    assert names.NAME == texts.NAME


@pytest.mark.parametrize("url", ["http://[::1]:1", "http://127.0.0.1:1/", "https://localhost:1"])
def test_where_nothing_listens_is_an_address_all_the_same(url: str) -> None:
    code, _, complaint = told(url, "clock", "show")

    assert code == 3
    assert complaint.startswith(f"Error: no sandbox answers at {url} (")


@pytest.mark.parametrize(
    "url",
    [
        "http://[::1",
        "http://127.0.0.1:99999",
        "http://127.0.0.1:0",
        "http://127.0.0.1:http",
        "http://..:80",
        "http://a b/",
        "http://127.0.0.1/\n",
        "http://127.0.0.1/é",
        "http://\udcff/",
        "http://",
        "ftp://127.0.0.1",
        "127.0.0.1:8080",
        "",
    ],
)
def test_what_is_no_address_is_refused(url: str) -> None:
    code, _, complaint = told(url, "clock", "show")

    assert code == 2
    assert "'--url'" in complaint
    assert "is no http:// or https:// address, such as http://127.0.0.1:8080" in complaint


@pytest.mark.parametrize("token", ["a\nb", "a b", "é", "\u2028", "\udcff"])
def test_a_token_that_no_header_takes_is_at_fault_and_stays_secret(served: Served, token: str) -> None:
    code, _, complaint = told(served[1], "clock", "show", "--token", token)

    assert code == 2
    assert "'--token'" in complaint
    assert "a token is letters, digits and punctuation marks" in complaint
    assert token not in complaint


@pytest.mark.parametrize(
    "arguments",
    [
        ["journal", "count", "--path", "\udcff"],
        ["ids", "job", "\udcff"],
        ["faults", "add", "status", "--status", "404", "--word", "id=\udcff"],
        ["principals", "add", "\udcff"],
    ],
    ids=lambda one: " ".join(one[:2]),
)
def test_bytes_that_are_no_text_are_refused(served: Served, arguments: list[str]) -> None:
    code, _, complaint = told(served[1], *arguments)

    assert code == 2
    assert "is not UTF-8" in complaint


def test_a_scope_that_there_is_not_is_told_with_few(served: Served) -> None:
    code, _, complaint = told(served[1], "principals", "add", "x", "--scope", "nope")

    assert code == 1
    assert "is not a scope of any operation; nearest: " in complaint
    assert "`ats-sandbox principals scopes`" in complaint
    assert complaint.count("_") < 12
    assert "did you mean jobs_read" in told(served[1], "principals", "add", "x", "--scope", "job_read")[2]


def test_a_world_still_begins_by_being_written_to(served: Served) -> None:
    assert told(served[1], "clock", "advance", "P1D", world="begun")[0] == 0
    assert document(served[1], "clock", "show", world="begun")["now"].startswith("2026-03-03")


def test_every_command_that_reads_is_among_those(served: Served) -> None:
    from ats_sandbox.commands.declarations import operation
    from ats_sandbox.commands.group import ASKING, OperationCommand
    from tests.control.test_derived_commands import COMMANDS

    reading = {
        typed
        for typed, command in COMMANDS.items()
        if isinstance(command, OperationCommand)
        and any(operation(id).method == "GET" or id in ASKING for id in command.operations)
    }

    tried = {" ".join(one[:2]) for one in LOOKING} | {one[0] for one in LOOKING}
    same_everywhere = {"health", "credentials", "principals scopes", "worlds list"}
    one_of_several = {"faults show", "snapshots show", "principals show"}
    assert reading - same_everywhere - one_of_several <= tried


@pytest.mark.parametrize(
    ("bounds", "asked"),
    [
        (["--count", "2"], "asked for exactly 2"),
        (["--at-least", "4"], "asked for at least 4"),
        (["--at-least", "1", "--at-most", "2"], "asked for at least 1 and at most 2"),
    ],
)
def test_an_assertion_says_what_was_asked_and_what_was_found(served: Served, bounds: list[str], asked: str) -> None:
    sandbox, url = served
    world = f"asserted{'-'.join(bounds)}".replace("--", "-")
    from werkzeug.test import Client

    for _ in range(3):
        Client(sandbox).get(f"/w/{world}/skailer/api/v1/sources/all")

    code, out, _ = told(url, "journal", "assert", *bounds, world=world)

    assert code == 1
    assert out.splitlines() == ["it does not hold", f"  3 fit, {asked}"]


@pytest.mark.parametrize("path", [*(f"/{vendor.name}" for vendor in VENDORS), "/nothing", "/skailer/api/v1"])
def test_the_address_of_a_vendor_is_no_tester_s_side(served: Served, path: str) -> None:
    code, _, complaint = told(served[1] + path, "journal", "list")

    assert code == 3
    assert "give the root of the sandbox" in complaint


def test_the_address_of_a_world_is_a_root(served: Served) -> None:
    assert told(f"{served[1]}/w/by-address", "clock", "advance", "P1D")[0] == 0
    assert told(f"{served[1]}/w/by-address", "journal", "list")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["goto", "99999", "hired"], "there is no application '99999'; there are: 312 by the ids"),
        (["clock", "advance", "3days"], "must be: duration, such as P3D or PT36H"),
        (["clock", "advance", "--until", "tomorrow"], "such as 2026-03-02T09:00:00Z"),
        (["faults", "add", "reset", "--operation", "nope"], "no operation 'nope'; `ats-sandbox operations` lists them"),
        (["faults", "add", "reset", "--operation", "create_candidat"], "nearest: create_candidate"),
        (["journal", "count", "--operation", "nope"], "`ats-sandbox operations` lists them"),
        (["faults", "add", "reset", "--vendor", "nope"], "there are bindbee, datadriven"),
        (["faults", "add", "reset", "--path", "/nope"], "(* /nope); `ats-sandbox operations` lists them"),
        (["faults", "add", "nope"], "kind: is none of status, "),
        (["journal", "assert", "--count", "lots"], "'lots' is not a whole number of 0 or more"),
        (["faults", "assert", "reset-1", "--hits", "-1"], "-1 is not a whole number of 0 or more"),
    ],
    ids=lambda one: " ".join(one) if isinstance(one, list) else "",
)
def test_a_wrong_value_is_answered_with_a_right_one(served: Served, arguments: list[str], said: str) -> None:
    code, _, complaint = told(served[1], *arguments)

    assert code in (1, 2)
    assert said.replace("312", str(len(served[0].world.read().applications))) in complaint
    assert len(complaint) < 500


@pytest.mark.parametrize("content", ["", "{", "= 1"])
def test_a_seed_file_is_refused_without_a_gap(served: Served, tmp_path, content: str) -> None:
    file = tmp_path / "bad3.toml"
    file.write_text(f"{content}\nx y")

    _, _, complaint = told(served[1], "seed", str(file))

    assert "bad3.toml: is not TOML" in complaint
    assert ": :" not in complaint


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("list.toml", '[[candidates]]\nfirst_name = "Ada"\n'),
        ("list.json", '{"candidates": [{"first_name": "Ada"}]}'),
        ("jobs.toml", '[[jobs]]\ntitle = "Cook"\n'),
    ],
)
def test_records_without_names_are_told_how_to_get_them(served: Served, tmp_path, name: str, content: str) -> None:
    file = tmp_path / name
    file.write_text(content)

    code, _, complaint = told(served[1], "seed", str(file))

    section = "jobs" if "jobs" in name else "candidates"
    assert code == 1
    assert f"{section}: must be records by their names, not a list: write [{section}.a-name]" in complaint


@pytest.mark.parametrize("seconds", ["nan", "inf", "-inf", "1e999"])
def test_a_number_without_an_end_is_none(served: Served, seconds: str) -> None:
    code, _, complaint = told(served[1], "faults", "add", "delay", "--seconds", seconds)

    assert code == 2
    assert f"{seconds!r} is not a number with an end" in complaint


def test_a_file_that_cannot_be_written_is_told(served: Served, tmp_path: Path) -> None:
    code, out, complaint = told(served[1], "worlds", "export", "--out", str(tmp_path / "no folder" / "world.json"))

    assert (code, out) == (1, "")
    assert complaint.endswith("world.json cannot be written: No such file or directory\n")


def test_a_document_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("limits", "--file", str(tmp_path / "file" / "page.md"))

    assert done.returncode == 1
    assert "page.md cannot be written: " in done.stderr


def test_the_clock_is_advanced_by_plain_seconds(served: Served) -> None:
    before = document(served[1], "clock", "advance", "0", world="seconds-1")
    whole = document(served[1], "clock", "advance", "10", world="seconds-1")
    part = document(served[1], "clock", "advance", "0.5", world="seconds-1")

    assert whole["milliseconds"] - before["milliseconds"] == 10_000
    assert part["milliseconds"] - whole["milliseconds"] == 500


def test_limits_of_single_operations_are_told_in_words(served: Served) -> None:
    code, out, _ = told(served[1], "rate-limits", "set", "count", world="limits-1")
    limits = document(served[1], "rate-limits", "show", world="limits-1")["limits"]
    exceptions = [one for limit in limits for one in limit["exceptions"]]

    assert code == 0
    assert exceptions
    assert "{" not in out
    assert all(one["operation"] in out for one in exceptions)
