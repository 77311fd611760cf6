"""Requests of the table of statuses that make events for a webhook."""

from collections.abc import Mapping

from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.stackone.repositories import CANDIDATES, INTERVIEWS
from ats_sandbox.vendors.stackone.webhooks.state import WEBHOOKS, Webhook
from tests.client import VendorClient
from tests.contract.status_tables import Send
from tests.vendors.stackone.access_requests import MALFORMED
from tests.vendors.stackone.sending import UNKNOWN, account, at, example, raw, without_account


def made(event: str, record: str = "", **facts: object) -> Send:
    """One event, of the first candidate unless of another record."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        id = record or CANDIDATES.first_id(client.read())
        return example(body=[{"event": event, "record_id": id}], **facts)(client, operation)

    return send


def unheard(client: VendorClient, operation: Operation) -> TestResponse:
    """An event for a webhook that listens to others."""
    with client.arrange() as world:
        id = world.next_id(WEBHOOKS)
        world.put(WEBHOOKS, Webhook(id=id, name="", url="", events=("ats_jobs.created",), created_at=world.now))
    return at(str(id))(client, operation)


def unshown(client: VendorClient, operation: Operation) -> TestResponse:
    """An event of an interview, through an account whose system shows none."""
    id = INTERVIEWS.first_id(client.read())
    return made("ats_interviews.updated", id, headers={"x-account-id": "acme-basic"})(client, operation)


MADE_EVENTS: Mapping[str, Send] = {
    "its example": example(),
    "an event that there is none of": made("ats_candidates.connected"),
    "an event that the webhook does not listen to": unheard,
    "an unknown record": made("ats_candidates.updated", UNKNOWN),
    "a record that the account does not show": unshown,
    "an unknown webhook": at("2"),
    "an unknown account": account("nobody"),
    "no x-account-id": without_account(),
    "an object": raw(b"{}"),
    "null": raw(b"null"),
    "no events": raw(b"[]"),
    "an event without a record": raw(
        b'[{"event": "account.updated", "record_id": "acme"}, {"event": "account.updated"}]'
    ),
    "an unknown webhook and malformed JSON": at("2", **MALFORMED),
}
