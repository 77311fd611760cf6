"""Receivers: whatever takes the messages that a vendor sends."""

from collections.abc import Callable, Coroutine, Iterable, Mapping
from inspect import Parameter, iscoroutinefunction, signature
from io import BytesIO
from typing import Any, Protocol
from urllib.parse import unquote_to_bytes, urlsplit

import msgspec

from ats_sandbox.contract.outgoing import MOST_BYTES, RESERVED, OutgoingRequest, Unreachable
from ats_sandbox.contract.webhooks import Headers
from ats_sandbox.control.webhooks.reach import Reach
from ats_sandbox.world.clock import SECOND


class Message(msgspec.Struct, frozen=True):
    """What is sent: always a POST. Names of headers are spelled as on the wire."""

    url: str
    headers: Headers
    body: bytes

    @property
    def header(self) -> Mapping[str, str]:
        """The headers by their names in lower case."""
        return {name.lower(): value for name, value in self.headers}

    def json(self) -> Any:
        """The value of the body. Raises ValueError for one that is no JSON."""
        return msgspec.json.decode(self.body)


class Answer(msgspec.Struct, frozen=True):
    """What a receiver answers. `after` are the seconds that it took, as the vendor is to see it; nobody waits."""

    status: int
    headers: Headers = ()
    body: bytes = b""
    after: float = 0.0


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
    """A function that is given a Message, and returns an Answer, a status, or None for success.

    An exception that it raises counts as status 500.
    """

    here = True

    def __init__(self, function: Callable[[Message], "Answer | int | None"], status: int) -> None:
        self._function = function
        self._status = status

    def receive(self, message: Message, timeout: int) -> Answer:
        try:
            answer = self._function(message)
        except Unreachable:
            raise
        except Exception as error:  # noqa: BLE001  # a receiver's own defect is an answer
            return Answer(500, body=f"{type(error).__name__}: {error}".encode()[:MOST_BYTES])
        if isinstance(answer, Answer):
            return answer
        return Answer(self._status if answer is None else answer)


class WsgiApp:
    """A WSGI application, called as a server would. An exception that it raises counts as status 500."""

    here = True

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def receive(self, message: Message, timeout: int) -> Answer:
        taken: list[tuple[str, list[tuple[str, str]]]] = []

        def start_response(status: str, headers: list[tuple[str, str]], exc_info: object = None) -> None:
            taken.append((status, headers))

        try:
            parts = self._app(environ_of(message), start_response)
            try:
                body = b"".join(parts)
            finally:
                close = getattr(parts, "close", None)
                if close is not None:
                    close()
            status, headers = taken[-1]
        except Exception as error:  # noqa: BLE001  # a receiver's own defect is an answer
            return Answer(500, body=f"{type(error).__name__}: {error}".encode()[:MOST_BYTES])
        return Answer(int(status.split()[0]), tuple(headers), body[:MOST_BYTES])


def environ_of(message: Message) -> dict[str, Any]:
    """A message as a WSGI application is given it."""
    parts = urlsplit(message.url)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": "POST",
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(parts.path or "/").decode("latin-1"),
        "QUERY_STRING": parts.query,
        "SERVER_NAME": parts.hostname or "localhost",
        "SERVER_PORT": str(port),
        "SERVER_PROTOCOL": "HTTP/1.1",
        "HTTP_HOST": parts.netloc.rpartition("@")[2],
        "CONTENT_LENGTH": str(len(message.body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": parts.scheme,
        "wsgi.input": BytesIO(message.body),
        "wsgi.errors": _Silence(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in message.headers:
        key = name.upper().replace("-", "_")
        environ["CONTENT_TYPE" if key == "CONTENT_TYPE" else f"HTTP_{key}"] = value
    return environ


class _Silence:
    """Takes what an application writes to its error output."""

    def write(self, text: str) -> int:
        """Take a text."""
        return len(text)

    def writelines(self, lines: Iterable[str]) -> None:
        """Take lines."""

    def flush(self) -> None:
        """There is nothing to do."""


class AsgiApp:
    """An ASGI 3 application, called as a server would, in an event loop of its own."""

    here = True

    def __init__(self, app: Callable[..., Coroutine[Any, Any, None]]) -> None:
        self._app = app

    def receive(self, message: Message, timeout: int) -> Answer:
        try:
            return _outside_of_loops(self._called(message))
        except Exception as error:  # noqa: BLE001  # a receiver's own defect is an answer
            return Answer(500, body=f"{type(error).__name__}: {error}".encode()[:MOST_BYTES])

    async def _called(self, message: Message) -> Answer:
        import asyncio  # imported by the first receiver that wants it

        parts = urlsplit(message.url)
        host = ("Host", parts.netloc.rpartition("@")[2])
        length = ("Content-Length", str(len(message.body)))
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.4"},
            "http_version": "1.1",
            "method": "POST",
            "scheme": parts.scheme,
            "path": unquote_to_bytes(parts.path or "/").decode("utf-8", "replace"),
            "raw_path": (parts.path or "/").encode(),
            "query_string": parts.query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode(), value.encode()) for name, value in (host, length, *message.headers)],
            "client": ("127.0.0.1", 0),
            "server": (parts.hostname or "localhost", parts.port or 80),
        }
        asked = iter([{"type": "http.request", "body": message.body, "more_body": False}])
        status, body = 500, bytearray()
        headers: Headers = ()
        over = asyncio.Event()

        async def receive() -> dict[str, Any]:
            told = next(asked, None)
            if told is None:
                await over.wait()
                return {"type": "http.disconnect"}
            return told

        async def send(event: Mapping[str, Any]) -> None:
            nonlocal status, headers
            if event["type"] == "http.response.start":
                pairs = event.get("headers", ())
                status = event["status"]
                headers = tuple((bytes(name).decode("latin-1"), bytes(one).decode("latin-1")) for name, one in pairs)
            elif event["type"] == "http.response.body":
                body.extend(event.get("body", b""))
                if not event.get("more_body", False):
                    over.set()

        await self._app(scope, receive, send)
        return Answer(status, headers, bytes(body[:MOST_BYTES]))


def _outside_of_loops(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """Run a coroutine to its end, whether or not this thread runs an event loop."""
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


def is_nobodys(url: str) -> bool:
    """True of an address at which nobody can be: names that are reserved for examples."""
    return RESERVED.fullmatch(urlsplit(url).hostname or "") is not None


def receiver_of(target: Any, status: int) -> Receiver:
    """The receiver that a tester names: a Receiver, a WSGI or ASGI application, or a function of one argument."""
    if hasattr(target, "receive") and hasattr(target, "here"):
        receiver: Receiver = target
        return receiver
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
