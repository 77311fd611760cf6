"""Serving an application from this process."""

from __future__ import annotations

import asyncio
import signal
import threading
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from importlib.util import find_spec
from socket import socket
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING

from ats_sandbox.server import bounds
from ats_sandbox.server.answered import Watcher
from ats_sandbox.server.connection import Connection, Service
from ats_sandbox.server.listening import Listening
from ats_sandbox.server.room import Room
from ats_sandbox.server.sockets import bound
from ats_sandbox.server.threads import Threads

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class Server:
    """Serves a WSGI application over HTTP/1.1 from this process.

    >>> with Server(application) as server:  # binds, serves from a thread, stops at the end
    ...     requests.get(server.url)

    The application runs on the thread of the event loop where it says that it `may_wait(environ)` for nothing, else in
    one of so many `threads`; so does one that says nothing. It is told the address of the server while there is one, if
    it has `served_at(url)`. ``port`` 0 stands for any free port. ``grace`` is how many seconds `stop` gives to the
    requests in hand. ``watch`` is shown every answered request.
    """

    def __init__(
        self,
        application: WSGIApplication,
        host: str = "127.0.0.1",
        port: int = 0,
        *,
        threads: int = 16,
        grace: float = 5.0,
        watch: Watcher | None = None,
    ) -> None:
        self.application = application
        self.address = (host, port)
        """Host and port; port 0 becomes the port found once the server is started."""
        self._threads = threads
        self._grace = grace
        self._watch = watch
        self._sockets: list[socket] = []
        self._calling = threading.RLock()  # held to call the loop, and to take it out of reach; signals nest
        self._loop: asyncio.AbstractEventLoop | None = None
        self._wish: asyncio.Event | None = None
        self._stopping = threading.Event()
        self._ended = threading.Event()
        self._ended.set()

    @property
    def url(self) -> str:
        """Where a client on this machine reaches the server, without a slash at the end."""
        host, port = self.address
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(host, host)  # noqa: S104
        return f"http://[{host}]:{port}" if ":" in host else f"http://{host}:{port}"

    def start(self) -> None:
        """Bind and listen: from here on clients can connect, and `run` answers them.

        One that was stopped can be started again, at the address that it had. Raises CannotListen, and of its kind
        PortTaken.
        """
        self._sockets = bound(*self.address)
        self._stopping = threading.Event()  # what is left of an earlier run keeps the one that told it to end
        self.address = self._sockets[0].getsockname()[:2]
        self._tell(self.url)

    def heed_signals(self) -> None:
        """Stop at SIGINT or SIGTERM from now on, `run` if it runs already (main thread only)."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._heed)

    def run(self, *, signals: bool = False) -> None:
        """Answer clients until `stop`; with ``signals`` also until SIGINT or SIGTERM (main thread only).

        Requests in hand are finished within the grace period. A second signal ends that period at once.
        """
        if not self._sockets:
            self.start()
        self._ended.clear()
        if signals:
            self.heed_signals()
        loop = new_loop()
        room, threads = Room(bounds.connections()), Threads(self._threads)
        service = Service(self.application, self.address, loop, room, threads, self._stopping, self._watch)
        serving = loop.create_task(self._serve(service))
        try:
            with suppress(KeyboardInterrupt):
                loop.run_until_complete(serving)
        finally:
            threads.end()
            serving.cancel()
            with suppress(asyncio.CancelledError, KeyboardInterrupt):
                loop.run_until_complete(serving)
            for connection in list(room.all):
                connection.abort()
            loop.run_until_complete(turns())  # they learn of their end
            with self._calling:
                self._loop = None
                loop.close()
            self._release()
            self._tell("")
            self._ended.set()

    def stop(self) -> None:
        """Stop from another thread: no new requests, those in hand within the grace period; returns when it is done."""
        self._begin_to_stop()
        self._ended.wait(self._grace + 2)
        self._release()

    def __enter__(self) -> Server:
        self.start()
        self._ended.clear()
        threading.Thread(target=self.run, name="sandbox-server", daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    async def _serve(self, service: Service) -> None:
        """Take connections in until somebody wants that to end, and let the requests in hand finish."""
        loop = service.loop
        wish = asyncio.Event()
        with self._calling:
            self._loop, self._wish = loop, wish
            if self._stopping.is_set():
                wish.set()
        listening = [Listening(loop, one, lambda: Connection(service)) for one in self._sockets]
        looking = loop.create_task(look(service.room))
        try:
            await wish.wait()
        finally:
            looking.cancel()
            for one in listening:
                await one.end()
            self._release()  # a client that comes now hears so, and is not left waiting
        await self._drain(service.room)

    async def _drain(self, room: Room) -> None:
        await turns()  # what has arrived already is read, before idle connections are closed
        emptied = asyncio.Event()
        room.when_empty(emptied.set)
        for connection in list(room.idle):
            connection.close()
        for connection in list(room.all):
            connection.end_stream()
        with suppress(TimeoutError):
            await asyncio.wait_for(emptied.wait(), self._grace)

    def _begin_to_stop(self) -> None:
        with self._calling:
            self._stopping.set()
            if self._loop is not None and self._wish is not None:
                self._loop.call_soon_threadsafe(self._wish.set)

    def _heed(self, _number: int, _frame: FrameType | None) -> None:
        if self._stopping.is_set():
            raise KeyboardInterrupt
        self._begin_to_stop()

    def _tell(self, url: str) -> None:
        """Tell the application where it is served."""
        tell: Callable[[str], None] = getattr(self.application, "served_at", lambda _: None)
        tell(url)

    def _release(self) -> None:
        with self._calling:
            sockets, self._sockets = self._sockets, []
        for one in sockets:
            one.close()


async def look(room: Room) -> None:
    """Look after the connections until cancelled."""
    while True:
        await asyncio.sleep(bounds.LOOKING_TIME)
        room.look()


async def turns(number: int = 3) -> None:
    """Let the loop do what it has begun."""
    for _ in range(number):
        await asyncio.sleep(0)


class Clock:
    """The machine's own clock, out of reach of what replaces it in modules to have time stand still for a program."""

    now = staticmethod(monotonic)


def new_loop() -> asyncio.AbstractEventLoop:
    """The quickest event loop that is installed: uvloop's, or else that of the interpreter."""
    if find_spec("uvloop") is not None:
        quick: asyncio.AbstractEventLoop = import_module("uvloop").new_event_loop()
        return quick
    loop = asyncio.new_event_loop()
    loop.time = Clock.now  # type: ignore[method-assign]  # delays take their real time
    return loop
