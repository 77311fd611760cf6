"""Requests for the rows about connectors, links, passthrough, webhooks and custom fields, and about nothing."""

from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.world.clock import MINUTE
from tests.client import VendorClient
from tests.contract.status_tables import Requests, Send
from tests.vendors.bindbee.demo_world import OFFERS, PREFIX, UNKNOWN, id_of, through
from tests.vendors.bindbee.requests import (
    ABSENT,
    KEY,
    after,
    at,
    body,
    by,
    changed,
    example,
    nowhere,
    own_id,
    query,
    then,
)

CONFIGURATION = "/api/v1/custom-fields/configuration?category=ATS&model=candidate&connector_token=acme"
EXAMPLES = (
    *("create_link_token", "exchange_temporary_token", "delete_connector", "get_webhook_log"),
    *("get_custom_field", "update_custom_field", "list_custom_field_mappings", "update_custom_field_mapping"),
    *("get_custom_field_configuration", "preview_custom_field", "get_custom_field_raw_data"),
    "make_passthrough_request",
)
BOTH = {"integration_slug": "smartrecruiters", "connector_token": "acme"}
NEITHER = dict.fromkeys(BOTH, ABSENT)


def mapped(client: VendorClient, operation: Operation) -> TestResponse:
    """A mapped field, which is to belong to another model."""
    fields = client.get(CONFIGURATION).json["fields"]
    id = next(one["custom_field_id"] for one in fields if one["mapping_id"] is not None)
    return at(id, body={"model": "job"})(client, operation)


def deleted(client: VendorClient, operation: Operation) -> TestResponse:
    send = at(own_id(client, operation))
    return then(send, send=send)(client, operation)


def key_of_another_body(client: VendorClient, operation: Operation) -> TestResponse:
    assert client.post(OFFERS, json={}, headers=KEY).status_code == 200
    return example(headers={**through("acme"), **KEY})(client, operation)


def with_examples(requests: Requests) -> Requests:
    """The requests, and the plain examples of those operations that have a row for it."""
    return {**requests, **{one: {"the example": example(), **requests.get(one, {})} for one in EXAMPLES}}


SHORT: dict[str, object] = {"org_name": "A", "email": "nobody"}
NO_IDS: Send = query(webhook_id="1", connector_id="2")

PLATFORM: Requests = with_examples(
    {
        "get_candidate_create_meta": {"nothing": example(), "a connector that does not write": by("acme-readonly")},
        "resync_connector": {
            "nothing": example(),
            "a connector of another category": by("acme-hris"),
            "a connector that has to be linked again": by("acme-relink"),
        },
        "list_connectors": {
            "the second request, of the key alone": then(example(), send=example()),
            "is_active=perhaps": query(is_active="perhaps"),
            "an unknown origin_id": query(origin_id="nobody"),
        },
        "delete_connector": {"a connector that was deleted": deleted},
        "<platform ids>": {"an id of nothing": at(UNKNOWN), "the id 123": at("123")},
        "create_link_token": {
            "no members": body(),
            "end_user_data: short and wrong": changed(end_user_data=SHORT),
            "category: unknown": changed(category="CRM"),
            "integration: unknown": changed(integration="nothing"),
        },
        "exchange_temporary_token": {
            "a token that was used": then(example(), send=example()),
            "an unknown token": at("nobody"),
            "a token of ten minutes": after(10 * MINUTE, example()),
        },
        "lookup_integrations, lookup_models": {"nothing": example(), "category: unknown": query(category="CRM")},
        "check_organisation": {"nothing": example()},
        "make_passthrough_request": {
            "what the vendor refuses": changed(path="/jobs/nothing"),
            "an idempotency key of another body": key_of_another_body,
            "no members": body(),
            "headers: null": changed(headers=None),
            "method: LINK": changed(method="LINK"),
            "headers: a number in it": changed(headers={"X": 1}),
            "data: a number": changed(data=1),
            "request_format: YAML": changed(request_format="YAML"),
            "response_format: YAML": changed(response_format="YAML"),
            "timeout: a word": changed(timeout="long"),
        },
        "list_webhooks, list_webhook_logs": {"nothing": example()},
        "list_webhooks": {f"page_size={size}": query(page_size=size) for size in (100, 101)},
        "list_webhook_logs": {
            **{f"page_size={size}": query(page_size=size) for size in (50, 51)},
            "webhook_id and connector_id: no UUIDs": NO_IDS,
            "webhook_action and response_code: of nothing": query(webhook_action="nothing,no", response_code="299,298"),
            "response_code: words": query(response_code="200,bad"),
            "created_at_from and created_at_to: no datetimes": query(created_at_from="x", created_at_to="y"),
            "errors_only=maybe": query(errors_only="maybe"),
        },
        "create_custom_field, create_custom_field_mapping": {"the example": example()},
        "create_custom_field": {
            "no members": body(),
            "name: one character": changed(name="a"),
            "name: 129 characters": changed(name="a" * 129),
            "name: no snake case": changed(name="Visa status"),
            "model: capitals": changed(model="Job"),
            "model: 65 characters": changed(model="m" * 65),
            "category: CUSTOM": changed(category="CUSTOM"),
            "the example again": then(example(), send=example()),
        },
        "list_custom_fields": {"source: unknown": query(source="WEB")},
        "update_custom_field": {
            "description: null": body(description=None),
            "model: another, while it is mapped": mapped,
        },
        "delete_custom_field, delete_custom_field_mapping": {"the example": example()},
        "create_custom_field_mapping": {
            "no members": body(),
            "json_path: 1025 characters": changed(json_path="a" * 1025),
            "json_path: no expression": changed(json_path="[[["),
            "neither whose": changed(**NEITHER),
            "both whose": changed(**BOTH),
            "custom_field_id: unknown": changed(custom_field_id=UNKNOWN),
            "connector_token: unknown": changed(integration_slug=None, connector_token="nobody"),
        },
        "list_custom_field_mappings, get_custom_field_raw_data": {
            "neither whose": query(**NEITHER),
            "both whose": query(**BOTH),
        },
        "update_custom_field_mapping": {"no members": body()},
        "get_custom_field_raw_data": {"a model without objects": query(model="nothing")},
        "get_custom_field_raw_data, get_custom_field_configuration": {
            "neither category nor model": query(category=ABSENT, model=ABSENT)
        },
        "preview_custom_field": {
            "raw_data": changed(raw_data={"a": [1]}, json_path="a"),
            "no expression": changed(json_path="[[["),
            "raw_data: an array": changed(raw_data=[]),
            "no members": body(),
        },
        "get_custom_field_configuration": {"connector_token: unknown": query(connector_token="nobody")},
        "-": {
            "an unknown route": nowhere("GET", f"{PREFIX}/email-addresses"),
            "an unknown route without a key": nowhere("GET", f"{PREFIX}/email-addresses", token=None),
            "users": nowhere("POST", f"{PREFIX}/users", json={}),
            "a method that a list has not": nowhere("PATCH", f"{PREFIX}/jobs", json={}),
            "a method that a record has not": lambda client, _: client.delete(
                f"{PREFIX}/jobs/{id_of(client, 'job', 1)}"
            ),
            "a method that a route has not, without a key": nowhere("PUT", f"{PREFIX}/offers", token=None),
            "webhooks are not created": nowhere("POST", "/api/v1/webhooks", json={}),
        },
    }
)
