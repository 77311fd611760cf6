"""What is known of the deliveries of Bindbee, from which source, and what had to be inferred."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.schema import ResponseSchema, schema_of
from ats_sandbox.contract.webhook_facts import About, Description, SentHeader, fact
from ats_sandbox.vendors.bindbee.connectors import Category, Status
from ats_sandbox.vendors.bindbee.webhooks.delivery import SIGNATURE
from ats_sandbox.vendors.bindbee.webhooks.state import Event

GUIDE = documented("docs.bindbee.dev, guides/reading-writing/webhooks")
SETTING_UP = documented("docs.bindbee.dev, how-to/reliability/create-a-webhook")

FACTS = {
    About.SUBSCRIBED: fact("its dashboard (here `webhooks subscribe`); the API lists webhooks and their log", GUIDE),
    About.EVENTS: fact("", GUIDE),
    About.SOURCES: fact(
        "syncs of connectors of the webhook's environment, so a write is told of after the next one",
        SETTING_UP,
        inferred("a link that breaks begins no sync, and so is told of at the next one"),
    ),
    About.BODY: fact(
        "the connector, its sync, and the ids of what it brought, by model",
        GUIDE,
        inferred("the keys of `data` are published for models of employees only: here `ats_` and the model's noun"),
        inferred("the texts of errors: that there is one is published"),
    ),
    About.HEADER: fact(f"`{SIGNATURE}`", GUIDE),
    About.ENCODING: fact("HMAC-SHA256 as base64url with `=`", GUIDE),
    About.TEXT: fact("the body as it came", GUIDE),
    About.KEY: fact(
        "one for the whole organisation, as UTF-8; another one counts at once",
        GUIDE,
        inferred("its form: 43 URL-safe characters"),
    ),
    About.TIMESTAMP: fact("none", GUIDE),
    About.SUCCESS: fact("", GUIDE, inferred("one sentence of the page tries again after faults of the network only")),
    About.TIMEOUT: fact("", GUIDE),
    About.RETRIES: fact("", GUIDE, inferred("when: published are four retries within 60 seconds, no more than that")),
    About.REPEATS: fact(
        "`webhook.event` and `sync.sync_id` together",
        GUIDE,
        inferred("`sync_id` alone, which the page offers, is that of all events of a sync"),
    ),
}
UNREQUESTED = {
    Event.EMPLOYEES_CHANGED.value: "it is of systems that keep employees, and this company keeps none in any",
}


class WebhookCalled(ResponseSchema):
    """Which webhook it is for, and the event."""

    webhook_id = fields.Text(required=True)
    url = fields.Text(required=True)
    event = fields.Choice(Event, required=True)


class WebhookConnector(ResponseSchema):
    """The connector that synced."""

    id = fields.Text(required=True)
    display_name = fields.Text(required=True)
    integration_slug = fields.Text(required=True)
    categories = fields.Array(fields.Choice(Category), required=True)
    org_name = fields.Text(required=True)
    origin_id = fields.Text(required=True, allow_none=True)
    connector_status = fields.Choice(Status, required=True)
    end_user_name = fields.Text(required=True, allow_none=True)
    end_user_email = fields.Text(required=True, allow_none=True)


class WebhookSync(ResponseSchema):
    """The sync: all events of one sync have the same id."""

    sync_id = fields.Text(required=True)
    sync_type = fields.Choice(("MANUAL", "AUTOMATED"), required=True)
    sync_name = fields.Text(required=True)


class WebhookSyncData(ResponseSchema):
    """How a sync stands; one that failed has no start."""

    id = fields.Text(required=True)
    integration_name = fields.Text(required=True)
    category = fields.Choice(Category, required=True)
    display_status = fields.Choice(("Syncing", "Done", "Failed"), required=True)
    last_sync_start_time = fields.DateTimeText()


class WebhookError(ResponseSchema):
    """Why a sync failed."""

    failed_at = fields.DateTimeText(required=True)
    message = fields.Text(required=True)
    detail = fields.FreeObject(required=True)


class SyncWebhookEvent(ResponseSchema):
    """What is told of a sync that began or ended."""

    webhook = fields.Nested(WebhookCalled, required=True)
    connector = fields.Nested(WebhookConnector, required=True)
    data = fields.Nested(WebhookSyncData, required=True)
    sync = fields.Nested(WebhookSync, required=True)


FailedSyncWebhookEvent = schema_of(
    SyncWebhookEvent,
    "FailedSyncWebhookEvent",
    "What is told of a sync that went wrong.",
    error=fields.Nested(WebhookError, required=True),
)
DataWebhookEvent = schema_of(
    SyncWebhookEvent,
    "DataWebhookEvent",
    "What a sync brought: lists of ids by model, such as `ats_candidate`.",
    data=fields.FreeObject(required=True),
)

BODIES: dict[str, type[ResponseSchema]] = {
    Event.SYNC_FAILED: FailedSyncWebhookEvent,
    Event.DATA_MODIFIED: DataWebhookEvent,
    Event.EMPLOYEES_CHANGED: DataWebhookEvent,
}
HEADERS = (SentHeader(SIGNATURE, "The signature"),)

DESCRIPTION = Description(
    facts=FACTS,
    signed=SIGNATURE,
    headers=lambda event: HEADERS,
    body=lambda event: BODIES.get(event, SyncWebhookEvent),
    unrequested=UNREQUESTED,
)
