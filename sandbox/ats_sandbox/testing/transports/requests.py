"""requests: a session, and an adapter to mount on one."""

from typing import TYPE_CHECKING, Any, NoReturn

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError, LocationValueError, MaxRetryError, ReadTimeoutError, ResponseError
from urllib3.util import Timeout

from ats_sandbox.testing.transports.urllib3 import pool_manager

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class Adapter(HTTPAdapter):
    """Sends the requests of a session to the application. `settings` are those of `HTTPAdapter`.

    `send` is its own, as mocking libraries replace that of `HTTPAdapter`; retries, timeouts and the reading of
    answers are those of requests and urllib3. It cannot be pickled.
    """

    def __init__(self, application: "WSGIApplication", **settings: Any) -> None:
        self._application = application
        super().__init__(**settings)

    def init_poolmanager(self, connections: int, maxsize: int, block: bool = False, **settings: Any) -> None:
        self.poolmanager = pool_manager(
            self._application, num_pools=connections, maxsize=maxsize, block=block, **settings
        )

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> requests.Response:
        """Send it to the application; there is neither TLS nor a proxy, whatever is asked for."""
        asked: Any = request
        try:
            answer = self.poolmanager.connection_from_url(asked.url).urlopen(
                asked.method,
                asked.path_url,
                body=asked.body,
                headers=asked.headers,
                redirect=False,
                assert_same_host=False,
                preload_content=False,
                decode_content=False,
                retries=self.max_retries,
                timeout=patience(timeout),
                chunked=asked.body is not None and "Content-Length" not in asked.headers,
            )
        except (HTTPError, OSError) as failure:
            raise failure_of(failure)(failure, request=request) from failure
        return self.build_response(request, answer)

    def __reduce_ex__(self, protocol: object) -> NoReturn:
        raise TypeError(
            "a session of the sandbox cannot be copied or pickled: the world it reaches is in this process; "
            "serve it (`with ats.serve() as served`), and call `served.url` from others"
        )


class Session(requests.Session):
    """A session of which every request reaches the application."""

    def __init__(self, application: "WSGIApplication") -> None:
        super().__init__()
        self.trust_env = False
        self.mount("http://", Adapter(application))
        self.mount("https://", Adapter(application))

    def __setattr__(self, name: str, value: object) -> None:
        if name != "get_adapter":  # requests-mock sets it on every session that sends something
            super().__setattr__(name, value)


def patience(timeout: Any) -> Timeout:
    """The timeout of a request as urllib3 has it: seconds, a pair for connecting and reading, or urllib3's own."""
    if isinstance(timeout, Timeout):
        return timeout
    if isinstance(timeout, tuple):
        connect, read = timeout
        return Timeout(connect=connect, read=read)
    return Timeout(connect=timeout, read=timeout)


def failure_of(failure: Exception) -> type[requests.RequestException]:
    """What requests raises for a failure of urllib3."""
    if isinstance(failure, LocationValueError):
        return requests.exceptions.InvalidURL
    if isinstance(failure, ReadTimeoutError):
        return requests.ReadTimeout
    if isinstance(failure, MaxRetryError) and isinstance(failure.reason, ResponseError):
        return requests.exceptions.RetryError
    return requests.ConnectionError
