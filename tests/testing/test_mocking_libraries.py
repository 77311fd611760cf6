"""Clients that were given a way to the sandbox keep it while another library mocks everything else."""

import asyncio
import copy
import pickle
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, nullcontext
from pathlib import Path
from typing import Any

import aiohttp
import httpx
import pytest
import requests
import requests_mock
import responses
import respx
import vcr
from urllib3.util import Retry

from ats_sandbox import Ats, Sandbox

URL = "https://api.stackone.com/unified/ats/jobs"
ELSEWHERE = "https://other.example/"


def ask_with_session(ats: Ats) -> int:
    with ats.requests_session() as session:
        return session.get(URL, headers=ats.stackone.headers()).status_code


def ask_with_mounted_adapter(ats: Ats) -> int:
    with requests.Session() as session:
        session.trust_env = False
        session.mount("https://api.stackone.com", ats.requests_adapter())
        return session.get(URL, headers=ats.stackone.headers()).status_code


def ask_with_pool(ats: Ats) -> int:
    return int(ats.urllib3_pool().request("GET", URL, headers=ats.stackone.headers()).status)


def ask_with_httpx(ats: Ats) -> int:
    with ats.httpx_client() as client:
        return client.get(URL, headers=ats.stackone.headers()).status_code


def ask_with_httpx_async(ats: Ats) -> int:
    async def ask() -> int:
        async with ats.httpx_async_client() as client:
            return (await client.get(URL, headers=ats.stackone.headers())).status_code

    return asyncio.run(ask())


def ask_with_aiohttp(ats: Ats) -> int:
    async def ask() -> int:
        async with (
            aiohttp.ClientSession(connector=ats.aiohttp_connector()) as session,
            session.get(URL, headers=ats.stackone.headers()) as answer,
        ):
            return answer.status

    return asyncio.run(ask())


GIVEN: dict[str, Callable[[Ats], int]] = {
    "requests session": ask_with_session,
    "requests adapter": ask_with_mounted_adapter,
    "urllib3": ask_with_pool,
    "httpx": ask_with_httpx,
    "httpx async": ask_with_httpx_async,
    "aiohttp": ask_with_aiohttp,
}
LIBRARIES = ("respx", "pytest-httpx", "responses", "requests-mock", "vcrpy")
BEYOND = {("requests-mock", "requests adapter"), ("vcrpy", "aiohttp")}
"""What a library takes before any adapter or connector is asked: it has to be told which hosts to let through."""
CASES = [(library, client) for library in LIBRARIES for client in GIVEN if (library, client) not in BEYOND]


@pytest.fixture
def mocked(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[None]:
    """Everything that leaves this process is mocked by the library that is named."""
    blocks: dict[str, Callable[[], AbstractContextManager[Any]]] = {
        "respx": respx.mock,
        "pytest-httpx": lambda: nullcontext(request.getfixturevalue("httpx_mock")),
        "responses": responses.RequestsMock,
        "requests-mock": requests_mock.Mocker,
        "vcrpy": lambda: vcr.use_cassette(tmp_path / "cassette.yaml", record_mode="none"),
    }
    with blocks[request.param]():
        yield


@pytest.mark.parametrize(("mocked", "client"), CASES, indirect=["mocked"])
def test_a_client_that_was_given_a_way_keeps_it(mocked: None, client: str) -> None:
    assert GIVEN[client](Sandbox(world="empty")) == 200


def test_what_is_mocked_and_what_is_real_share_a_test() -> None:
    ats = Sandbox(world="empty")
    with respx.mock, responses.RequestsMock() as mock:
        respx.get(ELSEWHERE).respond(204)
        mock.get(ELSEWHERE, status=204)
        assert httpx.get(ELSEWHERE).status_code == requests.get(ELSEWHERE).status_code == 204
        assert ask_with_httpx(ats) == ask_with_session(ats) == 200
    assert ats.journal.count() == 2


def test_a_library_that_is_told_so_lets_the_sandbox_through(tmp_path: Path) -> None:
    ats = Sandbox(world="empty")
    with requests_mock.Mocker(real_http=True):
        assert ask_with_mounted_adapter(ats) == 200
    with vcr.use_cassette(tmp_path / "cassette.yaml", record_mode="none", ignore_hosts=["api.stackone.com"]):
        assert ask_with_aiohttp(ats) == 200


def test_interception_and_mocks_share_a_test(tmp_path: Path) -> None:
    ats = Sandbox(world="empty")
    headers = ats.stackone.headers()
    with ats.intercept(), respx.mock, responses.RequestsMock() as mock:
        respx.get(ELSEWHERE).respond(204)
        mock.get(ELSEWHERE, status=204)
        mock.add_passthru("https://api.stackone.com")
        for client in (requests, httpx):
            assert client.get(ELSEWHERE).status_code == 204
            assert client.get(URL, headers=headers).status_code == 200
    with ats.intercept(), requests_mock.Mocker(real_http=True) as mocker:
        mocker.get(ELSEWHERE, status_code=204)
        assert requests.get(ELSEWHERE).status_code == 204
        assert requests.get(URL, headers=headers).status_code == 200
    cassette = vcr.use_cassette(tmp_path / "cassette.yaml", record_mode="none", ignore_hosts=["api.stackone.com"])
    with ats.intercept(), cassette, requests.Session() as session:
        for client in (session, httpx):
            assert client.get(URL, headers=headers).status_code == 200
    assert ats.journal.count(status=200) == 5


def test_a_connector_takes_settings() -> None:
    async def limit() -> int:
        async with aiohttp.ClientSession(connector=Sandbox(world="empty").aiohttp_connector(limit=3)) as session:
            assert session.connector is not None
            return session.connector.limit

    assert asyncio.run(limit()) == 3


def test_an_adapter_retries_as_it_is_told() -> None:
    ats = Sandbox(world="empty")
    ats.faults.add("html", vendor="stackone", status=503, first=2)
    with requests.Session() as session:
        session.mount("https://", ats.requests_adapter(max_retries=Retry(3, status_forcelist=[503], backoff_factor=0)))
        assert session.get(URL, headers=ats.stackone.headers()).status_code == 200
        assert ats.journal.count(status=503) == 2
        ats.faults.add("html", vendor="stackone", status=503)
        with pytest.raises(requests.exceptions.RetryError):
            session.get(URL, headers=ats.stackone.headers())


@pytest.mark.parametrize("copied", [pickle.dumps, copy.deepcopy], ids=["pickle", "deepcopy"])
def test_a_session_says_that_it_belongs_to_this_process(copied: Callable[[object], object]) -> None:
    with Sandbox(world="empty").requests_session() as session, pytest.raises(TypeError, match="in this process"):
        copied(session)


def test_an_adapter_takes_every_kind_of_timeout_and_body() -> None:
    ats = Sandbox(world="empty")
    with ats.requests_session() as session:
        for timeout in (None, 5, (5, 5)):
            assert session.get(URL, headers=ats.stackone.headers(), timeout=timeout).status_code == 200
        chunks = iter([b'{"firstName": "Ada", ', b'"lastName": "Quill", "email": "ada@example.com"}'])
        headers = {**ats.smartrecruiters.headers(), "Content-Type": "application/json"}
        assert session.post(f"{ats.smartrecruiters}/candidates", data=chunks, headers=headers).status_code == 201
