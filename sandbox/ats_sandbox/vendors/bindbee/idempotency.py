"""Idempotency keys: a repeated write within five minutes gives the saved answer and writes nothing."""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from threading import Lock

import msgspec

from ats_sandbox.contract.body import raw
from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.fields import Text
from ats_sandbox.contract.operation import Reply
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.resource import Result
from ats_sandbox.vendors.bindbee.call import AnyCall, Call
from ats_sandbox.vendors.bindbee.errors import KeyInUse, KeyReused
from ats_sandbox.vendors.bindbee.saved_answers import SAVED_ANSWERS, SavedAnswer
from ats_sandbox.vendors.bindbee.schemas import ConnectorHeaders
from ats_sandbox.world.clock import MINUTE
from ats_sandbox.world.world import World

KEPT = 5 * MINUTE
HEADER = "X-Idempotency-Key"


class WriteHeaders(ConnectorHeaders):
    """The headers of an operation that creates a record."""

    idempotency_key = Text(
        data_key=HEADER,
        metadata={
            "description": "A repeated request with the same key gets the saved answer, and nothing is written again. "
            "A key is kept for five minutes of the world's clock, for each connector."
        },
    )


def idempotent(handler: Callable[[Call[BodyT, QueryT]], Result]) -> Callable[[Call[BodyT, QueryT]], Result]:
    """A handler that honours the header `X-Idempotency-Key`. Failures save nothing: the key stays free."""

    @wraps(handler)
    def once(call: Call[BodyT, QueryT]) -> Result:
        key, draft = call.header.get("idempotency_key"), call.draft
        if not key:
            return handler(call)
        while (oldest := draft[SAVED_ANSWERS].first()) is not None and oldest.at + KEPT <= draft.now:
            draft.remove(SAVED_ANSWERS, oldest.id)
        digest = _digest(call)
        saved = draft[SAVED_ANSWERS].where(key=(call.account.id, key)).first()
        if saved is None:
            document = handler(call)
            facts = {"connector": call.account.id, "key": key, "digest": digest, "document": document, "at": draft.now}
            draft.put(SAVED_ANSWERS, SavedAnswer(id=draft.next_id(SAVED_ANSWERS), **facts))
            return document
        if saved.digest != digest:
            raise KeyReused
        call.remarks.append(
            "nothing was written: an earlier request had this idempotency key, and its answer is repeated"
        )
        answer: Result = saved.document
        return answer

    return once


_LOCK = Lock()
UNDER_WAY: set[tuple[World, str, str]] = set()
"""The world, the connector token and the key of every write with a key that is not answered yet."""


def one_at_a_time(call: AnyCall, following: Callable[[AnyCall], Reply]) -> Reply:
    """Refuse a write while another one with its key is under way; whoever is not let in has no keys."""
    headers, declared = call.request.headers, call.operation.headers
    key = headers.get(HEADER) if declared is not None and issubclass(declared, WriteHeaders) else None
    if not key or not _known(call):
        return following(call)
    mine = (call.context.world, headers.get("x-connector-token", ""), key)
    with _LOCK:
        if mine in UNDER_WAY:
            raise KeyInUse
        UNDER_WAY.add(mine)
    try:
        return following(call)
    finally:
        with _LOCK:
            UNDER_WAY.discard(mine)


def _known(call: AnyCall) -> bool:
    try:
        return call.identity is not None
    except ApiError:
        return False


def _digest(call: AnyCall) -> str:
    content = raw(call.request)
    sent = msgspec.json.encode(msgspec.json.decode(content), order="sorted") if content.strip() else b""
    return blake2b(call.operation.id.encode() + b"\n" + sent, digest_size=16).hexdigest()
