"""Webhooks over the API: their list, and the log of what was delivered."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import Filter, Listing, query_with, through
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.bindbee import errors, inputs, lists, schemas
from ats_sandbox.vendors.bindbee.call import AnyCall, Call, Resource, reference
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.vendors.bindbee.ids import CONNECTOR_IDS, canonical
from ats_sandbox.vendors.bindbee.webhooks import WEBHOOK_LOGS, WEBHOOKS, Event, Webhook, WebhookLog, webhook_id
from ats_sandbox.world import id_codecs
from ats_sandbox.world.domain.reading import Reading

PATH = "/api/v1/webhooks"
ONE_LOG = f"{PATH}/logs/{{log_id}}"
LOG_IDS = IdCodec(
    lambda world, ordinal: id_codecs.uuid7(world.seed, "bindbee", "webhook_log", ordinal),
    lambda world, text: id_codecs.read_uuid7(world.seed, "bindbee", "webhook_log", text),
)
WEBHOOK_IDS = IdCodec(webhook_id, lambda world, text: id_codecs.read_uuid7(world.seed, "bindbee", "webhook", text))

webhooks = Resource("Webhooks", "Who is told of syncs, and the log of that; webhooks are made in the dashboard")


class WebhookListItem(ResponseSchema):
    """Somebody who is told."""

    webhook_id = fields.Text(
        required=True, metadata=schemas.UUID, of=lambda one, call: WEBHOOK_IDS.write(call.world, one.id)
    )
    name = fields.Text(required=True)
    url = fields.Text(required=True)
    is_enabled = fields.Boolean(required=True, of="enabled")
    for_test_connector = fields.Boolean(allow_none=True, of="test")
    created_at = schemas.Stamp(nullable=True, required=False)
    last_triggered_at = schemas.Stamp(nullable=True, required=False)


class WebhookLogEntry(ResponseSchema):
    """One event for one webhook, and how its delivery ended."""

    id = fields.Text(required=True, metadata=schemas.UUID, of=lambda one, call: LOG_IDS.write(call.world, one.id))
    connector_id = fields.Text(
        required=True, metadata=schemas.UUID, of=lambda one, call: CONNECTOR_IDS.write(call.world, one.connector)
    )
    method = fields.Choice(("GET", "POST", "PUT", "DELETE"), allow_none=True, of=lambda _one, _call: "POST")
    url = fields.Text(required=True)
    response_code = fields.Integer(allow_none=True)
    created_at = schemas.Stamp(nullable=True, required=False)
    integration_name = schemas.text(required=False, of=lambda one, call: told_of(call.world, one, "slug"))
    end_user_name = schemas.text(required=False, of=lambda one, call: told_of(call.world, one, "end_user"))
    origin_id = schemas.text(required=False, of=lambda one, call: told_of(call.world, one, "origin_id"))
    webhook_action = fields.Choice(Event, allow_none=True, of="event")
    webhook_name = schemas.text(required=False, of=lambda one, call: name_of(call.world, one))


class WebhookLogDetail(WebhookLogEntry):
    """One event for one webhook, with every request that was sent and every answer."""

    request = fields.Array(fields.FreeObject(), of=lambda one, _: sent(one))
    response = fields.Array(fields.FreeObject(), of=lambda one, _: received(one))


def told_of(world: Reading, log: WebhookLog, member: str) -> str | None:
    """A member of the connector that an event is about."""
    return getattr(world[CONNECTORS].get(log.connector), member, None)


def name_of(world: Reading, log: WebhookLog) -> str | None:
    """The name of the webhook that was told."""
    webhook = world[WEBHOOKS].get(log.webhook)
    return None if webhook is None else webhook.name


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


class WebhookPage(QuerySchema):
    """Which page of the webhooks."""

    page_size = inputs.Count(least=1, most=100, load_default=20)
    cursor = inputs.Cursor()


class LogPage(QuerySchema):
    """Which page of the log."""

    page_size = inputs.Count(least=1, most=50, load_default=25)
    cursor = inputs.Cursor()
    errors_only = inputs.Boolean(load_default=False)


def paged(ids: IdCodec) -> lists.CursorPages:
    """Pages whose cursors hold these ids."""
    return lists.CursorPages(
        read=lambda call, text: ids.read(call.world, text), write=lambda call, ordinal: ids.write(call.world, ordinal)
    )


WEBHOOK_LIST: Listing[Webhook] = Listing(
    rows=lambda call: call.world[WEBHOOKS].only(lambda one: not one.test),
    show=through(view_of(WebhookListItem)),
    style=paged(WEBHOOK_IDS),
    filters=(
        Filter("is_active", inputs.Boolean, lambda _, rows, wanted: rows.only(lambda one: one.enabled is wanted)),
    ),
)


def codes(text: str) -> list[int] | None:
    """Statuses separated by commas."""
    parts = [part.strip() for part in text.split(",")]
    return [int(part) for part in parts] if all(part.isdecimal() and len(part) < 10 for part in parts) else None


def owned_by(index: str, ids: IdCodec) -> lists.AnyFilter:
    """The log of one webhook or connector."""

    def narrow(call: AnyCall, rows: lists.Rows, id: str) -> lists.Rows:
        return rows.where(**{index: ids.read(call.world, id)})

    return Filter(f"{index}_id", inputs.Uuid, narrow)


LOG: Listing[WebhookLog] = Listing(
    rows=lambda call: call.world[WEBHOOK_LOGS].only(
        lambda one: not call.query["errors_only"] or (one.response_code or 0) >= 400
    ),
    show=through(view_of(WebhookLogEntry)),
    style=paged(LOG_IDS),
    filters=(
        owned_by("webhook", WEBHOOK_IDS),
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


@webhooks.get(
    PATH,
    id="list_webhooks",
    query=query_with("WebhookQuery", WebhookPage, *WEBHOOK_LIST.filters),
    returns=WEBHOOK_LIST.style.envelope(WebhookListItem),
    evidence=reference("GET", PATH),
)
def list_webhooks(call: Call) -> object:
    """List the webhooks of the key's environment."""
    return WEBHOOK_LIST.document(call)


@webhooks.get(
    f"{PATH}/logs",
    id="list_webhook_logs",
    query=query_with("WebhookLogQuery", LogPage, *LOG.filters),
    returns=LOG.style.envelope(WebhookLogEntry),
    evidence=reference("GET", f"{PATH}/logs"),
)
def list_webhook_logs(call: Call) -> object:
    """List what webhooks were told, the oldest first."""
    return LOG.document(call)


@webhooks.get(
    ONE_LOG,
    id="get_webhook_log",
    returns=WebhookLogDetail,
    errors=[errors.ValidationFailed, errors.RecordNotFound],
    words={"model": "Webhook log"},
    evidence=reference("GET", ONE_LOG),
    path_types={"log_id": {"type": "string", "format": "uuid"}},
    example=Example(path={"log_id": lambda world: LOG_IDS.write(world, 1)}),
)
def get_webhook_log(call: Call) -> Document:
    """Get one entry of the log, with every request and answer."""
    log = call.world[WEBHOOK_LOGS].get(LOG_IDS.read(call.world, canonical(call.path["log_id"])))
    if log is None:
        raise errors.RecordNotFound(model="Webhook log", parameter="log_id")
    return view_of(WebhookLogDetail)(log, call)
