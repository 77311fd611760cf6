"""How Data Driven refuses: `{message, errors: [{message, data}]}` for everything.

The envelope is documented; which status carries it and the texts are inferred, and stand here alone.
"""

from functools import partial

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError, Rule, Violation, refusal
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import ErrorFormat

FOUR = inferred("four refusals share one documented schema; their statuses are not shown, these are the usual four")


_refusal = partial(refusal, evidence=FOUR)

ValidationFailed = _refusal(
    "ValidationFailed", 400, "Validation error", "The body, the id or a query value is not what the operation takes."
)
Unauthorized = _refusal("Unauthorized", 401, "Unauthorized", "No Bearer token, or one that is unknown or expired.")
Forbidden = _refusal("Forbidden", 403, "Forbidden", "A known token without the right.", evidence=None)
StepNotFound = _refusal("StepNotFound", 404, "Application step not found", "No application step with that id.")
OfferNotFound = _refusal("OfferNotFound", 404, "Job offer not found", "No job offer with that id.")
NotFound = _refusal("NotFound", 404, "Not found", "No such route or method.", evidence=None)
ServerFault = _refusal("ServerFault", 500, "Internal server error", "The server failed.")


class ErrorEntry(ResponseSchema):
    """One thing that was wrong."""

    message = fields.Text(required=True)
    data = fields.Anything(required=True)


class ErrorEnvelope(ResponseSchema):
    """The body of every refusal."""

    message = fields.Text(required=True)
    errors = fields.Array(fields.Nested(ErrorEntry), required=True)


def render(error: ApiError, call: AnyCall | None, now: int) -> Document:
    """The envelope: one entry per violation, or one that repeats the message."""
    entries = [entry(violation) for violation in error.violations] or [{"message": error.text, "data": None}]
    return {"message": error.text, "errors": entries}


def entry(violation: Violation) -> Document:
    """One violation; faults in an array of records begin with the record's index."""
    name = ".".join(map(str, violation.path))
    data = {"field": name, "value": violation.value}
    match violation.rule:
        case Rule.JSON | Rule.NO_BODY:
            return {"message": "body: invalid JSON", "data": None}
        case Rule.NOT_OBJECT:
            return {"message": f"{name or 'body'}: expected object", "data": data if name else None}
        case Rule.TOO_FEW | Rule.TOO_MANY if violation.where == "body":
            return {"message": f"body: expected 1 to {violation.limit} items", "data": None}
        case Rule.MISSING:
            return {"message": f"{name}: required", "data": data}
        case Rule.NULL | Rule.TYPE:
            received = fields.json_type(violation.value)
            return {"message": f"{name}: expected {violation.expected}, received {received}", "data": data}
        case Rule.PARSE:
            return {"message": f"{name}: expected {violation.expected}", "data": data}
        case Rule.FORMAT:
            return {"message": f"{name}: invalid {violation.expected}", "data": data}
        case _:
            return {"message": f"{name}: out of range", "data": data}


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=lambda status: ErrorEnvelope,
    unauthenticated=Unauthorized,
    forbidden=Forbidden,
    unknown_route=NotFound,
    wrong_method=NotFound,
    too_large=ValidationFailed,
    crashed=ServerFault,
    invalid=lambda _call, violations: ValidationFailed(violations),
    invalid_errors=lambda _operation: (ValidationFailed,),
)
