"""Webhooks over the API: their list, and the log of what was delivered."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.bindbee import inputs, lists, schemas
from ats_sandbox.vendors.bindbee.call import AnyCall, Call, reference
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.vendors.bindbee.ids import CONNECTOR_IDS
from ats_sandbox.vendors.bindbee.resource import Kept, Resource, id_member
from ats_sandbox.vendors.bindbee.webhooks.state import WEBHOOK_LOGS, WEBHOOKS, Event, WebhookLog
from ats_sandbox.world.store.table import Collection

PATH = "/api/v1/webhooks"
ONE_LOG = f"{PATH}/logs/{{log_id}}"
HEARING = Kept("webhook", WEBHOOKS, ours=lambda one: not one.test)
LOGGED = Kept("webhook_log", WEBHOOK_LOGS, "log_id")

webhooks = Resource(
    "Webhooks",
    "Who is told of syncs, and the log of that; webhooks are made in the dashboard",
    LOGGED,
)


class WebhookListItem(ResponseSchema):
    """Somebody who is told."""

    webhook_id = id_member(HEARING.ids)
    name = fields.Text(required=True)
    url = fields.Text(required=True)
    is_enabled = fields.Boolean(required=True, of="enabled")
    for_test_connector = fields.Boolean(allow_none=True, of="test")
    created_at = schemas.Stamp(nullable=True, required=False)
    last_triggered_at = schemas.Stamp(nullable=True, required=False)


def told(member: str, collection: Collection[Any], name: str) -> fields.Text:
    """What is so of another record, which a member of a log entry names."""
    return schemas.text(
        required=False, of=lambda one, call: getattr(call.world[collection].get(getattr(one, member)), name, None)
    )


class WebhookLogEntry(ResponseSchema):
    """One event for one webhook, and how its delivery ended."""

    id = id_member(LOGGED.ids)
    connector_id = id_member(CONNECTOR_IDS, "connector")
    method = fields.Choice(("GET", "POST", "PUT", "DELETE"), allow_none=True, of=lambda _one, _call: "POST")
    url = fields.Text(required=True)
    response_code = fields.Integer(allow_none=True)
    created_at = schemas.Stamp(nullable=True, required=False)
    integration_name = told("connector", CONNECTORS, "slug")
    end_user_name = told("connector", CONNECTORS, "end_user")
    origin_id = told("connector", CONNECTORS, "origin_id")
    webhook_action = fields.Choice(Event, allow_none=True, of="event")
    webhook_name = told("webhook", WEBHOOKS, "name")


class WebhookLogDetail(WebhookLogEntry):
    """One event for one webhook, with every request that was sent and every answer."""

    request = fields.Array(fields.FreeObject(), of=lambda one, _: sent(one))
    response = fields.Array(fields.FreeObject(), of=lambda one, _: received(one))


def sent(log: WebhookLog) -> list[Document]:
    """The request of each attempt."""
    return [
        {"method": "POST", "url": log.url, "sent_at": schemas.stamp(one.at), "body": log.body} for one in log.attempts
    ]


def received(log: WebhookLog) -> list[Document]:
    """The answer to each attempt; without a status nobody answered in time."""
    return [
        {"status_code": one.status, "body": one.answer, "error": None if one.status else "timeout"}
        for one in log.attempts
    ]


def codes(text: str) -> list[int] | None:
    """Statuses separated by commas."""
    parts = [part.strip() for part in text.split(",")]
    return [int(part) for part in parts] if all(part.isdecimal() and len(part) < 10 for part in parts) else None


def owned_by(index: str, ids: IdCodec) -> lists.AnyFilter:
    """The log of one webhook or connector."""

    def narrow(call: AnyCall, rows: lists.Rows, id: str) -> lists.Rows:
        return rows.where(**{index: ids.read(call.world, id)})

    return Filter(f"{index}_id", inputs.Uuid, narrow)


webhooks.lists(
    PATH,
    "List the webhooks of the key's environment.",
    id="list_webhooks",
    item=WebhookListItem,
    pages=HEARING.pages,
    rows=HEARING.rows,
    query=lists.page_query(20, 100),
    filters=(lists.by_member("is_active", inputs.Boolean, "enabled"),),
)
webhooks.lists(
    f"{PATH}/logs",
    "List what webhooks were told, the oldest first.",
    id="list_webhook_logs",
    item=WebhookLogEntry,
    pages=LOGGED.pages,
    rows=lambda call: LOGGED.rows(call).only(
        lambda one: not call.query["errors_only"] or (one.response_code or 0) >= 400
    ),
    query=lists.page_query(25, 50, errors_only=inputs.Boolean(load_default=False)),
    filters=(
        owned_by("webhook", HEARING.ids),
        owned_by("connector", CONNECTOR_IDS),
        lists.by_words("webhook_action", "event"),
        Filter(
            "response_code",
            lambda: inputs.Parsed(codes, "invalid response code", pattern=r"\s*\d{1,9}\s*(,\s*\d{1,9}\s*)*"),
            lambda _, rows, wanted: rows.where_any("code", wanted),
        ),
        Filter("created_at_from", inputs.Instant, lambda _, rows, at: rows.only(lambda one: one.created_at >= at)),
        Filter("created_at_to", inputs.Instant, lambda _, rows, at: rows.only(lambda one: one.created_at <= at)),
    ),
)


@webhooks.get(ONE_LOG, id="get_webhook_log", returns=WebhookLogDetail, evidence=reference("GET", ONE_LOG))
def get_webhook_log(call: Call) -> Document:
    """Get one entry of the log, with every request and answer."""
    return view_of(WebhookLogDetail)(LOGGED.get_or_404(call), call)
