"""Answers to reads that were given before: a read of the same state, asked in the same words, has the same answer.

What was answered is kept with the state that it was read from, so forks that share a state share its answers, a reset
finds them again, and they go with the state. An answer that is given again is counted, limited and recorded as the
first one was; only what leads to it is not done again.
"""

from collections import deque
from collections.abc import Mapping
from threading import Lock
from time import perf_counter
from typing import TYPE_CHECKING, Any, NamedTuple
from weakref import ref

import msgspec

from ats_sandbox.contract.answering import headers_of
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.limits import RateLimit, RateUsage
from ats_sandbox.contract.operation import Operation, Reply
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.addressing import WORLD, Address
from ats_sandbox.control.journal.entry import NOTHING, Content, Entry, RecordedRequest, asked_of, length_of, weight_of
from ats_sandbox.control.journal.recording import NOTE
from ats_sandbox.control.traces import ADDRESS, ASKED, OPERATION
from ats_sandbox.control.workspace import Workspace
from ats_sandbox.world.domain.background import looked_at
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import HiddenRows
from ats_sandbox.world.store.state import State

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

QUESTION = "ats_sandbox.question"
"""Where a request's environ has the question that its answer may be remembered for."""

MOST = 4_096
"""Answers that one state keeps; then the oldest are dropped."""

MOST_BYTES = 16 * 1024 * 1024
"""Bytes of answers that one state keeps; then the oldest are dropped too."""

MOST_BYTES_TOGETHER = 48 * 1024 * 1024
"""Bytes of answers that are kept of all states of a sandbox; then those of the states that were read first go."""

OVERHEAD = 2_048
"""The estimated size of an answer without its body and its question, in bytes."""

Pairs = tuple[tuple[str, str], ...]


class Question(NamedTuple):
    """A read: the state it is asked of, all else that its answer can depend on, and the headers as they came."""

    state: State
    key: tuple[Any, ...]
    headers: Pairs


class Remembered(msgspec.Struct, frozen=True):
    """An answer. `spending` is whose budget it counts against, how much that is in all, and how much at once.

    `weight` is that of the exchange in a journal: whoever asks the same in the same words adds the same.
    `first`, `rest` and `last` are its headers: before those of the rate limit, after them, and at the end those that
    the journal has apart. What it hides or was seen in leads back to the state that keeps it: garbage collection has to
    look into it.
    """

    operation: Operation
    path: Mapping[str, str]
    principal: Principal | None
    account: object
    limit: RateLimit | None
    spending: tuple[str, int, int]
    content: bytes
    kept: Content
    first: Pairs
    rest: Pairs
    last: Pairs
    remarks: tuple[str, ...]
    hidden: HiddenRows
    seen: Reading | None
    note: str | None
    weight: int


class Shelf:
    """The answers of one state; None stands for one that was asked for once, and is worth keeping the next time."""

    __slots__ = ("__weakref__", "answers", "size")

    def __init__(self) -> None:
        self.answers: dict[tuple[Any, ...], Remembered | None] = {}
        self.size = 0

    def asked_again(self, key: tuple[Any, ...]) -> bool:
        """True when this was asked before; else it has been from now on."""
        if key in self.answers:
            return True
        self.answers[key] = None
        self.size += weight_of_question(key)
        return False

    def put(self, key: tuple[Any, ...], answer: Remembered) -> None:
        """Keep an answer that was asked for before."""
        if self.answers[key] is None:
            self.answers[key] = answer
            self.size += len(answer.content)

    def make_room(self) -> None:
        """Drop the oldest answers while there are too many."""
        while len(self.answers) > MOST or (self.size > MOST_BYTES and len(self.answers) > 1):
            key = next(iter(self.answers))
            oldest = self.answers.pop(key)
            self.size -= weight_of_question(key) + (0 if oldest is None else len(oldest.content))

    def clear(self) -> None:
        """Drop every answer."""
        self.answers.clear()
        self.size = 0


class AnswerMemory:
    """What one sandbox remembers of its answers. Safe to use from many threads."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._shelves: deque[ref[Shelf]] = deque()
        self._held = 0

    def question(self, workspace: Workspace, address: Address, environ: "WSGIEnvironment") -> Question | None:
        """What a request asks, where the answer may have been given before: a plain read in a world left to itself."""
        if (
            environ["REQUEST_METHOD"] != "GET"
            or environ.get("CONTENT_LENGTH", "") not in ("", "0")
            or "HTTP_TRANSFER_ENCODING" in environ
            or "HTTP_PREFER" in environ
            or workspace.meter.enforced
            or not workspace.left_alone
        ):
            return None
        reading = workspace.world.read()
        if reading.now != reading.state.now:  # time passes by itself: no instant comes twice
            return None
        environ[ASKED] = asked = asked_of(environ)
        told = tuple([pair for pair in asked if pair[0] != WORLD]) if WORLD in environ else asked
        query = environ.get("QUERY_STRING", "")
        key = (self, reading.seed, address.vendor, address.origin, address.path, query, told)
        environ[QUESTION] = question = Question(reading.state, key, asked)
        return question

    def recall(
        self, question: Question, workspace: Workspace, vendor: Vendor, environ: "WSGIEnvironment"
    ) -> tuple[list[tuple[str, str]], bytes] | None:
        """The headers and the body of the answer, counted and recorded; None where it has not been given before."""
        began = perf_counter()
        state, key, asked = question
        shelf: Shelf | None = state.remembered
        found = None if shelf is None else shelf.answers.get(key)
        if found is None:
            return None
        limit, usage, told = found.limit, None, dict(found.rest)
        if limit is not None:
            usage = workspace.meter.pass_by(limit, vendor.name, *found.spending, state.now)
            told = {**limit.headers(usage), **told}
        environ[OPERATION] = found.operation.id
        workspace.journal.enter(
            Entry(
                at=state.now,
                vendor=vendor,
                operation=found.operation,
                asked=RecordedRequest("GET", environ[ADDRESS].path, environ.get("QUERY_STRING", ""), asked, NOTHING),
                path=found.path,
                principal=found.principal,
                account=found.account,
                status=200,
                headers=told,
                content=found.kept,
                commit=None,
                refusal=None,
                cause=None,
                crashed=False,
                fault=None,
                injected=False,
                spending=usage,
                enforced=False,
                remarks=found.remarks,
                hidden=found.hidden,
                seen=found.seen,
                duration=perf_counter() - began,
                why=None,
                note=found.note,
                weight=found.weight,
            )
        )
        return [*found.first, *told.items(), *found.last], found.content

    def keep(self, call: AnyCall, reply: Reply, added: Mapping[str, str]) -> None:
        """Remember the reply to a call, which leaves with these headers added, if it is one to remember."""
        question: Question | None = call.request.environ.get(QUESTION)
        if question is None or not may_be_repeated(call, reply, question.state):
            return
        state, key = question.state, question.key
        with self._lock:
            shelf: Shelf | None = state.remembered
            if shelf is None:
                state.remembered = shelf = Shelf()
                self._shelves.append(ref(shelf))
            before = shelf.size
            if shelf.asked_again(key) and (remembered := answer_of(call, reply, added)) is not None:
                shelf.put(key, remembered)
            shelf.make_room()
            self._held += shelf.size - before
            if self._held > MOST_BYTES_TOGETHER:
                self._shrink()

    def _shrink(self) -> None:
        """Count what is held, and drop the answers of the states that were read first until half of it is free."""
        held = [(one, shelf) for one in self._shelves if (shelf := one()) is not None]
        self._held = sum(shelf.size for _, shelf in held)
        for _, shelf in held:
            if self._held <= MOST_BYTES_TOGETHER // 2:
                break
            self._held -= shelf.size
            shelf.clear()
        self._shelves = deque(one for one, _ in held)


def weight_of_question(key: tuple[Any, ...]) -> int:
    """What a question takes, in bytes: its texts are as long as clients make them."""
    *_, path, query, told = key
    return OVERHEAD + len(path) + len(query) + length_of(told)


def may_be_repeated(call: AnyCall, reply: Reply, state: State) -> bool:
    """True for an answer that depends on nothing but the question, and changes nothing."""
    operation = call.operation
    return (
        reply.status == 200
        and call.repeatable
        and not operation.writes
        and call.world.state is state
        and not (operation.observes and looked_at(call.world, operation.observes))
        and call.injection is None
        and call.crash is None
    )


def answer_of(call: AnyCall, reply: Reply, added: Mapping[str, str]) -> Remembered | None:
    """What to remember of an answer; None where its headers are not those of a plain one."""
    headers, limit, usage = headers_of(reply), call.vendor.limit, call.usage
    if headers is None or (limit is not None and usage is None) or not added.keys() <= {NOTE}:
        return None
    limited = {} if limit is None or usage is None else limit.headers(usage)
    before = len(headers) - 1 - len(reply.headers)  # the type, where the reply does not have it among its headers
    after = before + len(limited)
    if headers[before:after] != list(limited.items()):
        return None
    content, world = reply.content or b"", call.world
    kept = Content.of(content)
    return Remembered(
        operation=call.operation,
        path=call.path,
        principal=call.principal,
        account=call.account,
        limit=limit,
        spending=("", 0, 0)
        if limit is None or usage is None
        else (limit.key(call.spender), usage.budget, usage.at_once),
        content=content,
        kept=kept,
        first=tuple(headers[:before]),
        rest=tuple(headers[after:-1]),
        last=(*added.items(), headers[-1]),
        remarks=tuple(call.remarks),
        hidden=call.hidden,
        seen=Reading(world.state, world.seed, world.now) if call.hidden else None,
        note=added.get(NOTE),
        weight=weight_of(RecordedRequest.of(call.request), dict(headers), kept),
    )


def spending_of(call: AnyCall, limit: RateLimit, usage: RateUsage) -> tuple[str, int, int]:
    """Whose budget a call counts against, how much that is in all, and how much at once."""
    return limit.key(call.spender), usage.budget, usage.at_once
