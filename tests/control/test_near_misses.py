"""Requests for which no operation was found: what they came near, and the difference in words."""

from typing import Any

import pytest
from werkzeug.test import Client

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.routing import DEEPEST
from ats_sandbox.control.journal import near_misses as measuring
from ats_sandbox.control.journal.near_misses import near_misses
from tests.client import VendorClient

KEY = {"X-SmartToken": "sandbox-admin"}


def ask(tester: VendorClient, method: str, path: str, headers: dict[str, str] | None = None) -> Any:
    """One request in the test's world, to any path; gives its answer."""
    world = {"X-Sandbox-World": tester.name}
    return Client(tester.sandbox).open(path, method=method, headers={**world, **(KEY if headers is None else headers)})


def near(tester: VendorClient) -> list[dict[str, Any]]:
    """What the latest request came near."""
    found: list[dict[str, Any]] = tester.get("/journal/last/why").json["near"]
    return found


@pytest.mark.parametrize(
    ("method", "path", "meant", "difference"),
    [
        (
            "GET",
            "/smartrecruiters/candidats/x",
            "GET /smartrecruiters/candidates/{id}",
            "/candidats should be /candidates",
        ),
        ("GET", "/smartrecruiters/Candidates", "GET /smartrecruiters/candidates", "/Candidates should be /candidates"),
        ("GET", "/jobs", "GET /smartrecruiters/jobs", "the base path is missing: begin with /smartrecruiters"),
        ("GET", "/datadriven/ats/job-offers", "GET /datadriven/v3/ats/job-offers", "/v3 is missing"),
        ("GET", "/datadriven/job-offers", "GET /datadriven/v3/ats/job-offers", "/v3/ats is missing"),
        ("GET", "/v3/ats/job-offers", "GET /datadriven/v3/ats/job-offers", "begin with /datadriven"),
        ("GET", "/stackone/jobs", "GET /stackone/unified/ats/jobs", "/unified/ats is missing"),
        ("GET", "/stackone/api/ats/v1/candidates", "GET /bindbee/api/ats/v1/candidates", "an operation of bindbee"),
        ("GET", "/smartrecruiters/v1/jobs", "GET /smartrecruiters/jobs", "/v1 is too much"),
        (
            "POST",
            "/smartrecruiters/jobs/x/status",
            "PUT /smartrecruiters/jobs/{jobId}/status",
            "the method is POST, and this path takes PUT",
        ),
        ("PUT", "/datadriven/v3/ats/job-offers", "POST /datadriven/v3/ats/job-offers", "this path takes"),
    ],
)
def test_the_nearest_operation_is_told_with_the_difference(
    tester: VendorClient, method: str, path: str, meant: str, difference: str
) -> None:
    answer = ask(tester, method, path)
    nearest = [one for one in near(tester) if f"{one['method']} {one['path']}" == meant]

    assert answer.status_code in (401, 404, 405), "some vendors look at the credentials first"
    assert nearest, near(tester)
    assert nearest[0]["distance"] == near(tester)[0]["distance"]
    assert difference in "; ".join(nearest[0]["differences"])
    assert difference.partition(":")[0] in tester.get("/journal/last").json["why"] or nearest[0] != near(tester)[0]


def test_a_base_path_may_be_given_by_the_host(tester: VendorClient) -> None:
    ask(tester, "GET", "/jobs")
    [finding] = tester.get("/journal/last/why").json["findings"]

    assert "or send Host: api.smartrecruiters.com" in finding["says"]
    assert ask(tester, "GET", "/jobs", {**KEY, "Host": "api.smartrecruiters.com"}).status_code == 200


@pytest.mark.parametrize(
    ("path", "header"),
    [
        ("/smartrecruiters/candidats", "x-smarttoken"),
        ("/datadriven/v3/ats/job-offer", "authorization"),
        ("/stackone/unified/ats/job", "x-account-id"),
        ("/bindbee/api/ats/v1/job", "x-connector-token"),
    ],
)
def test_a_missing_header_is_told_too(tester: VendorClient, path: str, header: str) -> None:
    ask(tester, "GET", path, {})

    assert f"the header {header} is missing" in near(tester)[0]["differences"]


def test_an_operation_that_is_not_served_is_told_with_the_reason(tester: VendorClient) -> None:
    vendor, declined = next((one, rest) for one in tester.sandbox.vendors for rest in one.declined)
    path = "/".join("x" if part.startswith("{") else part for part in declined.path.split("/"))
    ask(tester, declined.method, f"/{vendor.name}{path}")
    [finding] = tester.get("/journal/last/why").json["findings"]

    assert finding["rule"] == "not served"
    assert declined.why in finding["says"]


def test_what_is_near_nothing_is_told_so(tester: VendorClient) -> None:
    ask(tester, "GET", "/smartrecruiters/aaaa/bbbb/cccc/dddd/eeee")
    explained = tester.get("/journal/last/why").json

    assert explained["near"] == []
    assert explained["findings"][0]["fix"] == "see /_sandbox/operations"


def test_unmatched_requests_are_listed_and_matched_ones_are_not(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    ask(tester, "GET", "/smartrecruiters/candidats")
    smartrecruiters.get("/jobs")
    smartrecruiters.get("/jobs/nobody")
    ask(tester, "GET", "/nobodys/path")
    ask(tester, "PATCH", "/smartrecruiters/jobs")
    listed = tester.get("/journal/unmatched").json

    assert [one["number"] for one in listed["requests"]] == [1, 4, 5]
    assert [one["vendor"] for one in listed["requests"]] == ["smartrecruiters", None, "smartrecruiters"]
    assert [one["status"] for one in listed["requests"]] == [404, 404, 405]
    assert listed["complete"] is True
    assert tester.get("/journal/count?matched=false").json["count"] == 3
    assert tester.get("/journal/unmatched?newest=true&limit=1").json["requests"][0]["number"] == 5


def test_a_request_to_an_unknown_path_of_the_testers_side_is_not_a_vendors(tester: VendorClient) -> None:
    tester.get("/nothing-here")

    assert tester.get("/journal/unmatched").json["requests"] == []


@pytest.mark.parametrize(
    "path",
    [
        "/smartrecruiters/" + "/".join("jobs" for _ in range(300)),
        "/smartrecruiters/" + "j" * 5_000,
        "/smartrecruiters/%00%ff%fe",
        "/smartrecruiters/{id}/{}",
        "/smartrecruiters/..%2f..%2fetc",
        "/" + "%0d%0a" * 200,
    ],
)
def test_any_path_is_compared_in_bounds(tester: VendorClient, path: str) -> None:
    answer = ask(tester, "GET", path)

    assert answer.status_code == 404
    line = answer.headers["X-Sandbox-Why"]
    assert line.isascii()
    assert line.isprintable()
    assert len(line) <= 200
    assert tester.get("/journal/unmatched").status_code == 200


def test_a_mistake_that_is_repeated_is_measured_once(tester: VendorClient, monkeypatch: pytest.MonkeyPatch) -> None:
    first = ask(tester, "GET", "/smartrecruiters/repeated")
    monkeypatch.setattr(measuring, "apart_by", lambda *_: pytest.fail("it is measured again"))

    again = ask(tester, "GET", "/smartrecruiters/repeated")

    assert again.headers["X-Sandbox-Why"] == first.headers["X-Sandbox-Why"]


def test_python_is_told_the_same() -> None:
    sandbox = SandboxApp("empty")
    Client(sandbox).get("/w/mine/smartrecruiters/candidats", headers=KEY)
    journal = sandbox.worlds["mine"].journal
    [entry] = journal.unmatched()
    first = near_misses(sandbox.vendors, entry)[0]

    assert first.route.operation.id == "find_candidates" or first.route.path == "/smartrecruiters/candidates"
    assert journal.why(1).near[0] == first
    assert max(len(one.path.split("/")) for vendor in sandbox.vendors for one in vendor.operations) < DEEPEST
