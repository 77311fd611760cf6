"""Answers that succeeded and do not say everything: what was left out, ignored, delayed, or over a limit."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.control.explain.header import LONGEST, line
from ats_sandbox.world.domain.jobs import JOBS
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient

PERSON = {"firstName": "Ada", "lastName": "Byron", "email": "ada.byron@example.com"}


def findings(tester: VendorClient, about: str) -> list[dict[str, Any]]:
    """The reasons of a kind for the latest answer."""
    found: list[dict[str, Any]] = tester.get("/journal/last/why").json["findings"]
    return [one for one in found if one["about"] == about]


def test_a_plain_success_has_nothing_to_explain(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    answer = smartrecruiters.post("/candidates", json=PERSON)

    assert tester.get("/journal/last/why").json["findings"] == []
    assert "X-Sandbox-Why" not in answer.headers
    assert "X-Sandbox-Note" not in answer.headers


def test_an_unknown_member_was_ignored_and_perhaps_another_was_meant(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    answer = smartrecruiters.post("/candidates", json={**PERSON, "phoneNumer": "1", "location": {"contry": "France"}})

    assert answer.status_code == 201
    assert answer.headers["X-Sandbox-Note"] == (
        "ignored body.phoneNumer (did you mean phoneNumber?); ignored body.location.contry (did you mean country?)"
    )
    first, second = findings(tester, "ignored")
    assert (first["field"], first["received"], first["nearest"]) == ("body.phoneNumer", "1", "phoneNumber")
    assert (second["field"], second["fix"]) == ("body.location.contry", "rename it to country")
    assert "did you mean `country`?" in second["says"]


def test_an_unknown_member_in_a_list_is_found_at_its_place(datadriven: VendorClient, tester: VendorClient) -> None:
    operation = next(one for one in datadriven.vendor.operations if one.id == "create_job_offers")
    sample = operation.example.body
    body = sample(datadriven.read()) if callable(sample) else sample
    one = body[0] if isinstance(body, list) else body
    answer = datadriven.post("/v3/ats/job-offers", json=[one, {**one, "titel": "x"}])

    assert answer.status_code < 300
    assert [found["field"] for found in findings(tester, "ignored")] == ["body.1.titel"]
    assert findings(tester, "ignored")[0]["nearest"] == "title"


def test_a_member_that_is_taken_for_another_is_not_called_unknown(bindbee: VendorClient, tester: VendorClient) -> None:
    body = {"first_name": "Zoe", "urls": [{"value": "https://www.example.com/zoe", "type": "PERSONAL"}]}
    assert bindbee.post("/api/ats/v1/candidates", json=body).status_code == 200

    assert findings(tester, "ignored") == []


@pytest.mark.parametrize(
    ("query", "field", "meant"),
    [("limt=3", "query.limt", "limit"), ("LIMIT=3", "query.LIMIT", "limit"), ("zebra=1", "query.zebra", None)],
)
def test_an_unknown_query_parameter_was_ignored(
    smartrecruiters: VendorClient, tester: VendorClient, query: str, field: str, meant: str | None
) -> None:
    answer = smartrecruiters.get(f"/jobs?{query}")
    [found] = findings(tester, "ignored")

    assert answer.status_code == 200
    assert (found["field"], found["nearest"]) == (field, meant)
    assert answer.headers["X-Sandbox-Note"].startswith(f"ignored {field}")


def test_an_unknown_name_inside_a_deep_parameter_is_found(stackone: VendorClient, tester: VendorClient) -> None:
    stackone.get("/unified/ats/jobs?filter[updated_afer]=2026-01-01&proxy[anything]=1")
    [found] = findings(tester, "ignored")

    assert (found["field"], found["nearest"]) == ("query.filter[updated_afer]", "filter[updated_after]")


def test_a_body_that_the_operation_does_not_take_is_noticed(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    made = smartrecruiters.post("/candidates", json=PERSON).json["id"]
    answer = smartrecruiters.delete(f"/candidates/{made}", json={"why": "because"})

    assert answer.status_code < 300
    assert findings(tester, "ignored")[0]["says"].startswith("body was ignored: the operation takes no body")


@pytest.mark.parametrize(
    ("name", "path", "noun", "index"),
    [
        ("smartrecruiters", "/jobs?limit=1", "job", "jobs"),
        ("stackone", "/unified/ats/jobs?page_size=1", "job", "jobs"),
        ("bindbee", "/api/ats/v1/candidates?page_size=1", "candidate", "candidates"),
    ],
)
def test_rows_that_the_caller_may_not_see_are_counted(
    client_of: Any, tester: VendorClient, name: str, path: str, noun: str, index: str
) -> None:
    client = client_of(name)
    hidden = len(getattr(client.read(), index).where(confidential=True))
    answer = client.get(path, token="sandbox-restricted")
    found = next(one for one in findings(tester, "hidden") if f" {noun} record" in one["says"])

    assert answer.status_code == 200
    assert hidden > 0
    assert found["says"].startswith(f"{hidden} {noun} record")
    assert found["received"] == "sandbox-restricted"
    client.get(path)
    assert findings(tester, "hidden") == []


def test_what_was_hidden_is_counted_as_it_was_then(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    """The count is made when somebody asks, of the world that the request saw."""
    smartrecruiters.get("/jobs", token="sandbox-restricted")
    before = findings(tester, "hidden")
    with smartrecruiters.arrange() as draft:
        for job in list(draft.jobs.where(confidential=True)):
            draft.put(JOBS, replace(job, confidential=False))

    assert before
    assert findings(tester, "hidden") == before


def test_who_lacks_what_a_list_asks_of_all_is_counted(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    world = smartrecruiters.read()
    pooled = [one for one in world.candidates if not world.applications.where(candidate=one.id)]

    smartrecruiters.get("/candidates?limit=1")
    [found] = findings(tester, "hidden")
    assert found["says"] == f"left out {len(pooled)} candidates that have no application"
    assert "POST /jobs/{jobId}/candidates" in found["fix"]

    smartrecruiters.get("/candidates", query_string={"q": f"{pooled[0].first_name} {pooled[0].last_name}"})
    assert findings(tester, "hidden")[0]["says"] == "left out 1 candidate that has no application"

    smartrecruiters.get("/candidates?status=NEW")
    assert findings(tester, "hidden") == []


def test_both_reasons_for_leaving_somebody_out_are_told(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    hidden = len(smartrecruiters.read().candidates.where(confidential=True))

    smartrecruiters.get("/candidates?limit=1", token="sandbox-restricted")

    said = [one["says"] for one in findings(tester, "hidden")]
    assert [one for one in said if one.startswith("left out ")]
    assert [one for one in said if one.startswith(f"{hidden} candidate record")]


@pytest.mark.parametrize("query", ["status=REJECTED", "jobId={job}", "jobId={job}&status=REJECTED"])
def test_who_is_hidden_is_told_of_when_assignments_are_searched_by(
    smartrecruiters: VendorClient, tester: VendorClient, query: str
) -> None:
    world = smartrecruiters.read()
    hidden = next(iter(world.applications.where(confidential=True, status=ApplicationStatus.REJECTED)))
    asked = f"/candidates?{query}".format(job=native_id(world, "job", hidden.job))
    everybody = smartrecruiters.get(asked).json["totalFound"]

    shown = smartrecruiters.get(asked, token="sandbox-restricted").json["totalFound"]

    assert shown < everybody
    assert findings(tester, "hidden")[0]["says"].startswith(f"{everybody - shown} candidate record")


@pytest.mark.parametrize("connector", ["acme", "acme-live"])
def test_a_write_through_a_synced_connector_shows_later(
    bindbee: VendorClient, tester: VendorClient, connector: str
) -> None:
    headers = {"x-connector-token": connector}
    answer = bindbee.post("/api/ats/v1/candidates", json={"first_name": "Zoe"}, headers=headers)
    seen = bindbee.get(f"/api/ats/v1/candidates/{answer.json['id']}", headers=headers).status_code
    remarks = tester.get("/journal/1/why").json["findings"]

    assert seen == (404 if connector == "acme" else 200)
    assert [one["about"] for one in remarks] == (["remark"] if connector == "acme" else [])
    assert ("after the next sync at 2026-03-03T09:00:00.000Z" in answer.headers.get("X-Sandbox-Note", "")) is (
        connector == "acme"
    )


def test_a_repeated_key_wrote_nothing(bindbee: VendorClient, tester: VendorClient) -> None:
    for _ in range(2):
        answer = bindbee.post(
            "/api/ats/v1/candidates", json={"first_name": "Zoe"}, headers={"X-Idempotency-Key": "once"}
        )

    assert answer.headers["X-Sandbox-Note"].startswith("nothing was written: an earlier request had this")
    assert tester.get("/journal/last").json["changes"] == []


def test_a_limit_that_is_not_enforced_says_what_it_would_have_done(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    for _ in range(10):
        smartrecruiters.get("/configuration/company")
    assert findings(tester, "limit") == []
    answer = smartrecruiters.get("/configuration/company")
    [found] = findings(tester, "limit")

    assert answer.status_code == 200
    assert found["says"] == "with limits enforced this would be 429 TooManyRequests: request 11 of 10"
    assert tester.get("/journal/last").json["limit"]["over"] is True


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("plain words", "plain words"),
        ("a\r\nX-Forged: yes", "a%0D%0AX-Forged: yes"),
        ("é\x00\x7f", "%C3%A9%00%7F"),
        ("\ud800", "?"),
        ("x" * 500, "x" * (LONGEST - 3) + "..."),
    ],
)
def test_a_header_line_is_short_plain_and_one(text: str, told: str) -> None:
    assert line(text) == told
    assert len(line(text)) <= LONGEST


def test_a_hostile_name_does_not_leave_its_header(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.post("/candidates", json={**PERSON, "a\r\nSet-Cookie: x=1": 1, "é" * 300: 2})

    assert answer.status_code == 201
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Sandbox-Note"].isascii()
    assert len(answer.headers["X-Sandbox-Note"]) <= LONGEST


def test_browsers_may_read_both_headers(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.get("/jobs", headers={"Origin": "http://localhost:5173"})
    exposed = answer.headers["Access-Control-Expose-Headers"].split(", ")

    assert {"X-Sandbox-Why", "X-Sandbox-Note"} <= set(exposed)


def test_a_thousand_unknown_members_are_told_in_bounds(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    answer = smartrecruiters.post("/candidates", json={**PERSON, **{f"unknown{n}": n for n in range(1000)}})

    assert answer.status_code == 201
    assert len(findings(tester, "ignored")) == 20


def test_hidden_rows_count_only_as_far_as_the_request_asks_for_them(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    """A filter that fits no hidden row leaves nothing to tell."""
    world = smartrecruiters.read()
    hidden = next(iter(world.jobs.where(confidential=True)))
    title = hidden.title
    alike = sum(1 for job in world.jobs.where(confidential=True) if title in job.title)
    smartrecruiters.get("/jobs", query_string={"q": title}, token="sandbox-restricted")
    [found] = [one for one in findings(tester, "hidden") if " job record" in one["says"]]

    assert found["says"].startswith(f"{alike} job record")
    smartrecruiters.get("/jobs?q=no-title-has-this", token="sandbox-restricted")
    assert findings(tester, "hidden") == []
