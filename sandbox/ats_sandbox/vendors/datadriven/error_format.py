"""How Data Driven writes a refusal: `{message, errors: [{message, data}]}` for everything."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import ErrorFormat
from ats_sandbox.vendors.datadriven import errors


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
    data = {"field": name, "value": violation.quoted}
    match violation.rule:
        case Rule.JSON | Rule.NO_BODY:
            return {"message": "body: invalid JSON", "data": None}
        case Rule.NOT_OBJECT:
            return {"message": f"{name or 'body'}: expected object", "data": data if name else None}
        case Rule.TOO_FEW | Rule.TOO_MANY if violation.where == "body":
            return {"message": f"{name or 'body'}: expected 1 to {violation.limit} items", "data": None}
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
    envelope=lambda status, _: ErrorEnvelope,
    unauthenticated=errors.Unauthorized,
    forbidden=errors.Forbidden,
    unknown_route=errors.NotFound,
    wrong_method=errors.NotFound,
    too_large=errors.ValidationFailed,
    crashed=errors.ServerFault,
    invalid=lambda _call, violations: errors.ValidationFailed(violations),
    invalid_errors=lambda _operation: (errors.ValidationFailed,),
)
