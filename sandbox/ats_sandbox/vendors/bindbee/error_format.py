"""The bodies of Bindbee's refusals: `{"detail": …}`, a text for most things and a list for failed validation."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import decode, raw
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import ErrorFormat
from ats_sandbox.vendors.bindbee import errors
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.validation import entry
from ats_sandbox.world.domain.refusals import AddressTaken, AlreadyApplied, AnsweredAlready


class ErrorResponse(ResponseSchema):
    """The body of most refusals."""

    detail = fields.Text(required=True)


class ValidationError(ResponseSchema):
    """One thing that was wrong. `loc` leads to it; `input` is what was sent; `ctx` names the bound or reason."""

    loc = fields.Array(fields.Anything(metadata={"type": ["string", "integer"]}), required=True)
    msg = fields.Text(required=True)
    type = fields.Text(required=True)
    input = fields.Anything()
    ctx = fields.FreeObject()


class HTTPValidationError(ResponseSchema):
    """The body of a failed validation."""

    detail = fields.Array(fields.Nested(ValidationError))


def render(error: ApiError, call: AnyCall | None, now: int) -> Document:
    """The body of a refusal. One of the world's own is about the whole body that was sent."""
    if error.status != errors.ValidationFailed.status:
        return {"detail": error.text}
    found = error.violations
    if not found:
        content = b"" if call is None else raw(call.request)
        found = (Violation(Rule.CUSTOM, text=error.text, value=decode(content) if content else None),)
    return {"detail": [entry(one) for one in found]}


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=lambda status, _: HTTPValidationError if status == errors.ValidationFailed.status else ErrorResponse,
    unauthenticated=errors.Unauthorized,
    forbidden=errors.Forbidden,
    unknown_route=errors.NotFound,
    wrong_method=errors.MethodNotAllowed,
    too_large=errors.TooLarge,
    crashed=errors.ServerFault,
    invalid=lambda call, violations: errors.ValidationFailed(violations),
    invalid_errors=lambda operation: (errors.ValidationFailed,),
    translations={
        AlreadyApplied: errors.CandidateOnJob,
        AnsweredAlready: errors.EeocAnswered,
        AddressTaken: errors.AddressTaken,
    },
)
