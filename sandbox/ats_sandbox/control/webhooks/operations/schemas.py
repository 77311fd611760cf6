"""The wire shapes of deliveries."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.contract.webhooks import Result
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.webhooks.delivery import DeliveryState


class InboxQuery(QuerySchema):
    """Which messages, and how many; every condition must hold."""

    subscription = fields.Text(least=1, metadata=described("Only to this subscription: its name or the vendor's id"))
    vendor = fields.Text(least=1, metadata=described("Only of this vendor"))
    event = fields.Text(least=1, metadata=described("Only of events of this name"))
    after = fields.Integer(least=0, load_default=0, metadata=described("Only numbers above this one"))
    limit = fields.Integer(least=1, most=1_000, load_default=100, metadata=described("At most this many"))
    newest = fields.Boolean(load_default=False, metadata=described("The newest first"))


class DeliveryQuery(InboxQuery):
    """Which deliveries, and how many; every condition must hold."""

    state = fields.Text(
        least=1, metadata=described(f"Only those that are {', '.join(f'`{one.value}`' for one in DeliveryState)}")
    )


class DeliveryRow(ResponseSchema):
    """A delivery in a list. `at` is when it happened, `attempts` how many were made, `status` the last answer's.

    `scope` is the environment or the account that it happened in, empty where the vendor has none. `of` is the number
    of the delivery that it repeats; `commit` that of the change that it tells of, 0 for none.
    """

    number = fields.Integer(required=True)
    at = fields.Text(required=True)
    event = fields.Text(required=True)
    vendor = fields.Text(required=True)
    subscription = fields.Text(required=True)
    scope = fields.Text(required=True)
    state = fields.Choice(DeliveryState, required=True)
    attempts = fields.Integer(required=True)
    next_attempt = fields.Text(required=True, allow_none=True)
    status = fields.Integer(required=True, allow_none=True)
    said = fields.Text(required=True)
    of = fields.Integer(required=True, allow_none=True)
    commit = fields.Integer(required=True)


class DeliveryPage(ResponseSchema):
    """A page of deliveries; `next` is what to ask for as `after`. `forgotten` counts the oldest, which are not kept."""

    deliveries = fields.Array(fields.Nested(DeliveryRow), required=True)
    next = fields.Integer(required=True, allow_none=True)
    forgotten = fields.Integer(required=True)


class AnswerShown(ResponseSchema):
    """What a receiver answered; of a long body the beginning."""

    status = fields.Integer(required=True)
    headers = fields.FreeObject(required=True)
    body = fields.Text(required=True)


class WireMessage(ResponseSchema):
    """What was sent: the headers as they are spelled on the wire, and the body as text."""

    url = fields.Text(required=True)
    headers = fields.FreeObject(required=True)
    body = fields.Text(required=True)


class AttemptShown(WireMessage):
    """One try: what was sent, and what came back. `answer` is null when nothing did; `said` explains a failure.

    `disturbance` names what a tester had planned for it.
    """

    number = fields.Integer(required=True)
    at = fields.Text(required=True)
    result = fields.Choice(Result, required=True)
    answer = fields.Nested(AnswerShown, required=True, allow_none=True)
    said = fields.Text(required=True)
    disturbance = fields.Text(required=True)


class DeliveryShown(DeliveryRow):
    """A delivery with every attempt. `id` is that of the notice, the same at each; `link` leads to what it tells of.

    `body` is what is sent, as text. `caused_by` is the request, or whatever else made the change.
    """

    id = fields.Text(required=True)
    url = fields.Text(required=True)
    link = fields.Text(required=True)
    body = fields.Text(required=True)
    caused_by = fields.Text(required=True)
    tries = fields.Array(fields.Nested(AttemptShown), required=True)


class MessageShown(WireMessage):
    """A message that nobody received."""

    number = fields.Integer(required=True)
    at = fields.Text(required=True)
    event = fields.Text(required=True)
    vendor = fields.Text(required=True)
    subscription = fields.Text(required=True)


class Inbox(ResponseSchema):
    """A page of messages; `next` is what to ask for as `after`."""

    messages = fields.Array(fields.Nested(MessageShown), required=True)
    next = fields.Integer(required=True, allow_none=True)


class RunInput(OwnRequest):
    """How far to go."""

    advance = fields.Boolean(metadata=described("Let time pass until nothing waits any more."))


class Ended(ResponseSchema):
    """The deliveries that are over and were not before; `open` counts those that are not.

    `held` are those among them that no time lets go; `said` tells what each waits for.
    """

    ended = fields.Array(fields.Nested(DeliveryRow), required=True)
    held = fields.Array(fields.Nested(DeliveryRow), required=True)
    open = fields.Integer(required=True)
