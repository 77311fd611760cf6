"""StackOne: inviting a customer to link an account."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import refused

WHO = {"origin_owner_id": "customer-7", "origin_owner_name": "Customer Seven"}


def invited(client: VendorClient, **body: Any) -> dict[str, Any]:
    answer = client.post("/connect_sessions", json={**WHO, **body})
    assert answer.status_code == 201, answer.text
    told: dict[str, Any] = answer.json
    return told


def recognised(client: VendorClient, token: Any) -> Any:
    return client.post("/connect_sessions/authenticate", json={"token": token})


def test_an_invitation_tells_all_that_was_said(stackone: VendorClient) -> None:
    said = {
        "origin_username": "seven@example.com",
        "provider": "smartrecruiters",
        "label": "Seventh",
        "integration_id": "5d3b0f7e-0000-4000-8000-000000000007",
        "categories": ["ats", "hris-legacy"],
        "metadata": {"plan": "large", "seats": 7},
        "type": "test",
    }

    session = invited(stackone, **said, provider_version="2", expires_in=60)

    token, url = session.pop("token"), session.pop("auth_link_url")
    assert session == {
        "id": 2,
        "organization_id": 4021,
        "project_id": "acme-project-40217",
        **WHO,
        **said,
        "account_id": None,
        "created_at": "2026-03-02T09:00:00.001Z",
        "external_trigger_token": None,
    }
    assert url == f"http://localhost/w/{stackone.name}/stackone/embedded/accounts/link/{token}"


def test_little_need_be_said(stackone: VendorClient) -> None:
    session = invited(stackone)

    assert session["type"] == "production"
    assert [session[name] for name in ("provider", "categories", "label", "metadata", "origin_username")] == [None] * 5


def test_null_says_nothing(stackone: VendorClient) -> None:
    names = ("categories", "provider", "account_id", "expires_in", "metadata", "multiple", "label", "type")

    assert invited(stackone, **dict.fromkeys(names))["type"] == "production"


def test_an_invitation_is_recognised_by_its_token(stackone: VendorClient) -> None:
    session = invited(stackone, provider="basic-ats")
    token = session.pop("token")
    session.pop("auth_link_url")

    for _ in range(2):
        answer = recognised(stackone, token)
        assert (answer.status_code, answer.json) == (201, session)


def test_each_invitation_has_a_token_of_its_own(stackone: VendorClient) -> None:
    first, second = invited(stackone), invited(stackone)

    assert (first["id"], second["id"]) == (2, 3)
    assert first["token"] != second["token"]


@pytest.mark.parametrize(("said", "seconds"), [({}, 1800), ({"expires_in": 60}, 60), ({"expires_in": 0.5}, 0.5)])
def test_an_invitation_ends(stackone: VendorClient, said: dict[str, Any], seconds: float) -> None:
    token = invited(stackone, **said)["token"]
    stackone.world.advance(int(seconds * 1000) - 2)  # what is posted happens a millisecond later
    assert recognised(stackone, token).status_code == 201

    stackone.world.advance(1)

    refused(recognised(stackone, token), 400, "token is unknown or has expired")


def test_an_invitation_without_end_ends_within_a_year(stackone: VendorClient) -> None:
    token = invited(stackone, expires_in=1e300)["token"]

    stackone.world.advance(365 * 86_400_000)

    refused(recognised(stackone, token), 400, "token is unknown or has expired")


@pytest.mark.parametrize("token", ["", "nobody", "28955a90-6dd5-4bcf-a722-c05f7adbb07c", "é" * 1000])
def test_a_strange_token_is_not_recognised(stackone: VendorClient, token: str) -> None:
    refused(recognised(stackone, token), 400, "token is unknown or has expired")


def test_an_invitation_of_another_world_is_not_recognised(stackone: VendorClient) -> None:
    token = invited(stackone)["token"]
    stackone.world.reset()

    refused(recognised(stackone, token), 400, "token is unknown or has expired")


def test_with_an_account_the_invitation_is_to_edit_it(stackone: VendorClient) -> None:
    session = invited(stackone, account_id="acme-basic")

    assert (session["account_id"], session["provider"]) == ("acme-basic", "basic-ats")


KNOWN = {"origin_owner_id": "customer-1", "origin_owner_name": "Acme Talent", "provider": "smartrecruiters"}


def test_the_same_owner_at_the_same_provider_is_to_edit_the_account(stackone: VendorClient) -> None:
    assert invited(stackone, **KNOWN)["account_id"] == "acme"


def test_several_accounts_may_be_asked_for(stackone: VendorClient) -> None:
    assert invited(stackone, **KNOWN, multiple=True)["account_id"] is None


def test_a_named_account_is_edited_even_so(stackone: VendorClient) -> None:
    assert invited(stackone, **KNOWN, multiple=True, account_id="acme")["account_id"] == "acme"


@pytest.mark.parametrize("name", [*KNOWN])
def test_owner_and_provider_must_all_be_known(stackone: VendorClient, name: str) -> None:
    assert invited(stackone, **{**KNOWN, name: "former-ats"})["account_id"] is None


@pytest.mark.parametrize("name", ["provider", "account_id"])
def test_what_is_named_must_be_there(stackone: VendorClient, name: str) -> None:
    before = stackone.world.state

    answer = stackone.post("/connect_sessions", json={**WHO, name: "nobody"})

    refused(answer, 404, f"{name} not found")
    assert stackone.world.state is before


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "origin_owner_id is required, origin_owner_name is required"),
        ({**WHO, "origin_owner_id": None}, "origin_owner_id must not be null"),
        ({**WHO, "expires_in": "60"}, "expires_in must be a valid number"),
        ({**WHO, "expires_in": -1}, "expires_in must not be less than 0"),
        ({**WHO, "multiple": "true"}, "multiple must be a valid boolean"),
        ({**WHO, "type": "live"}, "type must be one of the following values: production, test"),
        ({**WHO, "metadata": []}, "metadata must be a valid object"),
        ({**WHO, "categories": "ats"}, "categories must be a valid array"),
    ],
)
def test_a_wrong_invitation_is_refused(stackone: VendorClient, body: Any, message: str) -> None:
    before = stackone.world.state

    refused(stackone.post("/connect_sessions", json=body), 400, message)

    assert stackone.world.state is before


def test_a_category_must_be_a_known_one(stackone: VendorClient) -> None:
    answer = stackone.post("/connect_sessions", json={**WHO, "categories": ["ats", "cooking"]})

    assert answer.status_code == 400
    assert answer.json["message"].startswith("categories.1 must be one of the following values: ats, hris, hris-legacy")


def test_a_token_must_be_there(stackone: VendorClient) -> None:
    refused(stackone.post("/connect_sessions/authenticate", json={}), 400, "token is required")
    refused(recognised(stackone, 5), 400, "token must be a valid string")


def test_keys_that_may_not_invite_do_not(stackone: VendorClient) -> None:
    refused(stackone.post("/connect_sessions", json=WHO, token="sandbox-readonly"), 403, "Forbidden resource")
    refused(stackone.post("/connect_sessions", json=WHO, token="sandbox-expired"), 401, "Unauthorized")
