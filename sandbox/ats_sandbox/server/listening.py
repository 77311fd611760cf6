"""Taking clients in."""

import asyncio
from asyncio import AbstractEventLoop, Protocol, Task
from collections.abc import Callable
from contextlib import suppress
from socket import socket
from typing import Any

AT_ONCE = 100
"""Clients of one listening socket that are taken in before anything else is done."""

RETRY = 0.1
"""Seconds after which a server tries again to take a client in, when the system did not let it."""


class Listening:
    """Takes in the clients of a listening socket, until `end`; each gets a protocol of its own.

    A server of asyncio's would drop a client that it is taking in when it is closed.
    """

    def __init__(self, loop: AbstractEventLoop, listening: socket, protocol: Callable[[], Protocol]) -> None:
        self._loop = loop
        self._socket = listening
        self._protocol = protocol
        self._entering: set[Task[Any]] = set()
        self._accepting: Task[None] | None = None
        self._ended = False
        listening.setblocking(False)
        try:
            loop.add_reader(listening, self._accept)
        except NotImplementedError:  # Windows
            self._accepting = loop.create_task(self._keep_accepting())

    async def end(self) -> None:
        """Take nobody in any more; those who are being taken in then are inside."""
        self._ended = True
        if self._accepting is None:
            self._loop.remove_reader(self._socket)
        else:
            self._accepting.cancel()
        if self._entering:
            await asyncio.wait(self._entering)

    def _accept(self) -> None:
        for _ in range(AT_ONCE):
            try:
                client, _ = self._socket.accept()
            except (BlockingIOError, InterruptedError, ConnectionAbortedError):
                return
            except OSError:  # no file is left to open
                self._loop.remove_reader(self._socket)
                self._loop.call_later(RETRY, self._resume)
                return
            self._enter(client)

    def _resume(self) -> None:
        if not self._ended:
            self._loop.add_reader(self._socket, self._accept)

    async def _keep_accepting(self) -> None:
        while True:
            try:
                client, _ = await self._loop.sock_accept(self._socket)
            except OSError:
                await asyncio.sleep(RETRY)
            else:
                self._enter(client)

    def _enter(self, client: socket) -> None:
        client.setblocking(False)
        task = self._loop.create_task(self._take_in(client))
        self._entering.add(task)
        task.add_done_callback(self._entering.discard)

    async def _take_in(self, client: socket) -> None:
        with suppress(OSError):  # it has gone already
            await self._loop.connect_accepted_socket(self._protocol, client)
