"""The refusals of the sandbox itself: `{"error": …, "details": […]}`, with what to do next."""

from collections.abc import Mapping

import msgspec
from werkzeug import Response

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.refusal import MOST_FAULTS, ApiError, Rule, Violation
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.vendor import ErrorFormat
from ats_sandbox.control.wire import WireObject

OURS = documented("the sandbox's own interface")


class ControlError(ApiError):
    """A refusal of the sandbox itself.

    Some are exceptions of Python's own kind as well, for those who use the sandbox from Python.
    """

    evidence = OURS


class BadRequest(ControlError, ValueError):
    """The request is invalid."""

    status, message = 400, "this request is not what the operation takes; see details and /_sandbox/docs/_sandbox/"

    def __str__(self) -> str:
        """What is wrong in detail, as nobody asks for it who uses the sandbox from Python."""
        told = (f"{'.'.join(map(str, one.path)) or one.where}: {problem_of(one)}" for one in self.violations)
        return "; ".join(told) or self.text


class AdminTokenMissing(ControlError):
    """The tester's side requires the admin token when the sandbox listens beyond this machine."""

    status = 401
    message = "send the admin token that the sandbox printed when it started, as 'Authorization: Bearer <token>'"


class Forbidden(ControlError):
    """The tester's side refuses this caller."""

    status, message = 403, "the tester's side is not open to this caller"


class StrangeHost(Forbidden):
    """The Host header is not a name of this machine; the request may come from a foreign web page."""

    message = (
        "the tester's side does not answer to {host!r}: call it by localhost or 127.0.0.1, "
        "or start the sandbox with --admin-token and send that"
    )


class Unknown(ControlError, LookupError):
    """Nothing has this name."""

    status, message = 404, "there is no {what} {name!r}; there are: {known}"


class Gone(ControlError):
    """It existed, and was dropped to make room."""

    status, message = 410, "{what} {name!r} was dropped to make room; {advice}"


class StrangeOrigin(ControlError):
    """A web page from elsewhere reaches for the tester's side."""

    status, message = 403, "pages of {origin} may not use the tester's side, as those may that --cors-origin names"


class WrongMediaType(ControlError):
    """The body is of a kind that the operation does not read."""

    status, message = 415, "send the body with the header 'Content-Type: {wanted}'"


class NoSuchPath(ControlError):
    """Nothing is served there."""

    status, message = 404, "nothing is served at {path}; see /_sandbox/docs/_sandbox/"


class WrongMethod(ControlError):
    """The path exists, with other methods."""

    status, message = 405, "{method} is not served here"


class Taken(ControlError, ValueError):
    """The name is in use."""

    status, message = 409, "{what} {name!r} exists already; delete it first or choose another name"


class Stays(ControlError):
    """The default world is always there."""

    status, message = 409, "the default world cannot be deleted; reset it instead"


class TooLarge(ControlError):
    """The body is larger than is read."""

    status, message = 413, "the body is larger than 12 MB"


class Full(ControlError):
    """A bound is reached."""

    status, message = 422, "{what}: {most} are the most that are kept; delete some"


class Unfit(ControlError, ValueError):
    """The request is impossible: it names something that does not exist, or contradicts itself."""

    status, message = 422, "{problem}"


class Failed(ControlError):
    """A defect of the sandbox."""

    status, message = 500, "the sandbox failed; its log has the traceback"


class Detail(ResponseSchema):
    """One thing that is wrong with a request."""

    where = fields.Text(required=True)
    field = fields.Text(required=True)
    problem = fields.Text(required=True)
    received = fields.Anything(required=True)


class Problem(ResponseSchema):
    """The body of every refusal."""

    error = fields.Text(required=True)
    details = fields.Array(fields.Nested(Detail))


def render(error: ApiError, call: Call | None, now: int) -> WireObject:
    """The message, and what is wrong in detail."""
    if not error.violations:
        return {"error": error.text}
    return {"error": error.text, "details": [detail(violation) for violation in error.violations[:MOST_FAULTS]]}


def detail(violation: Violation) -> WireObject:
    """A `Detail`."""
    return {
        "where": violation.where,
        "field": ".".join(map(str, violation.path)),
        "problem": problem_of(violation),
        "received": violation.quoted,
    }


def problem_of(violation: Violation) -> str:
    """What is wrong, and what would be valid."""
    match violation.rule:
        case Rule.MISSING:
            return "is required"
        case Rule.CHOICE:
            more = f" and {len(violation.choices) - SHOWN} more" if len(violation.choices) > SHOWN else ""
            return f"is none of {', '.join(violation.choices[:SHOWN])}{more}"
        case Rule.TOO_LONG | Rule.TOO_LARGE | Rule.TOO_MANY:
            return f"is above {violation.limit}"
        case Rule.TOO_SHORT | Rule.TOO_SMALL | Rule.TOO_FEW:
            return f"is below {violation.limit}"
        case Rule.JSON:
            return f"is not JSON: {violation.text} at byte {violation.position}"
        case Rule.NO_BODY:
            return "is missing: send a JSON object"
        case Rule.CUSTOM:
            return violation.text
        case _:
            example = EXAMPLES.get(violation.expected or "")
            return f"must be: {violation.expected}{f', such as {example}' if example else ''}"


SHOWN = 20
"""Choices that a refusal lists."""

EXAMPLES = {"duration": "P3D or PT36H", "date-time": "2026-03-02T09:00:00Z", "date": "2026-03-02"}
"""Of formats that not everybody knows by heart."""


def invalid(call: Call, violations: tuple[Violation, ...]) -> ApiError:
    """A refusal with all violations."""
    return BadRequest(violations)


def invalid_errors(operation: Operation) -> tuple[type[ApiError], ...]:
    """Validation has one refusal."""
    return (BadRequest,)


ERROR_FORMAT = ErrorFormat(
    render=render,
    envelope=lambda status, _: Problem,
    unauthenticated=AdminTokenMissing,
    forbidden=Forbidden,
    unknown_route=NoSuchPath,
    wrong_method=WrongMethod,
    too_large=TooLarge,
    crashed=Failed,
    invalid=invalid,
    invalid_errors=invalid_errors,
)


STRANGE_HOST = "the Host header is not one host name with or without a port"
"""What is said of a Host header that is none, before anybody looks at the rest."""


def nowhere(status: int, message: str, headers: Mapping[str, str] | None = None) -> Response:
    """A refusal outside every vendor and world: `{"error": …}`."""
    return Response(msgspec.json.encode({"error": message}), status, headers, content_type="application/json")
