"""What faults do to a real connection: over sockets, with the sandbox's own server."""

import http.client
import json
import select
import socket
from collections.abc import Iterator
from contextlib import closing
from time import perf_counter, sleep
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.control.faults.faults import ActiveFault, Faults
from ats_sandbox.server import Server
from ats_sandbox.vendors.stackone import STACKONE

JOBS = "/stackone/unified/ats/jobs"
CANDIDATES = "/stackone/unified/ats/candidates"
TOLD = STACKONE.auth.present("sandbox-admin")
GRACE = {"first_name": "Grace", "last_name": "Hopper", "email": "grace.hopper@example.com"}


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with Server(SandboxApp(strict=True), grace=1) as running:
        yield running


@pytest.fixture
def sandbox(server: Server) -> SandboxApp:
    application = server.application
    assert isinstance(application, SandboxApp)
    application.worlds["default"].reset()
    return application


@pytest.fixture
def faults(sandbox: SandboxApp) -> Faults:
    return sandbox.worlds["default"].faults


@pytest.fixture
def line(server: Server) -> Iterator[http.client.HTTPConnection]:
    connection = http.client.HTTPConnection(*server.address, timeout=5)
    yield connection
    connection.close()


def get(line: http.client.HTTPConnection, path: str = JOBS) -> tuple[int, bytes]:
    line.request("GET", path, headers=TOLD)
    answer = line.getresponse()
    return answer.status, answer.read()


def post(line: http.client.HTTPConnection, body: Any) -> tuple[int, bytes]:
    line.request("POST", CANDIDATES, json.dumps(body), {**TOLD, "Content-Type": "application/json"})
    answer = line.getresponse()
    return answer.status, answer.read()


def raw(server: Server, path: str = JOBS) -> bytes:
    """Every byte that one request is answered with, until the server closes."""
    lines = [f"GET {path} HTTP/1.1", "Host: sandbox.example", *(f"{name}: {value}" for name, value in TOLD.items())]
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall("\r\n".join([*lines, "", ""]).encode())
        received = b""
        while piece := client.recv(65_536):
            received += piece
    return received


def length_of(received: bytes) -> int:
    """The announced length of an answer."""
    head = received.partition(b"\r\n\r\n")[0].decode()
    told = [line.partition(":")[2] for line in head.splitlines() if line.lower().startswith("content-length:")]
    assert len(told) == 1
    return int(told[0])


def test_a_connection_is_reset(faults: Faults, line: http.client.HTTPConnection) -> None:
    faults.add("reset", first=1)

    with pytest.raises(ConnectionResetError) as reset:
        get(line)
    assert not isinstance(reset.value, http.client.RemoteDisconnected)
    assert get(line)[0] == 200


def test_a_connection_is_closed_without_an_answer(faults: Faults, server: Server) -> None:
    faults.add("empty", first=1)

    assert raw(server) == b""


def test_a_body_is_cut_short_of_its_length(faults: Faults, server: Server, line: http.client.HTTPConnection) -> None:
    whole = get(line)[1]
    fault = faults.add("truncate", bytes=100)

    received = raw(server)
    with pytest.raises(http.client.IncompleteRead) as broken:
        get(line)

    assert received.startswith(b"HTTP/1.1 200 OK\r\n")
    assert length_of(received) == len(whole)
    assert received.partition(b"\r\n\r\n")[2] == whole[:100]
    assert b"\r\nX-Content-Type-Options: nosniff\r\n" in received
    assert broken.value.partial == whole[:100]
    assert fault.hits == 2


def test_half_a_body_is_sent_unless_said_otherwise(faults: Faults, line: http.client.HTTPConnection) -> None:
    whole = get(line)[1]
    faults.add("truncate")

    with pytest.raises(http.client.IncompleteRead) as broken:
        get(line)

    assert broken.value.partial == whole[: len(whole) // 2]


@pytest.mark.parametrize("by", [10, -10])
def test_a_length_is_announced_wrongly(
    faults: Faults, server: Server, line: http.client.HTTPConnection, by: int
) -> None:
    whole = get(line)[1]
    faults.add("wrong-length", by=by)

    received = raw(server)

    assert length_of(received) == len(whole) + by
    assert received.partition(b"\r\n\r\n")[2] == whole


def test_a_body_drips(faults: Faults, line: http.client.HTTPConnection) -> None:
    whole = get(line)[1]
    faults.add("drip", rate=len(whole) * 3, first=1)

    began = perf_counter()
    line.request("GET", JOBS, headers=TOLD)
    answer = line.getresponse()
    received = answer.read()

    assert received == whole
    assert perf_counter() - began >= 0.25
    assert get(line) == (200, whole)


def test_an_answer_is_held_and_the_connection_closed(
    faults: Faults, sandbox: SandboxApp, line: http.client.HTTPConnection
) -> None:
    faults.add("committed-then-timeout", operation="ats_create_candidate", seconds=0.3)
    before = sandbox.world.state

    began = perf_counter()
    with pytest.raises(http.client.RemoteDisconnected):
        post(line, GRACE)

    assert perf_counter() - began >= 0.3
    assert sandbox.world.state is not before


def test_a_client_that_loses_patience_finds_its_record(
    faults: Faults, server: Server, line: http.client.HTTPConnection
) -> None:
    faults.add("committed-then-timeout", operation="ats_create_candidate", seconds=1.0, first=1)
    hasty = http.client.HTTPConnection(*server.address, timeout=0.2)

    with pytest.raises(TimeoutError):
        post(hasty, GRACE)
    hasty.close()

    assert post(line, GRACE)[0] == 409


@pytest.mark.parametrize("politely", [True, False])
def test_a_committed_answer_is_lost_with_its_connection(
    faults: Faults, line: http.client.HTTPConnection, politely: bool
) -> None:
    faults.add("committed-then-drop", operation="ats_create_candidate", politely=politely, first=1)

    with pytest.raises(ConnectionResetError) as lost:
        post(line, GRACE)

    assert isinstance(lost.value, http.client.RemoteDisconnected) is politely
    assert post(line, GRACE)[0] == 409


def hasty(server: Server, path: str = JOBS, body: bytes | None = None) -> socket.socket:
    """A client that has asked, and does not read."""
    headers = {"Host": "sandbox.example", "Connection": "close", **TOLD}
    if body is not None:
        headers |= {"Content-Type": "application/json", "Content-Length": str(len(body))}
    lines = [f"{'GET' if body is None else 'POST'} {path} HTTP/1.1", *map(": ".join, headers.items())]
    client = socket.create_connection(server.address, timeout=20)
    client.sendall("\r\n".join([*lines, "", ""]).encode() + (body or b""))
    return client


def asked(fault: ActiveFault, times: int) -> None:
    """Return when so many requests have met a fault."""
    while fault.hits < times:
        sleep(0.01)


HOLDING: dict[str, dict[str, Any]] = {
    "delay": {"seconds": 60.0},
    "status": {"status": 500, "seconds": 60.0},
    "drip": {"rate": 1},
    "committed-then-timeout": {"seconds": 60.0},
}


@pytest.mark.parametrize("kind", HOLDING)
@pytest.mark.parametrize("ending", ["remove", "clear", "reset", "drop"])
def test_answers_that_are_held_back_go_when_the_fault_is_over(server: Server, kind: str, ending: str) -> None:
    """Each would take a minute."""
    sandbox = server.application
    assert isinstance(sandbox, SandboxApp)
    name = f"over-{kind}-{ending}"
    workspace = sandbox.worlds[name]
    fault = workspace.faults.add(kind, vendor="stackone", **HOLDING[kind])
    with closing(hasty(server, f"/w/{name}{CANDIDATES}", json.dumps(GRACE).encode())) as client:
        asked(fault, 1)
        {
            "remove": lambda: workspace.faults.remove(fault.id),
            "clear": workspace.faults.clear,
            "reset": workspace.reset,
            "drop": lambda: sandbox.worlds.drop(name),
        }[ending]()
        received = b"".join(iter(lambda: client.recv(65_536), b""))

    assert received[9:12] == {"delay": b"201", "status": b"500", "drip": b"201", "committed-then-timeout": b""}[kind]


def test_more_slow_answers_than_threads_keep_nobody_waiting(
    faults: Faults, server: Server, line: http.client.HTTPConnection
) -> None:
    """Neither those whose clients wait for them, nor those whose clients have gone; the fault can be cleared."""
    fault = faults.add("delay", operation="ats_list_jobs", seconds=60.0)
    waiting = [hasty(server) for _ in range(20)]
    asked(fault, 20)
    for _ in range(20):
        hasty(server).close()

    assert get(line, CANDIDATES)[0] == 200
    line.request("DELETE", "/_sandbox/faults", headers={"Content-Type": "application/json"})
    assert line.getresponse().read() == b""
    for client in waiting:
        assert client.recv(65_536).startswith(b"HTTP/1.1 200 ")
        client.close()


def test_other_clients_are_served_while_one_waits(
    faults: Faults, server: Server, line: http.client.HTTPConnection
) -> None:
    faults.add("delay", operation="ats_list_jobs", seconds=1.0)
    slow = http.client.HTTPConnection(*server.address, timeout=5)
    slow.request("GET", JOBS, headers=TOLD)

    assert get(line, CANDIDATES)[0] == 200
    assert not select.select([slow.sock], [], [], 0)[0], "the slow one was served first"
    assert slow.getresponse().status == 200
    slow.close()
