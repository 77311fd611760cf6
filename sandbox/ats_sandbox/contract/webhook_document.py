"""What a vendor tells of events, as the `webhooks` of an OpenAPI 3.1 document."""

from collections.abc import Callable, Iterator

import marshmallow as ma
from apispec import APISpec

from ats_sandbox.contract.body import JsonSchema
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.contract.webhook_facts import About, Description, SentHeader, span, statuses
from ats_sandbox.contract.webhook_pages import says
from ats_sandbox.contract.webhooks import Webhooks

Schema = Callable[[type[ma.Schema]], JsonSchema]
"""Gives the reference to a schema of the document."""


def webhook_items(vendor: Vendor, spec: APISpec, schema: Schema) -> JsonSchema:
    """A path item for each event, by its name, in the order of the declaration; none for a vendor without webhooks.

    The headers of messages go into the components of the document.
    """
    if vendor.webhooks is None:
        return {}
    webhooks = vendor.webhooks()
    told = webhooks.described()
    headers = {one.name: one for event in webhooks.events for one in told.headers(event)}
    for name, header in headers.items():
        signs = f". {_signing(webhooks, told)}" if name == told.signed else ""
        spec.components.parameter(_component(name), "header", _parameter(header, signs))
    return {event: {"post": _message(webhooks, told, event, schema)} for event in webhooks.events}


def _message(webhooks: Webhooks, told: Description, event: str, schema: Schema) -> JsonSchema:
    """The request that a receiver is sent, and the answers that count."""
    delivered = {"description": f"Delivered, if it comes within {span(webhooks.timeout)}"}
    message: JsonSchema = {
        "operationId": f"on_{event.replace('.', '_').replace('-', '_')}",
        "summary": f"Receive {event}",
        "parameters": [{"$ref": f"#/components/parameters/{_component(one.name)}"} for one in told.headers(event)],
        "requestBody": {"required": True, "content": {"application/json": {"schema": schema(told.body(event))}}},
        "responses": {
            **dict.fromkeys(_accepted(webhooks), delivered),
            "default": {"description": f"A failure: {says(webhooks, told, About.RETRIES)}"},
        },
        "security": [],
    }
    return {**message, "x-unrequested": told.unrequested[event]} if event in told.unrequested else message


def _signing(webhooks: Webhooks, told: Description) -> str:
    what, text = says(webhooks, told, About.ENCODING), says(webhooks, told, About.TEXT)
    return f"{what}. What is signed: {text}. The key: {says(webhooks, told, About.KEY)}"


def _component(header: str) -> str:
    """What a header is called among the components."""
    return f"webhook-{header.lower()}"


def _parameter(header: SentHeader, signs: str) -> JsonSchema:
    schema = {"type": "string", "minLength": 1}
    return {
        "name": header.name,
        "required": header.always,
        "description": f"{header.about}{signs}",
        "schema": schema,
    }


def _accepted(webhooks: Webhooks) -> Iterator[str]:
    """The statuses that count, as documents name them: `2XX` for all of a hundred."""
    for first, last in statuses(webhooks.accepts):
        whole = first % 100 == 0 and last == first + 99
        yield from [f"{first // 100}XX"] if whole else map(str, range(first, last + 1))
