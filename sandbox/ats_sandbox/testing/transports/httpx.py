"""httpx: transports, sync and async, with httpcore's own HTTP machinery over a `MemoryConnection`.

They use httpcore's parser and none of its pools or httpx's network transports, which mocking libraries replace.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
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
        except ConnectionRefusedError as error:
            raise httpcore.ConnectError(str(error)) from error
        except ConnectionError as error:
            raise httpcore.ReadError(str(error)) from error

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._connection.send(buffer)

    def close(self) -> None:
        pass

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

    def get_extra_info(self, info: str) -> Any:
        return self._stream.get_extra_info(info)


class Body(httpx.SyncByteStream):
    """The body of an answer."""

    def __init__(self, parts: Any) -> None:
        self._parts = parts

    def __iter__(self) -> Iterator[bytes]:
        with failures():
            yield from self._parts

    def close(self) -> None:
        self._parts.close()


class AsyncBody(httpx.AsyncByteStream):
    """The same, awaited."""

    def __init__(self, parts: Any) -> None:
        self._parts = parts

    async def __aiter__(self) -> AsyncIterator[bytes]:
        with failures():
            async for part in self._parts:
                yield part

    async def aclose(self) -> None:
        await self._parts.aclose()


class Transport(httpx.BaseTransport):
    """Sends the requests of a client to the application."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        origin, asked = written(request)
        stream = Stream(connection_to(self._application, origin))
        with failures():
            answer = httpcore.HTTP11Connection(origin, stream).handle_request(asked)
        return response_of(answer, Body(answer.stream))


class AsyncTransport(httpx.AsyncBaseTransport):
    """Sends the requests of an asynchronous client to the application."""

    def __init__(self, application: "WSGIApplication") -> None:
        self._application = application

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        origin, asked = written(request)
        stream = AsyncStream(connection_to(self._application, origin))
        with failures():
            answer = await httpcore.AsyncHTTP11Connection(origin, stream).handle_async_request(asked)
        return response_of(answer, AsyncBody(answer.stream))


def written(request: httpx.Request) -> tuple[httpcore.Origin, httpcore.Request]:
    """The origin of a request, and the request as httpcore writes it."""
    address = request.url
    url = httpcore.URL(scheme=address.raw_scheme, host=address.raw_host, port=address.port, target=address.raw_path)
    asked = httpcore.Request(
        request.method, url, headers=request.headers.raw, content=request.stream, extensions=request.extensions
    )
    return url.origin, asked


def response_of(answer: httpcore.Response, body: Body | AsyncBody) -> httpx.Response:
    """An answer as httpx has it."""
    return httpx.Response(answer.status, headers=answer.headers, stream=body, extensions=answer.extensions)


def connection_to(application: "WSGIApplication", origin: httpcore.Origin) -> MemoryConnection:
    """A connection to the application in place of an origin's."""
    return MemoryConnection(application, origin.scheme.decode(), origin.host.decode(), origin.port)


@contextmanager
def failures() -> Iterator[None]:
    """Raise a failure of httpcore as the one that httpx has by the same name."""
    try:
        yield
    except (httpcore.NetworkError, httpcore.ProtocolError, httpcore.TimeoutException) as failure:
        raise getattr(httpx, type(failure).__name__)(str(failure)) from failure


def patches() -> Iterable[Patch]:
    """The patches: how the two network transports handle a request, and how the pools beneath them do.

    vcrpy goes to the network past a patched transport, and respx replaces the pools.
    """
    yield Patch(httpx.HTTPTransport, "handle_request", _transport_patch(httpx.HTTPTransport.handle_request))
    original = httpx.AsyncHTTPTransport.handle_async_request
    yield Patch(httpx.AsyncHTTPTransport, "handle_async_request", _async_transport_patch(original))
    yield Patch(httpcore.ConnectionPool, "handle_request", _pool_patch(httpcore.ConnectionPool.handle_request))
    beneath = httpcore.AsyncConnectionPool.handle_async_request
    yield Patch(httpcore.AsyncConnectionPool, "handle_async_request", _async_pool_patch(beneath))


def _transport_patch(original: Callable[[Any, httpx.Request], httpx.Response]) -> Any:
    def handle_request(transport: Any, request: httpx.Request) -> httpx.Response:
        with failures():
            application = application_at(written(request)[0])
        return original(transport, request) if application is None else Transport(application).handle_request(request)

    return handle_request


def _async_transport_patch(original: Any) -> Any:
    async def handle_async_request(transport: Any, request: httpx.Request) -> httpx.Response:
        with failures():
            application = application_at(written(request)[0])
        if application is not None:
            return await AsyncTransport(application).handle_async_request(request)
        answer: httpx.Response = await original(transport, request)
        return answer

    return handle_async_request


def _pool_patch(original: Callable[[Any, httpcore.Request], httpcore.Response]) -> Any:
    def handle_request(pool: Any, request: httpcore.Request) -> httpcore.Response:
        origin = request.url.origin
        application = application_at(origin)
        if application is None:
            return original(pool, request)
        return httpcore.HTTP11Connection(origin, Stream(connection_to(application, origin))).handle_request(request)

    return handle_request


def _async_pool_patch(original: Any) -> Any:
    async def handle_async_request(pool: Any, request: httpcore.Request) -> httpcore.Response:
        origin = request.url.origin
        application = application_at(origin)
        if application is None:
            answer: httpcore.Response = await original(pool, request)
            return answer
        stream = AsyncStream(connection_to(application, origin))
        return await httpcore.AsyncHTTP11Connection(origin, stream).handle_async_request(request)

    return handle_async_request


def application_at(origin: httpcore.Origin) -> "WSGIApplication | None":
    """The application that a listener returns for an origin; a refusal becomes a failed connection of httpcore."""
    try:
        return application_for(origin.scheme.decode(), origin.host.decode(), origin.port)
    except ConnectionRefusedError as refused:
        raise httpcore.ConnectError(str(refused)) from refused
