"""Addresses: the world, the vendor and the vendor's own path of a request."""

import re
from collections.abc import Mapping
from typing import Any

import msgspec

from ats_sandbox.control.worlds.worlds import DEFAULT

OURS = "_sandbox"
"""The first path segment of the tester's side."""

HOST = re.compile(r"(\[[0-9A-Fa-f:.]{2,45}\]|[A-Za-z0-9._-]{0,253})(:[0-9]{0,5})?")
"""A host with or without a port, as a Host header has it; it may be empty."""

PREFIX = re.compile(r"(/[A-Za-z0-9._~-]{1,250}){1,16}")
"""A path below which a proxy has the server, without the slash at its end."""

SCHEMES = ("http", "https")

WORLD = "HTTP_X_SANDBOX_WORLD"
"""The header that only says which world is asked."""

FORWARDED = frozenset({"HTTP_X_FORWARDED_PROTO", "HTTP_X_FORWARDED_HOST", "HTTP_X_FORWARDED_PREFIX"})
"""What a proxy says of the address that a client used."""


class Address(msgspec.Struct, frozen=True):
    """Where a request goes. `vendor` is a vendor's name, `_sandbox`, or None. `path` follows, with a leading slash.

    `origin` is the absolute base URL under which the client reaches the vendor.
    """

    world: str
    vendor: str | None
    path: str
    origin: str


def address_of(environ: Mapping[str, Any], vendors: frozenset[str], hosts: Mapping[str, str]) -> Address:
    """Read the address of a WSGI request.

    `/w/<world>/` names the world, before the header `X-Sandbox-World` does. The first segment names the vendor, unless
    the Host header is a vendor's real one. Slashes are collapsed, as clients of some vendors double them.
    """
    scheme, host = client_address(environ)
    prefix = proxied_below(environ) + environ.get("SCRIPT_NAME", "").rstrip("/")
    path = environ.get("PATH_INFO", "") or "/"
    while "//" in path:
        path = path.replace("//", "/")
    world = environ.get(WORLD) or DEFAULT
    if path.startswith("/w/"):
        world, _, rest = path[3:].partition("/")
        prefix += f"/w/{world}"
        path = f"/{rest}"
    first, _, rest = path[1:].partition("/")
    if first == OURS or (first in vendors and host.partition(":")[0].lower() not in hosts):
        return Address(world, first, f"/{rest}", f"{scheme}://{host}{prefix}/{first}")
    vendor = hosts.get(host.partition(":")[0].lower())
    return Address(world, vendor, path, f"{scheme}://{host}{prefix}")


def is_ours(path: str) -> bool:
    """True for a path of the tester's side, with or without the name of a world."""
    if path.startswith("/w/"):
        path = f"/{path[3:].partition('/')[2]}"
    return path.startswith(f"/{OURS}/")


def text_of(path: str) -> str:
    """A path of WSGI, whose characters stand for bytes, as text."""
    return path if path.isascii() else path.encode("latin-1").decode("utf-8", "replace")


def proxied_below(environ: Mapping[str, Any]) -> str:
    """The path that a proxy took off before it passed the request on, as `X-Forwarded-Prefix` says; "" for none."""
    prefix: str = environ.get("HTTP_X_FORWARDED_PREFIX", "").partition(",")[0].strip().rstrip("/")
    return prefix if PREFIX.fullmatch(prefix) else ""


def client_address(environ: Mapping[str, Any]) -> tuple[str, str]:
    """The scheme and host that the client used, also through a proxy that sends `X-Forwarded-*`.

    What a proxy cannot have meant (another scheme, no name of a host) is ignored: it would end up in links.
    """
    scheme = environ.get("HTTP_X_FORWARDED_PROTO", "").partition(",")[0].strip().lower()
    host = environ.get("HTTP_X_FORWARDED_HOST", "").partition(",")[0].strip()
    if scheme not in SCHEMES:
        scheme = environ["wsgi.url_scheme"]
    if not host or not HOST.fullmatch(host):
        host = environ.get("HTTP_HOST")
    return scheme, host or f"{environ['SERVER_NAME']}:{environ['SERVER_PORT']}"
