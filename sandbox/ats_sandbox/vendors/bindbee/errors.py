"""How Bindbee refuses: `{"detail": …}`, a text for most things and a list for requests that fail validation.

The shapes and statuses are documented; most texts are those of the framework that the API is built with.
"""

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


def table_row(
    name: str, status: int, message: str, about: str, evidence: Evidence | None = None, of: type[ApiError] = ApiError
) -> type[ApiError]:
    """A refusal in one line; `about` says to testers when it happens."""
    row = refusal(name, status, message, evidence=evidence, of=of)
    row.__doc__ = about
    return row


NotAuthenticated = table_row("NotAuthenticated", 401, Unauthorized.message, "No bearer key.", of=Unauthorized)
InvalidKey = table_row(
    "InvalidKey", 401, "Invalid authentication credentials", "A key that is unknown or has expired.", of=Unauthorized
)
InvalidConnector = table_row(
    "InvalidConnector",
    401,
    "Invalid connector token",
    "A connector token that is unknown, or belongs to the other environment than the key.",
    of=Unauthorized,
)
Forbidden = table_row("Forbidden", 403, "Not enough permissions", "A known key without the right.", STATUS)
WrongCategory = table_row(
    "WrongCategory",
    403,
    "Connector does not have access to this category",
    "The connector belongs to another category than the operation.",
    of=Forbidden,
)
WriteNotEnabled = table_row(
    "WriteNotEnabled",
    403,
    "Write is not enabled for this model",
    "Records of this model cannot be created through this connector.",
    of=Forbidden,
)
RecordNotFound = table_row(
    "RecordNotFound", 404, "{model} not found", "No record with this id behind this connector.", STATUS
)
NotFound = table_row("NotFound", 404, "Not Found", "No such route.")
MethodNotAllowed = table_row(
    "MethodNotAllowed", 405, "Method Not Allowed", "The path exists, but not with this method."
)
KeyReused = table_row(
    "KeyReused",
    409,
    "Idempotency key already exists with a different payload.",
    "An idempotency key that was used for another request within five minutes.",
    WRITES,
)
TooLarge = table_row("TooLarge", 413, "Request Entity Too Large", "A body that is too long to be read.", LONG)
ValidationFailed = table_row(
    "ValidationFailed",
    422,
    "Validation error",
    "The path, query, headers or body are not what the operation takes.",
    ERRORS,
)
CandidateOnJob = table_row(
    "CandidateOnJob",
    422,
    "candidate already has an application for this job",
    "The candidate has an application for this job already.",
    ONCE,
    ValidationFailed,
)
ForeignStage = table_row(
    "ForeignStage",
    422,
    "stage does not belong to this job",
    "The stage belongs to another job.",
    OWN_STAGES,
    ValidationFailed,
)
RateLimited = table_row("RateLimited", 429, "Rate limit exceeded", "Over the limit of requests.", LIMITS)
ServerFault = table_row("ServerFault", 500, "Internal Server Error", "The server failed.", FAILED)


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
