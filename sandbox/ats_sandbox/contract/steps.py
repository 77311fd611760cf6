"""The steps of a call's way, each `(call, next) -> reply`; a pipeline is an ordered list of them."""

import logging
from collections.abc import Callable
from typing import Any

import msgspec
from msgspec.structs import replace

from ats_sandbox.contract.body import TooLarge
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.conformance import conform
from ats_sandbox.contract.operation import Reply
from ats_sandbox.contract.refusal import ApiError, Invalid, Undeclared
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.world.domain.background import count_look, looked_at
from ats_sandbox.world.domain.refusals import DomainRefusal
from ats_sandbox.world.store.cause import SCHEDULE, Cause, CauseKind
from ats_sandbox.world.store.content import StorageFull

Next = Callable[[AnyCall], Reply]
Step = Callable[[AnyCall, Next], Reply]

log = logging.getLogger("ats_sandbox")


def announce_limits(call: AnyCall, following: Next) -> Reply:
    """Add the vendor's rate limit headers; a request refused before its limit is counted too."""
    reply = following(call)
    limit = call.vendor.limit
    if limit is None:
        return reply
    if call.usage is None:
        call.usage = call.meter.count(limit, call.vendor.name, call.spender, call.world.now)
    return replace(reply, headers={**limit.headers(call.usage), **reply.headers})


def render_refusals(call: AnyCall, following: Next) -> Reply:
    """Answer what is refused in the vendor's error format, and a defect as the vendor's own server fault."""
    vendor, operation, context = call.vendor, call.operation, call.context
    try:
        return following(call)
    except ApiError as refused:
        if context.strict and not vendor.permits(operation, refused):
            what = f"raised undeclared {type(refused).__name__} ({refused.status})"
            defect = Undeclared(operation.id, what)
            log.error("%s %s", vendor.name, defect)
            return _crashed(call, defect)
        call.refusal = refused
        if refused.violations and call.peculiarity is not None:
            call.remarks.append(call.peculiarity)
        return refusal_reply(vendor, refused, call, context.world.now)
    except Exception as error:
        log.exception("%s %s failed", vendor.name, operation.id)
        return _crashed(call, error)


def _crashed(call: AnyCall, error: Exception) -> Reply:
    """The vendor's own server fault, for a defect of the sandbox."""
    call.crash = error
    return refusal_reply(call.vendor, call.vendor.error_format.crashed(), call, call.context.world.now)


def accompany(call: AnyCall, following: Next) -> Reply:
    """Let the vendor go along, from before the transaction until it has taken effect."""
    around = call.vendor.accompany
    return following(call) if around is None else around(call, following)


def inject_around(call: AnyCall, following: Next) -> Reply:
    """Let a due fault happen before the transaction begins, or after it took effect."""
    injection = call.injection
    return following(call) if injection is None or injection.around is None else injection.around(call, following)


def count_looks(call: AnyCall, following: Next) -> Reply:
    """Let background work that ends after some looks come nearer to its end, once an answer has shown it."""
    reply = following(call)
    observed, world = call.operation.observes, call.context.world
    if observed and reply.status < 400 and looked_at(world.read(), observed):
        with world.transaction(SCHEDULE) as draft:
            count_look(draft, observed)
    return reply


def transact(call: AnyCall, following: Next) -> Reply:
    """Open a transaction for an operation that writes to the world, an unchanging reading for one that does not."""
    world = call.context.world
    if not (call.operation.writes and call.vendor.transacts):
        reading = world.read()
        call.world = reading if call.as_of is None else reading.as_of(call.as_of)
        return following(call)
    call.read_ahead()  # a transaction holds up every other write, and a long body takes its time
    if call.operation.before is not None:
        call.world = world.read()
        translate_refusals(call, lambda call: pass_gates(call, prepare))
    with world.transaction(Cause(CauseKind.EXCHANGE, f"{call.vendor.name} {call.operation.id}")) as draft:
        call.world = draft
        reply = following(call)
        if call.principal is not None:
            draft.cause = Cause(CauseKind.EXCHANGE, draft.cause.reference, call.principal.user)
    commit = draft.commit
    call.commit = commit if commit.changes else None
    return reply


def prepare(call: AnyCall) -> Reply:
    """Do what an operation does before its transaction, for a call that the gates let through."""
    if call.operation.before is not None:
        call.prepared = call.operation.before(call)
    return Reply(204)


def inject_within(call: AnyCall, following: Next) -> Reply:
    """Let a due fault undo what the handler wrote."""
    injection = call.injection
    return following(call) if injection is None or injection.within is None else injection.within(call, following)


def check_conformance(call: AnyCall, following: Next) -> Reply:
    """With `strict`, hold a success against its declaration; what differs is a defect, and undoes what was written."""
    reply = following(call)
    if call.context.strict:
        if call.unread:
            raise Undeclared(call.operation.id, f"never reads its {', '.join(call.unread)}")
        difference = conform(call.vendor, call.operation, reply, reply.content or b"")
        if difference is not None:
            raise difference
    return reply


def translate_refusals(call: AnyCall, following: Next) -> Reply:
    """Turn what schemas and the world refuse into the vendor's own refusals."""
    error_format = call.vendor.error_format
    try:
        return following(call)
    except Invalid as invalid:
        raise error_format.invalid(call, invalid.violations) from None
    except TooLarge:
        raise error_format.too_large() from None
    except StorageFull as full:
        raise error_format.too_large(why=str(full)) from None
    except DomainRefusal as refused:
        translations = error_format.translations
        translation = next((translations[kind] for kind in type(refused).__mro__ if kind in translations), None)
        if translation is None:
            raise
        raise translation((), None, None, **refused.facts) from refused


def pass_gates(call: AnyCall, following: Next) -> Reply:
    """Make the vendor's own checks, in the vendor's own order."""
    for gate in call.vendor.gates:
        gate(call)
    return following(call)


def handle(call: AnyCall) -> Reply:
    """Run the handler; what it returns becomes a reply with its bytes."""
    result = call.operation.handler(call)
    reply = result if isinstance(result, Reply) else Reply(call.operation.success, result)
    return encoded_reply(call.vendor, reply)


def refusal_reply(vendor: Vendor, refusal: ApiError, call: AnyCall | None, now: int) -> Reply:
    """A refusal in the vendor's error format, with its bytes."""
    document = vendor.error_format.render(refusal, call, now)
    reply = encoded_reply(vendor, Reply(refusal.status, document, refusal.headers))
    if call is None or vendor.error_format.media_type is None or not reply.content:
        return reply
    return replace(reply, content_type=vendor.error_format.media_type(refusal.status, call.operation))


def encoded_reply(vendor: Vendor, reply: Reply) -> Reply:
    """The reply with its bytes and its media type."""
    if reply.content is not None:
        return reply
    content = encoded(reply.document, reply.status)
    return replace(reply, content=content, content_type=vendor.error_format.content_type if content else None)


def encoded(document: Any, status: int) -> bytes:
    """A document as JSON bytes; nothing for an empty answer."""
    return b"" if document is None and status in (202, 204, 304) else msgspec.json.encode(document)
