"""httpx: transports, sync and async, with httpx's own HTTP machinery over a `Line`."""

import ssl
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from ats_sandbox.testing.interceptor import Patch, decide
from ats_sandbox.testing.memory_connection import MemoryConnection

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class Stream(httpcore.NetworkStream):
    """A connection's bytes."""

    def __init__(self, line: MemoryConnection) -> None:
        self._line = line

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if timeout is not None and self._line.took > timeout:
            raise httpcore.ReadTimeout("timed out")
        try:
            return self._line.read(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except ConnectionResetError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._line.send(buffer)

    def close(self) -> None:
        pass

    def start_tls(self, *_: Any, **__: Any) -> "Stream":
        self._line.scheme = "https"
        return self

    def get_extra_info(self, info: str) -> Any:
        return False if info == "is_readable" else None


class AsyncStream(httpcore.AsyncNetworkStream):
    """The same, awaited. The application answers in the event loop's own thread."""

    def __init__(self, line: MemoryConnection) -> None:
        self._stream = Stream(line)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer)

    async def aclose(self) -> None:
        pass

    async def start_tls(self, *_: Any, **__: Any) -> "AsyncStream":
        self._stream.start_tls()
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Network(httpcore.NetworkBackend):
    """Connects every host to the application. TLS is only pretended."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> Stream:
        return Stream(MemoryConnection(self._application, "http", host, port))

    def sleep(self, seconds: float) -> None:
        pass


class AsyncNetwork(httpcore.AsyncNetworkBackend):
    """The same, awaited."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    async def connect_tcp(self, host: str, port: int, *_: Any, **__: Any) -> AsyncStream:
        return AsyncStream(MemoryConnection(self._application, "http", host, port))

    async def sleep(self, seconds: float) -> None:
        pass


@cache
def pretended() -> ssl.SSLContext:
    """A context for TLS that never happens: an empty one, as loading certificates takes a while."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Transport(httpx.HTTPTransport):
    """Takes whatever a client sends to the application."""

    def __init__(self, application: "WSGIApplication") -> None:
        context = pretended()
        super().__init__(verify=context)
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=Network(application))


class AsyncTransport(httpx.AsyncHTTPTransport):
    """Takes whatever an asynchronous client sends to the application."""

    def __init__(self, application: "WSGIApplication") -> None:
        context = pretended()
        super().__init__(verify=context)
        self._pool = httpcore.AsyncConnectionPool(ssl_context=context, network_backend=AsyncNetwork(application))


def patches() -> Iterable[Patch]:
    """The seam: what the two network transports do with a request."""
    yield Patch(httpx.HTTPTransport, "handle_request", _handling(httpx.HTTPTransport.handle_request))
    original = httpx.AsyncHTTPTransport.handle_async_request
    yield Patch(httpx.AsyncHTTPTransport, "handle_async_request", _handling_async(original))


def _handling(original: Callable[[Any, httpx.Request], httpx.Response]) -> Any:
    def handle_request(transport: Any, request: httpx.Request) -> httpx.Response:
        application = None if isinstance(transport, Transport) else asked(request)
        return original(transport if application is None else Transport(application), request)

    return handle_request


def _handling_async(original: Any) -> Any:
    async def handle_async_request(transport: Any, request: httpx.Request) -> httpx.Response:
        application = None if isinstance(transport, AsyncTransport) else asked(request)
        answer: httpx.Response = await original(
            transport if application is None else AsyncTransport(application), request
        )
        return answer

    return handle_async_request


def asked(request: httpx.Request) -> "WSGIApplication | None":
    """What the switchboard says of a request; a refusal is told as httpx tells a connection that failed."""
    try:
        return decide(request.url.scheme, request.url.host, request.url.port)
    except ConnectionRefusedError as refused:
        raise httpx.ConnectError(str(refused), request=request) from refused
