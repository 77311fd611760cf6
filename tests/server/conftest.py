"""A server for each test, and a client that keeps its connection."""

import http.client
from collections.abc import Iterator

import pytest

from ats_sandbox.server import Server
from tests.server.application import Application


@pytest.fixture
def application() -> Application:
    return Application()


@pytest.fixture
def server(application) -> Iterator[Server]:
    with Server(application, grace=3) as running:
        yield running
        application.released.set()


@pytest.fixture
def caller(server) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(*server.address, timeout=5)
    yield connection
    connection.close()
