"""Clients that ask leave to send a body, with and without a network."""

from collections.abc import Iterator

import msgspec
import pytest

from ats_sandbox import Sandbox
from ats_sandbox.contract.body import LARGEST
from ats_sandbox.server import Server
from ats_sandbox.testing.memory_connection import MemoryConnection
from tests.testing.clients import GIVEN, INTERCEPTED, RawRequest

PATH = "/skailer/api/v1/jobs/search"
HEADERS = {"Authorization": "Bearer sandbox-admin", "Content-Type": "application/json", "Expect": "100-continue"}
SEARCH = b'{"status": "open"}'
TOO_LONG = b'{"status": "' + b"x" * LARGEST + b'"}'


@pytest.fixture(scope="module")
def sandbox() -> Sandbox:
    return Sandbox()


@pytest.fixture(scope="module")
def server(sandbox: Sandbox) -> Iterator[Server]:
    with Server(sandbox.application) as running:
        yield running


@pytest.mark.parametrize("client", GIVEN)
def test_a_client_in_process_gets_leave_to_send(sandbox: Sandbox, client: str) -> None:
    with GIVEN[client](sandbox) as ask:
        answer = ask(sandbox.origin, RawRequest("POST", PATH, HEADERS, SEARCH))

    assert answer.status == 200
    assert msgspec.json.decode(answer.body)


@pytest.mark.parametrize("client", INTERCEPTED)
def test_a_client_over_a_network_gets_leave_to_send(server: Server, client: str) -> None:
    with INTERCEPTED[client](None) as ask:
        answer = ask(server.url, RawRequest("POST", PATH, HEADERS, SEARCH))

    assert answer.status == 200
    assert msgspec.json.decode(answer.body)


@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")
def test_a_client_that_waits_hears_the_vendors_refusal_of_a_long_body_in_process_and_over_a_network(
    sandbox: Sandbox, server: Server
) -> None:
    with GIVEN["aiohttp"](sandbox) as ask:
        near = ask(sandbox.origin, RawRequest("POST", PATH, HEADERS, TOO_LONG))
    with GIVEN["aiohttp"](None) as ask:
        far = ask(server.url, RawRequest("POST", PATH, HEADERS, TOO_LONG))

    assert (near.status, near.body) == (far.status, far.body)
    assert any(value.startswith("BodyTooLarge") for name, value in near.headers if name == "X-Sandbox-Why")


@pytest.mark.parametrize("options", ["close", "keep-alive, Close", "TE,close"])
def test_close_among_the_options_ends_the_connection_in_process_too(sandbox: Sandbox, options: str) -> None:
    connection = MemoryConnection(sandbox.application, "http", "localhost", 80)

    connection.send(f"GET / HTTP/1.1\r\nHost: localhost\r\nConnection: {options}\r\n\r\n".encode())

    assert connection.closed


def test_an_invitation_in_process_comes_once_and_before_the_answer(sandbox: Sandbox) -> None:
    connection = MemoryConnection(sandbox.application, "http", "localhost", 80)
    headers = "".join(f"{name}: {value}\r\n" for name, value in HEADERS.items())

    connection.send(f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{headers}Content-Length: {len(SEARCH)}\r\n\r\n".encode())
    invited = connection.read(65_536)
    connection.send(SEARCH)

    assert invited == b"HTTP/1.1 100 Continue\r\n\r\n"
    assert connection.read(12) == b"HTTP/1.1 200"
