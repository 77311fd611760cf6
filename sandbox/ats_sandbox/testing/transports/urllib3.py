"""urllib3: a pool manager whose connections lead to an application."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from ats_sandbox.testing.interceptor import Patch
from ats_sandbox.testing.memory_connection import MemoryConnection
from ats_sandbox.testing.transports.http_client import connect_patch
from ats_sandbox.testing.transports.sockets import MemorySocket

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


def patches() -> Iterator[Patch]:
    """The patches: how a connection connects."""
    yield Patch(HTTPConnection, "connect", connect_patch("http", HTTPConnection.connect))
    yield Patch(HTTPSConnection, "connect", connect_patch("https", HTTPSConnection.connect))


def pool_manager(application: "WSGIApplication", **settings: Any) -> urllib3.PoolManager:
    """A pool manager that reaches the application whatever the host; `settings` are those of `PoolManager`."""

    def attach(connection: Any, scheme: str) -> None:
        memory = MemoryConnection(application, scheme, connection.host, connection.port or 443)
        connection.sock = MemorySocket(memory, connection.timeout)
        connection.is_verified = True

    class Connection(HTTPConnection):
        def connect(self) -> None:
            attach(self, "http")

    class SecureConnection(HTTPSConnection):
        def connect(self) -> None:
            attach(self, "https")

    class Pool(urllib3.HTTPConnectionPool):
        ConnectionCls = Connection

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = SecureConnection

    manager = urllib3.PoolManager(**settings)
    manager.pool_classes_by_scheme = {"http": Pool, "https": SecurePool}
    return manager
