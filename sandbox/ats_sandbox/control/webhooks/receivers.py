"""Receivers: whatever takes the messages that a vendor sends."""

from collections.abc import Callable, Mapping
from functools import lru_cache
from inspect import Parameter, iscoroutinefunction, signature
from pathlib import Path
from typing import Any, Protocol
from urllib.parse import urlsplit

import msgspec

from ats_sandbox.contract.outgoing import MOST_BYTES, RESERVED, OutgoingRequest, Unreachable
from ats_sandbox.contract.webhooks import Headers
from ats_sandbox.control.webhooks.any_case import AnyCase
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.world.clock import SECOND

MOST_SAID = 300
"""Characters of what a receiver raised that are told."""
FLASKS = ": such a pair is what a view of Flask returns; give the application, or return Answer(202, body=b'')"


class Message(msgspec.Struct, frozen=True):
    """What is sent: always a POST. Names of headers are spelled as on the wire."""

    url: str
    headers: Headers
    body: bytes

    @property
    def header(self) -> Mapping[str, str]:
        """The headers by their names, in any case."""
        return AnyCase(self.headers)

    def json(self) -> Any:
        """The value of the body. Raises ValueError for one that is no JSON."""
        return msgspec.json.decode(self.body)


class Answer(msgspec.Struct, frozen=True):
    """What a receiver answers. `after` are the seconds that it took, as the vendor is to see it; nobody waits.

    Of a long body the first MOST_BYTES count. `defect` is set for a receiver that answered with nothing of the kind:
    what it raised, and where.
    """

    status: int
    headers: Headers = ()
    body: bytes = b""
    after: float = 0.0
    defect: str = ""


class Receiver(Protocol):
    """Takes messages. `here` is True of one that runs in this process, in the thread of whoever lets it run."""

    here: bool

    def receive(self, message: Message, timeout: int) -> Answer:
        """Answer a message within so many milliseconds. Raises Unreachable."""


class OverHttp:
    """A receiver at an address of the network."""

    here = False

    def __init__(self, reach: Reach) -> None:
        self._reach = reach

    def receive(self, message: Message, timeout: int) -> Answer:
        request = OutgoingRequest("POST", message.url, dict(message.headers), message.body, timeout / SECOND)
        found = self._reach.outgoing(request)
        return Answer(found.status, tuple(found.headers.items()), found.body)


class Inbox:
    """Nobody: messages are kept until a tester looks, and taken as the vendor wishes."""

    here = True

    MOST = 10_000
    """Messages that one holds; a full one takes no more until it is emptied."""

    def __init__(self, status: int) -> None:
        self._status = status
        self.held = 0

    def receive(self, message: Message, timeout: int) -> Answer:
        if self.held >= self.MOST:
            raise Unreachable(f"the inbox is full with {self.MOST} messages: empty it, or let somebody receive them")
        self.held += 1
        return Answer(self._status)


class Function:
    """A function that is given a Message, and returns an Answer, a status, or None for success."""

    here = True

    def __init__(self, function: Callable[[Message], "Answer | int | None"], status: int) -> None:
        self._function = function
        self._status = status

    def receive(self, message: Message, timeout: int) -> Answer:
        answer = self._function(message)
        if isinstance(answer, Answer):
            return answer
        if answer is not None and (not isinstance(answer, int) or isinstance(answer, bool)):
            flask = FLASKS if isinstance(answer, tuple) else ""
            kind = type(answer).__name__
            raise TypeError(f"a receiver returns an Answer, a status or None, not the {kind} {answer!r:.100}{flask}")
        return Answer(self._status if answer is None else answer)


def ask(receiver: Receiver, message: Message, timeout: int) -> Answer:
    """What a receiver answers. A defect of its own is status 500, as a server in front of it would say.

    Raises Unreachable, and whatever is meant for others than the receiver: an interrupt, a test that fails itself.
    """
    try:
        answer = receiver.receive(message, timeout)
        return answer if _plain(answer) else _sound(answer)
    except Unreachable:
        raise
    except (Exception, SystemExit, GeneratorExit) as error:  # noqa: BLE001  # its own defect
        said = f"{type(error).__name__}: {error}"
        defect = f"{' '.join(said.split())[:MOST_SAID]}{_place(error)}"
        return Answer(500, body=said.encode("utf-8", "replace")[:MOST_BYTES], defect=defect)


def _place(error: BaseException) -> str:
    """Where the code of a receiver raised something; empty where it is not the receiver's code."""
    at = error.__traceback__
    while at is not None and at.tb_next is not None:
        at = at.tb_next
    path = Path(at.tb_frame.f_code.co_filename) if at is not None else None
    return "" if at is None or path is None or path == Path(__file__) else f" ({path.name}:{at.tb_lineno})"


def _plain(answer: Answer) -> bool:
    """True of nothing but a status, which most answer."""
    return (
        type(answer) is Answer
        and type(answer.status) is int
        and 100 <= answer.status <= 999
        and answer == Answer(answer.status)
    )


def _sound(answer: Answer) -> Answer:
    """An answer as it can be on the wire, bounded. Raises TypeError and ValueError for one that cannot."""
    if not isinstance(answer, Answer):
        raise TypeError(f"a receiver answers with an Answer, a status or None, not with {answer!r:.100}")
    status, after = answer.status, answer.after
    if not isinstance(status, int) or isinstance(status, bool) or not 100 <= status <= 999:
        raise ValueError(f"a status is a number of three digits, not {status!r:.100}")
    if not isinstance(answer.body, bytes):
        raise TypeError(f"a body is bytes, not {type(answer.body).__name__}")
    if not after >= 0:
        raise ValueError(f"an answer comes after so many seconds, not after {after!r:.100}")
    return Answer(int(status), _bounded(answer.headers), answer.body[:MOST_BYTES], after)


def _bounded(headers: Headers) -> Headers:
    """The first of some headers. Raises TypeError and ValueError for what is none."""
    kept: list[tuple[str, str]] = []
    left = MOST_BYTES
    for name, value in headers:
        if not isinstance(name, str) or not isinstance(value, str):
            raise TypeError(f"a header is two texts, not {name!r:.100} and {value!r:.100}")
        left -= len(name) + len(value)
        if left < 0:
            break
        kept.append((name, value))
    return tuple(kept)


@lru_cache(maxsize=4_096)
def is_nobodys(url: str) -> bool:
    """True of an address at which nobody can be: names that are reserved for examples."""
    return RESERVED.fullmatch(urlsplit(url).hostname or "") is not None


def receiver_of(target: Any, status: int) -> Receiver:
    """The receiver that a tester names: a Receiver, a WSGI or ASGI application, or a function of one argument."""
    if hasattr(target, "receive") and hasattr(target, "here"):
        receiver: Receiver = target
        return receiver
    from ats_sandbox.control.webhooks.applications import AsgiApp, WsgiApp  # for which nobody else waits

    if _is_asgi(target):
        return AsgiApp(target)
    if _arguments(target) == 1:
        return Function(target, status)
    return WsgiApp(getattr(target, "wsgi_app", target))


def _is_asgi(target: Any) -> bool:
    """Frameworks tell by a coroutine function: of the object, or of its `__call__`."""
    return iscoroutinefunction(target) or iscoroutinefunction(getattr(target, "__call__", None))  # noqa: B004


def _arguments(target: Any) -> int:
    """How many arguments a callable must be given."""
    try:
        found = signature(target).parameters.values()
    except (TypeError, ValueError):
        return 2
    positional = (Parameter.POSITIONAL_ONLY, Parameter.POSITIONAL_OR_KEYWORD)
    return sum(1 for one in found if one.kind in positional and one.default is Parameter.empty)
