"""Access to the tester's side: with the admin token or, where there is none, from this machine by its own names."""

import re
from collections.abc import Iterable, Mapping
from hmac import compare_digest
from ipaddress import ip_address
from typing import Any

from werkzeug import Request

from ats_sandbox.contract.auth import bearer_tokens
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.addressing import OURS, Address, client_address
from ats_sandbox.control.deployment import deployment_of
from ats_sandbox.control.errors import AdminTokenMissing, StrangeHost, StrangeOrigin, WrongMediaType
from ats_sandbox.control.login import is_logged_in
from ats_sandbox.world.domain.reading import Reading

ORIGIN = re.compile(r"(?P<scheme>https?)://(?P<host>[a-z0-9._-]+|\[[0-9a-f:.]+\])(?P<port>:[0-9]{1,5})?")
"""How browsers write where a page is from; a page that has no origin says `null`."""

JSON = ("application/json",)

TESTER = Principal("tester", "the tester")


def check_caller(request: Request, vendors: Iterable[Vendor], admin_token: str | None) -> None:
    """Raise AdminTokenMissing where the sandbox has a token, and StrangeHost where it has none."""
    if admin_token is not None:
        if not holds_token(request, admin_token):
            raise AdminTokenMissing(headers={"WWW-Authenticate": "Bearer"})
        return
    named = request.environ.get("HTTP_HOST", "")
    if named and not is_local(named) and host_of(named) not in {host for one in vendors for host in one.hosts}:
        raise StrangeHost(host=host_of(named)[:100])


def check_origin(environ: Mapping[str, Any], allowed: frozenset[str]) -> None:
    """Raise StrangeOrigin for what a web page from elsewhere asks."""
    origin = strange_origin(environ, allowed)
    if origin is not None:
        raise StrangeOrigin(origin=origin[:100] or "an unnamed origin")


def holds_token(request: Request, admin_token: str) -> bool:
    """True when a request carries the admin token, or comes from a page of ours to which somebody gave it."""
    environ = request.environ
    if any(compare_digest(token.encode(), admin_token.encode()) for token in bearer_tokens(request)):
        return True
    return is_logged_in(environ, admin_token) and is_from_our_page(environ)


def may_begin_world(vendor: Vendor, request: Request, world: Reading, admin_token: str | None) -> bool:
    """Whether a request may begin the world that it names: on this machine any, elsewhere one of somebody known."""
    if admin_token is None:
        return True
    if vendor.transacts:
        try:
            vendor.auth.identify(request, world)
        except ApiError:
            return False
        return True
    return holds_token(request, admin_token)


def admit(call: AnyCall) -> None:
    """Authenticate the tester; public operations are open to everybody, as health checks need it."""
    if not call.operation.public:
        deployment = deployment_of(call)
        check_origin(call.request.environ, deployment.origins)
        check_caller(call.request, deployment.vendors, deployment.admin_token)
        call.principal = TESTER
        check_media_type(call)


def strange_origin(environ: Mapping[str, Any], allowed: frozenset[str]) -> str | None:
    """The origin of a web page that may not use the tester's side; None when none is involved that may not.

    Browsers say where a request comes from: with `Origin` when a page could read or change something with it, with
    `Sec-Fetch-Site` always. Pages of this machine, of the sandbox itself and of the allowed origins may.
    """
    origin = environ.get("HTTP_ORIGIN")
    if origin is None:
        return "another site" if environ.get("HTTP_SEC_FETCH_SITE") == "cross-site" else None
    written = ORIGIN.fullmatch(origin)
    if written is not None and (
        origin in allowed or is_local(written["host"]) or origin.partition("://")[2] == environ.get("HTTP_HOST")
    ):
        return None
    return str(origin)


def is_from_our_page(environ: Mapping[str, Any]) -> bool:
    """True unless a browser says that another page than the sandbox's own asks: one of another port is another page.

    A page that somebody opens by a link from elsewhere is ours, too, as nobody else sees what it shows.
    """
    origin, site = environ.get("HTTP_ORIGIN"), environ.get("HTTP_SEC_FETCH_SITE")
    if origin is not None and site != "same-origin":
        return origin.partition("://")[2] in (environ.get("HTTP_HOST"), client_address(environ)[1])
    if site in (None, "same-origin", "none"):
        return True
    return environ["REQUEST_METHOD"] in ("GET", "HEAD") and environ.get("HTTP_SEC_FETCH_MODE") == "navigate"


def may_be_read(environ: Mapping[str, Any], address: Address, *, cors: bool, origins: frozenset[str]) -> bool:
    """Whether the page that a request comes from may read the answer: with `cors` any page may read vendors' answers.

    The tester's side is for pages of this machine, and of these origins.
    """
    return strange_origin(environ, origins) is None if address.vendor == OURS else cors


def origin_of(text: str) -> str:
    """An origin as browsers write it, of a text that names it. Raises ValueError for what is none."""
    written = ORIGIN.fullmatch(text.strip().lower().removesuffix("/"))
    if written is None:
        raise ValueError(f"{text!r} is not the origin of a page, such as https://team.example or http://10.0.0.8:3000")
    port = written["port"] or ""
    usual = {"http": ":80", "https": ":443"}[written["scheme"]]
    return f"{written['scheme']}://{written['host']}{'' if port == usual else port}"


def check_media_type(call: AnyCall) -> None:
    """Refuse a body that is not said to be what the operation reads: a page cannot send JSON without being asked."""
    environ = call.request.environ
    if environ.get("CONTENT_LENGTH", "0") in ("", "0") and "wsgi.input_terminated" not in environ:
        return
    body = call.operation.body
    media_types = JSON if body is None else body.media_types
    sent = environ.get("CONTENT_TYPE", "").partition(";")[0].strip().lower()
    if sent not in media_types and call.request.get_data(cache=True):
        raise WrongMediaType(wanted=media_types[0])


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
