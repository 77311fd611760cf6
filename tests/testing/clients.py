"""The same request through every client, as one function each: method, path, headers and body to an answer."""

import asyncio
import http.client
import ssl
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urlsplit

import aiohttp
import httpx
import requests
import urllib3
from werkzeug.test import Client, EnvironBuilder, run_wsgi_app
from yarl import URL

from ats_sandbox.server import Server
from ats_sandbox.testing.ats import Ats
from ats_sandbox.testing.hosts import SANDBOX

TRANSIENT = {"date", "server", "connection", "via"}
"""Headers that a server adds of its own accord."""

STAY: dict[str, Any] = {"allow_redirects": False}
"""What keeps clients from following a redirect."""


@dataclass(frozen=True, slots=True)
class RawRequest:
    """A request as bytes; `path` has its query."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes

    @classmethod
    def of(cls, builder: EnvironBuilder) -> "RawRequest":
        """What werkzeug's client would send."""
        environ = builder.get_environ()
        headers = {
            name.removeprefix("HTTP_").replace("_", "-").title(): value
            for name, value in environ.items()
            if name.startswith("HTTP_") and name != "HTTP_HOST"
        }
        body: bytes = environ["wsgi.input"].read()
        if environ.get("CONTENT_TYPE"):
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        query = environ["QUERY_STRING"]
        path = quote(builder.request_uri.partition("?")[0], safe="/%:@!$&'()*+,;=~") + (f"?{query}" if query else "")
        return cls(environ["REQUEST_METHOD"], path, headers, body)


@dataclass(frozen=True, slots=True)
class RawAnswer:
    """An answer, byte for byte, without what belongs to the connection."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @classmethod
    def of(cls, status: int, headers: Any, body: bytes) -> "RawAnswer":
        """Headers in alphabetical order, since clients differ in what order they tell them."""
        told = ((str(name), str(value)) for name, value in headers)
        return cls(status, tuple(sorted(one for one in told if one[0].lower() not in TRANSIENT)), body)


Send = Callable[[str, RawRequest], RawAnswer]
"""Asks at an origin."""


@contextmanager
def through_wsgi(ats: Ats) -> Iterator[Send]:
    client = Client(ats)

    def play(origin: str, one: RawRequest) -> RawAnswer:
        parts = urlsplit(origin + one.path)
        builder = EnvironBuilder(
            parts.path, f"{parts.scheme}://{parts.netloc}", parts.query, one.method, headers=one.headers, data=one.body
        )
        body, status, headers = run_wsgi_app(client.application, builder.get_environ(), buffered=True)
        return RawAnswer.of(int(status[:3]), headers.items(), b"".join(body))

    yield play


@contextmanager
def through_requests(ats: Ats | None) -> Iterator[Send]:
    session = requests.Session() if ats is None else ats.requests_session()
    session.headers.clear()

    def play(origin: str, one: RawRequest) -> RawAnswer:
        answer = session.request(
            one.method, origin + one.path, headers=one.headers, data=one.body, allow_redirects=False
        )
        return RawAnswer.of(answer.status_code, answer.headers.items(), answer.content)

    with session:
        yield play


@contextmanager
def through_httpx(ats: Ats | None) -> Iterator[Send]:
    with httpx.Client() if ats is None else ats.httpx_client() as client:

        def play(origin: str, one: RawRequest) -> RawAnswer:
            answer = client.request(one.method, origin + one.path, headers=one.headers, content=one.body)
            return RawAnswer.of(answer.status_code, spelled(answer), answer.content)

        yield play


def spelled(answer: httpx.Response) -> list[tuple[str, str]]:
    """Headers as they were written."""
    return [(name.decode(), value.decode()) for name, value in answer.headers.raw]


@contextmanager
def through_httpx_async(ats: Ats | None) -> Iterator[Send]:
    with asyncio.Runner() as runner:
        client = httpx.AsyncClient() if ats is None else ats.httpx_async_client()

        def play(origin: str, one: RawRequest) -> RawAnswer:
            asking = client.request(one.method, origin + one.path, headers=one.headers, content=one.body)
            answer = runner.run(asking)
            return RawAnswer.of(answer.status_code, spelled(answer), answer.content)

        yield play
        runner.run(client.aclose())


@contextmanager
def through_aiohttp(ats: Ats | None) -> Iterator[Send]:
    async def opened() -> aiohttp.ClientSession:
        return aiohttp.ClientSession(connector=None if ats is None else ats.aiohttp_connector())

    with asyncio.Runner() as runner:
        session = runner.run(opened())

        async def ask(origin: str, one: RawRequest) -> RawAnswer:
            url = URL(origin + one.path, encoded=True)
            settings = {"headers": one.headers, "data": one.body, "skip_auto_headers": ["Content-Type"]}
            settings |= STAY
            async with session.request(one.method, url, **settings) as answer:
                raw = [(name.decode(), value.decode()) for name, value in answer.raw_headers]
                return RawAnswer.of(answer.status, raw, await answer.read())

        yield lambda origin, one: runner.run(ask(origin, one))
        runner.run(session.close())


@contextmanager
def through_urllib3(ats: Ats | None) -> Iterator[Send]:
    pool = urllib3.PoolManager() if ats is None else ats.urllib3_pool()

    def play(origin: str, one: RawRequest) -> RawAnswer:
        answer = pool.request(one.method, origin + one.path, headers=one.headers, body=one.body, retries=False)
        return RawAnswer.of(answer.status, answer.headers.items(), answer.data)

    yield play
    pool.clear()


@contextmanager
def through_http_client(_: None) -> Iterator[Send]:
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)

    def play(origin: str, one: RawRequest) -> RawAnswer:
        parts = urlsplit(origin + one.path)
        connection = (
            http.client.HTTPSConnection(parts.netloc, context=context)
            if parts.scheme == "https"
            else http.client.HTTPConnection(parts.netloc)
        )
        target = parts.path + (f"?{parts.query}" if parts.query else "")
        connection.request(one.method, target, one.body, one.headers)
        with connection.getresponse() as answer:
            heard = RawAnswer.of(answer.status, answer.getheaders(), answer.read())
        connection.close()
        return heard

    yield play


@contextmanager
def through_server(ats: Ats) -> Iterator[Send]:
    """The address in answers is the one that the client used, so it is told like a proxy's."""
    with Server(ats.application) as server, through_urllib3(None) as ask:

        def play(origin: str, one: RawRequest) -> RawAnswer:
            told = {"X-Forwarded-Host": SANDBOX, "X-Forwarded-Proto": urlsplit(origin).scheme}
            return ask(
                server.url, RawRequest(one.method, urlsplit(origin).path + one.path, one.headers | told, one.body)
            )

        yield play


GIVEN = {
    "requests": through_requests,
    "httpx": through_httpx,
    "httpx async": through_httpx_async,
    "aiohttp": through_aiohttp,
    "urllib3": through_urllib3,
}
"""Clients that are given a way to the sandbox."""

INTERCEPTED = {**GIVEN, "http.client": through_http_client}
"""Clients that are none the wiser."""
