"""Test events: the one thing about webhooks that is done over the API."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Batch, Many
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.errors import AccountNotFound, Forbidden, NotFound
from ats_sandbox.vendors.stackone.queries import AccountHeader
from ats_sandbox.vendors.stackone.repositories import CANDIDATES
from ats_sandbox.vendors.stackone.request_logs.logs import number_of
from ats_sandbox.vendors.stackone.state import LinkedAccount, account_of
from ats_sandbox.vendors.stackone.webhooks.events import EVENTS, FAILED_REQUEST
from ats_sandbox.vendors.stackone.webhooks.kinds import BY_NOUN
from ats_sandbox.vendors.stackone.webhooks.state import MADE_EVENTS, WEBHOOKS, MadeEvent, Webhook
from ats_sandbox.world.domain.reading import Reading

DOCUMENTED = documented("StackOne reference, Create Events: absent from the contract of platform 1.0.0")
MOST = 100
"""Events of one request. Inferred: no number is published."""
CREATED = "The event was created"
"""The text of the published sample; those of refused events are inferred."""

webhooks = Resource("Webhooks", "Who is told of events; webhooks are set up in the dashboard")


class WebhookEventInput(RequestSchema):
    """An event to make, of a record or an account."""

    event = fields.Text(required=True)
    record_id = fields.Text(required=True)


class WebhookEventResult(ResponseSchema):
    """What became of it."""

    event = fields.Text(required=True)
    record_id = fields.Text(required=True)
    status = fields.Number(required=True)
    message = fields.Text(required=True)


def _number(world: Reading, text: str) -> int | None:
    """The webhook with this number, which is written in the usual way."""
    return next((one.id for one in world[WEBHOOKS] if str(one.id) == text), None)


REPOSITORY = Repository(
    collection=WEBHOOKS, codec=IdCodec(lambda _, ordinal: str(ordinal), _number), not_found=NotFound
)


@webhooks.post(
    "/webhooks/{id}/events",
    id="stackone_create_webhook_events",
    path_types={"id": {"type": "number"}},
    headers=AccountHeader,
    body=Many(WebhookEventInput, MOST),
    returns=fields.Array(fields.Nested(WebhookEventResult)),
    status=207,
    errors=[NotFound, AccountNotFound],
    example=Example(
        path={"id": "1"},
        body=lambda world: [{"event": "ats_candidates.updated", "record_id": CANDIDATES.first_id(world)}],
    ),
    evidence=DOCUMENTED,
)
def create_webhook_events(call: Call[Batch]) -> list[Document]:
    """Make events for a webhook, as if something had happened at the linked account.

    Each event has a status of its own: 400 for one that there is none of, or that the webhook does not listen to, 404
    for a record that the account does not show, 403 for one that the key may not see. Nobody else is told of them.
    """
    webhook = REPOSITORY.get_or_404(call)
    account = account_of(call.world, call.header["account"])
    if account is None:
        raise AccountNotFound
    answers: list[Document] = []
    for wanted in call.body[0]:
        event, record = wanted["event"], wanted["record_id"]
        status, message = _judged(call, webhook, account, event, record)
        if status == 200:
            made = MadeEvent(
                id=call.draft.next_id(MADE_EVENTS),
                webhook=webhook.id,
                account=account.key,
                event=event,
                record=record,
                made_at=call.world.now,
            )
            call.draft.put(MADE_EVENTS, made)
        answers.append({"event": event, "record_id": record, "status": status, "message": message})
    return answers


def _judged(call: Call[Batch], webhook: Webhook, account: LinkedAccount, event: str, record: str) -> tuple[int, str]:
    """Status and message of one event."""
    if event not in EVENTS:
        return 400, "The event is unknown"
    if event not in webhook.events or webhook.account not in ("", account.key):
        return 400, "The webhook does not listen to the event"
    try:
        return (200, CREATED) if _shows(call, account, event, record) else (404, "The record was not found")
    except Forbidden as hidden:
        return hidden.status, hidden.text


def _shows(call: Call[Batch], account: LinkedAccount, event: str, record: str) -> bool:
    """True when an account shows a record; accounts are known by their ids, failed requests by those of their logs.

    Raises Forbidden for one that the caller may not see.
    """
    kind = BY_NOUN.get(event.partition(".")[0])
    if kind is not None:
        return kind.seen_by(account) and kind.repository.find(call, record) is not None
    return number_of(call.world, record) is not None if event == FAILED_REQUEST else record == account.key
