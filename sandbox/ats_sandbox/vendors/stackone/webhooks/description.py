"""What is known of the deliveries of StackOne, from which source, and what had to be inferred."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.schema import ResponseSchema, schema_of
from ats_sandbox.contract.webhook_facts import About, Description, SentHeader, fact
from ats_sandbox.vendors.stackone.webhooks.delivery import SIGNATURE
from ats_sandbox.vendors.stackone.webhooks.events import CREATED, DELETED, EVENTS, FAILED_REQUEST, RECORDS, UPDATED

GUIDE = documented("docs.stackone.com, guides/webhooks")
LEGACY = documented("docs.stackone.com, legacy-unified-apis/common-guide/webhooks")
RECEIVER = documented("StackOneHQ/ats-example-typescript: the vendor's own receiver")

FACTS = {
    About.SUBSCRIBED: fact("its dashboard (here `webhooks subscribe`); the API makes test events", GUIDE),
    About.EVENTS: fact("", GUIDE, documented("docs.stackone.com, embed/handle-account-events: the three alerts")),
    About.SOURCES: fact(
        "any change that a linked account shows, told once for each of them; or a look every hour (`--every`)",
        LEGACY,
        inferred("which providers tell of themselves is not published: all do, unless a webhook is made with a pace"),
        inferred("a look tells what differs in the end, and carries nothing of the provider's own"),
    ),
    About.BODY: fact(
        "ids, the account, and what the provider told",
        RECEIVER,
        inferred("what the provider told (`raw_event`, `event_data`) is its own affair: its name of the event, an id"),
    ),
    About.HEADER: fact(f"`{SIGNATURE}`", GUIDE),
    About.ENCODING: fact("HMAC-SHA256 as base64url without `=`; none without a secret", RECEIVER),
    About.TEXT: fact("the body as it came", RECEIVER),
    About.KEY: fact(
        "the secret of the webhook, as UTF-8",
        LEGACY,
        inferred("a secret that is added becomes active after an hour, and the one before is deleted then"),
        inferred("the form of secrets: 64 hexadecimal digits"),
    ),
    About.TIMESTAMP: fact("none that is signed; `sent_at` in the body stays as it is", RECEIVER),
    About.SUCCESS: fact("", inferred("published is that a receiver answers 200 quickly, not what else would do")),
    About.TIMEOUT: fact("", inferred("no time-out is published")),
    About.RETRIES: fact("", inferred("neither their number nor the delays are published")),
    About.REPEATS: fact(
        "`account_id`, `event`, `record_id` and `event_date` together",
        inferred("no id of an event is published; of one commit each record has one event for an account"),
    ),
}

UNREQUESTED = {
    "account.created": "customers link accounts in the hub, which has no operation",
    "account.error": "accounts break at the provider, which no operation tells of",
    "account.expired": "accounts expire at the provider, which no operation tells of",
    **{
        f"{noun}.{DELETED}": f"no vendor's API deletes any of the {noun.removeprefix('ats_').replace('_', ' ')}"
        for noun in RECORDS
        if noun not in ("ats_applications", "ats_candidates")
    },
    **{f"ats_lists.{change}": "no vendor's API makes or changes lists" for change in (CREATED, UPDATED)},
    FAILED_REQUEST: "a request that fails changes nothing; only a test event tells of it (POST /webhooks/{id}/events)",
}
"""But for the last, a tester's own write to the records leads to them."""

_KINDS = tuple(one for one in EVENTS if one.partition(".")[0] in RECORDS)
_OTHERS = tuple(one for one in EVENTS if one not in _KINDS)


class AccountWebhookEvent(ResponseSchema):
    """What is told of a linked account."""

    event = fields.Choice(_OTHERS, required=True)
    account_id = fields.Text(required=True)
    provider = fields.Text(required=True)
    origin_owner_id = fields.Text()
    origin_owner_name = fields.Text()
    origin_username = fields.Text()


RecordWebhookEvent = schema_of(
    AccountWebhookEvent,
    "RecordWebhookEvent",
    "What is told of a record. `raw_event` and `event_data` are there when the provider told of it itself.",
    event=fields.Choice(_KINDS, required=True),
    project_id=fields.Text(required=True),
    event_date=fields.DateTimeText(required=True),
    record_type=fields.Choice([one.removeprefix("ats_") for one in RECORDS], required=True),
    record_id=fields.Text(required=True),
    record_remote_id=fields.Text(required=True),
    sent_at=fields.DateTimeText(required=True),
    setup_information=fields.FreeObject(required=True),
    raw_event=fields.FreeObject(),
    event_data=fields.FreeObject(),
)

HEADERS = (SentHeader(SIGNATURE, "The signature", always=False),)

DESCRIPTION = Description(
    facts=FACTS,
    signed=SIGNATURE,
    headers=lambda event: HEADERS,
    body=lambda event: RecordWebhookEvent if event in _KINDS else AccountWebhookEvent,
    unrequested=UNREQUESTED,
)
