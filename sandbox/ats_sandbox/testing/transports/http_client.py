"""The standard library's HTTP client."""

import http.client
from collections.abc import Callable, Iterator
from typing import Any

from ats_sandbox.testing.interceptor import Patch, application_for
from ats_sandbox.testing.memory_connection import MemoryConnection
from ats_sandbox.testing.transports.sockets import MemorySocket


def patches() -> Iterator[Patch]:
    """The patches: how a connection connects."""
    yield Patch(http.client.HTTPConnection, "connect", connect_patch("http", http.client.HTTPConnection.connect))
    yield Patch(http.client.HTTPSConnection, "connect", connect_patch("https", http.client.HTTPSConnection.connect))


def connect_patch(scheme: str, original: Callable[[Any], None]) -> Callable[[Any], None]:
    """A `connect` that can be intercepted. Through a proxy the tunnel's target counts."""

    def connect(connection: Any) -> None:
        tunneled = getattr(connection, "_tunnel_host", None)
        host = tunneled or connection.host
        port = connection._tunnel_port if tunneled else connection.port  # noqa: SLF001
        application = application_for("https" if tunneled else scheme, host, port)
        if application is None:
            original(connection)
        else:
            connection.sock = MemorySocket(MemoryConnection(application, scheme, host, port or 443), connection.timeout)
            if hasattr(connection, "is_verified"):
                connection.is_verified = True  # else urllib3 warns of an unverified certificate

    return connect
