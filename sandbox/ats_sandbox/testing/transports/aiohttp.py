"""aiohttp: a connector whose connections lead to an application, read by aiohttp's own parser."""

import asyncio
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import aiohttp
from aiohttp.client_proto import ResponseHandler
from aiohttp.tracing import Trace

from ats_sandbox.testing.interceptor import Patch, application_for
from ats_sandbox.testing.memory_connection import MemoryConnection

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class MemoryTransport(asyncio.Transport):
    """The transport that aiohttp writes to. The application answers in the event loop's thread, at its next turn."""

    def __init__(
        self, connection: MemoryConnection, protocol: ResponseHandler, loop: asyncio.AbstractEventLoop
    ) -> None:
        super().__init__()
        self._connection = connection
        self._protocol = protocol
        self._loop = loop
        self._closing = False

    def write(self, data: bytes | bytearray | memoryview) -> None:
        self._connection.send(bytes(data))
        if self._connection.waiting:
            self._loop.call_soon(self._deliver)

    def _deliver(self) -> None:
        lost: OSError | None = None
        try:
            while not self._closing and self._connection.waiting:
                data = self._connection.read(65_536)
                if not data:
                    break
                self._protocol.data_received(data)
        except ConnectionError as failure:
            lost = failure
        except TimeoutError:
            self._protocol.set_exception(aiohttp.SocketTimeoutError("Timeout on reading data from socket"))
            self.close()
            return
        if (self._connection.closed or lost is not None) and not self._closing:
            self._closing = True
            self._protocol.connection_lost(lost)

    def close(self) -> None:
        if not self._closing:
            self._closing = True
            self._loop.call_soon(self._protocol.connection_lost, None)

    abort = close

    def is_closing(self) -> bool:
        return self._closing

    def pause_reading(self) -> None:
        pass

    def resume_reading(self) -> None:
        pass

    def get_extra_info(self, name: str, default: Any = None) -> Any:
        return ("127.0.0.1", 0) if name == "peername" else default


class Connector(aiohttp.BaseConnector):
    """Sends the requests of a session to the application."""

    def __init__(self, application: "WSGIApplication", **settings: Any) -> None:
        super().__init__(**settings)
        self._application = application

    async def _create_connection(self, req: Any, traces: object, timeout: object) -> ResponseHandler:
        url = req.url
        protocol: ResponseHandler = self._factory()
        connection = MemoryConnection(self._application, url.scheme, url.raw_host or "", url.port or 443)
        protocol.connection_made(MemoryTransport(connection, protocol, asyncio.get_running_loop()))
        return protocol


def patches() -> Iterator[Patch]:
    """The patch: how the network's connector finds a connection for a request, be it a new one or one of its pool."""
    original = aiohttp.TCPConnector.connect

    async def connect(self: Any, req: Any, traces: list[Trace], timeout: aiohttp.ClientTimeout) -> Any:
        application = application_for(req.url.scheme, req.url.raw_host or "", req.url.port)
        if application is None or self.closed:
            return await original(self, req, traces, timeout)
        return await Connector(application, force_close=True).connect(req, traces, timeout)

    yield Patch(aiohttp.TCPConnector, "connect", connect)
