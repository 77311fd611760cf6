"""Integrations, look-ups, the check of a key, webhooks and their log."""

from collections.abc import Iterator
from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.model import MODELS
from ats_sandbox.vendors.bindbee.webhooks.state import Event
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, UNKNOWN, faults, value_error

INTEGRATIONS = f"{PREFIX}/integrations"
WEBHOOK_LIST = "/api/v1/webhooks"
LOGS = f"{WEBHOOK_LIST}/logs"


def items(bindbee: VendorClient, path: str, **query: Any) -> list[dict[str, Any]]:
    answer = bindbee.get(path, query_string=query)
    assert answer.status_code == 200, answer.text
    assert answer.json["page_size"] == len(answer.json["items"])
    found: list[dict[str, Any]] = answer.json["items"]
    return found


def pages(bindbee: VendorClient, path: str, size: int) -> Iterator[list[str]]:
    """The ids on each page."""
    cursor = None
    while True:
        query = {"page_size": size} | ({} if cursor is None else {"cursor": cursor})
        page = bindbee.get(path, query_string=query).json
        yield [one.get("id") or one["webhook_id"] for one in page["items"]]
        cursor = page["cursor"]
        if cursor is None:
            return


@pytest.mark.parametrize(("path", "size"), [(INTEGRATIONS, 2), (WEBHOOK_LIST, 2), (LOGS, 7)])
def test_lists_of_the_platform_are_walked_by_cursor(bindbee: VendorClient, path: str, size: int) -> None:
    walked = [*pages(bindbee, path, size)]

    assert len(walked) > 1
    assert {len(page) for page in walked[:-1]} == {size}
    flat = [id for page in walked for id in page]
    assert flat == sorted(set(flat))


@pytest.mark.parametrize(("path", "usual", "most"), [(WEBHOOK_LIST, 20, 100), (LOGS, 25, 50), (INTEGRATIONS, 50, 200)])
def test_each_list_has_its_own_page_sizes(bindbee: VendorClient, path: str, usual: int, most: int) -> None:
    assert len(items(bindbee, path)) <= usual
    assert bindbee.get(f"{path}?page_size={most}").status_code == 200
    assert faults(bindbee.get(f"{path}?page_size={most + 1}")) == [
        {
            "loc": ["query", "page_size"],
            "msg": f"Input should be less than or equal to {most}",
            "type": "less_than_equal",
            "input": str(most + 1),
            "ctx": {"le": most},
        }
    ]
    assert faults(bindbee.get(f"{path}?page_size=0"))[0]["type"] == "greater_than_equal"
    assert faults(bindbee.get(f"{path}?cursor=x")) == [value_error("invalid cursor", "x", "query", "cursor")]


def test_integrations_say_what_they_are(bindbee: VendorClient) -> None:
    found = items(bindbee, INTEGRATIONS)

    assert [one["integration_slug"] for one in found] == [
        "smartrecruiters",
        "greenhouse",
        "lever",
        "bamboohr",
        "docebo",
    ]
    assert {one["integration_type"] for one in found} == {"API"}
    assert [one["is_enabled"] for one in found] == [True, True, False, True, True]
    assert all(one["id"] != one["integration_id"] for one in found)


def test_integrations_are_looked_up_by_category(bindbee: VendorClient) -> None:
    def slugs(query: str) -> list[str]:
        answer = bindbee.get(f"/api/v1/lookup/integrations{query}")
        assert answer.status_code == 200
        return [one["slug"] for one in answer.json["integrations"]]

    assert slugs("?category=ATS") == ["smartrecruiters", "greenhouse", "lever"]
    assert slugs("?category=LMS") == ["docebo"]
    assert len(slugs("")) == 5


def test_models_are_looked_up_by_category(bindbee: VendorClient) -> None:
    found = bindbee.get("/api/v1/lookup/models?category=ATS").json["models"]

    assert [one["slug"] for one in found] == sorted(MODELS)
    assert {"slug": "remote_user", "display_name": "Remote User", "category": "ATS"} in found
    assert bindbee.get("/api/v1/lookup/models").json["models"] == found
    assert bindbee.get("/api/v1/lookup/models?category=HRIS").json == {"models": []}


@pytest.mark.parametrize("path", ["/api/v1/lookup/integrations", "/api/v1/lookup/models"])
def test_there_are_three_categories(bindbee: VendorClient, path: str) -> None:
    expected = "'HRIS', 'ATS' or 'LMS'"

    assert faults(bindbee.get(f"{path}?category=ats")) == [
        {
            "loc": ["query", "category"],
            "msg": f"Input should be {expected}",
            "type": "enum",
            "input": "ats",
            "ctx": {"expected": expected},
        }
    ]


def test_a_key_is_checked(bindbee: VendorClient) -> None:
    answer = bindbee.post("/api/v1/org-check")

    assert (answer.status_code, answer.json) == (200, {"org_name": "Acme Talent", "environment": "PRODUCTION"})
    assert bindbee.post("/api/v1/org-check", token="sandbox-readonly").status_code == 200
    assert bindbee.post("/api/v1/org-check", token="nobody").status_code == 401


def test_webhooks_of_the_other_environment_are_not_listed(bindbee: VendorClient) -> None:
    found = items(bindbee, WEBHOOK_LIST)

    assert [one["name"] for one in found] == ["Candidate sync", "Sync alerts", "Old warehouse"]
    assert {one["for_test_connector"] for one in found} == {False}
    assert [one["name"] for one in items(bindbee, WEBHOOK_LIST, is_active="false")] == ["Old warehouse"]
    assert len(items(bindbee, WEBHOOK_LIST, is_active="1")) == 2
    assert faults(bindbee.get(f"{WEBHOOK_LIST}?is_active=maybe"))[0]["type"] == "bool_parsing"
    assert bindbee.post(WEBHOOK_LIST, json={}).status_code == 405


def test_the_log_is_filtered(bindbee: VendorClient) -> None:
    everything = items(bindbee, LOGS, page_size=50)
    assert {one["webhook_action"] for one in everything} <= set(Event)
    assert {one["method"] for one in everything} == {"POST"}

    def found(**query: Any) -> list[dict[str, Any]]:
        return items(bindbee, LOGS, page_size=50, **query)

    failed = [one for one in everything if (one["response_code"] or 0) >= 400]
    assert failed
    assert found(errors_only="true") == failed
    assert found(errors_only="false") == everything
    assert found(response_code="503, 200") == [one for one in everything if one["response_code"] in (200, 503)]
    assert found(response_code="418") == []
    actions = ("connector_synced", "connector_sync_error")
    assert found(webhook_action=",".join(actions)) == [one for one in everything if one["webhook_action"] in actions]
    assert found(webhook_action="nothing_known") == []
    first, last = everything[2], everything[9]
    assert found(created_at_from=first["created_at"], created_at_to=last["created_at"]) == everything[2:10]
    webhook = items(bindbee, WEBHOOK_LIST)[0]["webhook_id"]
    assert found(webhook_id=webhook.upper()) == everything
    assert found(webhook_id=UNKNOWN) == []
    assert found(connector_id=everything[0]["connector_id"]) == everything
    assert found(connector_id=UNKNOWN) == []


@pytest.mark.parametrize(
    ("name", "value", "kind"),
    [
        ("webhook_id", "abc", "uuid_parsing"),
        ("connector_id", "abc", "uuid_parsing"),
        ("response_code", "5xx", "value_error"),
        ("response_code", "200,", "value_error"),
        ("created_at_from", "yesterday", "value_error"),
        ("created_at_to", "", "value_error"),
        ("errors_only", "maybe", "bool_parsing"),
    ],
)
def test_a_filter_of_the_log_that_cannot_be_read_is_refused(
    bindbee: VendorClient, name: str, value: str, kind: str
) -> None:
    (fault,) = faults(bindbee.get(LOGS, query_string={name: value}))

    assert (fault["loc"], fault["type"], fault["input"]) == (["query", name], kind, value)


def test_an_entry_of_the_log_shows_every_attempt(bindbee: VendorClient) -> None:
    listed = items(bindbee, LOGS, page_size=50)
    shown = [bindbee.get(f"{LOGS}/{one['id']}").json for one in listed]

    for entry, detail in zip(listed, shown, strict=True):
        assert {name: detail[name] for name in entry} == entry
        assert len(detail["request"]) == len(detail["response"]) >= 1
        assert detail["response"][-1]["status_code"] == entry["response_code"]
        assert detail["request"][0]["body"]["webhook"]["event"] == entry["webhook_action"]
    assert max(len(one["request"]) for one in shown) == 5


def test_all_events_of_one_sync_have_one_sync_id(bindbee: VendorClient) -> None:
    bodies = [
        bindbee.get(f"{LOGS}/{one['id']}").json["request"][0]["body"] for one in items(bindbee, LOGS, page_size=50)
    ]

    by_name: dict[str, set[str]] = {}
    for body in bodies:
        by_name.setdefault(body["sync"]["sync_name"], set()).add(body["sync"]["sync_id"])
    assert len(by_name) == 12
    assert {len(ids) for ids in by_name.values()} == {1}
    (people, *_) = (one["data"]["ats_candidate"] for one in bodies if one["webhook"]["event"] == Event.DATA_MODIFIED)
    assert bindbee.get(f"{PREFIX}/candidates/{people[0]}").status_code == 200


@pytest.mark.parametrize("id", [UNKNOWN, "018b18ef-c487-703c-afd9-0ca478ccd9d6"])
def test_an_unknown_entry_of_the_log_is_not_found(bindbee: VendorClient, id: str) -> None:
    answer = bindbee.get(f"{LOGS}/{id}")

    assert (answer.status_code, answer.json) == (404, {"detail": "Webhook log not found"})


def test_the_id_of_an_entry_is_a_uuid(bindbee: VendorClient) -> None:
    assert faults(bindbee.get(f"{LOGS}/12"))[0]["loc"] == ["path", "log_id"]


def test_the_log_of_a_deleted_connector_goes_with_it(bindbee: VendorClient) -> None:
    connector = items(bindbee, LOGS)[0]["connector_id"]

    assert bindbee.send("DELETE", f"{PREFIX}/connectors/{connector}/delete").status_code == 200

    assert items(bindbee, LOGS) == []
