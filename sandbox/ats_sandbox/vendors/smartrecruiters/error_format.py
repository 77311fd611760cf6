"""How SmartRecruiters writes a refusal: `{message, errors: [{code, message}]}`, both members optional.

An API with a body of its own says so by the `envelope` of its resources, a single operation by that of its facts.
"""

from collections.abc import Mapping

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Form, Multipart, instance, raw
from ats_sandbox.contract.operation import Document, Operation
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.contract.vendor import ErrorFormat
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, envelope_of, facts_of
from ats_sandbox.world.domain.refusals import (
    ApprovalOver,
    DecisionTaken,
    DecisionTooEarly,
    IdentityTaken,
    LastTimeslot,
    NoSuchPhase,
    NoSuchStep,
    NotAsked,
    ReasonMissing,
    ReasonUnfit,
    ReasonUnknown,
)

VERSIONED = ("/interviews-api/", "/reviews-api/")
"""Where the services begin that answer 422 to a body which is JSON and still not what they take."""

UNREADABLE = frozenset({Rule.JSON, Rule.NO_BODY})


ErrorEntry = shape_of("ErrorEntry", code=fields.Text(required=True), message=fields.Text())
"""One thing that was wrong."""
ErrorEnvelope = shape_of("ErrorEnvelope", message=fields.Text(), errors=fields.Array(fields.Nested(ErrorEntry)))
"""The body of every refusal."""


def render(error: ApiError, call: AnyCall | None, now: int) -> Document:
    """The message, and an entry for each violation, or for the refusal itself when it has a code."""
    own = None if call is None else envelope_of(call.operation, error.status)
    if call is not None and own is not None:
        return own.render(error, call, now)
    return usual(error, call)


def usual(error: ApiError, call: AnyCall | None) -> Document:
    """The usual body of a refusal."""
    if error.code is None:
        return {"message": error.text}
    if not error.violations:
        return {"message": error.text, "errors": [{"code": error.code, "message": error.text}]}
    codes = facts_of(call.operation).codes if call is not None else {}
    entries = [{"code": code_of(one, codes) or error.code, "message": sentence(one)} for one in error.violations]
    return {"message": error.text, "errors": entries}


def schema_of(status: int, operation: Operation) -> type[ma.Schema]:
    """The schema of an operation's refusals with a status."""
    own = envelope_of(operation, status)
    return ErrorEnvelope if own is None else own.schema


def media_type_of(status: int, operation: Operation) -> str:
    """The media type of an operation's refusals with a status."""
    own = envelope_of(operation, status)
    return "application/json" if own is None else own.media_type


def code_of(violation: Violation, codes: Mapping[str, str]) -> str | None:
    """The code of a member that takes one of a closed list; operations name such codes in their fact `codes`."""
    if violation.rule is not Rule.CHOICE:
        return None
    return codes.get(".".join(map(str, violation.path)))


SENTENCES = {
    **dict.fromkeys((Rule.JSON, Rule.NO_BODY), "{name} is not readable JSON"),
    **dict.fromkeys((Rule.MISSING, Rule.NULL), "{name} is required"),
    **dict.fromkeys((Rule.NOT_OBJECT, Rule.TYPE), "{name} must be of type {expected}"),
    **dict.fromkeys((Rule.PARSE, Rule.FORMAT), "{name} must be a valid {expected}"),
    Rule.CHOICE: "{name} must be one of {choices}",
    Rule.TOO_SHORT: "{name} must be at least {limit} characters long",
    Rule.TOO_LONG: "{name} must be at most {limit} characters long",
    Rule.TOO_FEW: "{name} must be at least {limit} items long",
    Rule.TOO_MANY: "{name} must be at most {limit} items long",
    Rule.TOO_SMALL: "{name} must be at least {limit}",
    Rule.TOO_LARGE: "{name} must be at most {limit}",
}


def sentence(violation: Violation) -> str:
    """One violation in a sentence."""
    name = ".".join(map(str, violation.path)) or "body"
    template = SENTENCES.get(violation.rule)
    if template is None:
        return f"{name} {violation.text}".strip()
    choices = ", ".join(violation.choices)
    return template.format(name=name, expected=violation.expected, choices=choices, limit=violation.limit)


def invalid(call: AnyCall, violations: tuple[Violation, ...]) -> ApiError:
    """Every fault at once, in field order."""
    if violations[0].rule in UNREADABLE:
        return errors.MalformedRequest(violations)
    incomplete = facts_of(call.operation).incomplete
    if incomplete is not None and violations[0].rule in (Rule.MISSING, Rule.NULL):
        return incomplete(violations)
    unfit = unfit_for(call.operation) if violations[0].where == "body" else errors.ValidationFailed
    return unfit(violations)


def unfit_for(operation: Operation) -> type[ApiError]:
    """The refusal of a body that is JSON and not what an operation takes."""
    usual = errors.Unprocessable if operation.path.startswith(VERSIONED) else errors.ValidationFailed
    return facts_of(operation).invalid or usual


def invalid_errors(operation: Operation) -> tuple[type[ApiError], ...]:
    """What validation may say of an operation's inputs. Nothing can be wrong with free texts, as all headers are."""
    body = () if operation.body is None else (errors.MalformedRequest, unfit_for(operation))
    read = () if operation.query is None else instance(operation.query).fields.values()
    free = all(type(one) is fields.Text and not one.validators and not one.required for one in read)
    return body if free else (*body, errors.ValidationFailed)


def reads_json(operation: Operation) -> bool:
    """True when an operation takes a body and cares for its media type; a form of another type is just unreadable."""
    return operation.body is not None and not isinstance(operation.body, Multipart | Form)


def match_media_type(call: AnyCall) -> None:
    """Gate: refuse a body of a media type that the operation does not read."""
    body = call.operation.body
    if body is None or not reads_json(call.operation) or not raw(call.request):
        return
    if call.request.mimetype not in body.media_types:
        raise errors.UnsupportedMediaType


def implied(operation: Operation) -> tuple[type[ApiError], ...]:
    """The refusals that the gates of this vendor add."""
    return (errors.UnsupportedMediaType,) if reads_json(operation) else ()


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=schema_of,
    media_type=media_type_of,
    unauthenticated=errors.Unauthorized,
    forbidden=errors.Forbidden,
    unknown_route=errors.NotFound,
    wrong_method=errors.MethodNotAllowed,
    too_large=errors.TooLarge,
    crashed=errors.ServerFault,
    invalid=invalid,
    invalid_errors=invalid_errors,
    translations={
        ApprovalOver: errors.ApprovalCompleted,
        DecisionTaken: errors.DecisionAlreadyTaken,
        DecisionTooEarly: errors.DecisionNotYetAllowed,
        NotAsked: errors.ApproverNotAllowed,
        IdentityTaken: errors.CandidateDataConflict,
        LastTimeslot: errors.LastTimeslotKept,
        NoSuchPhase: errors.InvalidStatus,
        NoSuchStep: errors.InvalidSubStatus,
        ReasonMissing: errors.ReasonRequired,
        ReasonUnfit: errors.ReasonNotSupported,
        ReasonUnknown: errors.ReasonNotFound,
    },
)
