"""The journal shows no credentials but those that everybody knows, and no secrets."""

import base64

import pytest

from tests.client import VendorClient
from tests.contract.example_requests import send_example

PERSON = {"firstName": "Ada", "lastName": "Byron", "email": "ada.byron@example.com"}
SUBSCRIPTION = {
    "callbackUrl": "https://hooks.example.com/ats",
    "events": ["job.created"],
    "callbackAuthentication": {"type": "basic", "username": "acme", "password": "hush-1"},
}


@pytest.mark.parametrize("name", ["smartrecruiters", "stackone", "bindbee", "datadriven", "skailer"])
@pytest.mark.parametrize("token", ["a-real-looking-token-4711", "sandbox-admin"])
def test_credentials_are_masked_unless_everybody_knows_them(
    client_of: object, tester: VendorClient, name: str, token: str
) -> None:
    client: VendorClient = client_of(name)  # type: ignore[operator]
    operation = next(one for one in client.vendor.operations if one.method == "GET" and "{" not in one.path)
    client.get(operation.path, token=token)
    told = tester.get("/journal/last").text

    assert ("4711" in told) is False
    assert base64.b64encode(f"{token}:".encode()).decode().rstrip("=") not in told
    assert ("sandbox-admin" in told) is (token == "sandbox-admin")


def test_a_token_in_the_wrong_place_is_masked_too(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    smartrecruiters.get(
        "/jobs?access_token=hush-1",
        headers={"Authorization": "hush-2", "Cookie": "sid=hush-3", "x-connector-token": "hush-4"},
    )
    smartrecruiters.post("/candidates", json={**PERSON, "client_secret": "hush-5"})
    smartrecruiters.post("/candidates", data=b'{"password": "hush-6', content_type="application/json")
    answers = [tester.get(path).text for path in ("/journal", "/journal/1", "/journal/2", "/journal/3")]
    answers += [tester.get(f"/journal/{number}/why").text for number in (1, 2, 3)]
    answers.append(tester.get("/journal/story").text)

    assert all("hush" not in answer for answer in answers)
    assert '"access_token"' not in answers[0]
    assert "access_token=***" in answers[0]


def test_the_linked_account_is_told_by_its_name(bindbee: VendorClient, tester: VendorClient) -> None:
    bindbee.get("/api/ats/v1/jobs")
    bindbee.get("/api/ats/v1/jobs", headers={"x-connector-token": "somebody-elses"})

    assert tester.get("/journal/1").json["request"]["headers"]["X-Connector-Token"] == "acme"
    assert tester.get("/journal/2").json["request"]["headers"]["X-Connector-Token"] == "***"


def told_of(tester: VendorClient, *numbers: int) -> str:
    """Everything that the journal tells of some exchanges."""
    paths = [f"/journal/{number}{rest}" for number in numbers for rest in ("", "/why")]
    return "".join(tester.get(path).text for path in ("/journal", "/journal/story", *paths))


def test_the_secret_keys_of_webhooks_are_masked(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    root = "/webhooks-api/v201907/subscriptions"
    made = smartrecruiters.post(root, json=SUBSCRIPTION).json["id"]
    key = smartrecruiters.post(f"{root}/{made}/secret-key").json["secretKey"]
    smartrecruiters.get(f"{root}/{made}/secret-key")
    told = told_of(tester, 1, 2, 3)

    assert key not in told
    assert "hush" not in told
    assert tester.get("/journal/3").json["answer"]["body"]["value"] == {"secretKey": "***"}
    members = {one["member"]: one["after"] for one in tester.get("/journal/2").json["changes"][0]["members"]}
    assert members["key"] == "***"


def test_an_issued_token_is_named_by_its_holder(smartrecruiters: VendorClient, tester: VendorClient) -> None:
    form = {"grant_type": "client_credentials", "client_id": "sandbox-readonly", "client_secret": "hush"}
    token = smartrecruiters.post("/identity/oauth/token", data=form, token=None).json["access_token"]
    bearer = {"Authorization": f"Bearer {token}"}
    smartrecruiters.get("/jobs", token=None, headers=bearer)
    smartrecruiters.post("/candidates", json=PERSON, token=None, headers=bearer)
    told = told_of(tester, 1, 2, 3)

    assert token not in told
    assert "hush" not in told
    assert [one["principal"] for one in tester.get("/journal").json["entries"]] == [None, *["sandbox-readonly"] * 2]
    assert tester.get("/journal/2").json["request"]["headers"]["Authorization"] == "Bearer ***"
    assert tester.get("/journal/count?principal=sandbox-readonly").json["count"] == 2


@pytest.mark.parametrize("name", ["smartrecruiters", "stackone", "bindbee", "datadriven", "skailer"])
def test_an_issued_token_is_masked_at_every_vendor(client_of: object, tester: VendorClient, name: str) -> None:
    client: VendorClient = client_of(name)  # type: ignore[operator]
    token = tester.post("/tokens", json={}).json["token"]
    operation = next(one for one in client.vendor.operations if one.method == "GET" and "{" not in one.path)
    client.get(operation.path, token=token)
    told = told_of(tester, 1)

    assert token not in told
    assert base64.b64encode(f"{token}:".encode()).decode().rstrip("=") not in told
    assert tester.get("/journal/1").json["principal"] == "sandbox-admin"


def test_the_token_of_an_invitation_is_masked(stackone: VendorClient, tester: VendorClient) -> None:
    operation = next(one for one in stackone.vendor.operations if one.id == "stackone_create_connect_session")
    made = send_example(stackone, operation).json

    assert made["token"]
    assert made["token"] not in told_of(tester, 1)


def test_secrets_within_a_value_that_was_ignored_are_masked(
    smartrecruiters: VendorClient, tester: VendorClient
) -> None:
    smartrecruiters.post("/candidates", json={**PERSON, "extra": [{"client_secret": "hush"}, {"apiKey": "hush"}]})

    told = told_of(tester, 1)
    assert "body.extra" in told
    assert "hush" not in told
