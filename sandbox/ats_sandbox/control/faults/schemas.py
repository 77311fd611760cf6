"""The wire shapes of faults."""

from typing import Any

from marshmallow import RAISE

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.control.faults.bounds import BOUNDS, MOST_CALLS, SAID
from ats_sandbox.control.faults.kinds import KINDS


def whole(name: str, about: str) -> fields.Integer:
    """A whole number within its bounds."""
    least, most = BOUNDS[name]
    return fields.Integer(least=int(least), most=int(most), metadata={"description": about})


def text(about: str) -> fields.Text:
    """A name, a path or a word."""
    return fields.Text(least=1, most=SAID, metadata={"description": about})


def flag(about: str) -> fields.Boolean:
    """Yes or no."""
    return fields.Boolean(metadata={"description": about})


def members() -> dict[str, Any]:
    """What a fault is told: which requests, when, and in what way."""
    least, most = BOUNDS["seconds"]
    return {
        "kind": fields.Choice(KINDS, required=True, metadata={"description": "What goes wrong."}),
        "vendor": text("Only requests to this vendor."),
        "operation": text("Only requests to this operation: its id or an alias."),
        "method": text("Only operations of this method."),
        "path": text("Only requests to the vendor's own paths like this: `*` any text, `?` any character."),
        "principal": text("Only requests with this token."),
        "first": whole("first", "The first so many requests that fit."),
        "every": whole("every", "Every so-manieth request that fits."),
        "calls": fields.Array(
            whole("first", "Counted from 1."), least=1, most=MOST_CALLS, metadata={"description": "These requests."}
        ),
        "times": whole("times", "At most so many hits."),
        "status": whole("status", "The status of the answer."),
        "code": text("Of several refusals with that status the one with this code or name."),
        "words": fields.FreeObject(metadata={"description": "What the refusal's message leaves open, by name."}),
        "retry_after": whole("retry_after", "The seconds in Retry-After, where the vendor sends it."),
        "seconds": fields.Number(least=least, most=most, metadata={"description": "Real seconds to wait."}),
        "rate": whole("rate", "Bytes a second."),
        "bytes": whole("bytes", "Bytes of the body that are sent."),
        "by": whole("by", "Bytes that Content-Length is too high by; below zero, too low."),
        "records": whole("records", "Records of a batch that are stored."),
        "handled": flag("Whether the request is worked on before it is refused."),
        "politely": flag("Whether the connection is closed rather than reset."),
    }


class Told(RequestSchema):
    """A fault to come. Members that it does not name are refused."""

    class Meta:
        unknown = RAISE


FaultBody: type[RequestSchema] = type("FaultBody", (Told,), {"__doc__": Told.__doc__, **members()})


class Standing(ResponseSchema):
    """What every fault that stands tells beside that."""

    id = fields.Text(required=True)
    about = fields.Text(required=True)
    operations = fields.Array(
        fields.Text(), required=True, metadata={"description": "Those it can happen to, as `vendor id`."}
    )
    requests = fields.Integer(required=True, metadata={"description": "Requests so far that fit."})
    hits = fields.Integer(required=True, metadata={"description": "Those that it happened to."})
    active = fields.Boolean(required=True, metadata={"description": "Whether it can happen again."})


Fault: type[ResponseSchema] = type("Fault", (Standing,), {"__doc__": "A fault that stands.", **members()})


class Faults(ResponseSchema):
    """The faults of a world, those that stand longest first."""

    faults = fields.Array(fields.Nested(Fault), required=True)
