"""StackOne: changing and removing linked accounts, and what can be done with them."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, refused

ACME = "/accounts/acme"


def patched(client: VendorClient, body: Any, path: str = ACME) -> dict[str, Any]:
    answer = client.patch(path, json=body)
    assert answer.status_code == 200, answer.text
    changed: dict[str, Any] = answer.json
    assert client.get(path).json == changed
    return changed


def test_a_change_shows_in_the_answer_and_afterwards(stackone: VendorClient) -> None:
    before = stackone.get(ACME).json

    after = patched(
        stackone,
        {
            "provider": "basic-ats",
            "origin_owner_id": "customer-9",
            "origin_owner_name": "Customer Nine",
            "origin_username": "nine@example.com",
            "setup_information": {"company_id": "Nine"},
            "label": "Ninth",
            "type": "test",
        },
    )

    assert after == {
        **before,
        "provider": "basic-ats",
        "provider_name": "Basic ATS",
        "origin_owner_id": "customer-9",
        "origin_owner_name": "Customer Nine",
        "origin_username": "nine@example.com",
        "setup_information": {"company_id": "Nine"},
        "label": "Ninth",
        "type": "test",
        "updated_at": "2026-03-02T09:00:00.001Z",
    }


def test_what_is_absent_stays(stackone: VendorClient) -> None:
    before = stackone.get(ACME).json

    after = patched(stackone, {})

    assert after == {**before, "updated_at": after["updated_at"]}


def test_null_clears_what_an_account_can_do_without(stackone: VendorClient) -> None:
    names = ("origin_username", "setup_information", "label", "type")

    after = patched(stackone, dict.fromkeys(names))

    assert [after[name] for name in names] == [None] * 4


def test_null_leaves_what_every_account_has(stackone: VendorClient) -> None:
    names = ("provider", "origin_owner_id", "origin_owner_name")
    before = stackone.get(ACME).json

    after = patched(stackone, dict.fromkeys(names))

    assert [after[name] for name in names] == [before[name] for name in names]


def test_a_label_may_be_sent_as_the_object_that_the_contract_declares(stackone: VendorClient) -> None:
    """Answers have a text there, and an object has none to show."""
    assert patched(stackone, {"label": {"any": "thing"}})["label"] == "Acme Talent"


def test_secrets_are_taken_and_never_shown(stackone: VendorClient) -> None:
    secret = {"api_key": "hidden-away"}

    patched(
        stackone,
        {
            "credentials": secret,
            "secrets": secret,
            "metadata": secret,
            "authentication_config_key": "hidden-away",
            "environment": "hidden-away",
            "integration_id": "hidden-away",
        },
    )

    assert stackone.get(ACME).json["credentials"] is None
    assert "hidden-away" not in stackone.get("/accounts").text


def test_an_account_at_another_provider_can_do_what_that_one_can(stackone: VendorClient) -> None:
    assert stackone.get(f"{ATS}/offers").status_code == 200

    patched(stackone, {"provider": "basic-ats"})

    refused(stackone.get(f"{ATS}/offers"), 501, "Not Implemented")


def test_an_unknown_provider_is_not_found(stackone: VendorClient) -> None:
    before = stackone.world.state

    refused(stackone.patch(ACME, json={"provider": "nobody"}), 404, "provider not found")

    assert stackone.world.state is before


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"label": 5}, "label must be a valid string"),
        ({"label": ["x"]}, "label must be a valid string"),
        ({"type": "sandbox"}, "type must be one of the following values: production, test"),
        ({"credentials": "x"}, "credentials must be a valid object"),
        ({"origin_owner_id": 7}, "origin_owner_id must be a valid string"),
        ([], "body must be an object"),
    ],
)
def test_a_wrong_change_is_refused(stackone: VendorClient, body: Any, message: str) -> None:
    before = stackone.world.state

    assert refused(stackone.patch(ACME, json=body), 400, message)["errorCode"] == "ValidationError"

    assert stackone.world.state is before


@pytest.mark.parametrize("method", ["PATCH", "DELETE"])
def test_a_stranger_is_not_found(stackone: VendorClient, method: str) -> None:
    refused(stackone.send(method, "/accounts/nobody", json={}), 404, "Not Found")


def test_the_answer_to_a_removal_is_the_account_for_the_last_time(stackone: VendorClient) -> None:
    shown = stackone.get(ACME).json

    answer = stackone.delete(ACME)

    assert (answer.status_code, answer.json) == (200, shown)
    refused(stackone.get(ACME), 404, "Not Found")
    refused(stackone.delete(ACME), 404, "Not Found")
    assert "acme" not in [one["id"] for one in stackone.get("/accounts").json]


def test_a_removed_account_cannot_be_asked_any_more(stackone: VendorClient) -> None:
    stackone.delete(ACME)

    refused(stackone.get(f"{ATS}/jobs"), 404, "Account not found")


def test_an_account_tells_what_can_be_done_with_it(stackone: VendorClient) -> None:
    meta = stackone.get("/accounts/acme-basic/meta").json

    assert (meta["provider"], meta["category"]) == ("basic-ats", "ats")
    assert {name: list(actions) for name, actions in meta["models"].items()} == {
        "applications": ["list", "get"],
        "candidates": ["list", "get"],
        "jobs": ["list", "get"],
        "application_stages": ["list", "get"],
    }
    assert meta["models"]["jobs"]["get"]["apiPath"] == "/unified/ats/jobs/:id"


def test_a_model_tells_the_fields_that_go_in_and_come_out(stackone: VendorClient) -> None:
    models = stackone.get("/accounts/acme/meta").json["models"]

    creation = models["candidates"]["create"]
    assert creation["apiPath"] == "/unified/ats/candidates"
    assert {"name": "first_name", "type": "string"} in creation["input"]["defaultFields"]
    assert {"name": "hired_at", "type": "datetime_string"} in creation["input"]["defaultFields"]
    assert {"name": "phone_numbers", "type": "array"} in creation["input"]["defaultFields"]
    assert creation["output"]["defaultFields"] == [
        {"name": "id", "type": "string"},
        {"name": "remote_id", "type": "string"},
    ]
    reading = models["documents"]["get"]
    assert reading["apiPath"] == "/unified/ats/applications/:id/documents/:id"
    assert "input" not in reading
    assert {"name": "file_format", "type": "enum"} in reading["output"]["defaultFields"]
    assert models["documents"]["download"].keys() == {"apiPath"}


def test_an_account_that_does_not_work_has_models_all_the_same(stackone: VendorClient) -> None:
    assert stackone.get("/accounts/acme-expired/meta").status_code == 200


def test_an_account_that_can_do_nothing_has_no_models(stackone: VendorClient) -> None:
    assert stackone.get("/accounts/acme-hris/meta").json == {"provider": "basic-hris", "category": "hris", "models": {}}


def test_a_stranger_has_no_models(stackone: VendorClient) -> None:
    refused(stackone.get("/accounts/nobody/meta"), 404, "Not Found")


def test_a_key_that_may_only_read_changes_nothing(stackone: VendorClient) -> None:
    before = stackone.world.state

    refused(stackone.patch(ACME, json={}, token="sandbox-readonly"), 403, "Forbidden resource")
    refused(stackone.delete(ACME, token="sandbox-readonly"), 403, "Forbidden resource")

    assert stackone.world.state is before
    assert stackone.get("/accounts/acme/meta", token="sandbox-readonly").status_code == 200
