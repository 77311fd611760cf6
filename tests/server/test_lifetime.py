"""A server from its port to its last request: binding, many clients, stopping."""

import asyncio
import contextlib
import http.client
import signal
import socket
import subprocess
import sys
import textwrap
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from ats_sandbox.server import PortTaken, Server
from ats_sandbox.server import server as server_module
from tests.server.application import HEAD, Application, ask, closing, talk


def test_eight_clients_are_served_at_the_same_time(server, application):
    """None of the eight is answered before all have arrived, so they must be inside together."""
    together = threading.Barrier(8, timeout=5)
    application.held = lambda environ: str(together.wait()).encode()

    def visit(_):
        return talk(server, closing(b"GET /held")).rpartition(b"\r\n")[2]

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(visit, range(8))) == [b"%d" % n for n in range(8)]


def test_clients_wait_their_turn_without_a_word_in_the_log_when_all_threads_are_busy(application, caplog):
    with Server(application, threads=1) as server, ThreadPoolExecutor(5) as pool:
        busy = pool.submit(talk, server, closing(b"GET /held"))
        assert application.entered.wait(5)
        waiting = [pool.submit(talk, server, closing(b"GET /")) for _ in range(4)]
        assert not any(one.done() for one in waiting)
        application.released.set()

        assert busy.result(5).endswith(b"finished")
        assert all(one.result(5).endswith(b"hello") for one in waiting)
    assert not caplog.records


def test_a_port_in_use_says_what_to_do(server):
    host, port = server.address

    with pytest.raises(PortTaken) as taken:
        Server(Application(), host, port).start()
    assert str(taken.value) == (
        f"port {port} on 127.0.0.1 is taken by another program: "
        "choose another with --port, or --port 0 for one that is free"
    )


def test_port_0_is_any_free_port(application):
    with Server(application) as one, Server(application) as other:
        assert 0 not in (one.address[1], other.address[1])
        assert one.url != other.url
        assert one.url == f"http://127.0.0.1:{one.address[1]}"


def test_a_stop_lets_the_request_in_hand_finish_and_refuses_others(server, application):
    with ThreadPoolExecutor(2) as pool:
        in_hand = pool.submit(talk, server, b"GET /held " + HEAD + b"\r\n")
        assert application.entered.wait(5)
        stopping = pool.submit(server.stop)
        refused = threading.Event()
        while not refused.is_set():
            try:
                socket.create_connection(server.address, timeout=5).close()
            except ConnectionError:
                refused.set()
        application.released.set()

        assert b"\r\nConnection: close\r\n" in in_hand.result(5)
        assert in_hand.result(5).endswith(b"\r\n\r\nfinished")
        stopping.result(5)


def test_a_stop_does_not_wait_for_idle_clients(caller, server):
    ask(caller, "GET", "/")
    thread = threading.Thread(target=server.stop)
    thread.start()
    thread.join(2)

    assert not thread.is_alive()


def test_a_stop_gives_up_on_a_request_that_outlasts_the_grace_period(application):
    with Server(application, grace=0.1) as server, ThreadPoolExecutor(1) as pool:
        in_hand = pool.submit(talk, server, b"GET /held " + HEAD + b"\r\n")
        assert application.entered.wait(5)
        server.stop()

        assert in_hand.result(5) == b""
        application.released.set()


def test_an_application_that_outlasts_the_server_is_heard_no_more(application, caplog):
    """Its answer has nowhere to go, and what it planned is over."""
    page = application.held
    application.held = lambda environ: application.planned(environ, page(environ), seconds=60)
    with Server(application, grace=0.1) as server, ThreadPoolExecutor(1) as pool:
        in_hand = pool.submit(talk, server, b"GET /held " + HEAD + b"\r\n")
        assert application.entered.wait(5)
        server.stop()
        application.released.set()

        assert in_hand.result(5) == b""
        assert application.left.wait(5)
    assert not caplog.records


def test_a_server_that_never_ran_gives_its_port_back(application):
    server = Server(application)
    server.start()
    server.stop()

    with Server(application, *server.address) as other:
        assert talk(other, closing(b"GET /")).endswith(b"hello")


def test_a_server_that_was_stopped_can_be_started_again_at_its_address(application):
    server, addresses = Server(application), set()
    for _ in range(3):
        with server:
            addresses.add(server.address)
            with contextlib.closing(http.client.HTTPConnection(*server.address, timeout=5)) as caller:
                assert [ask(caller, "GET", "/") for _ in range(2)] == [(200, b"hello")] * 2
        with pytest.raises(ConnectionRefusedError):
            socket.create_connection(server.address, timeout=5)
    server.stop()

    assert len(addresses) == 1


def test_what_an_earlier_run_left_behind_does_not_disturb_the_next(application):
    server = Server(application, grace=0.1)
    with server, ThreadPoolExecutor(1) as pool:
        in_hand = pool.submit(talk, server, b"GET /held " + HEAD + b"\r\n")
        assert application.entered.wait(5)
        server.stop()
        assert in_hand.result(5) == b""
    with server:
        application.released.set()

        assert talk(server, closing(b"GET /")).endswith(b"hello")


def test_a_wish_to_stop_that_comes_before_the_server_runs_is_heeded(application):
    server = Server(application)
    server.start()
    server._begin_to_stop()

    server.run()


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_the_program_after_the_request_in_hand(number):
    program = textwrap.dedent("""
        import sys
        from ats_sandbox.server import Server

        def application(environ, start_response):
            print("entered", flush=True)
            sys.stdin.readline()
            start_response("200 OK", [("Content-Length", "8")])
            return [b"finished"]

        server = Server(application)
        server.start()
        print(server.address[1], flush=True)
        server.run(signals=True)
        print("ended", flush=True)
    """)
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", program], text=True, **pipes) as process:
        port = int(process.stdout.readline())
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"GET / " + HEAD + b"\r\n")
            assert process.stdout.readline() == "entered\n"
            process.send_signal(number)
            process.stdin.write("\n")
            process.stdin.flush()
            answer = b""
            while piece := client.recv(65536):
                answer += piece
        assert answer.endswith(b"finished")
        assert process.communicate(timeout=5) == ("ended\n", "")
        assert process.returncode == 0


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a program instead of sending it a signal")
def test_a_second_signal_ends_the_program_at_once():
    program = textwrap.dedent("""
        import threading
        from ats_sandbox.server import Server

        def application(environ, start_response):
            print("entered", flush=True)
            threading.Event().wait()

        server = Server(application, grace=600)
        server.start()
        print(server.address[1], flush=True)
        server.run(signals=True)
        print("ended", flush=True)
    """)
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with subprocess.Popen([sys.executable, "-c", program], text=True, **pipes) as process:
        port = int(process.stdout.readline())
        with socket.create_connection(("127.0.0.1", port), timeout=5) as client:
            client.sendall(b"GET / " + HEAD + b"\r\n")
            assert process.stdout.readline() == "entered\n"
            process.send_signal(signal.SIGINT)
            process.send_signal(signal.SIGTERM)

            assert client.recv(1) == b""
        assert process.communicate(timeout=5) == ("ended\n", "")


def test_a_loop_that_cannot_watch_sockets_takes_clients_in_all_the_same(application, monkeypatch):
    """Windows has such a one."""

    class Unwatching(asyncio.SelectorEventLoop):
        def add_reader(self, *_):
            raise NotImplementedError

    monkeypatch.setattr(server_module, "new_loop", Unwatching)
    with Server(application) as server:
        assert [talk(server, closing(b"GET /"))[-5:] for _ in range(3)] == [b"hello"] * 3
