"""StackOne: requests to the provider of a linked account, which the sandbox stands for, too."""

from typing import Any

import pytest

from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, refused, shown, synthetic

PROXY = "/unified/proxy"
ADA = {"firstName": "Ada", "lastName": "Quist", "email": "ada.quist@example.com"}
INTERVIEWS = "/interviews-api/v201904/interviews"


def passed(client: VendorClient, path: str | None, method: str | None = None, **more: Any) -> Any:
    asked = {"path": path, "method": method, **more}
    return client.post(PROXY, json={name: value for name, value in asked.items() if value is not None})


def test_a_read_answers_what_the_provider_answers(stackone: VendorClient, smartrecruiters: VendorClient) -> None:
    there = smartrecruiters.get("/candidates?limit=3")

    answer = passed(stackone, "/candidates?limit=3")

    assert answer.status_code == 200
    assert answer.json == {
        "status": 200,
        "headers": {"content-type": "application/json", "link": there.headers["Link"]},
        "data": there.json,
        "provider_errors": None,
    }


def test_a_creation_answers_201_and_everybody_sees_it(stackone: VendorClient, smartrecruiters: VendorClient) -> None:
    answer = passed(stackone, "/candidates", "post", body=ADA)

    assert (answer.status_code, answer.json["status"]) == (201, 201)
    id = answer.json["data"]["id"]
    assert smartrecruiters.get(f"/candidates/{id}").json["email"] == ADA["email"]
    assert shown(stackone, f"candidates/{synthetic(id)}")["email"] == ADA["email"]


def test_an_answer_without_a_body_is_passed_on_as_204(stackone: VendorClient, smartrecruiters: VendorClient) -> None:
    id = passed(stackone, "/candidates", "post", body=ADA).json["data"]["id"]

    answer = passed(stackone, f"/candidates/{id}", "delete")

    assert (answer.status_code, answer.data) == (204, b"")
    assert smartrecruiters.get(f"/candidates/{id}").status_code == 404


def test_a_change_passes_through(stackone: VendorClient) -> None:
    id = passed(stackone, "/candidates", "post", body=ADA).json["data"]["id"]

    answer = passed(stackone, f"/candidates/{id}", "patch", body={"firstName": "Adele"})

    assert answer.status_code == 200
    assert answer.json["data"]["firstName"] == "Adele"


def test_links_in_the_answer_can_be_followed_here(stackone: VendorClient, smartrecruiters: VendorClient) -> None:
    data = passed(stackone, "/candidates?limit=1").json["data"]

    url = data["content"][0]["actions"]["details"]["url"]

    base = f"http://localhost/w/{stackone.name}/smartrecruiters"
    assert url.startswith(base)
    assert smartrecruiters.get(url.removeprefix(base)).status_code == 200


@pytest.mark.parametrize(
    "asked",
    [
        {"path": "candidates"},
        {"path": "/candidates", "method": "get"},
        {"path": "/candidates", "url": "https://api.smartrecruiters.com"},
        {"path": "/candidates", "url": "https://API.smartrecruiters.com/"},
        {"path": "", "url": "https://api.smartrecruiters.com/candidates"},
        {"path": "?limit=1", "url": "https://api.smartrecruiters.com/candidates/"},
        {"path": "/candidates", "url": None, "method": None, "headers": None, "body": None},
        {"path": "/candidates", "headers": {"X-SmartToken": "nobody", "Host": "x", "Accept": 1}},
    ],
)
def test_address_and_method_have_their_defaults(stackone: VendorClient, asked: dict[str, Any]) -> None:
    """The credentials are the linked account's own, whatever the headers say."""
    answer = stackone.post(PROXY, json=asked)

    assert answer.status_code == 200, answer.text
    assert answer.json["data"]["content"]


def provider_refused(answer: Any, status: int, message: str, provider_status: int, url: str) -> dict[str, Any]:
    body = refused(answer, status, message)
    (error,) = body["provider_errors"]
    assert (error["status"], error["url"]) == (provider_status, f"https://api.smartrecruiters.com{url}")
    assert error["headers"]["content-type"] == "application/json"
    assert "errorCode" not in body
    raw: dict[str, Any] = error["raw"]
    return raw


def test_what_the_provider_finds_wrong_is_400(stackone: VendorClient) -> None:
    answer = passed(stackone, "/candidates", "post", body={"firstName": 5})

    raw = provider_refused(answer, 400, "Bad Request", 400, "/candidates")
    assert raw["message"]


def test_what_the_provider_does_not_have_is_404(stackone: VendorClient) -> None:
    raw = provider_refused(passed(stackone, "/candidates/nobody"), 404, "Not Found", 404, "/candidates/nobody")
    assert raw["errors"] == [{"code": "CANDIDATE_NOT_FOUND", "message": "Candidate not found"}]


@pytest.mark.parametrize("path", ["/", "/nowhere", None, "/candidates/%00", "/candidates/é", "/cand\u0000"])
def test_a_path_that_the_provider_does_not_have_is_404(stackone: VendorClient, path: str | None) -> None:
    refused(passed(stackone, path), 404, "Not Found")


def test_a_method_that_the_provider_does_not_know_is_400(stackone: VendorClient) -> None:
    provider_refused(passed(stackone, "/candidates", "delete"), 400, "Bad Request", 405, "/candidates")


def test_a_conflict_at_the_provider_is_409(stackone: VendorClient) -> None:
    passed(stackone, "/candidates", "post", body=ADA)
    other = {**ADA, "email": "other@example.com"}
    id = passed(stackone, "/candidates", "post", body=other).json["data"]["id"]
    before = stackone.world.state

    answer = passed(stackone, f"/candidates/{id}", "patch", body={"email": ADA["email"]})

    provider_refused(answer, 409, "Conflict", 409, f"/candidates/{id}")
    assert stackone.world.state is before


def test_what_the_provider_does_not_accept_is_422(stackone: VendorClient) -> None:
    answer = passed(stackone, INTERVIEWS, "post", body={})

    provider_refused(answer, 422, "Unprocessable Entity", 422, INTERVIEWS)


def test_what_the_account_may_not_do_is_403(stackone: VendorClient) -> None:
    """The provider knows whose key it is: what is hidden from the holder there is hidden here."""
    world = stackone.read()
    job = next(one for one in world.jobs if one.confidential)
    path = f"/jobs/{native_id(world, 'job', job.id)}"
    assert passed(stackone, path).status_code == 200

    unseen = stackone.post(PROXY, json={"path": path}, token="sandbox-restricted")
    seats = stackone.post(PROXY, json={"path": f"{path}/positions"}, token="sandbox-restricted")

    provider_refused(unseen, 403, "Forbidden resource", 401, path)
    provider_refused(seats, 403, "Forbidden resource", 403, f"{path}/positions")


@pytest.mark.parametrize("url", ["https://api.basic-ats.example.com", "http://127.0.0.1:1"])
def test_nothing_outside_the_sandbox_is_reached(stackone: VendorClient, url: str) -> None:
    refused(passed(stackone, "/candidates", url=url), 502, "Bad Gateway")


@pytest.mark.parametrize("url", ["x", "http://[", "https://", "file:///etc/hosts", "//api.smartrecruiters.com"])
def test_an_address_must_be_one(stackone: VendorClient, url: str) -> None:
    refused(passed(stackone, "/candidates", url=url), 400, "url must be a valid URL")


def test_a_provider_without_the_proxy_answers_501(stackone: VendorClient) -> None:
    answer = stackone.post(PROXY, json={"path": "/"}, headers={"x-account-id": "acme-basic"})

    refused(answer, 501, "Not Implemented")


def test_the_account_must_be_there_and_work(stackone: VendorClient) -> None:
    refused(stackone.post(PROXY, json={}, headers={"x-account-id": "nobody"}), 404, "Account not found")
    refused(stackone.post(PROXY, json={}, headers={"x-account-id": "acme-expired"}), 412, "Precondition failed")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"method": "head"}, "method must be one of the following values: get, post, put, delete, patch"),
        ({"method": "GET"}, "method must be one of the following values: get, post, put, delete, patch"),
        ({"path": 5}, "path must be a valid string"),
        ({"headers": []}, "headers must be a valid object"),
        ({"body": "text"}, "body must be a valid object"),
    ],
)
def test_a_wrong_request_is_refused_before_the_provider_is_asked(
    stackone: VendorClient, body: Any, message: str
) -> None:
    assert refused(stackone.post(PROXY, json=body), 400, message)["errorCode"] == "ValidationError"


def test_a_key_that_may_only_read_cannot_use_it_even_to_read(stackone: VendorClient) -> None:
    """Such keys are for GET requests, and this is none."""
    refused(stackone.post(PROXY, json={"path": "/candidates"}, token="sandbox-readonly"), 403, "Forbidden resource")


def test_a_proxied_write_is_one_write(stackone: VendorClient) -> None:
    before = len(everything(stackone, "candidates"))

    passed(stackone, "/candidates", "post", body=ADA)

    assert len(everything(stackone, "candidates")) == before + 1
    assert stackone.get(f"{ATS}/candidates", query_string={"filter[email]": ADA["email"]}).json["data"]
