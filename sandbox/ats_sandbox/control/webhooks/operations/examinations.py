"""Deliveries examined over HTTP: why one came about, and what its receiver gets wrong."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.webhooks import Result
from ats_sandbox.control.errors import OURS, Unknown
from ats_sandbox.control.journal.schemas import JournalChange, JournalRow
from ats_sandbox.control.webhooks.diagnosis import Verdict
from ats_sandbox.control.webhooks.operations.numbers import delivery_of
from ats_sandbox.control.webhooks.operations.schemas import DeliveryShown
from ats_sandbox.control.webhooks.operations.subscriptions import webhooks_of_world
from ats_sandbox.control.webhooks.operations.views import diagnosis_document, why_document
from ats_sandbox.control.wire import WireObject

examinations = Resource("Webhook examinations", "Why a delivery came about, and what its receiver gets wrong")


class LaterShown(JournalRow):
    """An exchange that came after the first attempt, and the `ids` of the body that its request names."""

    ids = fields.Array(fields.Text(), required=True)


class WhyShown(ResponseSchema):
    """Why a delivery came about: the request in the journal, or why there is none (`missing`), and what it changed.

    `ids` are those in the body, `afterwards` the later requests that name one. `dropped` is how many exchanges the
    journal has dropped, of which nothing is known.
    """

    delivery = fields.Nested(DeliveryShown, required=True)
    exchange = fields.Nested(JournalRow, required=True, allow_none=True)
    missing = fields.Text(required=True)
    changes = fields.Array(fields.Nested(JournalChange), required=True)
    ids = fields.Array(fields.Text(), required=True)
    afterwards = fields.Array(fields.Nested(LaterShown), required=True)
    dropped = fields.Integer(required=True)


@examinations.get(
    "/webhooks/deliveries/{number}/why",
    id="explain_delivery",
    returns=WhyShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"number": "1"}),
)
def explain_delivery(call: Call) -> WireObject:
    """Explain which request led to a delivery, by which changes, and what was read and written about it afterwards."""
    return why_document(webhooks_of_world(call).why(delivery_of(call).number))


class ProbeShown(ResponseSchema):
    """A message that was sent to see what the receiver makes of it: it is no delivery, and in no log."""

    name = fields.Text(required=True)
    about = fields.Text(required=True)
    result = fields.Choice(Result, required=True)
    status = fields.Integer(required=True, allow_none=True)
    said = fields.Text(required=True)


class DiagnosisShown(ResponseSchema):
    """What the clinic found: `says` what is the matter, and `advice` what to change; `mistakes` are those that fit.

    `verifies` tells whether the receiver refuses what is signed with a key that nobody knows; null if that is unknown.
    """

    delivery = fields.Integer(required=True)
    at = fields.Text(required=True)
    verdict = fields.Choice(Verdict, required=True)
    mistakes = fields.Array(fields.Text(), required=True)
    verifies = fields.Boolean(required=True, allow_none=True)
    says = fields.Text(required=True)
    advice = fields.Text(required=True)
    probes = fields.Array(fields.Nested(ProbeShown), required=True)


@examinations.post(
    "/webhooks/deliveries/{number}/clinic",
    id="examine_receiver",
    returns=DiagnosisShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"number": "1"}),
)
def examine_receiver(call: Call) -> WireObject:
    """Find out why the receiver of a delivery refuses it: it is sent what receivers with known mistakes expect.

    What it takes names its mistake: another key, hexadecimal digits for base64, a body that is written anew, …
    """
    return diagnosis_document(webhooks_of_world(call).clinic(delivery_of(call).number))
