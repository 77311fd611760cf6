"""Skailer: who may call, how often, and what nobody understands."""

from typing import Any

import pytest

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.skailer import SKAILER
from tests.client import VendorClient
from tests.contract.example_requests import send_example

MINUTE = 60_000
each_operation = pytest.mark.parametrize("operation", SKAILER.operations, ids=lambda operation: operation.id)
each_object = pytest.mark.parametrize(
    "operation",
    [one for one in SKAILER.operations if one.method == "POST" and one.id != "upload_cv_file"],
    ids=lambda operation: operation.id,
)


@each_operation
@pytest.mark.parametrize(
    "header",
    [None, "", "sandbox-admin", "Basic sandbox-admin", "Bearer", "Bearer ", "Bearer nobody", "Bearer sandbox-expired"],
)
def test_a_request_without_a_living_token_is_unauthenticated(
    skailer: VendorClient, operation: Operation, header: str | None
) -> None:
    headers = {} if header is None else {"Authorization": header}

    answer = send_example(skailer, operation, token=None, headers=headers)

    assert answer.status_code == 401
    assert answer.json == {"message": "Unauthenticated."}


@each_operation
def test_a_token_without_rights_is_unauthorized(skailer: VendorClient, operation: Operation) -> None:
    answer = send_example(skailer, operation, token="sandbox-unscoped")

    assert answer.status_code == 403
    assert answer.json == {"message": "This action is unauthorized."}


@each_operation
def test_a_token_for_reading_reads_and_searches_only(skailer: VendorClient, operation: Operation) -> None:
    writing = {"upload_cv_file", "create_applicant", "create_candidate", "create_action", "delete_action"}

    answer = send_example(skailer, operation, token="sandbox-readonly")

    assert answer.status_code == (403 if operation.id in writing else 200)


def test_the_right_is_looked_at_before_the_record_and_the_body(skailer: VendorClient) -> None:
    assert skailer.post("/api/v1/candidates/999999/actions", json={}, token="sandbox-readonly").status_code == 403
    assert skailer.get("/api/v1/applicants/999999", token="sandbox-unscoped").status_code == 403
    assert skailer.get("/api/v1/applicants/999999", token=None).status_code == 401


@each_object
@pytest.mark.parametrize(
    "content",
    [b"{", b"[]", b'"x"', b"1", b"true", b"null", b"[" * 50_000, b'{"a": NaN}', b'{"a": "\xff"}', b"a" * 1_000_000],
    ids=lambda content: repr(content[:12]),
)
def test_a_body_that_is_no_json_object_names_no_field(
    skailer: VendorClient, operation: Operation, content: bytes
) -> None:
    before = skailer.world.state

    answer = send_example(skailer, operation, data=content, json=None, content_type="application/json")

    assert answer.status_code == 422
    assert answer.json == {"message": "The given data was invalid.", "errors": {}}
    assert skailer.world.state is before


@each_object
def test_a_body_too_long_to_read_names_no_field(skailer: VendorClient, operation: Operation) -> None:
    answer = send_example(
        skailer, operation, data=b" " * (13 * 1024 * 1024), json=None, content_type="application/json"
    )

    assert answer.status_code == 422
    assert answer.json == {"message": "The given data was invalid.", "errors": {}}


@each_object
@pytest.mark.parametrize("value", [None, "", "x" * 100_000, 10**18, -1, 1.5, True, [], [[]], {}, {"id": 1}, "\u202e\0"])
def test_no_value_of_any_member_is_more_than_refused(skailer: VendorClient, operation: Operation, value: Any) -> None:
    """Each member in turn, and all of them, hold something that is not meant."""
    assert operation.body is not None
    names = list(operation.body.schema().fields)  # type: ignore[attr-defined]
    good = operation.example.body
    good = good(skailer.read()) if callable(good) else good

    for body in [{**good, name: value} for name in names] + [dict.fromkeys(names, value)]:
        before = skailer.world.state
        answer = send_example(skailer, operation, body=body)
        assert answer.status_code in (200, 422), answer.text
        assert answer.status_code == 200 or skailer.world.state is before


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/api/v1"),
        ("GET", "/api/v1/applicants"),
        ("POST", "/api/v1/applicants"),
        ("POST", "/api/v1/candidates"),
        ("GET", "/api/v2/applicants/1"),
        ("GET", "/applicants/1"),
        ("GET", "/api/v1/applicant"),
        ("GET", "/api/v1/jobs/search"),
        ("DELETE", "/api/v1/applicants/1"),
        ("PATCH", "/api/v1/candidates/1"),
        ("PUT", "/api/v1/candidates/1/actions/1"),
        ("GET", "/api/v1/goals/1"),
    ],
)
def test_what_is_not_documented_is_not_there(skailer: VendorClient, method: str, path: str) -> None:
    answer = skailer.send(method, path)

    assert answer.status_code == 404
    assert answer.json == {"message": "Not Found."}


@pytest.mark.parametrize("token", [None, "nobody", "sandbox-expired"])
def test_a_stranger_is_not_told_what_is_there(skailer: VendorClient, token: str | None) -> None:
    for method, path in (("GET", "/api/v1/goals/1"), ("PATCH", "/api/v1/candidates/1")):
        answer = skailer.send(method, path, token=token)
        assert answer.status_code == 401
        assert answer.json == {"message": "Unauthenticated."}
        assert "nothing is served at this path" in answer.headers["X-Sandbox-Why"], "a tester is told"


def test_what_is_not_there_spends_requests_too(skailer: VendorClient) -> None:
    skailer.sandbox.worlds[skailer.name].meter.enforced = True

    answers = [skailer.get("/api/v1/goals/1") for _ in range(101)]

    assert [answer.status_code for answer in answers] == [404] * 100 + [429]
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers[98:]] == ["1", "0", "0"]
    assert {answer.headers["X-RateLimit-Limit"] for answer in answers} == {"100"}
    assert answers[-1].json == {"message": "Too Many Requests."}
    assert answers[-1].headers["Retry-After"] == "60"
    assert skailer.get("/api/v1/sources/all").status_code == 429


def test_every_answer_says_how_many_requests_are_left(skailer: VendorClient) -> None:
    answers = [
        skailer.get("/api/v1/sources/all"),
        skailer.get("/api/v1/applicants/0"),
        skailer.post("/api/v1/applicant", json={}),
        skailer.get("/api/v1/sources/all", token="sandbox-readonly"),
        skailer.post("/api/v1/applicant", json={}, token="sandbox-readonly"),
        skailer.get("/api/v1/sources/all", token=None),
        skailer.get("/api/v1/sources/all", token="nobody"),
        skailer.get("/api/v1/goals/1", token=None),
        skailer.get("/api/v1/goals/1"),
    ]

    assert [answer.status_code for answer in answers] == [200, 404, 422, 200, 403, 401, 401, 401, 404]
    assert {answer.headers["X-RateLimit-Limit"] for answer in answers} == {"100"}
    left = [int(answer.headers["X-RateLimit-Remaining"]) for answer in answers]
    assert left == [99, 98, 97, 99, 98, 99, 98, 97, 96], "each token has a budget of its own"


def test_the_hundred_and_first_request_of_a_minute_is_too_many_when_limits_are_enforced(skailer: VendorClient) -> None:
    skailer.sandbox.worlds[skailer.name].meter.enforced = True
    statuses = {skailer.get("/api/v1/sources/all").status_code for _ in range(100)}
    skailer.world.advance(MINUTE - 1_500)

    answer = skailer.get("/api/v1/applicants/0")

    assert statuses == {200}
    assert answer.status_code == 429
    assert answer.json == {"message": "Too Many Requests."}
    assert answer.headers["Retry-After"] == "2"
    assert answer.headers["X-RateLimit-Limit"] == "100"
    assert answer.headers["X-RateLimit-Remaining"] == "0"
    assert skailer.get("/api/v1/sources/all", token="sandbox-readonly").status_code == 200
    assert skailer.post("/api/v1/applicant", token="sandbox-expired").status_code == 401

    skailer.world.advance(1_500)
    again = skailer.get("/api/v1/sources/all")
    assert again.status_code == 200
    assert again.headers["X-RateLimit-Remaining"] == "99"


def test_too_many_requests_go_before_a_missing_right(skailer: VendorClient) -> None:
    skailer.sandbox.worlds[skailer.name].meter.enforced = True
    statuses = [skailer.get("/api/v1/sources/all", token="sandbox-unscoped").status_code for _ in range(101)]

    assert statuses == [403] * 100 + [429]


def test_a_request_that_was_too_many_writes_nothing(skailer: VendorClient) -> None:
    skailer.sandbox.worlds[skailer.name].meter.enforced = True
    for _ in range(100):
        skailer.get("/api/v1/sources/all")
    before = skailer.world.state

    answer = skailer.post("/api/v1/applicant", json={"first_name": "A", "last_name": "B"})

    assert answer.status_code == 429
    assert skailer.world.state is before


def test_limits_are_announced_but_not_enforced_unless_asked_for(skailer: VendorClient) -> None:
    answers = [skailer.get("/api/v1/sources/all") for _ in range(102)]

    assert {answer.status_code for answer in answers} == {200}
    assert [answer.headers["X-RateLimit-Remaining"] for answer in answers[98:]] == ["1", "0", "99", "98"]
