"""urllib3: a pool manager whose connections lead to an application."""

from typing import TYPE_CHECKING, Any

import urllib3
from urllib3.connection import HTTPConnection, HTTPSConnection

from ats_sandbox.testing.transports.http_client import FixedConnection, attach

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


def pool_manager(application: "WSGIApplication", **settings: Any) -> urllib3.PoolManager:
    """A pool manager that reaches the application whatever the host; `settings` are those of `PoolManager`."""

    class Connection(FixedConnection, HTTPConnection):
        def connect(self) -> None:
            attach(self, application, "http")

    class SecureConnection(FixedConnection, HTTPSConnection):
        def connect(self) -> None:
            attach(self, application, "https")

    class Pool(urllib3.HTTPConnectionPool):
        ConnectionCls = Connection

    class SecurePool(urllib3.HTTPSConnectionPool):
        ConnectionCls = SecureConnection

    manager = urllib3.PoolManager(**settings)
    manager.pool_classes_by_scheme = {"http": Pool, "https": SecurePool}
    return manager
