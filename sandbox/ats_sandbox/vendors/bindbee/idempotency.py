"""Idempotency keys: a repeated write within five minutes gives the saved answer and writes nothing."""

from collections.abc import Callable
from functools import wraps
from hashlib import blake2b
from typing import Any

import msgspec

from ats_sandbox.contract.body import raw
from ats_sandbox.contract.call import BodyT, QueryT
from ats_sandbox.contract.fields import Text
from ats_sandbox.contract.resource import Result
from ats_sandbox.vendors.bindbee.call import AnyCall, Call
from ats_sandbox.vendors.bindbee.errors import KeyReused
from ats_sandbox.vendors.bindbee.schemas import ConnectorHeaders
from ats_sandbox.world.clock import MINUTE
from ats_sandbox.world.store.table import Collection, Record

KEPT = 5 * MINUTE


class WriteHeaders(ConnectorHeaders):
    """The headers of an operation that creates a record."""

    idempotency_key = Text(data_key="X-Idempotency-Key")


class SavedAnswer(Record, frozen=True, kw_only=True):
    """What a write with a key answered. `digest` is of the operation and the body."""

    connector: int
    key: str
    digest: str
    document: Any
    at: int


SAVED_ANSWERS = Collection(
    "bindbee.saved_answers", SavedAnswer, indexes={"key": lambda one: ((one.connector, one.key),)}
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


def _digest(call: AnyCall) -> str:
    content = raw(call.request)
    sent = msgspec.json.encode(msgspec.json.decode(content), order="sorted") if content.strip() else b""
    return blake2b(call.operation.id.encode() + b"\n" + sent, digest_size=16).hexdigest()
