"""A server from its port to its last request: binding, many clients, stopping."""

import signal
import socket
import subprocess
import sys
import textwrap
import threading
import time
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress

import pytest
from waitress.server import BaseWSGIServer

from ats_sandbox.server import PortTaken, Server
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


def test_an_application_that_outlasts_the_server_may_still_command_its_connection(application):
    """The server is gone and its descriptors may be other files by then, so nothing may be written to them."""
    outcome = Future()

    def page(environ):
        try:
            outcome.set_result(application.reset_midway(environ))
        except OSError as error:
            outcome.set_exception(error)
        return b""

    application.held = page
    with Server(application, grace=0.1) as server, ThreadPoolExecutor(1) as pool:
        pool.submit(talk, server, b"GET /held " + HEAD + b"\r\n")
        assert application.entered.wait(5)
        server.stop()
        application.released.set()

        assert outcome.result(5) == b"unseen"


def test_a_loop_that_sees_the_wish_to_stop_early_waits_for_the_rest_of_it(application, monkeypatch):
    """Another client can wake the loop between the wish and the wake-up call, which must not go to a closed pipe."""
    wake_up = BaseWSGIServer.pull_trigger

    def late(listener):
        with suppress(ConnectionError):
            socket.create_connection(server.address, timeout=5).close()
        time.sleep(0.1)
        wake_up(listener)

    with Server(application) as server:
        assert talk(server, closing(b"GET /")).endswith(b"hello")
        monkeypatch.setattr(BaseWSGIServer, "pull_trigger", late)


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
