"""httpx: transports, sync and async, with httpx's own HTTP machinery over a `MemoryConnection`."""

import ssl
from collections.abc import Callable, Iterable
from functools import cache
from typing import TYPE_CHECKING, Any

import httpcore
import httpx

from ats_sandbox.testing.interceptor import Patch, application_for
from ats_sandbox.testing.memory_connection import MemoryConnection

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class Stream(httpcore.NetworkStream):
    """A connection's bytes."""

    def __init__(self, connection: MemoryConnection) -> None:
        self._connection = connection

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        if timeout is not None and self._connection.elapsed > timeout:
            raise httpcore.ReadTimeout("timed out")
        try:
            return self._connection.read(max_bytes)
        except TimeoutError as error:
            raise httpcore.ReadTimeout(str(error)) from error
        except ConnectionResetError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._connection.send(buffer)

    def close(self) -> None:
        pass

    def start_tls(self, *_: object, **__: object) -> "Stream":
        self._connection.scheme = "https"
        return self

    def get_extra_info(self, info: str) -> Any:
        return False if info == "is_readable" else None


class AsyncStream(httpcore.AsyncNetworkStream):
    """The same, awaited. The application answers in the event loop's own thread."""

    def __init__(self, connection: MemoryConnection) -> None:
        self._stream = Stream(connection)

    async def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, timeout)

    async def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer)

    async def aclose(self) -> None:
        pass

    async def start_tls(self, *_: object, **__: object) -> "AsyncStream":
        self._stream.start_tls()
        return self

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Network(httpcore.NetworkBackend):
    """Connects every host to the application. There is no TLS."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def connect_tcp(self, host: str, port: int, *_: object, **__: object) -> Stream:
        return Stream(MemoryConnection(self._application, "http", host, port))

    def sleep(self, seconds: float) -> None:
        pass


class AsyncNetwork(httpcore.AsyncNetworkBackend):
    """The same, awaited."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    async def connect_tcp(self, host: str, port: int, *_: object, **__: object) -> AsyncStream:
        return AsyncStream(MemoryConnection(self._application, "http", host, port))

    async def sleep(self, seconds: float) -> None:
        pass


@cache
def unused_tls_context() -> ssl.SSLContext:
    """A TLS context that is never used: an empty one, as loading certificates takes a while."""
    return ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)


class Transport(httpx.HTTPTransport):
    """Sends the requests of a client to the application."""

    def __init__(self, application: "WSGIApplication") -> None:
        context = unused_tls_context()
        super().__init__(verify=context)
        self._pool = httpcore.ConnectionPool(ssl_context=context, network_backend=Network(application))


class AsyncTransport(httpx.AsyncHTTPTransport):
    """Sends the requests of an asynchronous client to the application."""

    def __init__(self, application: "WSGIApplication") -> None:
        context = unused_tls_context()
        super().__init__(verify=context)
        self._pool = httpcore.AsyncConnectionPool(ssl_context=context, network_backend=AsyncNetwork(application))


def patches() -> Iterable[Patch]:
    """The patches: how the two network transports handle a request."""
    yield Patch(httpx.HTTPTransport, "handle_request", _handle_patch(httpx.HTTPTransport.handle_request))
    original = httpx.AsyncHTTPTransport.handle_async_request
    yield Patch(httpx.AsyncHTTPTransport, "handle_async_request", _handle_async_patch(original))


def _handle_patch(original: Callable[[Any, httpx.Request], httpx.Response]) -> Any:
    def handle_request(transport: Any, request: httpx.Request) -> httpx.Response:
        application = None if isinstance(transport, Transport) else application_of(request)
        return original(transport if application is None else Transport(application), request)

    return handle_request


def _handle_async_patch(original: Any) -> Any:
    async def handle_async_request(transport: Any, request: httpx.Request) -> httpx.Response:
        application = None if isinstance(transport, AsyncTransport) else application_of(request)
        answer: httpx.Response = await original(
            transport if application is None else AsyncTransport(application), request
        )
        return answer

    return handle_async_request


def application_of(request: httpx.Request) -> "WSGIApplication | None":
    """The application that a listener returns for a request; a refusal becomes a failed connection of httpx."""
    try:
        return application_for(request.url.scheme, request.url.host, request.url.port)
    except ConnectionRefusedError as refused:
        raise httpx.ConnectError(str(refused), request=request) from refused
