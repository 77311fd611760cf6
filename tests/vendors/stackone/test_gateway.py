"""StackOne: keys, linked accounts, and the order in which a request is checked."""

import base64

import pytest

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.stackone import STACKONE
from tests.client import VendorClient
from tests.contract.example_requests import send_example
from tests.vendors.stackone.api import ATS, basic, refused

UNIFIED = [one for one in STACKONE.operations if one.path.startswith("/unified/")]
each_unified = pytest.mark.parametrize("operation", UNIFIED, ids=lambda one: one.id)
UNUSABLE = ["suspended", "expired", "inactive", "archived", "error"]


@pytest.mark.parametrize(
    "credentials",
    ["sandbox-admin:", "sandbox-admin", ":sandbox-admin", "sandbox-admin:anything", "anything:sandbox-admin"],
)
def test_the_key_is_taken_as_user_name_or_password_with_or_without_a_colon(
    stackone: VendorClient, credentials: str
) -> None:
    answer = stackone.get("/accounts", token=None, headers=basic(credentials))

    assert answer.status_code == 200


def test_padding_may_be_left_out_and_the_scheme_is_case_insensitive(stackone: VendorClient) -> None:
    encoded = base64.b64encode(b"sandbox-admin").decode()
    assert encoded.endswith("=")

    answer = stackone.get("/accounts", token=None, headers={"Authorization": f"basic {encoded.rstrip('=')}"})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "headers",
    [
        {},
        basic("nobody:"),
        basic("sandbox-expired:"),
        basic(":"),
        {"Authorization": "Bearer sandbox-admin"},
        {"Authorization": "Basic"},
        {"Authorization": "Basic ???"},
        {"Authorization": "Basic //79"},
    ],
)
def test_without_a_valid_key_the_answer_is_401(stackone: VendorClient, headers: dict[str, str]) -> None:
    body = refused(stackone.get("/accounts", token=None, headers=headers), 401, "Unauthorized")

    assert body.keys() == {"statusCode", "message", "timestamp"}


@each_unified
def test_a_request_without_an_account_is_invalid(stackone: VendorClient, operation: Operation) -> None:
    answer = send_example(stackone, operation, token=None, headers=basic("sandbox-admin:"))

    body = refused(answer, 400, "x-account-id is required")
    assert body["errorCode"] == "ValidationError"
    assert body["provider_errors"] == []


@each_unified
def test_an_unknown_account_is_not_found(stackone: VendorClient, operation: Operation) -> None:
    refused(send_example(stackone, operation, headers={"x-account-id": "nobody"}), 404, "Account not found")


@each_unified
def test_a_suspended_account_fails_the_precondition(stackone: VendorClient, operation: Operation) -> None:
    before = stackone.world.state

    refused(send_example(stackone, operation, headers={"x-account-id": "acme-suspended"}), 412, "Precondition failed")
    assert stackone.world.state is before


@pytest.mark.parametrize("status", UNUSABLE)
def test_only_an_active_account_is_usable(stackone: VendorClient, status: str) -> None:
    answer = stackone.get(f"{ATS}/jobs", headers={"x-account-id": f"acme-{status}"})

    refused(answer, 412, "Precondition failed")


@each_unified
def test_a_system_that_is_no_ats_supports_nothing(stackone: VendorClient, operation: Operation) -> None:
    before = stackone.world.state

    refused(send_example(stackone, operation, headers={"x-account-id": "acme-hris"}), 501, "Not Implemented")
    assert stackone.world.state is before


@pytest.mark.parametrize("path", ["applications", "candidates", "jobs", "application_stages"])
def test_a_small_ats_shows_its_main_records(stackone: VendorClient, path: str) -> None:
    assert stackone.get(f"{ATS}/{path}", headers={"x-account-id": "acme-basic"}).status_code == 200


@pytest.mark.parametrize("path", ["offers", "job_postings", "users", "departments", "interview_stages"])
def test_a_small_ats_lacks_the_rest(stackone: VendorClient, path: str) -> None:
    refused(stackone.get(f"{ATS}/{path}", headers={"x-account-id": "acme-basic"}), 501, "Not Implemented")


def test_the_key_is_looked_at_before_the_account(stackone: VendorClient) -> None:
    refused(stackone.get(f"{ATS}/jobs", token=None, headers={"x-account-id": "nobody"}), 401, "Unauthorized")


def test_the_scope_is_looked_at_before_the_account(stackone: VendorClient) -> None:
    answer = stackone.post(f"{ATS}/jobs", json={}, token="sandbox-readonly", headers={"x-account-id": "nobody"})

    refused(answer, 403, "Forbidden resource")


def test_the_account_is_looked_at_before_the_body(stackone: VendorClient) -> None:
    suspended = stackone.post(f"{ATS}/jobs", data="{", headers={"x-account-id": "acme-suspended"})
    lesser = stackone.post(f"{ATS}/jobs", data="{", headers={"x-account-id": "acme-basic"})

    refused(suspended, 412, "Precondition failed")
    refused(lesser, 501, "Not Implemented")


def test_the_body_is_looked_at_before_the_record(stackone: VendorClient) -> None:
    refused(stackone.patch(f"{ATS}/jobs/nobody", json={"title": 1}), 400, "title must be a valid string")
    refused(stackone.patch(f"{ATS}/jobs/nobody", json={"title": "x"}), 404, "Not Found")


@pytest.mark.parametrize(("method", "path"), [("GET", "/nowhere"), ("DELETE", f"{ATS}/jobs"), ("PUT", f"{ATS}/jobs/1")])
def test_an_unknown_route_or_method_is_not_found(stackone: VendorClient, method: str, path: str) -> None:
    refused(stackone.send(method, path), 404, "Not Found")


def test_every_unified_operation_declares_the_twelve_refusals(stackone: VendorClient) -> None:
    from ats_sandbox.contract.openapi import document_of

    document = document_of(STACKONE)
    twelve = {"400", "401", "403", "404", "408", "409", "412", "422", "429", "500", "501", "502"}

    for operation in STACKONE.operations:
        statuses = set(document["paths"][operation.path][operation.method.lower()]["responses"])
        expected = twelve if operation in UNIFIED else twelve - {"412"}
        assert statuses - {str(one) for one in operation.returns} == expected, operation.id


def test_the_limit_is_counted_for_each_key(stackone: VendorClient) -> None:
    first = stackone.get("/accounts").headers
    second = stackone.get("/accounts").headers
    other = stackone.get("/accounts", token="sandbox-readonly").headers

    assert first["x-ratelimit-limit"] == "1000"
    assert int(first["x-ratelimit-remaining"]) - int(second["x-ratelimit-remaining"]) == 1
    assert other["x-ratelimit-remaining"] == "999"


def test_a_body_that_is_too_long_is_refused_unread(stackone: VendorClient) -> None:
    answer = stackone.post(f"{ATS}/jobs", data=b'{"title":"' + b"a" * 13_000_000 + b'"}')

    refused(answer, 413, "request entity too large")


def test_a_heartbeat_is_asked_for_in_vain(stackone: VendorClient) -> None:
    """No request here lasts long enough for one, so none is announced either."""
    answer = stackone.get(f"{ATS}/jobs", headers={"Prefer": "heartbeat"})

    assert answer.status_code == 200
    assert "Preference-Applied" not in answer.headers
    assert answer.data.startswith(b"{")
