"""Receivers that are applications of this process, called as a server would."""

from collections.abc import Callable, Coroutine, Iterable, Iterator, Mapping
from contextvars import copy_context
from io import BytesIO
from typing import Any
from urllib.parse import unquote_to_bytes, urlsplit

from ats_sandbox.contract.outgoing import MOST_BYTES, Unreachable
from ats_sandbox.contract.webhooks import Headers
from ats_sandbox.control.webhooks.receivers import Answer, Message
from ats_sandbox.world.clock import SECOND


class WsgiApp:
    """A WSGI application. What it answers beyond the first bytes is not asked for."""

    here = True

    def __init__(self, app: Callable[..., Iterable[bytes]]) -> None:
        self._app = app

    def receive(self, message: Message, timeout: int) -> Answer:
        taken: list[tuple[str, Headers]] = []
        written: list[bytes] = []

        def start_response(
            status: str, headers: list[tuple[str, str]], exc_info: object = None
        ) -> Callable[[bytes], None]:
            taken.append((status, tuple((name, value) for name, value in headers)))
            return written.append

        parts = self._app(environ_of(message), start_response)
        try:
            body = b"".join((*written, *_beginning(parts)))
        finally:
            close = getattr(parts, "close", None)
            if close is not None:
                close()
        if not taken:
            raise RuntimeError("the application did not call start_response")
        status, headers = taken[-1]
        return Answer(int(status[:3]), headers, body)


def _beginning(parts: Iterable[bytes]) -> Iterator[bytes]:
    """The parts of a body until enough is there."""
    length = 0
    for one in parts:
        yield one
        length += len(one)
        if length >= MOST_BYTES:
            return


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
    """An ASGI 3 application, in an event loop of its own. What it does after its answer is waited for."""

    here = True

    def __init__(self, app: Callable[..., Coroutine[Any, Any, None]]) -> None:
        self._app = app

    def receive(self, message: Message, timeout: int) -> Answer:
        return _outside_of_loops(self._called(message, timeout))

    async def _called(self, message: Message, timeout: int) -> Answer:
        import asyncio  # imported by the first receiver that wants it

        asked = iter([{"type": "http.request", "body": message.body, "more_body": False}])
        started: list[tuple[int, Headers]] = []
        body, over = bytearray(), asyncio.Event()

        async def receive() -> dict[str, Any]:
            told = next(asked, None)
            if told is None:
                await over.wait()
                return {"type": "http.disconnect"}
            return told

        async def send(event: Mapping[str, Any]) -> None:
            if event["type"] == "http.response.start" and not started:
                pairs = event.get("headers", ())
                written = [(bytes(name).decode("latin-1"), bytes(value).decode("latin-1")) for name, value in pairs]
                started.append((event["status"], tuple(written)))
            elif event["type"] == "http.response.body" and started and not over.is_set():
                body.extend(event.get("body", b"")[: MOST_BYTES - len(body)])
                if not event.get("more_body", False):
                    over.set()
            else:
                raise RuntimeError(f"an application does not send {event['type']} at this time")

        called = asyncio.ensure_future(self._app(_scope_of(message), receive, send))
        answered = asyncio.ensure_future(over.wait())
        try:
            await asyncio.wait((called, answered), timeout=timeout / SECOND, return_when=asyncio.FIRST_COMPLETED)
            if not over.is_set() and not called.done():
                raise Unreachable(f"no answer within {timeout / SECOND:g} seconds")
            await asyncio.wait((called,))
            if not over.is_set():
                if not called.cancelled() and (error := called.exception()) is not None:
                    raise error
                raise RuntimeError("the application did not answer")
        finally:
            called.cancel()
            answered.cancel()
        status, headers = started[0]
        return Answer(status, headers, bytes(body))


def _scope_of(message: Message) -> dict[str, Any]:
    """A message as an ASGI application is given it."""
    parts = urlsplit(message.url)
    host = ("Host", parts.netloc.rpartition("@")[2])
    length = ("Content-Length", str(len(message.body)))
    return {
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
        "server": (parts.hostname or "localhost", parts.port or (443 if parts.scheme == "https" else 80)),
    }


def _outside_of_loops(coroutine: Coroutine[Any, Any, Answer]) -> Answer:
    """Run a coroutine to its end, whether or not this thread runs an event loop."""
    import asyncio

    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(coroutine)
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(copy_context().run, asyncio.run, coroutine).result()
