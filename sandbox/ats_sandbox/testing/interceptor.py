"""Intercepts the connections of every HTTP client in this process.

What all requests of a library pass through is patched while there are listeners: `connect` and `putrequest` of the
connections of `http.client` (and so of urllib, urllib3, requests, httplib2 and whatever is built on these),
`handle_request` of httpx's two network transports and of httpcore's pools, `connect` of aiohttp's connector. Each
request is asked about anew, so a client may outlive the block in which it made a connection.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from importlib import import_module
from importlib.util import find_spec
from threading import RLock
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wsgiref.types import WSGIApplication


@dataclass(frozen=True, slots=True)
class InterceptedCall:
    """A request, or the connection for one, that a client is about to make. `host` is in lower case."""

    scheme: str
    host: str
    port: int


@dataclass(frozen=True, slots=True)
class Patch:
    """An attribute of a class or module, and its replacement while there are listeners."""

    owner: object
    name: str
    value: object


Listener = Callable[[InterceptedCall], "WSGIApplication | None"]
"""Returns the application to reach in place of the host, or None to leave it alone; raises to refuse."""

LIBRARIES = {"http.client": "http_client", "httpcore": "httpx", "aiohttp": "aiohttp"}
"""By the name of what must be installed: the module of `transports` with its patches."""

_lock = RLock()
_listeners: list[Listener] = []
_replaced: list[tuple[Patch, object]] = []
_ABSENT = object()
_changes = 0


def era() -> int:
    """How often listeners have come or gone: what was decided in an earlier era must be asked again."""
    return _changes


def application_for(scheme: str, host: str, port: int | None) -> "WSGIApplication | None":
    """The application that a listener returns for a connection, the latest listener first."""
    call = InterceptedCall(scheme, host.lower().strip("[]").rstrip("."), port or (443 if scheme == "https" else 80))
    for listener in reversed(tuple(_listeners)):
        application = listener(call)
        if application is not None:
            return application
    return None


def add_listener(listener: Listener) -> None:
    """Add a listener, before the present ones."""
    global _changes
    with _lock:
        if not _listeners:
            for patch in _patches():
                apply(patch)
        _listeners.append(listener)
        _changes += 1


def remove_listener(listener: Listener) -> None:
    """Remove a listener; after the last one the libraries are as they were."""
    global _changes
    with _lock:
        _listeners.remove(listener)
        _changes += 1
        while _replaced and not _listeners:
            patch, before = _replaced.pop()
            if before is _ABSENT:
                delattr(patch.owner, patch.name)
            else:
                setattr(patch.owner, patch.name, before)


def apply(patch: Patch) -> None:
    """Replace an attribute until the last listener goes."""
    with _lock:
        _replaced.append((patch, vars(patch.owner).get(patch.name, _ABSENT)))
        setattr(patch.owner, patch.name, patch.value)


def _patches() -> Iterable[Patch]:
    for installed, module in LIBRARIES.items():
        if find_spec(installed) is not None:
            yield from import_module(f"ats_sandbox.testing.transports.{module}").patches()
