"""A journal is bounded, and says so: what depends on what was dropped is unknown, and never 0."""

import http.client

import pytest
from msgspec.structs import replace

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.journal.entry import MOST_BODY_BYTES
from ats_sandbox.control.journal.journal import Forgotten, Journal
from ats_sandbox.server import Server
from tests.client import VendorClient

PERSON = {"firstName": "Ada", "lastName": "Byron", "email": "ada.byron@example.com"}


def journal_of(client: VendorClient) -> Journal:
    return client.sandbox.worlds[client.name].journal


def forget_all_but(client: VendorClient, most: int) -> Journal:
    """Give the world a journal that keeps few exchanges."""
    workspace = client.sandbox.worlds[client.name]
    workspace.journal = Journal(client.sandbox.vendors, most=most)
    return workspace.journal


def test_what_was_dropped_is_unknown_and_never_0(
    smartrecruiters: VendorClient, datadriven: VendorClient, tester: VendorClient
) -> None:
    forget_all_but(smartrecruiters, 3)
    datadriven.get("/v3/ats/job-offers")
    for _ in range(4):
        smartrecruiters.get("/jobs")

    assert tester.get("/journal/1").status_code == 410
    assert tester.get("/journal/1/why").status_code == 410
    assert tester.get("/journal/3").status_code == 200
    assert tester.get("/journal/6").status_code == 404
    page = tester.get("/journal").json
    assert (page["recorded"], page["dropped"], page["complete"]) == (5, 2, False)
    tally = tester.get("/journal/count?operation=list_job_offers").json
    assert tally == {"answer": "unknown", "count": None, "at_least": 0, "dropped": 2, "complete": False}
    assert tester.get("/journal/count?operation=smartrecruiters:list_jobs").json["at_least"] == 3
    silence = tester.get("/journal/never-called?vendor=datadriven").json
    assert silence["never_called"] == []
    assert silence["complete"] is False
    assert len(silence["undecided"]) == len(datadriven.vendor.operations)
    order = {"steps": [{"operation": "list_job_offers"}, {"operation": "smartrecruiters:list_jobs"}]}
    asked = tester.post("/journal/in-order", json=order).json
    assert (asked["answer"], asked["happened"], asked["complete"]) == ("unknown", None, False)
    journal = journal_of(smartrecruiters)
    with pytest.raises(Forgotten):
        journal.count()
    with pytest.raises(Forgotten):
        journal[2]


def test_what_is_kept_is_known_although_something_was_dropped(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    forget_all_but(smartrecruiters, 3)
    for _ in range(3):
        smartrecruiters.get("/jobs")
    created = smartrecruiters.post("/candidates", json=PERSON).json["createdOn"]
    smartrecruiters.get("/configuration/company")

    assert tester.get("/journal/count?after=2").json["count"] == 3
    assert tester.get(f"/journal/count?since={created}").json["count"] == 2
    assert tester.get("/journal/count?since=2026-03-02T09:00:00.000Z").json["answer"] == "unknown"
    steps = {"steps": [{"operation": "create_candidate"}, {"operation": "get_company"}]}
    assert tester.post("/journal/in-order", json=steps).json["answer"] == "yes"


def test_long_bodies_are_bounded_together() -> None:
    sandbox = SandboxApp("empty")
    client = VendorClient(sandbox, sandbox.vendors[0], "default")
    journal = sandbox.worlds["default"].journal = Journal(sandbox.vendors, most_bytes=10 * MOST_BODY_BYTES)
    for _ in range(20):
        client.post("/candidates", json={**PERSON, "note": "x" * MOST_BODY_BYTES})

    assert 0 < len(journal.kept()[0]) < 12
    assert journal.dropped == 20 - len(journal.kept()[0])


@pytest.mark.parametrize(
    ("path", "headers"),
    [
        ("/jobs", {"X-Long": "x" * 30_000}),
        ("/jobs", {f"X-{'a' * 30_000}": "1"}),
        ("/jobs?q=" + "x" * 15_000, {"X-Long": "x" * 15_000}),
        ("/jobs/" + "x" * 15_000, {"X-Long": "x" * 15_000}),
    ],
    ids=["value", "name", "query", "path"],
)
def test_long_heads_are_bounded_together(path: str, headers: dict[str, str]) -> None:
    """Requests over a socket whose bodies are empty, and whose heads are not; answers are remembered where they can."""
    sandbox = SandboxApp("empty")
    journal = sandbox.worlds["default"].journal = Journal(sandbox.vendors, most_bytes=300_000)
    with Server(sandbox) as server:
        caller = http.client.HTTPConnection(*server.address, timeout=30)
        for _ in range(15):
            caller.request("GET", f"/smartrecruiters{path}", headers={"X-SmartToken": "sandbox-admin", **headers})
            caller.getresponse().read()
        caller.close()

    assert 0 < len(journal.kept()[0]) < 10
    assert journal.dropped == 15 - len(journal.kept()[0])


def test_long_headers_of_answers_are_weighed() -> None:
    sandbox = SandboxApp("empty")
    journal = sandbox.worlds["default"].journal
    caller = VendorClient(sandbox, sandbox.vendors[0], "default")
    caller.get("/jobs")
    plain = journal.size
    assert journal.last is not None
    journal.enter(replace(journal.last, headers={"X-Long": "x" * 30_000}, weight=0))

    assert journal.size > 2 * plain + 29_000


def test_of_a_long_body_the_beginning_is_kept(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    smartrecruiters.post("/candidates", json={**PERSON, "note": "x" * 2 * MOST_BODY_BYTES})
    body = tester.get("/journal/last").json["request"]["body"]

    assert body["whole"] is False
    assert body["kind"] == "text"
    assert body["size"] > 2 * MOST_BODY_BYTES
    assert len(body["value"]) == MOST_BODY_BYTES
