"""The bodies of StackOne's refusals."""

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.contract.vendor import ErrorFormat
from ats_sandbox.vendors.stackone import errors, wire
from ats_sandbox.vendors.stackone.call import AnyCall
from ats_sandbox.vendors.stackone.gates import unified
from ats_sandbox.vendors.stackone.ids import remote_of
from ats_sandbox.vendors.stackone.providers import Provider
from ats_sandbox.vendors.stackone.shapes import ProviderError
from ats_sandbox.vendors.stackone.state import account_of
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain import refusals

LISTED = 30
"""Choices that a message still spells out; longer lists are only counted."""


class Refusal(ResponseSchema):
    """The body of a refusal. It is open: what a provider answered may stand beside these three."""

    statusCode = fields.Number(required=True)
    message = fields.Text(required=True)
    timestamp = fields.DateTime(required=True)

    class Meta:
        unknown = ma.INCLUDE


UnifiedError = shape_of("UnifiedError", statusCode=wire.number(), message=wire.text(), headers=wire.free())
"""Details of a refusal."""


class BadRequestRefusal(Refusal):
    """The body of a 400."""

    data = wire.one(UnifiedError)
    provider_errors = wire.many(ProviderError)


def render(error: ApiError, call: AnyCall | None, now: int) -> Document:
    """The body of a refusal; a refused request adds `errorCode`, a refusing provider what it answered."""
    body: Document = {"statusCode": error.status, "message": error.text, "timestamp": iso(now)}
    if "provider_errors" in error.details:
        return {**body, "provider_errors": error.details["provider_errors"]}
    if isinstance(error, errors.BadRequest):
        return {**body, "errorCode": error.code, "provider_errors": []}
    if isinstance(error, errors.Unprocessable):
        answered = [] if call is None else [provider_error(error, call, one) for one in _providers(call)]
        return {**body, "provider_errors": answered}
    return body


def _providers(call: AnyCall) -> list[Provider]:
    """The provider that the request is for, if there is one; a fault comes before the gates that find it."""
    account = call.account
    if account is None and unified(call.operation):
        account = account_of(call.world, call.request.headers.get("x-account-id", ""))
    return [] if account is None else [account.service]


def provider_error(error: errors.Unprocessable, call: AnyCall, provider: Provider) -> Document:
    """What the provider answered to StackOne's own request."""
    ids = {name: remote_of(id) for name, id in call.path.items()}
    path = call.operation.path.removeprefix("/unified/ats").format(**ids)
    return {
        "status": error.status,
        "url": provider.url(path),
        "raw": {"message": error.answer.format(**error.details)},
        "headers": {"content-type": "application/json"},
    }


def invalid(call: AnyCall, violations: tuple[Violation, ...]) -> ApiError:
    """Every fault at once, in field order, in one sentence."""
    return errors.BadRequest(violations, text=", ".join(dict.fromkeys(map(_sentence, violations))))


def _name(violation: Violation) -> str:
    if violation.where in ("query", "header"):
        first, *inner = map(str, violation.path)
        return first + "".join(f"[{part}]" for part in inner)
    return ".".join(map(str, violation.path)) or "body"


_SENTENCES = {
    Rule.JSON: "body is not valid JSON",
    Rule.NO_BODY: "body is required",
    Rule.MISSING: "{name} is required",
    Rule.NULL: "{name} must not be null",
    Rule.NOT_OBJECT: "{name} must be an object",
    Rule.TOO_FEW: "{name} must contain at least 1 elements",
    Rule.TOO_MANY: "{name} must contain no more than {limit} elements",
    Rule.TOO_SMALL: "{name} must not be less than {limit}",
    Rule.TOO_LARGE: "{name} must not be greater than {limit}",
    Rule.CHOICE: "{name} must be one of the following values: {choices}",
}


def _sentence(violation: Violation) -> str:
    sentence = _SENTENCES.get(violation.rule, "{name} must be a valid {expected}")
    if violation.rule is Rule.CHOICE and len(violation.choices) > LISTED:
        sentence = f"{{name}} must be one of {len(violation.choices)} known values"
    return sentence.format(
        name=_name(violation),
        limit=violation.limit,
        choices=", ".join(violation.choices),
        expected=violation.expected,
    )


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=lambda status, _: BadRequestRefusal if status == 400 else Refusal,
    unauthenticated=errors.Unauthorized,
    forbidden=errors.Forbidden,
    unknown_route=errors.NotFound,
    wrong_method=errors.NotFound,
    too_large=errors.TooLarge,
    crashed=errors.ServerFault,
    invalid=invalid,
    invalid_errors=lambda operation: (errors.BadRequest,),
    translations={
        refusals.AlreadyApplied: errors.AlreadyApplied,
        refusals.StageElsewhere: errors.StageOfAnotherJob,
        refusals.ReasonUnfit: errors.ReasonUnfit,
        refusals.NoSuchPhase: errors.NoSuchPhase,
    },
)
