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
from ats_sandbox.contract.exchange import Exchange, FaultPlan, InjectionPoint, Intercepted, RequestContext
from ats_sandbox.contract.operation import Operation, Reply
from ats_sandbox.contract.refusal import ApiError, Invalid, Undeclared
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.domain.refusals import DomainRefusal
from ats_sandbox.world.store.cause import Cause, CauseKind
from ats_sandbox.world.store.state import Commit
from ats_sandbox.world.world import World

log = logging.getLogger("ats_sandbox")


def perform(
    context: RequestContext, vendor: Vendor, operation: Operation, request: Request, path: Mapping[str, str]
) -> Response:
    """Answer one request to one operation; it is in progress until its answer is ready to leave."""
    began = perf_counter()
    receive(request)
    call = Call(vendor, operation, request, path, context.world.read(), context)
    try:
        return handle(call, began)
    finally:
        context.meter.leave(call.spending)


def handle(call: Call, began: float) -> Response:
    """The life of a request, from what a tester plans for it to its answer."""
    context, vendor, operation, request = call.context, call.vendor, call.operation, call.request
    refusal: ApiError | None = None
    crash: Exception | None = None
    commit: Commit | None = None
    plan = context.workspace.plan(call) if context.workspace is not None else None
    try:
        with opened(context.world, vendor, operation, plan) as call.world:
            interrupt(plan, InjectionPoint.BEFORE)
            answer = encoded_reply(vendor, handled(call, plan))
            if context.strict:
                check_conformance(call, answer)
            interrupt(plan, InjectionPoint.UNCOMMITTED)
        commit = written(call.world)
        interrupt(plan, InjectionPoint.COMMITTED)
    except Intercepted as elsewhere:
        answer = elsewhere.answer
    except ApiError as refused:
        refusal = refused
        answer = refusal_reply(vendor, refused, call, context.world.now)
        if context.strict and not vendor.permits(operation, refused):
            crash = Undeclared(operation.id, f"raised undeclared {type(refused).__name__} ({refused.status})")
    except Exception as error:
        log.exception("%s %s failed", vendor.name, operation.id)
        crash = error
        answer = refusal_reply(vendor, vendor.error_format.crashed(), call, context.world.now)
    if plan is None or plan.answer is None:
        answer = announced(vendor, call, encoded_reply(vendor, answer))
    exchange = Exchange(
        world=context.world.name,
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
    for watch in context.watchers:
        watch(exchange)
    response = http_response(answer, context.workspace.close(exchange) if context.workspace is not None else {})
    return response if plan is None or plan.delivery is None or not exchange.fired else plan.delivery(response, request)


def interrupt(plan: FaultPlan | None, moment: InjectionPoint) -> None:
    """Let a tester's plan take the place of the answer at this moment."""
    if plan is not None:
        plan.interrupt(moment)


@contextmanager
def opened(world: World, vendor: Vendor, operation: Operation, plan: FaultPlan | None) -> Iterator[Reading]:
    """A transaction for an operation that writes to the world, an unchanging reading for one that does not."""
    if operation.writes and vendor.transacts:
        with world.transaction(Cause(CauseKind.EXCHANGE, f"{vendor.name} {operation.id}")) as draft:
            yield draft
    else:
        reading = world.read()
        yield reading if plan is None or plan.stale is None else reading.as_of(plan.stale)


def written(world: Reading) -> Commit | None:
    """What a transaction changed; None when it was none or changed nothing."""
    commit = world.commit if isinstance(world, Transaction) else None
    return commit if commit is not None and commit.changes else None


def handled(call: Call, plan: FaultPlan | None) -> Reply:
    """Through the vendor's gates to the handler; what is refused on the way is the vendor's own refusal."""
    error_format = call.vendor.error_format
    try:
        for gate in call.vendor.gates:
            gate(call)
        if plan is not None and plan.first is not None:
            call.shorten(plan.first)
        return answered(call.operation, call.operation.handler(call))
    except Invalid as invalid:
        raise error_format.invalid(call, invalid.violations) from None
    except TooLarge:
        raise error_format.too_large() from None
    except DomainRefusal as refused:
        translation = next(
            (error_format.translations[kind] for kind in type(refused).__mro__ if kind in error_format.translations),
            None,
        )
        if translation is None:
            raise
        raise translation((), None, None, **refused.facts) from refused


def answered(operation: Operation, result: Any) -> Reply:
    """What a handler returned, as an answer with a status."""
    return result if isinstance(result, Reply) else Reply(operation.success, result)


def refusal_reply(vendor: Vendor, refusal: ApiError, call: Call | None, now: int) -> Reply:
    """A refusal in the vendor's words."""
    return Reply(refusal.status, vendor.error_format.render(refusal, call, now), refusal.headers)


def announced(vendor: Vendor, call: Call | None, answer: Reply) -> Reply:
    """The answer with the vendor's rate limit headers; a request refused before its limit is counted too."""
    limit = vendor.limit
    if limit is None or call is None:
        return answer
    if call.spending is None:
        call.spending = call.meter.count(limit, call)
    headers = {**limit.headers(call.spending), **answer.headers}
    return replace(answer, headers=headers)


def encoded_reply(vendor: Vendor, answer: Reply) -> Reply:
    """The answer with its bytes and its media type."""
    if answer.content is not None:
        return answer
    content = encoded(answer.document, answer.status)
    return replace(answer, content=content, content_type=vendor.error_format.content_type if content else None)


def encoded(document: Any, status: int) -> bytes:
    """A document as JSON bytes; nothing for an empty answer."""
    return b"" if document is None and status in (202, 204, 304) else msgspec.json.encode(document)


def check_conformance(call: Call, answer: Reply) -> None:
    """Hold a success against its declaration; what differs is a defect, and undoes what was written."""
    if call.unread:
        raise Undeclared(call.operation.id, f"never reads its {', '.join(call.unread)}")
    difference = conform(call.vendor, call.operation, answer, answer.content or b"")
    if difference is not None:
        raise difference


def http_response(answer: Reply, more: Mapping[str, str]) -> Response:
    """The HTTP response."""
    response = Response(answer.content, answer.status, content_type=None)
    if answer.content_type:
        response.headers["Content-Type"] = answer.content_type
    for name, value in (*answer.headers.items(), *more.items()):
        response.headers[name] = value
    return response
