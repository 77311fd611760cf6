"""The refusals of an operation that can be injected, always in the vendor's own format."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial
from io import BytesIO
from string import Formatter

import msgspec
from msgspec.structs import replace
from werkzeug import Request

from ats_sandbox.contract.body import AnyOf, AnySchema, Multipart, instance, load
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.limits import RateUsage
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.refusal import ApiError, Invalid, Rule, Violation
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.wire import WireValue

WRONG_VALUES: tuple[WireValue, ...] = ("no-such-value", 0, False, {}, [], None)
"""Values of which most fields refuse one."""


@cache
def answerable(vendor: Vendor, operation: Operation) -> tuple[type[ApiError], ...]:
    """Every refusal that can be injected: those only a fault produces, the operation's own, those it implies."""
    return tuple(dict.fromkeys((*vendor.injectable, *operation.errors, *vendor.errors_of(operation))))


def statuses(vendor: Vendor, operation: Operation) -> tuple[int, ...]:
    """The statuses that can be injected, in ascending order."""
    return tuple(sorted({error.status for error in answerable(vendor, operation)}))


def choose(
    vendor: Vendor, operation: Operation, status: int, code: str | None = None, words: Mapping[str, str] | None = None
) -> type[ApiError] | None:
    """The refusal with this status, and with this code or name when one is given.

    Of several, the first whose placeholders all have values.
    """
    found = [
        error
        for error in answerable(vendor, operation)
        if error.status == status and code in (None, error.code, error.__name__)
    ]
    complete = [error for error in found if not missing_words(operation, error, words or {})]
    return next(iter(complete or found), None)


def missing_words(operation: Operation, error: type[ApiError], words: Mapping[str, str]) -> list[str]:
    """The placeholders of a refusal's message without a value, in the order of the message."""
    known = {**operation.words, **words}
    return [name for name in _placeholders(error) if name not in known]


def refusal(
    call: AnyCall, error: type[ApiError], words: Mapping[str, str] | None = None, retry_after: int | None = None
) -> ApiError:
    """The refusal of one call, with its headers."""
    headers = {**limit_headers(call, error)}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if error in call.vendor.error_format.invalid_errors(call.operation):
        violations = typical_violations(call.operation)
        found = call.vendor.error_format.invalid(call, violations) if violations else None
        if isinstance(found, error):
            found.headers.update(headers)
            return found
    details = {**call.operation.words, **(words or {})}
    made = error((), None, None, **details)
    made.headers.update(headers)
    return made


def sends_retry_after(vendor: Vendor, error: type[ApiError]) -> bool:
    """True when the vendor sends `Retry-After` with this refusal."""
    limit = vendor.limit
    spent = RateUsage(budget=1, used=2, resets_at=1, now=0)
    announced = limit.refusal_headers(spent) if limit is not None and error.status == limit.refusal.status else {}
    blank = error((), None, None, **dict.fromkeys(_placeholders(error), ""))
    return "Retry-After" in {**announced, **blank.headers}


def limit_headers(call: AnyCall, error: type[ApiError]) -> dict[str, str]:
    """The rate limit headers of a caller whose budget is used up, when that is the refusal."""
    limit = call.vendor.limit
    if limit is None or error.status != limit.refusal.status:
        return {}
    call.principal = caller_of(call)
    call.usage = call.meter.count(limit, call.vendor.name, call.spender, call.world.now)
    spent = replace(call.usage, used=max(call.usage.used, call.usage.budget + 1), enforced=True)
    return {**limit.headers(spent), **limit.refusal_headers(spent)}


def caller_of(call: AnyCall) -> Principal | None:
    """The principal of a call that is not authenticated yet; None when there is none."""
    if call.principal is not None or call.operation.public:
        return call.principal
    try:
        return call.identity
    except (ApiError, Invalid):
        return None


def typical_violations(operation: Operation) -> tuple[Violation, ...]:
    """A violation that this operation refuses: the first one that its own inputs find."""
    for read in invalid_readings(operation):
        try:
            read()
        except Invalid as invalid:
            return invalid.violations[:1]
    if isinstance(operation.body, Multipart):
        return (Violation(Rule.MISSING, (operation.body.files[0],)),)
    return ()


def invalid_readings(operation: Operation) -> Iterator[Callable[[], object]]:
    """Attempts to read wrong inputs: an empty body, each member of body and query with each wrong value, no header."""
    body, query, headers = operation.body, operation.query, operation.headers
    if body is not None and not isinstance(body, Multipart):
        shapes = body.schemas if isinstance(body, AnyOf) else (getattr(body, "schema", RequestSchema),)
        yield partial(body.read, json_request({}))
        yield from (
            partial(body.read, json_request({name: wrong})) for name in members(shapes[0]) for wrong in WRONG_VALUES
        )
    if query is not None:
        yield from (partial(load, query, {name: "no-such-value"}, where="query") for name in members(query))
    if headers is not None:
        yield partial(load, headers, {}, where="header")


def members(schema: AnySchema) -> list[str]:
    """The members of a schema by their names on the wire."""
    return [field.data_key or name for name, field in instance(schema).fields.items()]


def json_request(document: object) -> Request:
    """A request with this JSON body."""
    content = msgspec.json.encode(document)
    return Request(
        {
            "REQUEST_METHOD": "POST",
            "CONTENT_TYPE": "application/json",
            "CONTENT_LENGTH": str(len(content)),
            "wsgi.input": BytesIO(content),
        }
    )


def _placeholders(error: type[ApiError]) -> list[str]:
    """The placeholders of a refusal's message, in its order."""
    return [name for _, name, _, _ in Formatter().parse(error.message) if name]
