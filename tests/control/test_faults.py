"""Faults as a tester meets them over HTTP: what is accepted, what happens, how often, and what stays as it was."""

from collections.abc import Iterator
from time import perf_counter
from typing import Any

import pytest
from werkzeug.test import TestResponse

from ats_sandbox.vendors import VENDORS
from tests.client import VendorClient
from tests.contract.example_requests import ClientOf
from tests.control.control_client import ControlClient
from tests.ledger import Ledger

JOBS = "/unified/ats/jobs"
CANDIDATES = "/unified/ats/candidates"
GRACE = {"first_name": "Grace", "last_name": "Hopper", "email": "grace.hopper@example.com"}


@pytest.fixture
def control(stackone: VendorClient) -> ControlClient:
    """The tester's side of the world that the clients act on."""
    return ControlClient(stackone)


def names(answer: TestResponse) -> list[str]:
    """The first names in a list of candidates."""
    return [one["first_name"] for one in answer.json["data"]]


def test_a_fault_happens_and_is_counted_until_it_is_removed(control: ControlClient, stackone: VendorClient) -> None:
    fault = control.post(
        "/faults", {"kind": "status", "vendor": "stackone", "operation": "ats_list_jobs", "status": 502}
    )

    answers = [stackone.get(JOBS) for _ in range(3)]
    assert [answer.status_code for answer in answers] == [502] * 3
    assert {answer.json["message"] for answer in answers} == {"Bad Gateway"}
    assert {answer.headers["X-Sandbox-Fault"] for answer in answers} == {fault["id"]}
    assert stackone.get(CANDIDATES).status_code == 200
    told = control.get(f"/faults/{fault['id']}")
    assert (told["requests"], told["hits"], told["active"]) == (3, 3, True)
    assert told["operations"] == ["stackone ats_list_jobs"]

    assert control.send("DELETE", f"/faults/{fault['id']}").status_code == 204
    assert stackone.get(JOBS).status_code == 200
    assert control.send("GET", f"/faults/{fault['id']}").status_code == 404


@pytest.mark.parametrize(
    ("when", "statuses"),
    [
        ({"first": 2}, [429, 429, 200, 200, 200, 200]),
        ({"every": 3}, [200, 200, 429, 200, 200, 429]),
        ({"calls": [2, 5]}, [200, 429, 200, 200, 429, 200]),
        ({"times": 1}, [429, 200, 200, 200, 200, 200]),
        ({"every": 2, "times": 2}, [200, 429, 200, 429, 200, 200]),
        ({}, [429] * 6),
    ],
)
def test_a_schedule_says_which_requests(
    control: ControlClient, stackone: VendorClient, when: dict[str, Any], statuses: list[int]
) -> None:
    fault = control.post("/faults", {"kind": "status", "vendor": "stackone", "status": 429, **when})

    assert [stackone.get(JOBS).status_code for _ in range(6)] == statuses
    told = control.get(f"/faults/{fault['id']}")
    assert told["hits"] == statuses.count(429)
    assert told["active"] is (when in ({"every": 3}, {}))


def test_only_requests_that_fit_are_counted(control: ControlClient, client_of: ClientOf) -> None:
    stackone, bindbee = client_of("stackone"), client_of("bindbee")
    one = stackone.get(JOBS).json["data"][0]["id"]
    fault = control.post(
        "/faults",
        {"kind": "status", "status": 500, "method": "get", "path": f"{JOBS}/*", "principal": "sandbox-readonly"},
    )

    assert stackone.get(f"{JOBS}/{one}").status_code == 200
    assert stackone.get(JOBS, token="sandbox-readonly").status_code == 200
    assert stackone.get(f"{JOBS}/{one}", token="nobody").status_code == 401
    assert bindbee.get("/api/ats/v1/jobs", token="sandbox-readonly").status_code == 200
    assert stackone.get(f"{JOBS}/{one}", token="sandbox-readonly").status_code == 500
    assert (control.get(f"/faults/{fault['id']}")["requests"], control.get(f"/faults/{fault['id']}")["hits"]) == (1, 1)


def test_an_alias_names_its_operation(control: ControlClient, client_of: ClientOf) -> None:
    vendor, operation = next((v, o) for v in VENDORS for o in v.operations if o.aliases)

    told = control.post(
        "/faults", {"kind": "status", "vendor": vendor.name, "operation": operation.aliases[0], "status": 500}
    )

    assert told["operations"] == [f"{vendor.name} {operation.id}"]


def test_of_two_faults_the_older_one_happens(control: ControlClient, stackone: VendorClient) -> None:
    older = control.post("/faults", {"kind": "status", "status": 500, "vendor": "stackone", "first": 1})
    newer = control.post("/faults", {"kind": "status", "status": 502, "vendor": "stackone", "first": 2})

    assert [stackone.get(JOBS).status_code for _ in range(3)] == [500, 502, 200]
    assert [control.get(f"/faults/{one['id']}")["hits"] for one in (older, newer)] == [1, 1]


def test_faults_belong_to_one_world(control: ControlClient, stackone: VendorClient) -> None:
    control.post("/faults", {"kind": "status", "status": 500, "vendor": "stackone"})
    other = VendorClient(stackone.sandbox, stackone.vendor, f"{stackone.name}-other")

    assert other.get(JOBS).status_code == 200
    assert stackone.get(JOBS).status_code == 500
    assert ControlClient(other).get("/faults") == {"faults": []}
    stackone.sandbox.worlds.drop(other.name)


def test_a_reset_world_has_no_faults(control: ControlClient, stackone: VendorClient) -> None:
    control.post("/faults", {"kind": "status", "status": 500, "vendor": "stackone"})

    stackone.sandbox.worlds[stackone.name].reset()

    assert stackone.get(JOBS).status_code == 200
    assert control.get("/faults") == {"faults": []}


def test_a_chosen_code_says_its_own_words(control: ControlClient, client_of: ClientOf) -> None:
    control.post(
        "/faults",
        {
            "kind": "status",
            "operation": "ats_reject_application",
            "status": 409,
            "code": "ApplicationEnded",
            "words": {"status": "withdrawn"},
        },
    )

    answer = client_of("stackone").post("/unified/ats/applications/any/reject", json={})

    assert answer.json["message"] == "The application is withdrawn"


@pytest.mark.parametrize(
    ("vendor", "path", "status", "headers"),
    [
        ("stackone", JOBS, 429, {"Retry-After": "60", "x-ratelimit-remaining": "0"}),
        ("stackone", JOBS, 408, {"Retry-After": "60"}),
        ("bindbee", "/api/ats/v1/jobs", 429, {"Retry-After": "60", "X-RateLimit-Remaining": "0"}),
        ("bindbee", "/api/ats/v1/jobs", 401, {"WWW-Authenticate": "Bearer"}),
        ("skailer", "/api/v1/sources/all", 429, {"Retry-After": "60", "X-RateLimit-Remaining": "0"}),
        ("smartrecruiters", "/jobs", 429, {"X-RateLimit-Remaining": "0", "X-RateLimit-Limit": "10"}),
    ],
)
def test_an_injected_answer_has_the_headers_that_the_vendor_sends(
    client_of: ClientOf, vendor: str, path: str, status: int, headers: dict[str, str]
) -> None:
    client = client_of(vendor)
    ControlClient(client).post("/faults", {"kind": "status", "vendor": vendor, "status": status})

    answer = client.get(path)

    assert answer.status_code == status
    assert {name: answer.headers[name] for name in headers} == headers
    assert ("Retry-After" in answer.headers) is ("Retry-After" in headers)


def test_the_time_to_come_back_can_be_chosen_where_the_vendor_tells_one(
    control: ControlClient, stackone: VendorClient
) -> None:
    control.post("/faults", {"kind": "status", "vendor": "stackone", "status": 408, "retry_after": 2})

    assert stackone.get(JOBS).headers["Retry-After"] == "2"


def test_a_delay_is_real_and_changes_nothing_else(control: ControlClient, stackone: VendorClient) -> None:
    quick = stackone.get(JOBS)
    control.post("/faults", {"kind": "delay", "vendor": "stackone", "seconds": 0.2, "first": 1})

    began = perf_counter()
    slow = stackone.get(JOBS)

    assert perf_counter() - began >= 0.2
    assert (slow.status_code, slow.data) == (200, quick.data)


def test_a_proxy_answers_for_itself_and_the_vendor_hears_nothing(
    control: ControlClient, stackone: VendorClient
) -> None:
    control.post("/faults", {"kind": "html", "vendor": "stackone", "status": 503, "first": 1})
    before = stackone.world.state

    answer = stackone.post(CANDIDATES, json=GRACE)

    assert answer.status_code == 503
    assert answer.headers["Content-Type"] == "text/html"
    assert answer.text.startswith("<html>")
    assert "x-ratelimit-limit" not in answer.headers
    assert stackone.world.state is before
    assert stackone.get(JOBS).headers["x-ratelimit-remaining"] == "999"


def test_a_body_can_be_no_json(control: ControlClient, stackone: VendorClient) -> None:
    whole = stackone.get(JOBS).data
    control.post("/faults", {"kind": "invalid-json", "vendor": "stackone"})

    answer = stackone.get(JOBS)

    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "application/json")
    assert answer.headers["Content-Length"] == str(len(answer.data))
    assert whole.startswith(answer.data)
    with pytest.raises(ValueError, match=r"line|char"):
        answer.get_json(force=True, silent=False)


@pytest.mark.parametrize("handled", [True, False])
def test_refused_before_commit_stores_nothing(control: ControlClient, stackone: VendorClient, handled: bool) -> None:
    control.post(
        "/faults",
        {"kind": "refused-before-commit", "operation": "ats_create_candidate", "handled": handled, "first": 1},
    )
    before = stackone.world.state

    refused = stackone.post(CANDIDATES, json=GRACE)

    assert (refused.status_code, refused.json["message"]) == (500, "Internal server error")
    assert stackone.world.state is before
    assert stackone.post(CANDIDATES, json=GRACE).status_code == 201


def test_committed_then_status_stores_and_fails(control: ControlClient, stackone: VendorClient) -> None:
    control.post("/faults", {"kind": "committed-then-status", "operation": "ats_create_candidate", "status": 408})

    answer = stackone.post(CANDIDATES, json=GRACE)

    assert (answer.status_code, answer.headers["Retry-After"]) == (408, "60")
    assert "Grace" in names(stackone.get(f"{CANDIDATES}?filter[email]=grace.hopper@example.com"))


@pytest.mark.parametrize(
    ("kind", "failure"), [("committed-then-drop", ConnectionResetError), ("committed-then-timeout", TimeoutError)]
)
def test_committed_then_nothing_stores_and_breaks(
    control: ControlClient, stackone: VendorClient, kind: str, failure: type[Exception]
) -> None:
    fault = control.post("/faults", {"kind": kind, "operation": "ats_create_candidate"})

    with pytest.raises(failure):
        stackone.post(CANDIDATES, json=GRACE)

    assert stackone.post(CANDIDATES, json=GRACE).status_code == 409
    assert control.get(f"/faults/{fault['id']}")["hits"] == 1


def test_the_journal_tells_the_fault_only_where_it_happened(control: ControlClient, stackone: VendorClient) -> None:
    control.post("/faults", {"kind": "committed-then-drop", "operation": "ats_create_candidate"})
    journal = stackone.sandbox.worlds[stackone.name].journal

    stackone.post(CANDIDATES, json={"first_name": 5})
    with pytest.raises(ConnectionResetError):
        stackone.post(CANDIDATES, json=GRACE)

    assert [entry.fault for entry in journal.entries()] == [None, "committed-then-drop-1"]


def test_what_the_vendor_itself_refuses_is_no_hit(control: ControlClient, stackone: VendorClient) -> None:
    """A request that stores nothing has no answer to lose, so its refusal arrives and a fault for one hit waits on."""
    fault = control.post("/faults", {"kind": "committed-then-drop", "operation": "ats_create_candidate", "times": 1})

    assert stackone.post(CANDIDATES, json={"first_name": 5}).status_code == 400
    assert stackone.post(CANDIDATES, json=GRACE, token="nobody").status_code == 401
    assert control.get(f"/faults/{fault['id']}")["hits"] == 0
    with pytest.raises(ConnectionResetError):
        stackone.post(CANDIDATES, json=GRACE)
    told = control.get(f"/faults/{fault['id']}")
    assert (told["requests"], told["hits"], told["active"]) == (3, 1, False)


def test_the_first_records_of_a_batch_are_stored(client_of: ClientOf) -> None:
    datadriven = client_of("datadriven")
    control = ControlClient(datadriven)
    control.post("/faults", {"kind": "partial-batch", "operation": "create_job_offers", "records": 2})
    offers = [
        {"publication_at": "2026-01-01T00:00:00Z", "title": f"Gardener {number}", "reference": f"GARDEN-{number}"}
        for number in range(5)
    ]

    answer = datadriven.post("/v3/ats/job-offers", json=offers)

    assert (answer.status_code, answer.json["message"]) == (500, "Internal server error")
    stored = [
        one["reference"]
        for number in range(5)
        for one in datadriven.get(f"/v3/ats/job-offers?reference=GARDEN-{number}").json["data"]
    ]
    assert stored == ["GARDEN-0", "GARDEN-1"]


def test_a_stale_read_sees_what_was_before_the_last_write(control: ControlClient, stackone: VendorClient) -> None:
    fault = control.post(
        "/faults", {"kind": "stale-read", "vendor": "stackone", "operation": "ats_get_candidate", "first": 2}
    )
    made = stackone.post(CANDIDATES, json=GRACE).json["data"]["id"]

    answers = [stackone.get(f"{CANDIDATES}/{made}").status_code for _ in range(3)]

    assert answers == [404, 404, 200]
    assert control.get(f"/faults/{fault['id']}")["hits"] == 2


def test_reads_of_a_world_that_nobody_wrote_to_are_never_stale(control: ControlClient, stackone: VendorClient) -> None:
    fault = control.post("/faults", {"kind": "stale-read", "vendor": "stackone", "first": 1})

    assert stackone.get(JOBS).status_code == 200
    assert control.get(f"/faults/{fault['id']}")["requests"] == 0


def test_a_request_may_prefer_an_answer_once(stackone: VendorClient) -> None:
    preferred = stackone.get(JOBS, headers={"Prefer": "code=429"})

    assert (preferred.status_code, preferred.json["message"]) == (429, "Too many requests")
    assert preferred.headers["Preference-Applied"] == "code=429"
    assert stackone.get(JOBS).status_code == 200


@pytest.mark.parametrize("prefer", ["heartbeat", "code=200", "code=777", "code=abc", "code", "return=minimal; wait=5"])
def test_a_preference_that_cannot_be_met_is_ignored(stackone: VendorClient, prefer: str) -> None:
    answer = stackone.get(JOBS, headers={"Prefer": prefer})

    assert answer.status_code == 200
    assert "Preference-Applied" not in answer.headers


def test_the_sandbox_remarks_on_a_code_that_an_operation_has_not(client_of: ClientOf) -> None:
    datadriven = client_of("datadriven")
    seen = []
    watchers = datadriven.sandbox.watchers
    datadriven.sandbox.watchers = (*watchers, lambda exchange: seen.extend(exchange.call.remarks))
    try:
        datadriven.get("/v3/ats/job-offers", headers={"Prefer": "code=418"})
    finally:
        datadriven.sandbox.watchers = watchers

    assert seen == ["Prefer: code=418 was ignored; list_job_offers answers 200, 400, 401, 403, 500"]


def test_the_testers_side_itself_never_fails_on_purpose(control: ControlClient) -> None:
    control.post("/faults", {"kind": "status", "status": 500})

    assert control.send("GET", "/faults", headers={"Prefer": "code=500"}).status_code == 200


@pytest.mark.parametrize(
    "fault",
    [
        {"kind": "status", "status": 409},
        {"kind": "html"},
        {"kind": "invalid-json"},
        {"kind": "refused-before-commit"},
        {"kind": "committed-then-status"},
    ],
    ids=lambda fault: str(fault["kind"]),
)
def test_no_injected_answer_counts_in_the_ledger(
    control: ControlClient, stackone: VendorClient, fault: dict[str, Any], ledger: Ledger
) -> None:
    control.post("/faults", {**fault, "vendor": "stackone", "operation": "ats_create_candidate", "first": 1})

    stackone.post(CANDIDATES, json=GRACE)
    assert not ledger.seen
    stackone.post(CANDIDATES, json={})
    assert set(ledger.seen) == {("stackone", "ats_create_candidate", stackone.post(CANDIDATES, json={}).status_code)}


def test_neither_a_lost_nor_a_preferred_answer_counts_in_the_ledger(
    control: ControlClient, stackone: VendorClient, ledger: Ledger
) -> None:
    control.post("/faults", {"kind": "committed-then-drop", "operation": "ats_create_candidate"})

    with pytest.raises(ConnectionResetError):
        stackone.post(CANDIDATES, json=GRACE)
    stackone.get(JOBS, headers={"Prefer": "code=404"})
    assert not ledger.seen

    assert stackone.post(CANDIDATES, json=GRACE).status_code == 409
    assert set(ledger.seen) == {("stackone", "ats_create_candidate", 409)}


@pytest.fixture
def ledger(stackone: VendorClient) -> Iterator[Ledger]:
    """A ledger of its own for one test."""
    ledger = Ledger(VENDORS)
    watchers = stackone.sandbox.watchers
    stackone.sandbox.watchers = (*watchers, ledger.enter)
    yield ledger
    stackone.sandbox.watchers = watchers
