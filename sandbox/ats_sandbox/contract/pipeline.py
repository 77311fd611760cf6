"""The life of one request, top to bottom."""

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from time import perf_counter
from typing import Any

import msgspec
from werkzeug import Request, Response

from ats_sandbox.contract.body import TooLarge, receive
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.conformance import conform
from ats_sandbox.contract.exchange import Exchange, Intercepted, Moment, Plan, Stage
from ats_sandbox.contract.operation import Answer, Operation
from ats_sandbox.contract.refusal import ApiError, Invalid, Undeclared
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.world.reading import Reading, Transaction
from ats_sandbox.world.refusals import Refused
from ats_sandbox.world.state import Commit
from ats_sandbox.world.world import World

log = logging.getLogger("ats_sandbox")


def perform(stage: Stage, vendor: Vendor, operation: Operation, request: Request, path: Mapping[str, str]) -> Response:
    """Answer one request to one operation; it is in progress until its answer is ready to leave."""
    began = perf_counter()
    receive(request)
    call = Call(vendor, operation, request, path, stage.world.read(), stage)
    try:
        return handle(call, began)
    finally:
        stage.meter.leave(call.spending)


def handle(call: Call, began: float) -> Response:
    """The life of a request, from what a tester plans for it to its answer."""
    stage, vendor, operation, request = call.stage, call.vendor, call.operation, call.request
    refusal: ApiError | None = None
    crash: Exception | None = None
    commit: Commit | None = None
    plan = stage.bench.plan(call) if stage.bench is not None else None
    try:
        with opened(stage.world, vendor, operation, plan) as call.world:
            interrupt(plan, Moment.BEFORE)
            answer = finished(vendor, handled(call, plan))
            if stage.strict:
                held(call, answer)
            interrupt(plan, Moment.UNCOMMITTED)
        commit = written(call.world)
        interrupt(plan, Moment.COMMITTED)
    except Intercepted as elsewhere:
        answer = elsewhere.answer
    except ApiError as refused:
        refusal = refused
        answer = refusal_answer(vendor, refused, call, stage.world.now)
        if stage.strict and not vendor.permits(operation, refused):
            crash = Undeclared(operation.id, f"raised undeclared {type(refused).__name__} ({refused.status})")
    except Exception as error:
        log.exception("%s %s failed", vendor.name, operation.id)
        crash = error
        answer = refusal_answer(vendor, vendor.dialect.crashed(), call, stage.world.now)
    if plan is None or plan.answer is None:
        answer = announced(vendor, call, finished(vendor, answer))
    exchange = Exchange(
        world=stage.world.name,
        vendor=vendor,
        operation=operation,
        request=request,
        path=call.path,
        status=answer.status,
        headers=answer.headers,
        content=answer.content or b"",
        commit=commit,
        refusal=refusal,
        crash=crash,
        call=call,
        plan=plan,
        duration=perf_counter() - began,
    )
    for watch in stage.watchers:
        watch(exchange)
    response = reply(answer, stage.bench.close(exchange) if stage.bench is not None else {})
    return response if plan is None or plan.delivery is None or not exchange.fired else plan.delivery(response, request)


def interrupt(plan: Plan | None, moment: Moment) -> None:
    """Let a tester's plan take the place of the answer at this moment."""
    if plan is not None:
        plan.interrupt(moment)


@contextmanager
def opened(world: World, vendor: Vendor, operation: Operation, plan: Plan | None) -> Iterator[Reading]:
    """A transaction for an operation that writes to the world, an unchanging reading for one that does not."""
    if operation.writes and vendor.transacts:
        with world.transaction() as draft:
            yield draft
    else:
        reading = world.read()
        yield reading if plan is None or plan.stale is None else reading.as_of(plan.stale)


def written(world: Reading) -> Commit | None:
    """What a transaction changed; None when it was none or changed nothing."""
    commit = world.commit if isinstance(world, Transaction) else None
    return commit if commit is not None and commit.changes else None


def handled(call: Call, plan: Plan | None) -> Answer:
    """Through the vendor's gates to the handler; what is refused on the way is the vendor's own refusal."""
    dialect = call.vendor.dialect
    try:
        for gate in call.vendor.gates:
            gate(call)
        if plan is not None and plan.first is not None:
            call.shorten(plan.first)
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
    return replace(answer, headers=headers)


def finished(vendor: Vendor, answer: Answer) -> Answer:
    """The answer with its bytes and its media type."""
    if answer.content is not None:
        return answer
    content = encoded(answer.document, answer.status)
    return replace(answer, content=content, content_type=vendor.dialect.content_type if content else None)


def encoded(document: Any, status: int) -> bytes:
    """A document as JSON bytes; nothing for an empty answer."""
    return b"" if document is None and status in (202, 204, 304) else msgspec.json.encode(document)


def held(call: Call, answer: Answer) -> None:
    """Hold a success against its declaration; what differs is a defect, and undoes what was written."""
    if call.unread:
        raise Undeclared(call.operation.id, f"never reads its {', '.join(call.unread)}")
    difference = conform(call.vendor, call.operation, answer, answer.content or b"")
    if difference is not None:
        raise difference


def reply(answer: Answer, more: Mapping[str, str]) -> Response:
    """The HTTP response."""
    response = Response(answer.content, answer.status, content_type=None)
    if answer.content_type:
        response.headers["Content-Type"] = answer.content_type
    for name, value in (*answer.headers.items(), *more.items()):
        response.headers[name] = value
    return response
