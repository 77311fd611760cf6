"""How Skailer refuses.

The vendor documents which statuses clients must handle (401, 403, 404, 422, 429) and nothing of their bodies. The
bodies follow the conventions of the framework whose habits its paths and statuses show.
"""

from typing import Any

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Multipart
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import ErrorFormat

STATUS = documented("https://doc.skailer.com, guide Core Concepts: the status; its body is inferred")


class Unauthenticated(ApiError):
    """No Bearer token, or one that is unknown or has expired."""

    status, message, evidence = 401, "Unauthenticated.", STATUS


class Forbidden(ApiError):
    """A valid token without the right to the operation or to the record."""

    status, message, evidence = 403, "This action is unauthorized.", STATUS


class NotFound(ApiError):
    """No such route, or no record with the id in the path."""

    status, message, evidence = 404, "Not Found.", STATUS


class Unprocessable(ApiError):
    """The body is not what the operation takes, or names a record that does not exist or does not fit."""

    status, message, evidence = 422, "The given data was invalid.", STATUS


class BodyTooLarge(ApiError):
    """A body too long to be read at all."""

    status, message = 422, "The given data was invalid."
    evidence = inferred("no status for it is documented; 422 is the documented one for data that is not accepted")


class TooManyRequests(ApiError):
    """More than a hundred requests in a minute."""

    status, message, evidence = 429, "Too Many Requests.", STATUS


class ServerFault(ApiError):
    """The server failed."""

    status, message = 500, "Server Error"
    evidence = inferred("every server can fail; the documented statuses are said to be some of those to expect")


FILE_REQUIRED = "The file field is required."
FILE_TYPE = "The file field must be a file of type: pdf, doc, docx."
FILE_EMPTY = "The file field must not be empty."
FILE_TOO_LARGE = "The file field must not be greater than 10240 kilobytes."
ALREADY_ON_JOB = "The applicant is already attached to this job."
NOTHING_TO_DO = "At least one action field is required."

KINDS = {"number": "an integer", "string": "a string", "array": "an array", "boolean": "true or false"}
FORMATS = {"email": "a valid email address", "date-time": "a valid date"}


def sentence(violation: Violation) -> str:
    """What is wrong with one field, in a sentence."""
    field = ".".join(map(str, violation.path)).replace("_", " ")
    match violation.rule:
        case Rule.MISSING | Rule.TOO_SHORT:
            return f"The {field} field is required."
        case Rule.TYPE | Rule.NULL:
            return f"The {field} field must be {KINDS[violation.expected]}."
        case Rule.FORMAT:
            return f"The {field} field must be {FORMATS[violation.expected]}."
        case Rule.TOO_LONG:
            return f"The {field} field must not be greater than {violation.limit} characters."
        case Rule.TOO_SMALL:
            return f"The {field} field must be at least {violation.limit}."
        case Rule.TOO_LARGE:
            return f"The {field} field must not be greater than {violation.limit}."
        case Rule.CUSTOM:
            return violation.text
        case _:
            return f"The selected {field} is invalid."


def render(error: ApiError, call: Call | None, now: int) -> dict[str, Any]:
    """`{message}`, and for 422 the sentences by field; a body that is no object has no fields to name."""
    if error.status != Unprocessable.status:
        return {"message": error.text}
    by_field: dict[str, list[str]] = {}
    for violation in error.violations:
        if violation.path:
            by_field.setdefault(".".join(map(str, violation.path)), []).append(sentence(violation))
    if isinstance(error, BodyTooLarge) and call is not None and isinstance(call.operation.body, Multipart):
        by_field = {"file": [FILE_TOO_LARGE]}
    return {"message": error.text, "errors": by_field}


class Message(ResponseSchema):
    """The body of most refusals."""

    message = fields.Text(required=True)


class FieldErrors(ResponseSchema):
    """The body of a 422: sentences by field, items of arrays as `cv_ids.0`."""

    message = fields.Text(required=True)
    errors = ma.fields.Dict(keys=fields.Text(), values=fields.Array(fields.Text()), required=True)


def invalid_errors(operation: Operation) -> tuple[type[ApiError], ...]:
    """Validation has one answer."""
    return (Unprocessable,)


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=lambda status: FieldErrors if status == Unprocessable.status else Message,
    unauthenticated=Unauthenticated,
    forbidden=Forbidden,
    unknown_route=NotFound,
    wrong_method=NotFound,
    too_large=BodyTooLarge,
    crashed=ServerFault,
    invalid=lambda call, violations: Unprocessable(violations),
    invalid_errors=invalid_errors,
)
