"""One request on its way through the application."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import perf_counter
from typing import TYPE_CHECKING, Any

from waitress.channel import ClientDisconnected
from waitress.task import ErrorTask, WSGITask

from ats_sandbox.control.cors import UNGUESSED
from ats_sandbox.server.connection import CONNECTION, ServerConnection
from ats_sandbox.server.parser import Parser

if TYPE_CHECKING:
    from wsgiref.types import WSGIEnvironment

    from ats_sandbox.server.channel import Channel


@dataclass(frozen=True, slots=True)
class Answered:
    """An answered request, as those who watch a server see it.

    `target` is what stood in the request line. `status` 0 is no answer at all. `environ` is empty for what never
    reached the application. `left` is True when the client had hung up.
    """

    method: str
    target: str
    status: int
    headers: tuple[tuple[str, str], ...]
    seconds: float
    environ: Mapping[str, Any]
    left: bool = False


Watcher = Callable[[Answered], None]


def wire_name(name: str) -> str:
    """How waitress spells a header, whose name the application may have spelled as its vendor does."""
    return "-".join(part.capitalize() for part in name.split("-"))


def tell(task: Task | Refusal, began: float, environ: Mapping[str, Any], *, left: bool = False) -> None:
    """Show an answered request to whoever watches the server."""
    watch = task.channel.server.watch
    if watch is not None:
        request = task.request
        method, target = getattr(request, "command", "-"), getattr(request, "request_uri", "-")
        headers, status = tuple(task.response_headers), int(task.status.partition(" ")[0])
        watch(Answered(method, target, status, headers, perf_counter() - began, environ, left))


class Task(WSGITask):
    """One request that the application answers."""

    channel: Channel
    connection: ServerConnection
    response_headers: list[tuple[str, str]]

    def service(self) -> None:
        """Answer."""
        began = perf_counter()
        try:
            super().service()
        except ClientDisconnected:
            tell(self, began, self.get_environment(), left=True)
            raise
        tell(self, began, self.get_environment())

    def get_environment(self) -> WSGIEnvironment:
        """The environ, the same at every call."""
        if self.environ is None:
            self.connection = ServerConnection(self)
            super().get_environment()[CONNECTION] = self.connection
        return super().get_environment()

    def build_response_header(self) -> bytes:
        """The head of the answer, with its header names as the application spells them."""
        request: Parser = self.request  # type: ignore[assignment]  # the stub knows refused requests only
        accepting = self.channel.server.accepting  # else the server is stopping: the client must not ask again
        persistent = request.persistent and accepting and not self.close_on_finish
        request.headers["CONNECTION"] = "keep-alive" if persistent else "close"  # waitress reads a lone option only
        bodiless = persistent and not self.has_body
        if bodiless:  # waitress takes an answer without a length for one that ends with its connection
            self.close_on_finish = True
            if self.version == "1.0":
                self.response_headers.append(("Connection", "Keep-Alive"))
        spelled = {wire_name(name): name for name, _ in self.response_headers}
        lines = super().build_response_header().decode("latin-1").split("\r\n")
        if bodiless:
            self.close_on_finish = False
        heads = [line.partition(": ") for line in lines[1:]]
        head = [lines[0], *(spelled.get(name, name) + colon + value for name, colon, value in heads)]
        return "\r\n".join(head).encode("latin-1")

    def write(self, data: bytes) -> None:
        """Send a piece of the body, and the head before the first."""
        if self.connection.taken:
            self.content_bytes_written += len(data)  # waitress compares this with the length promised
        else:
            super().write(b"" if self.get_environment()["REQUEST_METHOD"] == "HEAD" else data)

    def finish(self) -> None:
        """End the answer."""
        if self.connection.taken:
            request: Parser = self.request  # type: ignore[assignment]  # the stub knows refused requests only
            self.close_on_finish = not (self.connection.kept and request.persistent)
        else:
            super().finish()


class Refusal(ErrorTask):
    """What the server itself refuses, in plain text."""

    channel: Channel
    response_headers: list[tuple[str, str]]

    def service(self) -> None:
        """Answer."""
        began = perf_counter()
        self.response_headers.append(UNGUESSED)
        request: Parser = self.request  # type: ignore[assignment]  # the stub gives the error's type
        request.headers["CONNECTION"] = "close"  # a client of HTTP/1.0 would be told both
        super().service()
        tell(self, began, {})
