"""The guard: no test reaches a real ATS, whichever client or socket it uses."""

import socket
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from ats_sandbox.testing.hosts import hosts_of
from ats_sandbox.testing.interceptor import InterceptedCall, Patch, add_listener, remove_listener

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
    """Watches connections; `contacts` are the attempts so far, also those whose error was swallowed."""

    def __init__(self, hosts: Iterable[str]) -> None:
        self._hosts = frozenset(host.lower() for host in hosts)
        self._patches: list[tuple[Patch, object]] = []
        self.contacts: list[RealHostContacted] = []
        self._acknowledged = 0

    def __repr__(self) -> str:
        return f"<Guard of {len(self._hosts)} hosts, {len(self.contacts)} contacts>"

    def check(self, host: object, how: str) -> None:
        """Raises RealHostContacted for a real ATS."""
        if isinstance(host, bytes | bytearray):
            host = bytes(host).decode("ascii", "replace")
        if isinstance(host, str) and host.lower().rstrip(".") in self._hosts:
            contact = RealHostContacted(host.lower().rstrip("."), how)
            self.contacts.append(contact)
            raise contact

    def verify(self) -> None:
        """Raises the first contact since the last check, if there was any."""
        new = self.contacts[self._acknowledged :]
        self.acknowledge()
        if new:
            raise new[0]

    def acknowledge(self) -> None:
        """Count the contacts so far as reported."""
        self._acknowledged = len(self.contacts)

    def listen(self, call: InterceptedCall) -> "WSGIApplication | None":
        """A listener of the interceptor: refuses connections to a real ATS."""
        self.check(call.host, f"{call.scheme} to port {call.port}")
        return None

    def start(self) -> None:
        """Start watching."""
        add_listener(self.listen)
        for patch in self._socket_patches():
            self._patches.append((patch, vars(patch.owner).get(patch.name)))
            setattr(patch.owner, patch.name, patch.value)

    def stop(self) -> None:
        """Stop watching."""
        while self._patches:
            patch, before = self._patches.pop()
            if before is None:
                delattr(patch.owner, patch.name)
            else:
                setattr(patch.owner, patch.name, before)
        remove_listener(self.listen)

    def _socket_patches(self) -> Iterator[Patch]:
        """Patches of name look-ups and connections, beneath every client."""
        for name in ("getaddrinfo", "gethostbyname", "gethostbyname_ex"):
            yield Patch(socket, name, self._look_up_patch(getattr(socket, name), name))
        for name in ("connect", "connect_ex"):
            yield Patch(socket.socket, name, self._connect_patch(getattr(socket.socket, name), name))

    def _look_up_patch(self, original: Callable[..., object], name: str) -> Callable[..., object]:
        def look_up(host: object, *rest: object, **named: object) -> object:
            self.check(host, name)
            return original(host, *rest, **named)

        return look_up

    def _connect_patch(self, original: Callable[..., object], name: str) -> Callable[..., object]:
        def connect(own: socket.socket, address: object) -> object:
            if isinstance(address, tuple):
                self.check(address[0], f"socket.{name}")
            return original(own, address)

        return connect


@contextmanager
def guard(*hosts: str) -> Iterator[Guard]:
    """Refuse every contact with the real vendors, and with further hosts, in the block.

    Raises RealHostContacted (an AssertionError) where it happens, and at the end of the block if that was swallowed.
    An interception inside the block exempts its hosts.
    """
    from ats_sandbox.vendors import VENDORS

    watch = Guard((*hosts_of(VENDORS), *hosts))
    watch.start()
    try:
        yield watch
    finally:
        watch.stop()
    watch.verify()
