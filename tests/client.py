"""A client of one vendor in one world, as tests use it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from werkzeug.test import Client, TestResponse

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.exchange import Exchange
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.world import World


class Crashed(AssertionError):
    """The sandbox answered something it never declared, or a handler failed."""


class VendorClient:
    """Requests to one vendor's paths. `token=None` sends no credentials; `account` replaces the linked account."""

    def __init__(self, sandbox: SandboxApp, vendor: Vendor, world: str) -> None:
        self.vendor = vendor
        self.sandbox = sandbox
        self.name = world
        self._client = Client(sandbox)

    @property
    def world(self) -> World:
        """The world that the requests act on."""
        return self.sandbox.worlds[self.name].world

    def read(self) -> Reading:
        """The world as it is now."""
        return self.world.read()

    @contextmanager
    def arrange(self) -> Iterator[Transaction]:
        """Write to the world behind the vendor's back."""
        with self.world.transaction() as draft:
            yield draft

    def send(
        self,
        method: str,
        path: str,
        *,
        token: str | None = "sandbox-admin",
        headers: dict[str, str] | None = None,
        **kwargs: Any,
    ) -> TestResponse:
        """One request; fails the test at once when the sandbox breaks its own declaration."""
        told = self.vendor.auth.present(token) if token is not None else {}
        address = f"/w/{self.name}/{self.vendor.name}{path}"
        response = self._client.open(address, method=method, headers={**told, **(headers or {})}, **kwargs)
        crashes = [one for one in CRASHES if one.world == self.name]
        if crashes:
            CRASHES.clear()
            raise Crashed(f"{method} {path}: {crashes[-1].crash}") from crashes[-1].crash
        return response

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        """GET."""
        return self.send("GET", path, **kwargs)

    def post(self, path: str, **kwargs: Any) -> TestResponse:
        """POST."""
        return self.send("POST", path, **kwargs)

    def put(self, path: str, **kwargs: Any) -> TestResponse:
        """PUT."""
        return self.send("PUT", path, **kwargs)

    def patch(self, path: str, **kwargs: Any) -> TestResponse:
        """PATCH."""
        return self.send("PATCH", path, **kwargs)

    def delete(self, path: str, **kwargs: Any) -> TestResponse:
        """DELETE."""
        return self.send("DELETE", path, **kwargs)


CRASHES: list[Exchange] = []


def notice(exchange: Exchange) -> None:
    """Keep exchanges that crashed, for the client to raise."""
    if exchange.crash is not None:
        CRASHES.append(exchange)
