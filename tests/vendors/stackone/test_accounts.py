"""StackOne: linked accounts."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import refused


def keys(client: VendorClient, **query: Any) -> list[str]:
    answer = client.get("/accounts", query_string=query)
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json]


EVERY = ["acme", "acme-basic", "acme-hris", "acme-inactive", "acme-suspended", "acme-archived", "acme-expired"]
EVERY += ["acme-error"]


def test_the_list_is_a_bare_array_with_one_account_of_every_status(stackone: VendorClient) -> None:
    accounts = stackone.get("/accounts").json

    assert [one["id"] for one in accounts] == EVERY
    assert {one["status"] for one in accounts} == {"active", "inactive", "suspended", "archived", "expired", "error"}


def test_an_account_tells_its_provider_and_owner(stackone: VendorClient) -> None:
    account = stackone.get("/accounts/acme").json

    assert account == {
        "id": "acme",
        "provider": "smartrecruiters",
        "provider_name": "SmartRecruiters",
        "status": "active",
        "status_reasons": None,
        "origin_owner_id": "customer-1",
        "origin_owner_name": "Acme Talent",
        "origin_username": "integrations@example.com",
        "credentials": None,
        "setup_information": {"company_id": "AcmeTalent"},
        "label": "Acme Talent",
        "created_at": "2025-12-03T09:00:00.000Z",
        "updated_at": "2025-12-03T09:00:00.000Z",
        "type": "production",
    }


def test_an_account_that_does_not_work_says_why(stackone: VendorClient) -> None:
    reasons = stackone.get("/accounts/acme-expired").json["status_reasons"]

    assert reasons == [
        {
            "code": "credentials_expired",
            "description": "The credentials have expired",
            "timestamp": "2026-02-20T09:00:00.000Z",
        }
    ]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"status": "suspended"}, ["acme-suspended"]),
        ({"status": ["expired", "error"]}, ["acme-expired", "acme-error"]),
        ({"status": "unheard-of"}, []),
        ({"account_ids": ["acme", "acme-hris", "nobody"]}, ["acme", "acme-hris"]),
        ({"provider": "basic-ats"}, ["acme-basic"]),
        ({"providers": ["basic-ats", "basic-hris"]}, ["acme-basic", "acme-hris"]),
        ({"origin_owner_id": "customer-1"}, ["acme"]),
        ({"origin_owner_ids": ["customer-1", "customer-9"]}, ["acme"]),
        ({"status": "active", "providers": "smartrecruiters"}, ["acme"]),
        ({"page": "2", "page_size": "3"}, EVERY[3:6]),
        ({"page": "9"}, []),
        ({"page_size": "500"}, EVERY),
    ],
)
def test_the_list_is_narrowed(stackone: VendorClient, query: dict[str, Any], found: list[str]) -> None:
    assert keys(stackone, **query) == found


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [
        ("page", "0", "page must not be less than 1"),
        ("page_size", "0", "page_size must not be less than 1"),
        ("page_size", "many", "page_size must be a valid integer"),
    ],
)
def test_a_page_that_is_no_number_is_refused(stackone: VendorClient, name: str, value: str, message: str) -> None:
    refused(stackone.get("/accounts", query_string={name: value}), 400, message)


def test_an_unknown_account_is_not_found(stackone: VendorClient) -> None:
    refused(stackone.get("/accounts/nobody"), 404, "Not Found")


@pytest.mark.parametrize("path", ["/accounts", "/accounts/acme"])
def test_accounts_need_no_account_header(stackone: VendorClient, path: str) -> None:
    assert stackone.get(path, headers={"x-account-id": "nobody"}).status_code == 200
