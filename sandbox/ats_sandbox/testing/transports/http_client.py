"""The standard library's HTTP client, and the classes that other libraries derive from its connections."""

from collections.abc import Callable, Iterator
from http.client import HTTPConnection
from importlib import import_module
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from ats_sandbox.testing.interceptor import Patch, application_for, apply, era
from ats_sandbox.testing.memory_connection import MemoryConnection
from ats_sandbox.testing.transports.sockets import MemorySocket

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


class FixedConnection:
    """What connections derive from that lead to one application, whatever is intercepted."""


def patches() -> Iterator[Patch]:
    """The patches: how a request begins, and how a connection connects, in every class that says so itself."""
    for root in _roots():
        yield Patch(root, "putrequest", _putrequest_patch(root.putrequest))
        yield Patch(root, "__init_subclass__", _init_subclass_patch(root))
        for one in _family(root):
            yield from _connect_patches(one)


def attach(connection: Any, application: "WSGIApplication", scheme: str, era: int | None = None) -> None:
    """Connect a connection to an application, until an era of the interceptor ends, if one is given."""
    memory = MemoryConnection(application, scheme, connection.host, connection.port or 443)
    connection.sock = MemorySocket(memory, connection.timeout, era)
    if hasattr(connection, "is_verified"):
        connection.is_verified = True  # else urllib3 warns of an unverified certificate


def _roots() -> Iterator[type[Any]]:
    """What all connections derive from: the standard library's class and, where it is installed, urllib3-future's own.

    urllib3-future is there under its own name, in urllib3's place, or both.
    """
    roots = [HTTPConnection]
    for library in ("urllib3", "urllib3_future"):
        if find_spec(library) is not None:
            found = import_module(f"{library}.connection").HTTPConnection
            if not issubclass(found, tuple(roots)):
                roots.append(found)
    yield from roots


def _family(base: type[Any]) -> Iterator[type[Any]]:
    yield base
    for one in base.__subclasses__():
        yield from _family(one)


def _init_subclass_patch(root: type[Any]) -> Any:
    def init_subclass(cls: Any, /, **settings: Any) -> None:
        super(root, cls).__init_subclass__(**settings)
        for patch in _connect_patches(cls):
            apply(patch)

    return classmethod(init_subclass)


def _connect_patches(owner: type) -> Iterator[Patch]:
    source = next(one for one in owner.__mro__ if "connect" in vars(one))
    mixed_in = not hasattr(source, "putrequest")
    if (source is owner or mixed_in) and not issubclass(owner, FixedConnection):
        yield Patch(owner, "connect", _connect_patch(vars(source)["connect"]))


def _connect_patch(original: Callable[[Any], None]) -> Callable[[Any], None]:
    def connect(connection: Any) -> None:
        now = era()
        scheme, host, port = _target(connection)
        application = application_for(scheme, host, port)
        if application is None:
            original(connection)
        else:
            attach(connection, application, _scheme(connection), now)

    return connect


def _putrequest_patch(original: Callable[..., None]) -> Callable[..., None]:
    def putrequest(connection: Any, method: str, url: str, *rest: Any, **named: Any) -> None:
        if not isinstance(connection, FixedConnection):
            _redirect(connection, url)
        original(connection, method, url, *rest, **named)

    return putrequest


def _redirect(connection: Any, url: str) -> None:
    """Lead a connection to where its next request belongs, whatever was intercepted when it was made."""
    now = era()
    line = connection.sock
    inside = isinstance(line, MemorySocket)
    scheme, host, port = _target(connection, url)
    application = application_for(scheme, host, port)
    if application is None:
        if inside:
            connection.sock = None  # it connects again when it sends
    elif not (inside and line.leads_to(application)):
        if line is not None:
            line.close()
        attach(connection, application, scheme, now)


def _target(connection: Any, url: str = "") -> tuple[str, str, int | None]:
    """Scheme, host and port that a request is for: through a proxy the tunnel's target, or what the URL says."""
    tunneled = getattr(connection, "_tunnel_host", None)
    if tunneled:
        return "https", tunneled, connection._tunnel_port  # noqa: SLF001
    if isinstance(url, str) and url.startswith(("http://", "https://")):
        parts = urlsplit(url)
        if parts.hostname:
            return parts.scheme, parts.hostname, parts.port
    return _scheme(connection), connection.host, connection.port


def _scheme(connection: Any) -> str:
    return "https" if connection.default_port == 443 else "http"
