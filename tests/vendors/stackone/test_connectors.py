"""StackOne: the providers that accounts can be linked at."""

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import refused

META = "/connectors/meta"


def keys(client: VendorClient, **query: str) -> list[str]:
    answer = client.get(META, query_string=query)
    assert answer.status_code == 200, answer.text
    return [one["provider"] for one in answer.json]


def test_the_list_is_a_bare_array_of_what_is_enabled(stackone: VendorClient) -> None:
    connectors = stackone.get(META).json

    assert [(one["provider"], one["provider_name"], one["category"], one["active"]) for one in connectors] == [
        ("smartrecruiters", "SmartRecruiters", "ats", True),
        ("basic-ats", "Basic ATS", "ats", True),
        ("basic-hris", "Basic HRIS", "hris", True),
    ]


def test_what_is_not_enabled_can_be_included(stackone: VendorClient) -> None:
    connectors = stackone.get(META, query_string={"include": "inactive"}).json

    assert [one["provider"] for one in connectors if not one["active"]] == ["former-ats"]


def test_logos_come_when_they_are_included(stackone: VendorClient) -> None:
    path = f"{META}/smartrecruiters"
    assert stackone.get(path).json["resources"] is None

    images = stackone.get(path, query_string={"include": "resources"}).json["resources"]["images"]

    assert images == {
        "logo_url": "https://app.stackone.com/assets/logos/smartrecruiters.png",
        "original_logo_horizontal_url": "https://app.stackone.com/assets/logos/source/smartrecruiters.png",
    }


def test_several_things_can_be_included(stackone: VendorClient) -> None:
    every = "field_path,unmapped_fields,resources, inactive ,webhooks,static_fields"

    connectors = stackone.get(META, query_string={"include": every}).json

    assert len(connectors) == 4
    assert all(one["resources"] for one in connectors)


@pytest.mark.parametrize("include", ["", ",", "webhooks"])
def test_including_nothing_new_changes_nothing(stackone: VendorClient, include: str) -> None:
    assert keys(stackone, include=include) == keys(stackone)


@pytest.mark.parametrize("path", [META, f"{META}/smartrecruiters"])
def test_what_is_not_known_cannot_be_included(stackone: VendorClient, path: str) -> None:
    answer = stackone.get(path, query_string={"include": "resources,secrets"})

    refused(
        answer,
        400,
        "include must be one of the following values: "
        "field_path, unmapped_fields, resources, inactive, webhooks, static_fields",
    )


@pytest.mark.parametrize("provider", ["smartrecruiters", "basic-ats", "basic-hris", "former-ats"])
def test_one_provider_is_told_as_the_list_tells_it(stackone: VendorClient, provider: str) -> None:
    listed = stackone.get(META, query_string={"include": "inactive"}).json

    alone = stackone.get(f"{META}/{provider}")

    assert alone.status_code == 200
    assert alone.json == next(one for one in listed if one["provider"] == provider)


def test_a_provider_can_do_what_its_accounts_can(stackone: VendorClient) -> None:
    for provider, account in (("smartrecruiters", "acme"), ("basic-ats", "acme-basic"), ("basic-hris", "acme-hris")):
        models = stackone.get(f"{META}/{provider}").json["models"]
        assert models == stackone.get(f"/accounts/{account}/meta").json["models"]


def test_an_unknown_provider_is_not_found(stackone: VendorClient) -> None:
    refused(stackone.get(f"{META}/nobody"), 404, "Not Found")


def test_a_key_without_rights_is_told_nothing(stackone: VendorClient) -> None:
    refused(stackone.get(META, token="sandbox-unscoped"), 403, "Forbidden resource")
