"""Listening sockets."""

import errno
import socket

BACKLOG = 1024
"""Clients that wait to be taken in; the system may let fewer wait."""

TRIES = 20
"""Attempts to find a port that is free on both loopback addresses."""

NO_FAMILY = (errno.EAFNOSUPPORT, errno.EADDRNOTAVAIL, errno.EPROTONOSUPPORT)
"""What binding to the IPv6 loopback address fails with on a machine that has no IPv6."""


class CannotListen(OSError):
    """A server cannot listen at this address."""


class PortTaken(CannotListen):
    """Another program listens on this address already."""

    def __init__(self, host: str, port: int) -> None:
        super().__init__(
            f"port {port} on {host} is taken by another program: choose another with --port, "
            "or --port 0 for one that is free"
        )


def bound(host: str, port: int) -> list[socket.socket]:
    """Sockets that listen at a host and port; port 0 is any free one.

    `localhost` is both loopback addresses, `::` every address of the machine, IPv4 included. Raises CannotListen.
    """
    try:
        if host == "localhost":
            return _both_loopbacks(port)
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        every = host == "::" and socket.has_dualstack_ipv6()
        return [socket.create_server((host, port), family=family, dualstack_ipv6=every, backlog=BACKLOG)]
    except (OSError, UnicodeError) as error:  # UnicodeError: what no name can be
        raise refusal(host, port, error) from None


def check(host: str, port: int) -> None:
    """Raise CannotListen when a server could not listen there now."""
    for one in bound(host, port):
        one.close()


def refusal(host: str, port: int, error: OSError | UnicodeError) -> CannotListen:
    """Why a server cannot listen there, and what to do."""
    number = getattr(error, "errno", None)
    if number == errno.EADDRINUSE:
        return PortTaken(host, port)
    if number == errno.EACCES:
        return CannotListen(f"port {port} on {host} may not be used by this user: choose one above 1023 with --port")
    if number == errno.EADDRNOTAVAIL:
        return CannotListen(
            f"{host} is no address of this machine: leave --host out for this machine alone, "
            "or give 0.0.0.0 to be reached from others"
        )
    unknown = isinstance(error, socket.gaierror | UnicodeError)
    reason = "no address is known for that name" if unknown else getattr(error, "strerror", None) or error
    return CannotListen(f"cannot listen on {host!r}: {reason}; give --host an address of this machine")


def _both_loopbacks(port: int) -> list[socket.socket]:
    for _ in range(TRIES):
        first = socket.create_server(("127.0.0.1", port), backlog=BACKLOG)
        try:
            return [
                first,
                socket.create_server(("::1", first.getsockname()[1]), family=socket.AF_INET6, backlog=BACKLOG),
            ]
        except OSError as error:
            if error.errno in NO_FAMILY:
                return [first]
            first.close()
            if port or error.errno != errno.EADDRINUSE:
                raise
    raise OSError(errno.EADDRINUSE, "no port is free on both loopback addresses")
