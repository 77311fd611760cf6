"""The guard: every real host, through every client, and beneath them."""

import asyncio
import socket
from collections.abc import Callable
from contextlib import suppress

import pytest

from ats_sandbox import RealHostContacted, Sandbox, guard
from ats_sandbox.testing import interceptor
from ats_sandbox.testing.hosts import hosts_of
from ats_sandbox.vendors import VENDORS
from tests.testing.clients import INTERCEPTED, RawRequest

SKAILER = "careers.acme.example"
HOSTS = sorted({*hosts_of(VENDORS), SKAILER})


def look_up_in_a_loop(host: str) -> None:
    async def look_up() -> None:
        await asyncio.get_running_loop().getaddrinfo(host, 443)

    asyncio.run(look_up())


def connect(host: str) -> None:
    with socket.socket() as raw:
        raw.settimeout(0.01)
        raw.connect((host, 443))


RAW: dict[str, Callable[[str], object]] = {
    "socket.connect": connect,
    "socket.getaddrinfo": lambda host: socket.getaddrinfo(host, 443),
    "socket.gethostbyname": lambda host: socket.gethostbyname(host),
    "socket.create_connection": lambda host: socket.create_connection((host, 443), 0.01),
    "an event loop's getaddrinfo": look_up_in_a_loop,
}


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("client", INTERCEPTED)
def test_no_client_reaches_a_real_host(host: str, client: str) -> None:
    with INTERCEPTED[client](None) as play, pytest.raises(RealHostContacted, match=host), guard(SKAILER):
        play(f"https://{host}", RawRequest("GET", "/", {}, b""))


@pytest.mark.parametrize("host", HOSTS)
@pytest.mark.parametrize("way", RAW)
def test_no_socket_reaches_a_real_host(host: str, way: str) -> None:
    with pytest.raises(RealHostContacted, match=host), guard(SKAILER):
        RAW[way](host)


def test_a_proxy_is_no_way_round(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")

    with INTERCEPTED["requests"](None) as play, pytest.raises(RealHostContacted), guard():
        play("https://api.stackone.com", RawRequest("GET", "/", {}, b""))


def test_a_swallowed_error_is_raised_at_the_end() -> None:
    with pytest.raises(RealHostContacted, match=r"api\.stackone\.com"), guard(), suppress(BaseException):
        socket.getaddrinfo("API.StackOne.com.", 443)


def test_the_sandbox_behind_a_real_address_is_let_through() -> None:
    ats = Sandbox(world="empty")

    with guard() as watch, ats.intercept(), INTERCEPTED["urllib3"](None) as play:
        heard = play("https://api.stackone.com", RawRequest("GET", "/unified/ats/jobs", ats.stackone.headers(), b""))

    assert heard.status == 200
    assert not watch.contacts


def test_behind_the_block_everything_is_as_it_was() -> None:
    import http.client

    before = (http.client.HTTPConnection.connect, socket.getaddrinfo, vars(socket.socket).get("connect"))

    with guard(), guard():
        assert http.client.HTTPConnection.connect is not before[0]

    assert (http.client.HTTPConnection.connect, socket.getaddrinfo, vars(socket.socket).get("connect")) == before
    assert interceptor.application_for("https", "api.stackone.com", None) is None
