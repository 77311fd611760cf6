"""Serving an application from this process."""

from __future__ import annotations

import logging
import signal
import threading
from contextlib import suppress
from time import monotonic
from types import FrameType
from typing import TYPE_CHECKING, Any

from waitress import wasyncore
from waitress.adjustments import Adjustments

from ats_sandbox.server.bounds import SETTINGS
from ats_sandbox.server.channel import Channel
from ats_sandbox.server.dispatcher import Dispatcher
from ats_sandbox.server.listener import Listener
from ats_sandbox.server.sockets import bound
from ats_sandbox.server.task import Watcher

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class Server:
    """Serves a WSGI application over HTTP/1.1 from this process.

    >>> with Server(application) as server:  # binds, serves from a thread, stops at the end
    ...     requests.get(server.url)

    ``port`` 0 stands for any free port. ``threads`` is how many requests are in hand at once, beside those that wait on
    purpose; more wait. ``grace`` is how many seconds `stop` gives to the requests in hand. ``watch`` is shown every
    answered request.
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
        self._listeners: list[Listener] = []
        self._sockets: dict[int, Any] = {}  # what waitress's loop watches, by file descriptor
        self._trigger = threading.RLock()  # held to pull waitress's trigger, and to take it out of reach; signals nest
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

        Raises CannotListen, and of its kind PortTaken.
        """
        sockets = bound(*self.address)
        self.address = sockets[0].getsockname()[:2]
        # Requests that wait for a thread are what 32 clients on 16 threads look like, not worth a warning each.
        logging.getLogger("waitress.queue").setLevel(logging.ERROR)
        settings = Adjustments(**SETTINGS, threads=self._threads, server_name=self.address[0], sockets=sockets)
        dispatcher = Dispatcher(self._threads)
        for one in sockets:
            listener = Listener(
                self.application,
                self._sockets,
                _sock=one,
                dispatcher=dispatcher,
                adj=settings,
                bind_socket=False,
                sockinfo=(one.family, one.type, one.proto, one.getsockname()),
            )
            listener.watch = self._watch
            self._listeners.append(listener)

    def heed_signals(self) -> None:
        """Stop at SIGINT or SIGTERM from now on, `run` if it runs already (main thread only)."""
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, self._heed)

    def run(self, *, signals: bool = False) -> None:
        """Answer clients until `stop`; with ``signals`` also until SIGINT or SIGTERM (main thread only).

        Requests in hand are finished within the grace period. A second signal ends that period at once.
        """
        if not self._listeners:
            self.start()
        self._ended.clear()
        if signals:
            self.heed_signals()
        try:
            while not self._stopping.is_set():
                self._turn(1.0)
            self._drain()
        finally:
            self._release()
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

    def _turn(self, seconds: float) -> None:
        """Let waitress's loop wait this long for something to happen, and deal with it."""
        wasyncore.loop(seconds, SETTINGS["asyncore_use_poll"], self._sockets, count=1)

    def _begin_to_stop(self) -> None:
        with self._trigger:
            self._stopping.set()
            if self._listeners:
                self._listeners[0].pull_trigger()

    def _heed(self, _number: int, _frame: FrameType | None) -> None:
        if self._stopping.is_set():
            raise KeyboardInterrupt
        self._begin_to_stop()

    def _channels(self) -> list[Channel]:
        return [one for one in tuple(self._sockets.values()) if isinstance(one, Channel)]

    def _drain(self) -> None:
        """Let the requests in hand finish."""
        for listener in self._listeners:
            wasyncore.dispatcher.close(listener)  # a client that comes now hears so, and is not left waiting
        end = monotonic() + self._grace
        pause = 0.0  # the first turn reads what has arrived already, before idle channels are closed
        with suppress(KeyboardInterrupt):
            while (channels := self._channels()) and (left := end - monotonic()) > 0:
                self._turn(min(pause, left))
                pause = 1.0
                for channel in channels:
                    channel.will_close |= channel.idle

    def _release(self) -> None:
        with self._trigger:
            listeners, self._listeners = self._listeners, []
        if not listeners:
            return
        for channel in self._channels():
            channel.handle_close()
        listeners[0].task_dispatcher.shutdown(timeout=1)
        for listener in listeners:
            listener.close()
