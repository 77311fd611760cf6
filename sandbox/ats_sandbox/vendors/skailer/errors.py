"""How Skailer refuses.

The vendor documents which statuses clients must handle (401, 403, 404, 422, 429) and nothing of their bodies. The
bodies follow the conventions of the framework whose habits its paths and statuses show.
"""

from functools import partial

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Multipart
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError, Rule, Violation, refusal
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import ErrorFormat

STATUS = documented("https://doc.skailer.com, guide Core Concepts: the status; its body is inferred")

INVALID = "The given data was invalid."
TOO_LARGE = inferred("no status for it is documented; 422 is the documented one for data that is not accepted")
FAULT = inferred("every server can fail; the documented statuses are said to be some of those to expect")


_refusal = partial(refusal, evidence=STATUS)

Unauthenticated = _refusal(
    "Unauthenticated", 401, "Unauthenticated.", "No Bearer token, or one that is unknown or has expired."
)
Forbidden = _refusal(
    "Forbidden",
    403,
    "This action is unauthorized.",
    "A valid token without the right to the operation or to the record.",
)
NotFound = _refusal("NotFound", 404, "Not Found.", "No such route, or no record with the id in the path.")
Unprocessable = _refusal(
    "Unprocessable",
    422,
    INVALID,
    "The body is not what the operation takes, or names a record that does not exist or does not fit.",
)
BodyTooLarge = _refusal("BodyTooLarge", 422, INVALID, "A body too long to be read at all.", evidence=TOO_LARGE)
TooManyRequests = _refusal("TooManyRequests", 429, "Too Many Requests.", "More than a hundred requests in a minute.")
ServerFault = _refusal("ServerFault", 500, "Server Error", "The server failed.", evidence=FAULT)

FILE_REQUIRED = "The file field is required."
FILE_TYPE = "The file field must be a file of type: pdf, doc, docx."
FILE_EMPTY = "The file field must not be empty."
FILE_TOO_LARGE = "The file field must not be greater than 10240 kilobytes."
ALREADY_ON_JOB = "The applicant is already attached to this job."
NOTHING_TO_DO = "At least one action field is required."

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


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=lambda status: FieldErrors if status == Unprocessable.status else Message,
    unauthenticated=Unauthenticated,
    forbidden=Forbidden,
    unknown_route=NotFound,
    wrong_method=NotFound,
    too_large=BodyTooLarge,
    crashed=ServerFault,
    invalid=lambda _call, violations: Unprocessable(violations),
    invalid_errors=lambda _operation: (Unprocessable,),
)
