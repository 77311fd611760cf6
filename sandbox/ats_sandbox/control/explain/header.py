"""The header lines `X-Sandbox-Why` and `X-Sandbox-Note`: short, plain ASCII, the same for the same calls."""

from collections.abc import Iterable
from urllib.parse import quote

from ats_sandbox.contract.body import DECODED, TooLarge, raw
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.refusal import ApiError, Rule, Violation
from ats_sandbox.control.explain.finding import sentence
from ats_sandbox.control.explain.ignored import IgnoredInput, in_body, in_query

LONGEST = 200
"""Characters of a line; a longer one ends in `...`."""

SHOWN = 12
"""Choices that are listed."""

PRINTABLE = "".join(map(chr, range(32, 127)))


def line(text: str) -> str:
    """A text as one header line: everything but printable ASCII is percent-encoded."""
    clean = quote(text[: 4 * LONGEST], safe=PRINTABLE, errors="replace").strip()
    return clean if len(clean) <= LONGEST else clean[: LONGEST - 3] + "..."


def why(exchange: Exchange) -> str | None:
    """What was refused and where, in one line; None for an answer that refuses nothing."""
    refusal, injection = exchange.refusal, exchange.injection
    if injection is not None and exchange.injected and (injection.before or injection.refusal):
        return line(f"fault {injection.name}: a tester planned this answer")
    if refusal is None:
        return None if exchange.crash is None else "defect: the sandbox failed; its log has the traceback"
    return line(refusal_line(refusal, exchange.call))


def reason_of(refusal: ApiError, call: Call | None) -> str:
    """Why the tester's side refused, whose refusals say it themselves unless the input is wrong."""
    return line(refusal_line(refusal, call) if refusal.violations else refusal.text)


def refusal_line(refusal: ApiError, call: Call | None) -> str:
    """A refusal's rule and field."""
    name = type(refusal).__name__
    if not refusal.violations:
        place = location_of(refusal, call)
        about = str(refusal.details.get("why") or type(refusal).__doc__ or refusal.text)
        remark = refusal.details.get("remark")
        says = f"{sentence(about)}: {remark}" if isinstance(remark, str) else sentence(about)
        return f"{name}: {says}{f' ({place})' if place else ''}{choices_of(refusal)}"
    first, *more = refusal.violations
    rest = f" (and {len(more)} more)" if more else ""
    peculiar = None if call is None else call.peculiarity
    return f"{name}: {field_of(first)} {problem_of(first)}{rest}{f'; {peculiar}' if peculiar else ''}"


def choices_of(refusal: ApiError) -> str:
    """The values that would do, as far as the refusal tells."""
    choices = refusal.details.get("choices")
    if not isinstance(choices, tuple):
        return ""
    shown = ", ".join(map(str, choices[:SHOWN]))
    return f": one of {shown}{', ...' if len(choices) > SHOWN else ''}" if choices else ": there are none"


def field_of(violation: Violation) -> str:
    """Where the value is, as `body.email`."""
    return ".".join((violation.where, *map(str, violation.path)))


def location_of(refusal: ApiError, call: Call | None) -> str | None:
    """Where the value is that a refusal without violations is about, if it is about one."""
    field = refusal.details.get("field")
    if isinstance(field, str):
        return f"{refusal.details.get('where', 'body')}.{field}"
    if call is not None and call.principal is None and refusal.status == 401:
        return f"header.{call.vendor.auth.header_of(call.request)}"
    named = refusal.details.get("parameter")
    return f"path.{named}" if isinstance(named, str) else None


def problem_of(violation: Violation) -> str:
    """What is wrong with a value, in short."""
    match violation.rule:
        case Rule.MISSING:
            return "is required"
        case Rule.NULL:
            return "must not be null"
        case Rule.NO_BODY:
            return "is missing"
        case Rule.JSON:
            return f"is not JSON at byte {violation.position}"
        case Rule.CHOICE:
            return (
                f"is none of the {len(violation.choices)} known values"
                if violation.choices
                else "is unknown or unsuitable"
            )
        case Rule.TOO_SHORT | Rule.TOO_SMALL | Rule.TOO_FEW:
            return f"is below {violation.limit}"
        case Rule.TOO_LONG | Rule.TOO_LARGE | Rule.TOO_MANY:
            return f"is above {violation.limit}"
        case Rule.CUSTOM:
            return f"is refused: {violation.text}"
        case _:
            return f"is not a valid {violation.expected}"


def note(exchange: Exchange, ignored_inputs: Iterable[IgnoredInput]) -> str | None:
    """What a success does not show, in one line: the vendor's remarks, and ignored inputs."""
    call = exchange.call
    parts = [*(call.remarks if call is not None else ())]
    parts += [f"ignored {one.field}{f' (did you mean {one.meant}?)' if one.meant else ''}" for one in ignored_inputs]
    return line("; ".join(parts)) if parts else None


def ignored(exchange: Exchange) -> list[IgnoredInput]:
    """The inputs that an operation ignored."""
    request, operation = exchange.request, exchange.operation
    found: list[IgnoredInput] = []
    if request.query_string:
        found += in_query(operation, request.args.items())
    if operation.writes or operation.body is not None:
        try:
            found += in_body(operation, raw(request), request.environ.get(DECODED))
        except TooLarge:
            return found
    return found
