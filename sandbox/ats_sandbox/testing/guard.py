"""The guard: nobody reaches a real ATS from a test, whichever client or socket they use."""

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from ats_sandbox.testing.hosts import hosts_of
from ats_sandbox.testing.interceptor import InterceptedCall, Patch, leave, listen

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class RealHostContacted(AssertionError):
    """A real ATS was about to be contacted."""

    def __init__(self, host: str, how: str) -> None:
        super().__init__(
            f"{host} is a real ATS, and was about to be contacted ({how}): "
            "use the fixture ats_intercept, or give the code the sandbox's base URL"
        )
        self.host = host


class Guard:
    """Watches; `contacts` are the attempts so far, also those whose error somebody swallowed."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = frozenset(host.lower() for host in hosts)
        self._patches: list[tuple[Patch, Any]] = []
        self.contacts: list[RealHostContacted] = []
        self._told = 0

    def check(self, host: Any, how: str) -> None:
        """Raises RealHostContacted for a real ATS."""
        if isinstance(host, bytes | bytearray):
            host = bytes(host).decode("ascii", "replace")
        if isinstance(host, str) and host.lower().rstrip(".") in self._hosts:
            contact = RealHostContacted(host.lower().rstrip("."), how)
            self.contacts.append(contact)
            raise contact

    def verify(self) -> None:
        """Raises the first contact since this was last asked, if there was any."""
        fresh = self.contacts[self._told :]
        self.settle()
        if fresh:
            raise fresh[0]

    def settle(self) -> None:
        """Take the contacts so far for told."""
        self._told = len(self.contacts)

    def listen(self, call: InterceptedCall) -> "WSGIApplication | None":
        """The switchboard's question."""
        self.check(call.host, f"{call.scheme} to port {call.port}")
        return None

    def stand(self) -> None:
        """Begin to watch."""
        listen(self.listen)
        for patch in self._of_sockets():
            self._patches.append((patch, vars(patch.owner).get(patch.name)))
            setattr(patch.owner, patch.name, patch.value)

    def leave(self) -> None:
        """Watch no more."""
        while self._patches:
            patch, before = self._patches.pop()
            if before is None:
                delattr(patch.owner, patch.name)
            else:
                setattr(patch.owner, patch.name, before)
        leave(self.listen)

    def _of_sockets(self) -> Iterator[Patch]:
        """Name look-ups and connections, beneath every client there is."""
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            yield Patch(socket, name, self._looking_up(getattr(socket, name), name))
        for name in ("connect", "connect_ex"):
            yield Patch(socket.socket, name, self._connecting(getattr(socket.socket, name), name))

    def _looking_up(self, original: Callable[..., Any], name: str) -> Callable[..., Any]:
        def look_up(host: Any, *rest: Any, **named: Any) -> Any:
            self.check(host, name)
            return original(host, *rest, **named)

        return look_up

    def _connecting(self, original: Callable[..., Any], name: str) -> Callable[..., Any]:
        def connect(own: socket.socket, address: Any) -> Any:
            if isinstance(address, tuple):
                self.check(address[0], f"socket.{name}")
            return original(own, address)

        return connect


@contextmanager
def guard(*hosts: str) -> Iterator[Guard]:
    """Refuse every contact with the real vendors, and with further hosts, in the block.

    Raises RealHostContacted (an AssertionError) where it happens, and at the end of the block if that was swallowed.
    A block of interception within takes its hosts out of the guard's sight.
    """
    from ats_sandbox.vendors import VENDORS

    watch = Guard((*hosts_of(VENDORS), *hosts))
    watch.stand()
    try:
        yield watch
    finally:
        watch.leave()
    watch.verify()
