"""The bodies of Skailer's refusals, after the conventions of the framework whose habits its paths and statuses show."""

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Multipart
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import ErrorFormat
from ats_sandbox.vendors.skailer import errors

EXPECTED = {
    "number": "an integer",
    "string": "a string",
    "array": "an array",
    "boolean": "true or false",
    "email": "a valid email address",
    "date-time": "a valid date",
}
SENTENCES = {
    Rule.MISSING: "The {field} field is required.",
    Rule.TOO_SHORT: "The {field} field is required.",
    Rule.TYPE: "The {field} field must be {expected}.",
    Rule.NULL: "The {field} field must be {expected}.",
    Rule.FORMAT: "The {field} field must be {expected}.",
    Rule.TOO_LONG: "The {field} field must not be greater than {limit} characters.",
    Rule.TOO_MANY: "The {field} field must not have more than {limit} items.",
    Rule.TOO_SMALL: "The {field} field must be at least {limit}.",
    Rule.TOO_LARGE: "The {field} field must not be greater than {limit}.",
}


def sentence(violation: Violation) -> str:
    """What is wrong with one field, in a sentence."""
    if violation.rule is Rule.CUSTOM:
        return violation.text
    field = ".".join(map(str, violation.path)).replace("_", " ")
    template = SENTENCES.get(violation.rule, "The selected {field} is invalid.")
    return template.format(field=field, expected=EXPECTED.get(violation.expected), limit=violation.limit)


def render(error: ApiError, call: AnyCall | None, now: int) -> Document:
    """`{message}`, and for 422 the sentences by field; a body that is no object has no fields to name."""
    if error.status != errors.Unprocessable.status:
        return {"message": error.text}
    by_field: dict[str, list[str]] = {}
    for violation in error.violations:
        if violation.path:
            by_field.setdefault(".".join(map(str, violation.path)), []).append(sentence(violation))
    if isinstance(error, errors.BodyTooLarge) and call is not None and isinstance(call.operation.body, Multipart):
        by_field = {"file": [errors.FILE_TOO_LARGE]}
    return {"message": error.text, "errors": by_field}


class Message(ResponseSchema):
    """The body of most refusals."""

    message = fields.Text(required=True)


class FieldErrors(ResponseSchema):
    """The body of a 422: sentences by field, items of arrays as `cv_ids.0`."""

    message = fields.Text(required=True)
    errors = ma.fields.Dict(keys=fields.Text(), values=fields.Array(fields.Text()), required=True)


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=lambda status, _: FieldErrors if status == errors.Unprocessable.status else Message,
    unauthenticated=errors.Unauthenticated,
    forbidden=errors.Forbidden,
    unknown_route=errors.NotFound,
    wrong_method=errors.NotFound,
    too_large=errors.BodyTooLarge,
    crashed=errors.ServerFault,
    invalid=lambda _call, violations: errors.Unprocessable(violations),
    invalid_errors=lambda _operation: (errors.Unprocessable,),
)
