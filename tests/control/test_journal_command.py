"""`ats-sandbox journal` against a running server: tables, JSON, and exit codes for CI."""

import json
from collections.abc import Callable
from subprocess import CompletedProcess

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.journal.journal import Journal
from tests.client import VendorClient
from tests.serving.process import run

Served = tuple[SandboxApp, str]
Command = Callable[..., "CompletedProcess[str]"]
PERSON = {"firstName": "Ada", "lastName": "Byron", "email": "ada.byron@example.com"}


@pytest.fixture
def client(served: Served, request: pytest.FixtureRequest) -> VendorClient:
    """A client of SmartRecruiters in a world of the test's own, which has asked three things."""
    sandbox, _ = served
    name = "".join(one if one.isalnum() else "-" for one in request.node.name)[:60]
    client = VendorClient(sandbox, sandbox.vendors[0], name)
    client.post("/candidates", json=PERSON)
    client.get("/jobs/nobody")
    Client(sandbox).get(f"/w/{name}/smartrecruiters/candidats")
    return client


@pytest.fixture
def journal(served: Served, client: VendorClient) -> Command:
    """The command for that world."""
    return lambda *arguments: run("journal", *arguments, "--url", served[1], "--world", client.name)


def test_it_lists_exchanges_in_a_table_and_as_json(journal: Command) -> None:
    table = journal("list").stdout.splitlines()
    told = json.loads(journal("list", "--status", "4xx", "--matched", "--json").stdout)

    assert table[0].split()[:4] == ["NUMBER", "AT", "VENDOR", "OPERATION"]
    assert len(table) == 4
    assert "POST /smartrecruiters/candidates" in table[1]
    assert "JobNotFound" in table[2]
    assert [one["number"] for one in told["entries"]] == [2]


def test_it_shows_one_exchange_and_explains_it(journal: Command) -> None:
    shown = journal("show", "1").stdout
    explained = journal("why", "2").stdout

    assert "created candidates 251" in shown
    assert "request X-Smarttoken: sandbox-admin" in shown
    assert '"firstName": "Ada"' in shown
    assert "refusal: JobNotFound: No job with that id" in explained
    assert "path.jobId: received 'nobody'" in explained
    assert "fix: " in explained
    assert json.loads(journal("why", "2", "--json").stdout)["findings"][0]["rule"] == "JobNotFound"


def test_it_tells_unmatched_requests_and_the_story(journal: Command) -> None:
    assert "near: GET /smartrecruiters/candidates" in journal("unmatched").stdout
    assert journal("story").stdout.startswith("#1 2026-03-02T09:00:00.001Z POST /smartrecruiters/candidates -> 201")


def test_it_counts_and_clears(journal: Command) -> None:
    assert journal("count", "--vendor", "smartrecruiters").stdout.strip() == "3"
    assert journal("clear").returncode == 0
    assert journal("count").stdout.strip() == "0"


def test_it_tells_what_was_never_called(journal: Command) -> None:
    silent = journal("never-called", "--vendor", "smartrecruiters")

    assert silent.returncode == 0
    assert "get_candidate" in silent.stdout
    assert "create_candidate" not in silent.stdout.split()


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("--operation", "create_candidate", "--status", "2xx", "--count", "1"), 0),
        (("--operation", "create_candidate", "--count", "2"), 1),
        (("--refused", "--at-least", "2"), 0),
        (("--refused", "--at-most", "1"), 1),
        (("--unmatched", "--count", "0"), 1),
        (("--step", "smartrecruiters:create_candidate=201", "--step", "get_job"), 0),
        (("--step", "get_job", "--step", "smartrecruiters:create_candidate"), 1),
        (("--all-called", "--vendor", "datadriven"), 1),
        ((), 2),
        (("--count", "many"), 2),
    ],
)
def test_an_assertion_ends_with_an_exit_status(journal: Command, arguments: tuple[str, ...], status: int) -> None:
    done = journal("assert", *arguments)

    assert done.returncode == status, done.stdout + done.stderr
    if status < 2:
        assert done.stdout.startswith("it holds" if status == 0 else "it does not hold")


def test_a_question_about_an_unknown_operation_fails_with_advice(journal: Command) -> None:
    done = journal("assert", "--operation", "creat_candidate", "--count", "0")

    assert done.returncode == 1
    assert "did you mean create_candidate" in done.stderr


def test_the_order_ends_with_an_exit_status(journal: Command) -> None:
    assert journal("in-order", "smartrecruiters:create_candidate", "get_job=404").returncode == 0
    late = journal("in-order", "get_job", "smartrecruiters:create_candidate")
    assert (late.returncode, late.stdout) == (1, "no: smartrecruiters:create_candidate is not there\n")


def test_what_depends_on_dropped_exchanges_is_unknown(served: Served, client: VendorClient, journal: Command) -> None:
    workspace = served[0].worlds[client.name]
    workspace.journal = Journal(served[0].vendors, most=2)
    for _ in range(3):
        client.get("/configuration/company")

    counted = journal("count", "--operation", "list_job_offers")
    assert (counted.returncode, counted.stdout) == (4, "unknown\n")
    assert "1 exchanges were dropped" in counted.stderr
    assert journal("assert", "--operation", "get_job", "--count", "0").returncode == 4
    assert journal("assert", "--operation", "get_company", "--at-least", "2").returncode == 0
    assert journal("assert", "--operation", "get_company", "--at-most", "1").returncode == 1
    assert journal("never-called").returncode == 4
    assert journal("in-order", "get_job", "get_company").returncode == 4
    assert journal("show", "1").returncode == 1


def test_without_a_server_it_says_so() -> None:
    done = run("journal", "list", "--url", "http://127.0.0.1:9")

    assert done.returncode == 3
    assert "no sandbox answers" in done.stderr
