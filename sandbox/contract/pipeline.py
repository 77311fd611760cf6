"""The life of one request, top to bottom."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import msgspec
from werkzeug import Request, Response

from sandbox.contract.body import TooLarge, receive
from sandbox.contract.call import Call
from sandbox.contract.conformance import conform
from sandbox.contract.exchange import Exchange, Stage
from sandbox.contract.operation import Answer, Operation
from sandbox.contract.refusal import ApiError, Invalid, Undeclared
from sandbox.contract.vendor import Vendor
from sandbox.world.reading import Reading, Transaction
from sandbox.world.refusals import Refused
from sandbox.world.world import World

log = logging.getLogger("sandbox")


def perform(stage: Stage, vendor: Vendor, operation: Operation, request: Request, path: Mapping[str, str]) -> Response:
    """Answer one request to one operation."""
    refusal: ApiError | None = None
    crash: Exception | None = None
    call: Call | None = None
    written: Transaction | None = None
    receive(request)
    try:
        with opened(stage.world, operation) as world:
            call = Call(vendor, operation, request, path, world, stage.origin, stage.meter)
            answer = handled(call)
            if stage.strict and call.unread:
                raise Undeclared(operation.id, f"never reads its {', '.join(call.unread)}")
            written = world if isinstance(world, Transaction) else None
    except ApiError as refused:
        refusal = refused
        answer = refusal_answer(vendor, refused, call, stage.world.now)
    except Exception as error:
        log.exception("%s %s failed", vendor.name, operation.id)
        crash = error
        answer = refusal_answer(vendor, vendor.dialect.crashed(), call, stage.world.now)
    answer = announced(vendor, call, answer)
    content = answer.content if answer.content is not None else encoded(answer.document, answer.status)
    if stage.strict:
        crash = crash or undeclared(vendor, operation, answer, refusal, content)
    exchange = Exchange(
        world=stage.world.name,
        vendor=vendor,
        operation=operation,
        request=request,
        path=path,
        status=answer.status,
        headers=answer.headers,
        content=content,
        commit=written.commit if written is not None and written.commit.changes else None,
        refusal=refusal,
        crash=crash,
    )
    for watch in stage.watchers:
        watch(exchange)
    return reply(vendor, answer, content)


@contextmanager
def opened(world: World, operation: Operation) -> Iterator[Reading]:
    """A transaction for an operation that writes, an unchanging reading for one that does not."""
    if operation.writes:
        with world.transaction() as draft:
            yield draft
    else:
        yield world.read()


def handled(call: Call) -> Answer:
    """Through the vendor's gates to the handler; what is refused on the way is the vendor's own refusal."""
    dialect = call.vendor.dialect
    try:
        for gate in call.vendor.gates:
            gate(call)
        return answered(call.operation, call.operation.handler(call))
    except Invalid as invalid:
        raise dialect.invalid(call, invalid.violations) from None
    except TooLarge:
        raise dialect.too_large() from None
    except Refused as refused:
        translation = next(
            (dialect.translations[kind] for kind in type(refused).__mro__ if kind in dialect.translations), None
        )
        if translation is None:
            raise
        raise translation((), None, None, **refused.facts) from refused


def answered(operation: Operation, result: Any) -> Answer:
    """What a handler returned, as an answer with a status."""
    return result if isinstance(result, Answer) else Answer(operation.success, result)


def refusal_answer(vendor: Vendor, refusal: ApiError, call: Call | None, now: int) -> Answer:
    """A refusal in the vendor's words."""
    return Answer(refusal.status, vendor.dialect.word(refusal, call, now), refusal.headers)


def announced(vendor: Vendor, call: Call | None, answer: Answer) -> Answer:
    """The answer with the vendor's rate limit headers; a request refused before its limit is counted too."""
    limit = vendor.limit
    if limit is None or call is None:
        return answer
    if call.spending is None:
        call.spending = call.meter.count(limit, call)
    headers = {**limit.headers(call.spending), **answer.headers}
    return Answer(answer.status, answer.document, headers, answer.content, answer.content_type)


def encoded(document: Any, status: int) -> bytes:
    """A document as JSON bytes; nothing for an empty answer."""
    return b"" if document is None and status in (202, 204, 304) else msgspec.json.encode(document)


def undeclared(
    vendor: Vendor, operation: Operation, answer: Answer, refusal: ApiError | None, content: bytes
) -> Undeclared | None:
    """How the answer differs from what was declared, if it does."""
    if refusal is not None:
        if vendor.permits(operation, refusal):
            return None
        return Undeclared(operation.id, f"raised undeclared {type(refusal).__name__} ({refusal.status})")
    return conform(vendor, operation, answer, content)


def reply(vendor: Vendor, answer: Answer, content: bytes) -> Response:
    """The HTTP response."""
    response = Response(content, answer.status, content_type=None)
    if content or answer.content_type:
        response.headers["Content-Type"] = answer.content_type or vendor.dialect.content_type
    for name, value in answer.headers.items():
        response.headers[name] = value
    return response
