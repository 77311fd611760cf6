"""Intercepts the connections of every HTTP client in this process.

One function of each library, the narrowest through which all its requests pass, is patched while there are listeners:
`connect` of the connections of `http.client` and urllib3 (and so of urllib, requests and whatever is built on these),
`handle_request` of httpx's two network transports, `_create_connection` of aiohttp's connector.
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
    """A connection that a client is about to make. `host` is in lower case."""

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

LIBRARIES = {"http.client": "http_client", "urllib3": "urllib3", "httpcore": "httpx", "aiohttp": "aiohttp"}
"""By the name of what must be installed: the module of `transports` with its patches."""

_lock = RLock()
_listeners: list[Listener] = []
_replaced: list[tuple[Patch, object]] = []
_ABSENT = object()


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
    with _lock:
        if not _listeners:
            for patch in _patches():
                _replaced.append((patch, vars(patch.owner).get(patch.name, _ABSENT)))
                setattr(patch.owner, patch.name, patch.value)
        _listeners.append(listener)


def remove_listener(listener: Listener) -> None:
    """Remove a listener; after the last one the libraries are as they were."""
    with _lock:
        _listeners.remove(listener)
        while _replaced and not _listeners:
            patch, before = _replaced.pop()
            if before is _ABSENT:
                delattr(patch.owner, patch.name)
            else:
                setattr(patch.owner, patch.name, before)


def _patches() -> Iterable[Patch]:
    for installed, module in LIBRARIES.items():
        if find_spec(installed) is not None:
            yield from import_module(f"ats_sandbox.testing.transports.{module}").patches()
