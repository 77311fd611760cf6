"""Interception: within a block, code that calls the real vendors reaches the sandbox, unchanged."""

from collections.abc import Mapping
from types import TracebackType
from typing import TYPE_CHECKING, Literal, Self

from ats_sandbox.control.guard import is_local
from ats_sandbox.testing.hosts import SANDBOX
from ats_sandbox.testing.interceptor import InterceptedCall, add_listener, remove_listener

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication

Others = Literal["pass", "refuse"]


class NotIntercepted(ConnectionRefusedError):
    """A host of no vendor was called where other hosts are refused."""


class Interception:
    """Takes the calls of this process, from all its threads, to some hosts; a context manager that can be nested.

    `others` is what happens to every other host but this machine: `pass`, or `refuse` (NotIntercepted, which clients
    report as a failed connection).
    """

    def __init__(self, application: "WSGIApplication", hosts: Mapping[str, str], others: Others = "pass") -> None:
        if others not in ("pass", "refuse"):
            raise ValueError(f"others is 'pass' or 'refuse', not {others!r}")
        self._application = application
        self._hosts = {SANDBOX, *hosts}
        self._others = others

    def __repr__(self) -> str:
        return f"<Interception of {', '.join(sorted(self._hosts))} for {self._application!r}>"

    def __enter__(self) -> Self:
        add_listener(self._listen)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        remove_listener(self._listen)

    def _listen(self, call: InterceptedCall) -> "WSGIApplication | None":
        if call.host in self._hosts:
            return self._application
        if self._others == "refuse" and not is_local(call.host):
            known = ", ".join(sorted(self._hosts - {SANDBOX}))
            raise NotIntercepted(f"{call.host} is not intercepted, and other hosts are refused; intercepted: {known}")
        return None
