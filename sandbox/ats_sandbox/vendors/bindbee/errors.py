"""How Bindbee refuses: `{"detail": …}`, a text for most things and a list for requests that fail validation.

The shapes and statuses are documented; most texts are those of the framework that the API is built with.
"""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import ApiError, Violation
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import ErrorFormat
from ats_sandbox.vendors.bindbee.call import Call
from ats_sandbox.vendors.bindbee.validation import detail
from ats_sandbox.world.domain.refusals import AlreadyApplied

REFERENCE = "https://docs.bindbee.dev, errors"
STATUS = inferred("the status is documented, the text is not: this is what the framework says, or its style")


class Unauthorized(ApiError):
    """The request is not authenticated; the answer carries the bearer challenge."""

    status, message, evidence = 401, "Not authenticated", STATUS

    def __init__(self, *args: Any, **details: Any) -> None:
        super().__init__(*args, **details)
        self.headers["WWW-Authenticate"] = "Bearer"


class NotAuthenticated(Unauthorized):
    """No bearer key."""


class InvalidKey(Unauthorized):
    """A key that is unknown or has expired."""

    message = "Invalid authentication credentials"


class InvalidConnector(Unauthorized):
    """A connector token that is unknown, or belongs to the other environment than the key."""

    message = "Invalid connector token"


class Forbidden(ApiError):
    """A known key without the right."""

    status, message, evidence = 403, "Not enough permissions", STATUS


class WrongCategory(Forbidden):
    """The connector belongs to another category than the operation."""

    message = "Connector does not have access to this category"


class WriteNotEnabled(Forbidden):
    """Records of this model cannot be created through this connector."""

    message = "Write is not enabled for this model"


class RecordNotFound(ApiError):
    """No record with this id behind this connector."""

    status, message, evidence = 404, "{model} not found", STATUS


class NotFound(ApiError):
    """No such route."""

    status, message = 404, "Not Found"


class MethodNotAllowed(ApiError):
    """The path exists, but not with this method."""

    status, message = 405, "Method Not Allowed"


class KeyReused(ApiError):
    """An idempotency key that was used for another request within five minutes."""

    status, message = 409, "Idempotency key already exists with a different payload."
    evidence = documented("https://docs.bindbee.dev, idempotency of writes")


class ValidationFailed(ApiError):
    """The path, query, headers or body are not what the operation takes."""

    status, message, evidence = 422, "Validation error", documented(REFERENCE)


class CandidateOnJob(ValidationFailed):
    """The candidate has an application for this job already."""

    message, evidence = "candidate already has an application for this job", inferred("one candidate is on a job once")


class ForeignStage(ValidationFailed):
    """The stage belongs to another job."""

    message, evidence = "stage does not belong to this job", inferred("stages belong to one job each")


class RateLimited(ApiError):
    """Over the limit of requests."""

    status, message, evidence = 429, "Rate limit exceeded", documented("https://docs.bindbee.dev, rate limits")


class TooLarge(ApiError):
    """A body that is too long to be read."""

    status, message = 413, "Request Entity Too Large"
    evidence = inferred("no limit is documented: this is what servers in front of the framework say")


class ServerFault(ApiError):
    """The server failed."""

    status, message = 500, "Internal Server Error"
    evidence = inferred("5xx bodies are not documented: this is the framework's")


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


def render(error: ApiError, call: Call | None, now: int) -> dict[str, Any]:
    """The body of a refusal."""
    return {"detail": detail(error) if error.status == ValidationFailed.status else error.text}


def envelope(status: int) -> type[ResponseSchema]:
    """The schema of a refusal with this status."""
    return HTTPValidationError if status == ValidationFailed.status else ErrorResponse


def invalid(call: Call, violations: tuple[Violation, ...]) -> ApiError:
    """Every fault at once: path, query, headers, body."""
    return ValidationFailed(violations)


def invalid_errors(operation: Operation) -> tuple[type[ApiError], ...]:
    """Validation has one answer."""
    return (ValidationFailed,)


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=envelope,
    unauthenticated=Unauthorized,
    forbidden=Forbidden,
    unknown_route=NotFound,
    wrong_method=MethodNotAllowed,
    too_large=TooLarge,
    crashed=ServerFault,
    invalid=invalid,
    invalid_errors=invalid_errors,
    translations={AlreadyApplied: CandidateOnJob},
)
