"""Which of an operation's refusals is injected, and in which words: always the vendor's own."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from io import BytesIO
from string import Formatter
from typing import Any

import msgspec
from werkzeug import Request

from ats_sandbox.contract.body import AnyOf, Multipart, instance, load
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.limits import RateUsage
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.refusal import ApiError, Invalid, Rule, Violation
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.contract.vendor import Vendor

WRONG: tuple[Any, ...] = ("no-such-value", 0, False, {}, [], None)
"""Values of which a field is likely to refuse one."""


@cache
def answerable(vendor: Vendor, operation: Operation) -> tuple[type[ApiError], ...]:
    """Every refusal that may be injected: those only a fault produces, the operation's own, those it implies."""
    return tuple(dict.fromkeys((*vendor.injectable, *operation.errors, *vendor.errors_of(operation))))


def statuses(vendor: Vendor, operation: Operation) -> tuple[int, ...]:
    """The statuses that may be injected, in ascending order."""
    return tuple(sorted({error.status for error in answerable(vendor, operation)}))


def choose(
    vendor: Vendor, operation: Operation, status: int, code: str | None = None, told: Mapping[str, str] | None = None
) -> type[ApiError] | None:
    """The refusal with this status, and with this code or name when one is given.

    Of several, the first whose words are complete: general words before an operation's own.
    """
    found = [
        error
        for error in answerable(vendor, operation)
        if error.status == status and code in (None, error.code, error.__name__)
    ]
    complete = [error for error in found if not unsaid(operation, error, told or {})]
    return next(iter(complete or found), None)


def unsaid(operation: Operation, error: type[ApiError], told: Mapping[str, str]) -> list[str]:
    """What a refusal's message speaks of and nobody gave, in the order of the message."""
    known = {**operation.words, **told}
    return [name for name in _blanks(error) if name not in known]


def refusal(
    call: AnyCall, error: type[ApiError], told: Mapping[str, str] | None = None, retry_after: int | None = None
) -> ApiError:
    """The refusal of one call, with the headers that go with it."""
    headers = {**limit_headers(call, error)}
    if retry_after is not None:
        headers["Retry-After"] = str(retry_after)
    if error in call.vendor.error_format.invalid_errors(call.operation):
        violations = mistakes(call.operation)
        found = call.vendor.error_format.invalid(call, violations) if violations else None
        if isinstance(found, error):
            found.headers.update(headers)
            return found
    details = {**call.operation.words, **(told or {})}
    made = error((), None, None, **details)
    made.headers.update(headers)
    return made


def waits(vendor: Vendor, error: type[ApiError]) -> bool:
    """True when the vendor sends `Retry-After` with this refusal."""
    limit = vendor.limit
    spent = RateUsage(budget=1, used=2, resets_at=1, now=0)
    announced = limit.refusal_headers(spent) if limit is not None and error.status == limit.refusal.status else {}
    blank = error((), None, None, **dict.fromkeys(_blanks(error), ""))
    return "Retry-After" in {**announced, **blank.headers}


def limit_headers(call: AnyCall, error: type[ApiError]) -> dict[str, str]:
    """What the vendor announces to a caller whose budget is used up, when that is the refusal."""
    limit = call.vendor.limit
    if limit is None or error.status != limit.refusal.status:
        return {}
    call.principal = caller_of(call)
    call.usage = call.meter.count(limit, call.vendor.name, call.spender, call.world.now)
    spent = replace(call.usage, used=max(call.usage.used, call.usage.budget + 1))
    return {**limit.headers(spent), **limit.refusal_headers(spent)}


def caller_of(call: AnyCall) -> Principal | None:
    """Who makes a call that no gate has seen yet; None for a stranger."""
    if call.principal is not None or call.operation.public:
        return call.principal
    try:
        return call.identity
    except (ApiError, Invalid):
        return None


def mistakes(operation: Operation) -> tuple[Violation, ...]:
    """What a request to this operation can get wrong: the first thing that its own inputs refuse."""
    for read in readings(operation):
        try:
            read()
        except Invalid as invalid:
            return invalid.violations[:1]
    if isinstance(operation.body, Multipart):
        return (Violation(Rule.MISSING, (operation.body.files[0],)),)
    return ()


def readings(operation: Operation) -> Iterator[Callable[[], object]]:
    """Readings of bad inputs: an empty body, each member of body and query with each wrong value, no header at all."""
    body, query, headers = operation.body, operation.query, operation.headers
    if body is not None and not isinstance(body, Multipart):
        shapes = body.schemas if isinstance(body, AnyOf) else (getattr(body, "schema", RequestSchema),)
        yield partial(body.read, carrying({}))
        yield from (partial(body.read, carrying({name: wrong})) for name in members(shapes[0]) for wrong in WRONG)
    if query is not None:
        yield from (partial(load, query, {name: "no-such-value"}, where="query") for name in members(query))
    if headers is not None:
        yield partial(load, headers, {}, where="header")


def members(schema: type[RequestSchema[Any]]) -> list[str]:
    """The members of a schema as the wire names them."""
    return [field.data_key or name for name, field in instance(schema).fields.items()]


def carrying(document: object) -> Request:
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


def _blanks(error: type[ApiError]) -> list[str]:
    """What a refusal's message leaves open, in its order."""
    return [name for _, name, _, _ in Formatter().parse(error.message) if name]
