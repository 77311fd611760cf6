"""Requests that may wait: in threads, where they hold up nobody but each other."""

import threading
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.server import Server
from tests.server.application import Application, closing, talk


@pytest.fixture
def choosy(application: Application) -> Iterator[Server]:
    """A server with one thread, whose application waits at `/held` alone."""
    application.may_wait = lambda environ: environ["PATH_INFO"] == "/held"
    application.where = lambda environ: threading.current_thread().name.encode()
    with Server(application, threads=1) as running:
        yield running
        application.released.set()


def test_what_waits_for_nothing_is_answered_while_all_threads_are_busy(
    choosy: Server, application: Application
) -> None:
    with ThreadPoolExecutor(1) as pool:
        busy = pool.submit(talk, choosy, closing(b"GET /held"))
        assert application.entered.wait(5)
        assert talk(choosy, closing(b"GET /where")).endswith(b"\r\n\r\nsandbox-server")
        application.released.set()

        assert busy.result(5).endswith(b"finished")


def test_an_application_that_says_nothing_has_threads(server: Server, application: Application) -> None:
    application.where = lambda environ: threading.current_thread().name.encode()

    assert b"\r\n\r\nsandbox-request-" in talk(server, closing(b"GET /where"))


def test_a_request_in_a_thread_can_ask_the_server_that_answers_it(choosy: Server, application: Application) -> None:
    application.held = lambda environ: talk(choosy, closing(b"GET /")).rpartition(b"\r\n")[2]

    assert talk(choosy, closing(b"GET /held")).endswith(b"\r\n\r\nhello")


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


@pytest.mark.parametrize(("busy", "free"), [("_sandbox/held", "slow"), ("held", "_sandbox/slow")])
def test_neither_the_testers_side_nor_the_vendors_take_all_threads(
    application: Application, busy: str, free: str
) -> None:
    """Twice as many requests as there are threads are in hand or wait, and the other side is answered all the same."""
    threads, inside = 2, threading.Semaphore(0)

    def held(environ: object) -> bytes:
        inside.release()
        assert application.released.wait(5)
        return b"finished"

    setattr(application, busy, held)
    setattr(application, free, application.index)
    with Server(application, threads=threads) as server, ThreadPoolExecutor(2 * threads) as pool:
        taken = [pool.submit(talk, server, closing(b"GET /" + busy.encode())) for _ in range(2 * threads)]
        for _ in range(threads):
            assert inside.acquire(timeout=5)
        assert talk(server, closing(b"GET /" + free.encode())).endswith(b"hello")
        assert not inside.acquire(blocking=False)
        application.released.set()

        assert all(one.result(5).endswith(b"finished") for one in taken)


def test_an_application_that_exits_in_a_thread_leaves_that_thread_to_others(
    choosy: Server, application: Application, caplog: pytest.LogCaptureFixture
) -> None:
    def leave(environ: object) -> bytes:
        raise SystemExit(3)

    application.held = leave
    assert talk(choosy, closing(b"GET /held")).startswith(b"HTTP/1.1 500 ")
    application.held = application.index

    assert talk(choosy, closing(b"GET /held")).endswith(b"hello")
    assert "Exit while serving /held" in caplog.text


class Placed(SandboxApp):
    """A sandbox that notes on which thread it answered each path."""

    def __init__(self) -> None:
        super().__init__("empty")
        self.places: list[tuple[str, str]] = []

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        self.places.append((environ["REQUEST_URI"], threading.current_thread().name.rpartition("-")[0]))
        return super().__call__(environ, start_response)


def test_what_imports_or_measures_much_holds_up_nobody_else() -> None:
    """New worlds are begun on the loop; a vendor's first request, what leads nowhere and pages are for threads."""
    told = b"X-SmartToken: sandbox-admin\r\n"
    sandbox = Placed()
    on_loop, in_thread = "sandbox", "sandbox-request"
    expected = [
        ("/smartrecruiters/jobs", in_thread),
        ("/w/never-seen/smartrecruiters/jobs", on_loop),
        ("/w/another/smartrecruiters/jabs", in_thread),
        ("/w/another/stackone/unified/ats/jobs", in_thread),
        ("/", in_thread),
        ("/nobody", in_thread),
        ("/_sandbox/health", in_thread),
        ("/w/a-third/_sandbox/health", on_loop),
    ]

    with Server(sandbox) as server:
        for path, _ in expected:
            talk(server, closing(b"GET " + path.encode(), told))

    assert sandbox.places == expected
    assert set(sandbox.worlds) == {"default", "never-seen", "another", "a-third"}
