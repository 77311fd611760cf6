"""Requests that wait on purpose: they hold up nobody, and end when there is nobody to wait for."""

import socket
from concurrent.futures import ThreadPoolExecutor

from ats_sandbox.server import CONNECTION, Server
from tests.server.application import HEAD, Application, closing, talk

WAITING = b"GET /waiting " + HEAD + b"\r\n"


def test_requests_that_wait_leave_their_threads_to_others(application: Application) -> None:
    """Without an answer to the last one there would be no end to this: each of the others waits for a minute."""
    with Server(application, threads=1, grace=0.1) as server:
        waiting = []
        for _ in range(8):
            application.entered.clear()
            waiting.append(socket.create_connection(server.address, timeout=5))
            waiting[-1].sendall(WAITING)
            assert application.entered.wait(5)

        assert talk(server, closing(b"GET /")).endswith(b"hello")
        for one in waiting:
            one.close()


def test_a_client_that_leaves_ends_its_wait(server: Server, application: Application) -> None:
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(WAITING)
        assert application.entered.wait(5)
        assert not application.left.is_set()

    assert application.left.wait(5)


def test_a_client_that_closes_its_own_direction_is_answered_at_once(server: Server) -> None:
    assert talk(server, WAITING.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"), half_close=True).endswith(
        b"woken"
    )


def test_what_a_client_sends_ahead_does_not_end_its_wait(server: Server, application: Application) -> None:
    wakes = []
    application.waiting = lambda environ: str(
        wakes.append(environ[CONNECTION]) or environ[CONNECTION].wait(0.2)
    ).encode()

    answers = talk(server, WAITING + closing(b"GET /"))

    assert len(wakes) == 1
    assert b"\r\n\r\nTrueHTTP/1.1 200 OK" in answers
    assert answers.endswith(b"hello")


def test_whoever_holds_the_connection_can_end_the_wait(server: Server, application: Application) -> None:
    held = []

    def page(environ):
        held.append(environ[CONNECTION])
        return application.waiting(environ)

    application.held = page
    with ThreadPoolExecutor(1) as pool:
        answer = pool.submit(talk, server, closing(b"GET /held"))
        assert application.entered.wait(5)
        held[0].wake()

        assert answer.result(5).endswith(b"woken")
    assert held[0].wait(60) is False, "and every later wait of the same request"


def test_a_stop_ends_what_waits_beyond_the_grace_period(application: Application) -> None:
    with Server(application, grace=0.1) as server, socket.create_connection(server.address, timeout=5) as client:
        client.sendall(WAITING)
        assert application.entered.wait(5)
        server.stop()

        assert application.left.wait(5)


def test_the_testers_side_is_answered_when_all_threads_are_busy(application: Application) -> None:
    for path in ("_sandbox/health", "w/test-1/_sandbox/health"):
        setattr(application, path, application.index)
    with Server(application, threads=1) as server, ThreadPoolExecutor(2) as pool:
        busy = pool.submit(talk, server, closing(b"GET /held"))
        assert application.entered.wait(5)
        others = pool.submit(talk, server, closing(b"GET /"))
        for path in ("_sandbox/health", "w/test-1/_sandbox/health"):
            assert talk(server, closing(b"GET /" + path.encode())).startswith(b"HTTP/1.1 200 ")
        assert not others.done()
        application.released.set()

        assert busy.result(5).endswith(b"finished")
        assert others.result(5).endswith(b"hello")
