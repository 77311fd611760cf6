"""How Bindbee refuses: `{"detail": …}`, a text for most things and a list for requests that fail validation.

The shapes and statuses are documented; most texts are those of the framework that the API is built with.
"""

from functools import partial

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import Evidence, documented, inferred
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import ApiError, refusal
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import ErrorFormat
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.validation import detail
from ats_sandbox.world.domain.refusals import AlreadyApplied

STATUS = inferred("the status is documented, the text is not: this is what the framework says, or its style")
ERRORS = documented("https://docs.bindbee.dev, errors")
WRITES = documented("https://docs.bindbee.dev, idempotency of writes")
LIMITS = documented("https://docs.bindbee.dev, rate limits")
ONCE = inferred("one candidate is on a job once")
OWN_STAGES = inferred("stages belong to one job each")
LONG = inferred("no limit is documented: this is what servers in front of the framework say")
FAILED = inferred("5xx bodies are not documented: this is the framework's")


class Unauthorized(ApiError):
    """The request is not authenticated; the answer carries the bearer challenge."""

    status, message, evidence = 401, "Not authenticated", STATUS

    def __init__(self, *args: object, **details: object) -> None:
        super().__init__(*args, **details)  # type: ignore[arg-type]
        self.headers["WWW-Authenticate"] = "Bearer"


def _row(
    status: int, name: str, message: str, about: str, evidence: Evidence | None = None, of: type[ApiError] = ApiError
) -> type[ApiError]:
    """A refusal in one line; `about` says to testers when it happens."""
    return refusal(name, status, message, about, evidence=evidence, of=of)


_unauthorized = partial(_row, 401, of=Unauthorized)
NotAuthenticated = _unauthorized("NotAuthenticated", "Not authenticated", "No bearer key.")
InvalidKey = _unauthorized("InvalidKey", "Invalid authentication credentials", "A key that is unknown or has expired.")
InvalidConnector = _unauthorized(
    "InvalidConnector",
    "Invalid connector token",
    "A connector token that is unknown, or belongs to the other environment than the key.",
)

Forbidden = _row(403, "Forbidden", "Not enough permissions", "A known key without the right.", STATUS)
_forbidden = partial(_row, 403, of=Forbidden)
WrongCategory = _forbidden(
    "WrongCategory",
    "Connector does not have access to this category",
    "The connector belongs to another category than the operation.",
)
WriteNotEnabled = _forbidden(
    "WriteNotEnabled",
    "Write is not enabled for this model",
    "Records of this model cannot be created through this connector.",
)

RecordNotFound = _row(
    404, "RecordNotFound", "{model} not found", "No record with this id behind this connector.", STATUS
)
NotFound = _row(404, "NotFound", "Not Found", "No such route.")
MethodNotAllowed = _row(405, "MethodNotAllowed", "Method Not Allowed", "The path exists, but not with this method.")
KeyReused = _row(
    409,
    "KeyReused",
    "Idempotency key already exists with a different payload.",
    "An idempotency key that was used for another request within five minutes.",
    WRITES,
)
TooLarge = _row(413, "TooLarge", "Request Entity Too Large", "A body that is too long to be read.", LONG)

ValidationFailed = _row(
    422,
    "ValidationFailed",
    "Validation error",
    "The path, query, headers or body are not what the operation takes.",
    ERRORS,
)
_invalid = partial(_row, 422, of=ValidationFailed)
CandidateOnJob = _invalid(
    "CandidateOnJob",
    "candidate already has an application for this job",
    "The candidate has an application for this job already.",
    ONCE,
)
ForeignStage = _invalid(
    "ForeignStage", "stage does not belong to this job", "The stage belongs to another job.", OWN_STAGES
)

RateLimited = _row(429, "RateLimited", "Rate limit exceeded", "Over the limit of requests.", LIMITS)
ServerFault = _row(500, "ServerFault", "Internal Server Error", "The server failed.", FAILED)


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
    """The body of a refusal."""
    return {"detail": detail(error) if error.status == ValidationFailed.status else error.text}


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=lambda status: HTTPValidationError if status == ValidationFailed.status else ErrorResponse,
    unauthenticated=Unauthorized,
    forbidden=Forbidden,
    unknown_route=NotFound,
    wrong_method=MethodNotAllowed,
    too_large=TooLarge,
    crashed=ServerFault,
    invalid=lambda call, violations: ValidationFailed(violations),
    invalid_errors=lambda operation: (ValidationFailed,),
    translations={AlreadyApplied: CandidateOnJob},
)
