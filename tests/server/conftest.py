"""A server for each test, and a client that keeps its connection."""

import http.client
from collections.abc import Iterator

import pytest
from ats_sandbox.server import Server

from tests.server.desk import Desk


@pytest.fixture
def desk() -> Desk:
    return Desk()


@pytest.fixture
def server(desk) -> Iterator[Server]:
    with Server(desk, grace=3) as running:
        yield running
        desk.released.set()


@pytest.fixture
def caller(server) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(*server.address, timeout=5)
    yield connection
    connection.close()
