"""Data Driven: credentials, ids, bodies and routes that are refused, all in one envelope."""

from typing import Any

import pytest
from werkzeug.test import TestResponse

from tests.client import VendorClient
from tests.vendors.datadriven.record_kinds import Kind


def refused(answer: TestResponse, status: int, message: str, *entries: tuple[str, Any]) -> bool:
    assert answer.status_code == status, answer.text
    assert answer.json == {
        "message": message,
        "errors": [{"message": text, "data": data} for text, data in entries or [(message, None)]],
    }
    return True


def requests(kind: Kind, id_: str = "1") -> list[tuple[str, str, Any]]:
    """One request to every operation on a kind of record: method, path, body."""
    return [
        ("GET", kind.path, None),
        ("POST", kind.path, kind.required),
        ("GET", f"{kind.path}/{id_}", None),
        ("PUT", f"{kind.path}/{id_}", kind.required),
        ("PATCH", f"{kind.path}/{id_}", {}),
        ("DELETE", f"{kind.path}/{id_}", None),
    ]


@pytest.mark.parametrize(
    "header",
    [None, "", "sandbox-admin", "Basic sandbox-admin", "Bearer", "Bearer ", "Bearer nobody", "Bearer sandbox-expired"],
)
def test_a_request_without_a_living_token_is_unauthorized(
    datadriven: VendorClient, kind: Kind, header: str | None
) -> None:
    """The token is looked at first: a bad id and a bad body change nothing."""
    headers = {} if header is None else {"Authorization": header}
    before = datadriven.world.state

    for method, path, body in [*requests(kind), *requests(kind, "abc"), ("POST", kind.path, 5)]:
        assert refused(datadriven.send(method, path, json=body, token=None, headers=headers), 401, "Unauthorized")
    assert datadriven.world.state is before


def test_a_token_without_rights_is_forbidden(datadriven: VendorClient, kind: Kind) -> None:
    for method, path, body in requests(kind):
        assert refused(datadriven.send(method, path, json=body, token="sandbox-unscoped"), 403, "Forbidden")


def test_a_token_for_reading_reads_only(datadriven: VendorClient, kind: Kind) -> None:
    before = datadriven.world.state

    for method, path, body in requests(kind):
        answer = datadriven.send(method, path, json=body, token="sandbox-readonly")
        assert answer.status_code == 200 if method == "GET" else refused(answer, 403, "Forbidden")
    assert datadriven.world.state is before


@pytest.mark.parametrize("id_", ["0", "999999", "1.5", "-1", "1e15", "9" * 24, "9" * 400, "1e999"])
def test_a_number_that_is_nobodys_is_not_found(datadriven: VendorClient, kind: Kind, id_: str) -> None:
    for method, path, body in requests(kind, id_)[2:]:
        assert refused(datadriven.send(method, path, json=body), 404, f"{kind.name} not found")


@pytest.mark.parametrize("id_", ["1.0", "1e0", "+1", "01"])
def test_an_id_is_coerced_to_a_number(datadriven: VendorClient, kind: Kind, id_: str) -> None:
    assert datadriven.get(f"{kind.path}/{id_}").json["data"][0]["id"] == 1


@pytest.mark.parametrize(
    "id_", ["abc", "null", "NaN", "Infinity", "0x1", "1x", "1_0", "--1", "\u0661", "1,5", "true", "a" * 10_000]
)
def test_an_id_that_is_no_number_is_invalid(datadriven: VendorClient, kind: Kind, id_: str) -> None:
    quoted = id_ if len(id_) < 1_000 else f"{id_[:1_000]}…"
    entry = ("id: expected number", {"field": "id", "value": quoted})

    for method, path, body in requests(kind, id_)[2:]:
        assert refused(datadriven.send(method, path, json=body), 400, "Validation error", entry)


def test_the_id_is_looked_at_before_the_body_and_the_body_before_the_record(
    datadriven: VendorClient, kind: Kind
) -> None:
    entry = ("id: expected number", {"field": "id", "value": "abc"})

    for method in ("PUT", "PATCH"):
        assert refused(datadriven.send(method, f"{kind.path}/abc", data=b"{"), 400, "Validation error", entry)
        answer = datadriven.send(method, f"{kind.path}/999999", json={next(iter(kind.required)): 5})
        assert answer.status_code == 400
        assert answer.json["errors"][0]["message"].endswith(": expected string, received number")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"  ",
        b"{",
        b'{"a": 1',
        b"a" * 1_000_000,
        b"[" * 100_000,
        b'{"a": NaN}',
        b'{"a": "\xff\xfe"}',
        b'{"a": "\\ud800"}',
        b"step=Interview",
        '{"a": 1}'.encode("utf-16"),
    ],
    ids=lambda content: repr(content[:14]),
)
def test_what_is_no_json_is_refused(datadriven: VendorClient, kind: Kind, content: bytes) -> None:
    before = datadriven.world.state

    for method, path, body in requests(kind):
        if body is not None:
            answer = datadriven.send(method, path, data=content, content_type="application/json")
            assert refused(answer, 400, "Validation error", ("body: invalid JSON", None))
    assert datadriven.world.state is before


@pytest.mark.parametrize("content", ["null", '"x"', "1", "true"])
def test_a_body_that_is_no_object_is_refused(datadriven: VendorClient, kind: Kind, content: str) -> None:
    before = datadriven.world.state

    for method, path, body in requests(kind):
        if body is not None:
            answer = datadriven.send(method, path, data=content, content_type="application/json")
            assert refused(answer, 400, "Validation error", ("body: expected object", None))
    assert datadriven.world.state is before


def test_only_creating_takes_an_array(datadriven: VendorClient, kind: Kind) -> None:
    for method in ("PUT", "PATCH"):
        answer = datadriven.send(method, f"{kind.path}/1", json=[kind.required])
        assert refused(answer, 400, "Validation error", ("body: expected object", None))


def test_a_body_too_long_to_read_is_refused(datadriven: VendorClient, kind: Kind) -> None:
    for method, path, body in requests(kind):
        if body is not None:
            answer = datadriven.send(method, path, data=b" " * (13 * 1024 * 1024), content_type="application/json")
            assert refused(answer, 400, "Validation error")


def test_the_media_type_of_a_body_does_not_matter(datadriven: VendorClient, kind: Kind) -> None:
    import json

    answer = datadriven.post(kind.path, data=json.dumps(kind.required), content_type="text/plain")

    assert answer.status_code == 201


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/v3"),
        ("GET", "/v3/ats"),
        ("GET", "/v3/ats/candidates"),
        ("GET", "/v2/ats/job-offers"),
        ("GET", "/ats/job-offers"),
        ("PUT", "/v3/ats/job-offers"),
        ("DELETE", "/v3/ats/application-steps"),
        ("POST", "/v3/ats/application-steps/1"),
        ("GET", "/v3/ats/application-steps/1/2"),
    ],
)
def test_an_unknown_route_or_method_is_not_found(datadriven: VendorClient, method: str, path: str) -> None:
    assert refused(datadriven.send(method, path), 404, "Not found")


def test_a_stranger_is_not_told_what_is_there(datadriven: VendorClient) -> None:
    for method, path in (("GET", "/v3/ats/candidates"), ("PUT", "/v3/ats/job-offers")):
        for token in (None, "nobody", "sandbox-expired"):
            assert refused(datadriven.send(method, path, token=token), 401, "Unauthorized")


def test_nothing_is_said_of_a_rate_limit(datadriven: VendorClient, kind: Kind) -> None:
    datadriven.sandbox.worlds[datadriven.name].meter.enforced = True

    answers = [datadriven.get(f"{kind.path}/1") for _ in range(300)]

    assert {answer.status_code for answer in answers} == {200}
    assert not [name for name, _ in answers[-1].headers if "limit" in name.lower() or name == "Retry-After"]
