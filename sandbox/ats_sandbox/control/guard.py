"""Access to the tester's side: with the admin token or, where there is none, from this machine by its own names."""

from collections.abc import Mapping
from hmac import compare_digest
from ipaddress import ip_address
from typing import Any

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.control.deployment import deployment_of
from ats_sandbox.control.errors import AdminTokenMissing, StrangeHost, StrangeOrigin, WrongMediaType

JSON = ("application/json",)

TESTER = Principal("tester", "the tester")


def identify(call: AnyCall) -> Principal:
    """The tester. Raises AdminTokenMissing where the sandbox has a token, and StrangeHost where it has none."""
    deployment = deployment_of(call)
    if deployment.admin_token is not None:
        scheme, _, token = call.request.headers.get("Authorization", "").partition(" ")
        if scheme.lower() != "bearer" or not compare_digest(token.strip().encode(), deployment.admin_token.encode()):
            raise AdminTokenMissing(headers={"WWW-Authenticate": "Bearer"})
        return TESTER
    named = call.request.environ.get("HTTP_HOST", "")
    if (
        named
        and not is_local(named)
        and host_of(named) not in {host for vendor in deployment.vendors for host in vendor.hosts}
    ):
        raise StrangeHost(host=host_of(named)[:100])
    return TESTER


def admit(call: AnyCall) -> None:
    """Authenticate the tester; public operations are open to everybody, as health checks need it."""
    if not call.operation.public:
        origin = strange_origin(call.request.environ, deployment_of(call).origins)
        if origin is not None:
            raise StrangeOrigin(origin=origin[:100])
        call.principal = identify(call)
        check_media_type(call)


def strange_origin(environ: Mapping[str, Any], allowed: frozenset[str]) -> str | None:
    """The origin of a web page that may not use the tester's side; None when none is involved that may not.

    Browsers say where a request comes from: with `Origin` when a page could read or change something with it, with
    `Sec-Fetch-Site` always. Pages of this machine, of the sandbox itself and of the allowed origins may.
    """
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        return "another site" if environ.get("HTTP_SEC_FETCH_SITE") == "cross-site" else None
    host = origin.partition("://")[2]
    if origin in allowed or (host and (is_local(host) or host == environ.get("HTTP_HOST"))):
        return None
    return str(origin)


def check_media_type(call: AnyCall) -> None:
    """Refuse a body that is not said to be what the operation reads: a page cannot send JSON without being asked."""
    body, request = call.operation.body, call.request
    if request.mimetype not in (body.media_types if body is not None else JSON) and request.get_data(cache=True):
        raise WrongMediaType(wanted=(body.media_types if body is not None else JSON)[0])


def implied(operation: Operation) -> tuple[type[ApiError], ...]:
    """The refusals of every operation that is not public."""
    if operation.public:
        return ()
    return (AdminTokenMissing, StrangeHost, StrangeOrigin, *((WrongMediaType,) if operation.writes else ()))


def is_local(host: str) -> bool:
    """True for a name or address of this machine, with or without a port.

    A foreign page whose own name resolves to this machine still sends that name, which gives it away.
    """
    name = host_of(host)
    if name == "localhost" or name.endswith(".localhost"):
        return True
    try:
        return ip_address(name).is_loopback
    except ValueError:
        return False


def host_of(header: str) -> str:
    """The name in a Host header, in lower case and without port and brackets."""
    if header.startswith("["):
        return header[1:].partition("]")[0].lower()
    return header.lower() if header.count(":") > 1 else header.partition(":")[0].lower()
