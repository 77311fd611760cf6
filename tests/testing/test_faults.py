"""Broken connections in process: each client raises what it raises over a network."""

import asyncio
from typing import Any

import aiohttp
import httpx
import pytest
import requests
import urllib3

from ats_sandbox import Sandbox
from tests.testing.clients import GIVEN, RawRequest

BREAKS: dict[str, dict[str, Any]] = {
    "reset": {
        "requests": requests.ConnectionError,
        "httpx": httpx.ReadError,
        "httpx async": httpx.ReadError,
        "aiohttp": aiohttp.ClientOSError,
        "urllib3": urllib3.exceptions.ProtocolError,
    },
    "empty": {
        "requests": requests.ConnectionError,
        "httpx": httpx.RemoteProtocolError,
        "httpx async": httpx.RemoteProtocolError,
        "aiohttp": aiohttp.ServerDisconnectedError,
        "urllib3": urllib3.exceptions.ProtocolError,
    },
    "wrong-length": {
        "requests": requests.exceptions.ChunkedEncodingError,
        "httpx": httpx.RemoteProtocolError,
        "httpx async": httpx.RemoteProtocolError,
        "aiohttp": aiohttp.ClientPayloadError,
        "urllib3": urllib3.exceptions.ProtocolError,
    },
    "committed-then-timeout": {
        "requests": requests.ReadTimeout,
        "httpx": httpx.ReadTimeout,
        "httpx async": httpx.ReadTimeout,
        "aiohttp": asyncio.TimeoutError,
        "urllib3": urllib3.exceptions.ReadTimeoutError,
    },
}
PERSON = b'{"firstName": "Ada", "lastName": "Quill", "email": "ada@example.com"}'
CASES = [(kind, client) for kind, clients in BREAKS.items() for client in clients]


@pytest.mark.parametrize(("kind", "client"), CASES)
def test_a_broken_connection_is_raised_as_the_client_raises_it(kind: str, client: str) -> None:
    ats = Sandbox(world="empty")
    ats.faults.add(kind, vendor="smartrecruiters", operation="create_candidate", first=1)
    headers = {**ats.smartrecruiters.headers(), "Content-Type": "application/json"}
    asked = RawRequest("POST", "/smartrecruiters/candidates", headers, PERSON)

    with GIVEN[client](ats) as play:
        with pytest.raises(BREAKS[kind][client]):
            play(ats.origin, asked)
        written = ats.world.candidates.by_email("ada@example.com")
        assert play(ats.origin, RawRequest("GET", "/smartrecruiters/candidates?limit=1", headers, b"")).status == 200

    assert (written is not None) == (kind in ("wrong-length", "committed-then-timeout"))


@pytest.mark.parametrize("client", ["requests", "urllib3"])
def test_an_answer_that_comes_too_late_is_lost(client: str) -> None:
    ats = Sandbox(world="empty")
    ats.faults.add("delay", vendor="stackone", seconds=0.05, first=1)
    url, headers = f"{ats.stackone}/unified/ats/jobs", ats.stackone.headers()

    if client == "requests":
        with ats.requests_session() as session, pytest.raises(requests.ReadTimeout):
            session.get(url, headers=headers, timeout=0.01)
    else:
        with pytest.raises(urllib3.exceptions.ReadTimeoutError):
            ats.urllib3_pool().request("GET", url, headers=headers, timeout=0.01, retries=False)
