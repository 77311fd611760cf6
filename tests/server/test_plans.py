"""Answers that leave by a plan: resets, cuts, drips and waits as a client sees them, time after time."""

import http.client
import re
import socket
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from typing import Any

import pytest
from freezegun import freeze_time

from ats_sandbox.server import Server
from tests.lanes import Lane
from tests.server.application import HEAD, Application, ask, closing, talk

Caller = http.client.HTTPConnection


@pytest.fixture
def times(lane: Lane) -> range:
    return range(lane.amount(100, 1_000))


@pytest.fixture(params=["threads", "the loop"])
def application(request: pytest.FixtureRequest, application: Application) -> Application:
    """The application on either: what it plans is carried out alike."""
    if request.param == "the loop":
        application.may_wait = lambda environ: False
    return application


def alone(path: bytes) -> bytes:
    return b"GET " + path + b" " + HEAD + b"\r\n"


def test_a_reset_is_a_reset_and_nothing_else(caller: Caller, times: range) -> None:
    for _ in times:
        with pytest.raises(ConnectionResetError) as reset:
            ask(caller, "GET", "/reset")
        assert not isinstance(reset.value, http.client.RemoteDisconnected)
        caller.close()


def test_an_empty_answer_is_an_end_in_the_ordinary_way(server: Server, times: range) -> None:
    for _ in times:
        assert talk(server, alone(b"/empty")) == b""


def test_a_cut_answer_is_cut_to_the_byte(caller: Caller, times: range) -> None:
    for _ in times:
        caller.request("GET", "/truncated")
        with pytest.raises(http.client.IncompleteRead) as cut:
            caller.getresponse().read()
        assert cut.value.partial == b"only this"
        caller.close()


def test_an_answer_longer_than_it_says_arrives_whole(server: Server, times: range) -> None:
    for _ in times:
        assert talk(server, alone(b"/too_long")).endswith(b"Content-Length: 4\r\n\r\nonly this")


def test_a_held_answer_ends_without_a_byte(server: Server, times: range) -> None:
    for _ in times:
        assert talk(server, alone(b"/held_back")) == b""


@pytest.mark.parametrize(("path", "content"), [("/dripped", b"drip"), ("/late", b"late")])
def test_a_drip_and_a_delay_keep_the_connection(caller: Caller, times: range, path: str, content: bytes) -> None:
    assert ask(caller, "GET", path) == (200, content)
    first = caller.sock
    for _ in times:
        assert ask(caller, "GET", path) == (200, content)
    assert ask(caller, "GET", "/") == (200, b"hello")
    assert caller.sock is first


def test_delays_pass_while_the_clock_of_the_program_stands_still(server: Server) -> None:
    with freeze_time("2026-03-02"):
        assert talk(server, closing(b"GET /late")).endswith(b"late")


def test_a_drip_comes_in_pieces(server: Server) -> None:
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(closing(b"GET /dripped"))
        pieces = list(iter(lambda: client.recv(65_536), b""))

    assert b"".join(pieces).endswith(b"\r\n\r\ndrip")


def test_an_application_that_fails_after_it_planned_adds_nothing_to_its_bytes(
    server: Server, caplog: pytest.LogCaptureFixture
) -> None:
    assert talk(server, alone(b"/broken_midway")).endswith(b"\r\n\r\nonly this")
    assert [record.exc_info is not None for record in caplog.records] == [True]


@pytest.mark.parametrize("path", [b"/dripped", b"/late"])
def test_an_answer_with_a_plan_keeps_its_place_among_others(server: Server, path: bytes) -> None:
    answers = talk(server, alone(b"/") + alone(path) + closing(b"GET /"))

    assert re.findall(rb"\r\n\r\n(hello|drip|late)", answers) == [b"hello", path[1:5], b"hello"]


def test_a_planned_answer_ends_the_connection_when_the_client_asks_for_it(server: Server) -> None:
    assert talk(server, closing(b"GET /dripped") + closing(b"GET /")).endswith(b"\r\n\r\ndrip")


def test_a_client_that_leaves_ends_its_wait(server: Server, application: Application) -> None:
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(alone(b"/waiting"))
        assert application.entered.wait(5)
        assert not application.left.is_set()

    assert application.left.wait(5)


def test_a_client_that_closes_its_own_direction_is_answered_at_once(server: Server) -> None:
    assert talk(server, closing(b"GET /waiting"), half_close=True).endswith(b"woken")


def test_what_a_client_sends_ahead_does_not_end_its_wait(server: Server, application: Application) -> None:
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(alone(b"/waiting") + closing(b"GET /"))
        assert application.entered.wait(5)
        assert talk(server, closing(b"GET /")).endswith(b"hello")
        assert not application.left.is_set()
        application.wake()
        answers = client.makefile("rb").read()

    assert re.findall(rb"\r\n\r\n(hello|woken)", answers) == [b"woken", b"hello"]


def test_whoever_holds_the_pause_can_end_the_wait(server: Server, application: Application) -> None:
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(talk, server, closing(b"GET /waiting"))
        assert application.entered.wait(5)
        application.wake()

        assert answer.result(5).endswith(b"woken")


def test_a_pause_that_was_woken_before_is_none(server: Server, application: Application) -> None:
    def waiting(environ: dict[str, Any]) -> bytes:
        content = Application.waiting(application, environ)
        application.wake()
        return content

    application.waiting = waiting

    assert talk(server, closing(b"GET /waiting")).endswith(b"woken")


def test_a_stop_ends_what_waits_beyond_the_grace_period(application: Application) -> None:
    with Server(application, grace=0.1) as server, socket.create_connection(server.address, timeout=5) as client:
        client.sendall(alone(b"/waiting"))
        assert application.entered.wait(5)
        server.stop()

        assert application.left.wait(5)
        assert client.recv(1) == b""


@pytest.fixture
def crowd(application: Application, lane: Lane) -> Iterator[Callable[[], list[socket.socket]]]:
    """Many clients, each of which waits for a minute."""
    with Server(application, threads=1, grace=0.1) as server, ExitStack() as stack:

        def come() -> list[socket.socket]:
            clients = []
            for _ in range(lane.amount(1_000, 9_000)):
                clients.append(stack.enter_context(socket.create_connection(server.address, timeout=20)))
                clients[-1].sendall(alone(b"/waiting"))
            assert talk(server, closing(b"GET /")).endswith(b"hello")
            return clients

        yield come


def test_answers_that_wait_cost_no_threads(application: Application, crowd: Callable[[], list[socket.socket]]) -> None:
    before = threading.active_count()
    clients = crowd()

    assert threading.active_count() <= before + 1
    application.wake()
    for client in clients:
        assert client.recv(65_536).endswith(b"woken")
