"""Clients that live longer than a block of interception: each request goes where it belongs when it is made."""

import asyncio
import http.client
import select
import stat
import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from importlib import import_module
from os import fstat
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit
from urllib.request import Request, urlopen

import aiohttp
import httpcore
import httplib2
import httpx
import pytest
import requests
import urllib3
from urllib3.util import wait

from ats_sandbox import Ats, RealHostContacted, Sandbox, guard

PATH = "/api/v1/sources/all"
HEADERS = {"Authorization": "Bearer sandbox-admin"}
REAL = "the real host"

Ask = Callable[[str], str]
"""Gets a URL, and returns the body."""


@contextmanager
def with_requests() -> Iterator[Ask]:
    with requests.Session() as session:
        yield lambda url: session.get(url, headers=HEADERS).text


@contextmanager
def with_urllib3() -> Iterator[Ask]:
    pool = urllib3.PoolManager()
    yield lambda url: pool.request("GET", url, headers=HEADERS, retries=False).data.decode()
    pool.clear()


@contextmanager
def with_urllib() -> Iterator[Ask]:
    def ask(url: str) -> str:
        with urlopen(Request(url, headers=HEADERS)) as answer:
            return str(answer.read().decode())

    yield ask


@contextmanager
def with_http_client() -> Iterator[Ask]:
    """One connection for each host, kept whatever happens but a broken connection."""
    kept: dict[str, http.client.HTTPConnection] = {}

    def ask(url: str) -> str:
        scheme, place, path, *_ = urlsplit(url)
        made = http.client.HTTPSConnection if scheme == "https" else http.client.HTTPConnection
        connection = kept.setdefault(place, made(place))
        try:
            connection.request("GET", path, headers=HEADERS)
        except ConnectionResetError:
            connection.close()
            connection.request("GET", path, headers=HEADERS)
        with connection.getresponse() as answer:
            return answer.read().decode()

    yield ask
    for connection in kept.values():
        connection.close()


@contextmanager
def with_httplib2() -> Iterator[Ask]:
    client = httplib2.Http()

    def ask(url: str) -> str:
        try:
            return str(client.request(url, headers=HEADERS)[1].decode())
        except ConnectionResetError:
            client.close()
            return str(client.request(url, headers=HEADERS)[1].decode())

    yield ask
    client.close()


@contextmanager
def with_httpx() -> Iterator[Ask]:
    with httpx.Client() as client:
        yield lambda url: client.get(url, headers=HEADERS).text


@contextmanager
def with_httpx_async() -> Iterator[Ask]:
    with asyncio.Runner() as runner:
        client = httpx.AsyncClient()
        yield lambda url: runner.run(client.get(url, headers=HEADERS)).text
        runner.run(client.aclose())


@contextmanager
def with_httpcore() -> Iterator[Ask]:
    with httpcore.ConnectionPool() as pool:
        yield lambda url: pool.request("GET", url, headers=HEADERS).content.decode()


@contextmanager
def with_aiohttp() -> Iterator[Ask]:
    async def opened() -> aiohttp.ClientSession:
        return aiohttp.ClientSession()

    with asyncio.Runner() as runner:
        session = runner.run(opened())

        async def ask(url: str) -> str:
            async with session.get(url, headers=HEADERS) as answer:
                return await answer.text()

        yield lambda url: runner.run(ask(url))
        runner.run(session.close())


CLIENTS: dict[str, Callable[[], AbstractContextManager[Ask]]] = {
    "requests": with_requests,
    "urllib3": with_urllib3,
    "urllib": with_urllib,
    "http.client": with_http_client,
    "httplib2": with_httplib2,
    "httpx": with_httpx,
    "httpx async": with_httpx_async,
    "httpcore": with_httpcore,
    "aiohttp": with_aiohttp,
}
each_client = pytest.mark.parametrize("client", CLIENTS)


class RealHost(BaseHTTPRequestHandler):
    """Keeps connections open, and says who it is."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", str(len(REAL)))
        self.end_headers()
        self.wfile.write(REAL.encode())

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture(scope="module")
def real_url() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), RealHost)
    server.daemon_threads = True
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}{PATH}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def worlds() -> tuple[Ats, Ats]:
    first = Sandbox(world="empty")
    return first, first.fork("other")


def asked(*worlds: Ats) -> list[int]:
    return [one.journal.count() for one in worlds]


@each_client
def test_a_client_reaches_the_world_of_the_block_it_asks_in(
    client: str, real_url: str, worlds: tuple[Ats, Ats]
) -> None:
    first, second = worlds
    with CLIENTS[client]() as ask:
        assert ask(real_url) == REAL  # a connection that was made before there was anything to intercept
        with first.intercept(skailer="127.0.0.1"):
            assert ask(real_url) != REAL
            assert asked(first, second) == [1, 0]
            with second.intercept(skailer="127.0.0.1"):
                assert ask(real_url) != REAL
                assert asked(first, second) == [1, 1]
            assert ask(real_url) != REAL
            assert asked(first, second) == [2, 1]
        with second.intercept(skailer="127.0.0.1"):
            assert ask(real_url) != REAL
            assert asked(first, second) == [2, 2]
            with first.intercept():  # of other hosts
                assert ask(real_url) != REAL
        assert ask(real_url) == REAL
    assert asked(first, second) == [2, 3]


@each_client
def test_behind_a_block_a_client_leaves_the_world_alone(client: str, worlds: tuple[Ats, Ats]) -> None:
    first, second = worlds
    url = "https://api.smartrecruiters.com/jobs"
    with CLIENTS[client]() as ask:
        with first.intercept():
            ask(url)
        with second.intercept():
            ask(url)
        with pytest.raises(RealHostContacted), guard():
            ask(url)
    assert asked(first, second) == [1, 1]


@each_client
def test_a_guard_sees_requests_on_connections_that_were_made_before_it(client: str, real_url: str) -> None:
    with CLIENTS[client]() as ask:
        assert ask(real_url) == REAL
        with pytest.raises(RealHostContacted), guard("127.0.0.1"):
            ask(real_url)


@each_client
def test_other_hosts_are_refused_to_every_client(client: str) -> None:
    failed = (OSError, httpx.ConnectError, httpcore.ConnectError, urllib3.exceptions.ProtocolError, aiohttp.ClientError)
    with Sandbox(world="empty").intercept(others="refuse"), CLIENTS[client]() as ask:
        for scheme in ("http", "https"):
            with pytest.raises(failed) as refused:
                ask(f"{scheme}://example.com/")
            assert "example.com is not intercepted" in str(refused.value)


def test_a_class_that_connects_in_its_own_way_is_intercepted_whenever_it_is_defined() -> None:
    def own_connect(connection: http.client.HTTPConnection) -> None:
        raise AssertionError("it was about to leave this process")

    ats = Sandbox(world="empty")
    mixin = type("Mixin", (), {"connect": own_connect})
    early: Any = type("Early", (http.client.HTTPSConnection,), {"connect": own_connect})
    mixed: Any = type("Mixed", (mixin, http.client.HTTPSConnection), {})
    with ats.intercept():
        late: Any = type("Late", (http.client.HTTPSConnection,), {"connect": own_connect})
        later: Any = type("Later", (mixed,), {})
        for kind in (early, mixed, late, later):
            connection = kind("api.stackone.com")
            connection.connect()
            connection.request("GET", "/unified/ats/jobs")
            assert connection.getresponse().status == 401
    assert {early.connect, mixed.connect, late.connect, later.connect} == {own_connect}
    assert ats.journal.count() == 4


OTHER_FAMILY = """
class HTTPConnection:
    default_port, timeout, sock = 80, None, None

    def __init__(self, host):
        self.host, self.port = host, None

    def connect(self):
        raise AssertionError("it was about to leave this process")

    def putrequest(self, method, url):
        if self.sock is None:
            self.connect()
        assert self.sock.getsockopt(1, 9) == 1 and self.sock.type == 1
        self.sock.sendall(f"{method} {url} HTTP/1.1\\r\\nHost: {self.host}\\r\\n\\r\\n".encode())
        self.heard = self.sock.recv(65_536)

class HTTPSConnection(HTTPConnection):
    default_port = 443

    def connect(self):
        super().connect()
"""


def test_connections_of_urllib3_future_derive_from_no_other_class_and_are_intercepted(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, worlds: tuple[Ats, Ats]
) -> None:
    package = tmp_path / "urllib3_future"
    package.mkdir()
    (package / "__init__.py").touch()
    (package / "connection.py").write_text(OTHER_FAMILY)
    monkeypatch.syspath_prepend(tmp_path)
    with worlds[0].intercept():
        connection = import_module("urllib3_future.connection").HTTPSConnection("api.stackone.com")
    for ats in worlds:
        with ats.intercept():
            for _ in range(2):
                connection.putrequest("GET", "/unified/ats/jobs")
                assert connection.heard.startswith(b"HTTP/1.1 401")
    assert asked(*worlds) == [2, 2]
    for name in ("urllib3_future", "urllib3_future.connection"):
        monkeypatch.delitem(sys.modules, name)


def test_a_request_through_a_plain_proxy_is_for_the_host_in_its_url(worlds: tuple[Ats, Ats]) -> None:
    ats, _ = worlds
    proxies = {"http": "http://127.0.0.1:9", "https": "http://127.0.0.1:9"}
    with requests.Session() as session, ats.intercept():
        for scheme in ("http", "https"):
            url = f"{scheme}://api.stackone.com/unified/ats/jobs"
            assert session.get(url, headers=ats.stackone.headers(), proxies=proxies).status_code == 200
    assert asked(ats) == [2]


def test_what_one_cannot_select_on_is_never_given_to_a_pool(
    monkeypatch: pytest.MonkeyPatch, worlds: tuple[Ats, Ats]
) -> None:
    """Windows' `select` takes sockets only, and there is no `poll`."""
    real_select = select.select

    def sockets_only(*lists: Any) -> Any:
        for one in (*lists[0], *lists[1], *lists[2]):
            if not stat.S_ISSOCK(fstat(one if isinstance(one, int) else one.fileno()).st_mode):
                raise OSError(10038, "not a socket")
        return real_select(*lists)

    monkeypatch.setattr(select, "select", sockets_only)
    monkeypatch.setattr(wait, "wait_for_socket", wait.select_wait_for_socket)
    first, second = worlds
    with requests.Session() as unaware, first.requests_session() as given:
        for ats in (first, first, second):
            with ats.intercept():
                assert unaware.get("https://api.stackone.com/unified/ats/jobs").status_code == 401
            assert given.get(f"{first.stackone}/unified/ats/jobs").status_code == 401
    assert asked(first, second) == [5, 1]
