"""The wire shapes of rate limits."""

from enum import StrEnum

from marshmallow import RAISE

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema


class Mode(StrEnum):
    """What is done about a request over its limit."""

    COUNT = "count"
    """It is answered as any other; the journal marks it."""
    ENFORCE = "enforce"
    """It is refused with 429."""


class LimitsBody(RequestSchema):
    """What to do from now on."""

    mode = fields.Choice(Mode, required=True, metadata={"description": "Answer 429, or only count?"})

    class Meta:
        unknown = RAISE


class LimitException(ResponseSchema):
    """An operation with figures of its own."""

    operation = fields.Text(required=True)
    requests = fields.Integer(required=True)
    at_once = fields.Integer()


class Limit(ResponseSchema):
    """One vendor's limit: so many requests in so many seconds for each of whoever has a budget of their own."""

    vendor = fields.Text(required=True)
    requests = fields.Integer(required=True)
    seconds = fields.Integer(required=True)
    per = fields.Text(required=True)
    at_once = fields.Integer(metadata={"description": "Requests that may be in progress together."})
    exceptions = fields.Array(fields.Nested(LimitException), required=True)


class Limits(ResponseSchema):
    """The mode, and the limits of the vendors that have one."""

    mode = fields.Choice(Mode, required=True)
    limits = fields.Array(fields.Nested(Limit), required=True)
    counters = fields.Integer(required=True, metadata={"description": "Budgets that requests were counted against."})
