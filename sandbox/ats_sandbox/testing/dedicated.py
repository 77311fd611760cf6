"""Clients that were given a way to a world reach nothing else, and say so when they are asked for it."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.addressing import client_address
from ats_sandbox.control.guard import host_of, is_local

if TYPE_CHECKING:
    from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment


class NotInTheSandbox(ConnectionRefusedError):
    """A client of the sandbox was asked for a host that is not in it; clients report a failed connection."""


class Dedicated:
    """A world as the clients of this process reach it: at any vendor's address, and at its own under any host.

    Raises NotInTheSandbox for what is neither. It is a WSGI application.
    """

    def __init__(self, application: SandboxApp, world: "WSGIApplication") -> None:
        self._application = application
        self._world = world

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        host = host_of(client_address(environ)[1])
        if self._application.address(environ).vendor is None and not is_local(host):
            raise NotInTheSandbox(
                f"{host} is not in the sandbox, and this client reaches only the sandbox: for other hosts use a client "
                "of your own, with ats.intercept() around it"
            )
        return self._world(environ, start_response)
