"""requests: an adapter to mount on a session."""

from typing import TYPE_CHECKING, Any

import requests
from requests.adapters import HTTPAdapter

from ats_sandbox.testing.transports.urllib3 import pool_manager

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class Adapter(HTTPAdapter):
    """Sends the requests of a session to the application; retries and timeouts are requests' own."""

    def __init__(self, application: "WSGIApplication", **settings: Any) -> None:
        self._application = application
        super().__init__(**settings)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **settings: Any) -> None:
        self.poolmanager = pool_manager(
            self._application, num_pools=connections, maxsize=maxsize, block=block, **settings
        )

    def proxy_manager_for(self, proxy: str, **_: object) -> Any:
        """No proxy is used, whatever the environment says."""
        return self.poolmanager


def session(application: "WSGIApplication") -> requests.Session:
    """A session of which every request reaches the application."""
    made = requests.Session()
    made.trust_env = False
    made.mount("http://", Adapter(application))
    made.mount("https://", Adapter(application))
    return made
