"""The standard library's HTTP client."""

import http.client
from collections.abc import Callable, Iterator
from typing import Any

from ats_sandbox.testing.interceptor import Patch, decide
from ats_sandbox.testing.memory_connection import MemoryConnection
from ats_sandbox.testing.transports.sockets import NearEnd


def patches() -> Iterator[Patch]:
    """The seam: how a connection connects."""
    yield Patch(http.client.HTTPConnection, "connect", connecting("http", http.client.HTTPConnection.connect))
    yield Patch(http.client.HTTPSConnection, "connect", connecting("https", http.client.HTTPSConnection.connect))


def connecting(scheme: str, original: Callable[[Any], None]) -> Callable[[Any], None]:
    """A `connect` that asks first. Through a proxy it is the tunnel's far end that counts."""

    def connect(connection: Any) -> None:
        tunnelled = getattr(connection, "_tunnel_host", None)
        host = tunnelled or connection.host
        port = connection._tunnel_port if tunnelled else connection.port  # noqa: SLF001
        application = decide("https" if tunnelled else scheme, host, port)
        if application is None:
            original(connection)
        else:
            connection.sock = NearEnd(MemoryConnection(application, scheme, host, port or 443), connection.timeout)
            if hasattr(connection, "is_verified"):
                connection.is_verified = True  # else urllib3 warns of a certificate that nobody looked at

    return connect
