"""What StackOne serves and the sandbox does not."""

from sandbox.contract.operation import Declined

_WHY = "not built yet"

DECLINED = tuple(
    Declined(method, path, _WHY)
    for method, path in (
        ("PATCH", "/accounts/{id}"),
        ("DELETE", "/accounts/{id}"),
        ("GET", "/accounts/{id}/meta"),
        ("POST", "/connect_sessions"),
        ("POST", "/connect_sessions/authenticate"),
        ("GET", "/connectors/meta"),
        ("GET", "/connectors/meta/{provider}"),
        ("GET", "/requests/logs"),
        ("GET", "/requests/logs/{id}"),
        ("POST", "/unified/proxy"),
    )
)
