"""Receivers that break: each delivery still comes to an end that is named, and the next ones go on."""

import asyncio
import re
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Event, Thread
from typing import Any

import pytest

from ats_sandbox.contract.outgoing import MOST_BYTES, OutgoingRequest, Unreachable, over_http
from ats_sandbox.control.webhooks.couriers import Couriers
from ats_sandbox.control.webhooks.delivery import DeliveryState
from ats_sandbox.control.webhooks.receivers import Answer, Message
from tests.control.webhooks.laboratory import EVENTS, Laboratory


class Gone(BaseException):
    """What is no mere exception."""


@pytest.mark.parametrize("vendor", EVENTS)
@pytest.mark.parametrize(
    "answer",
    [
        *(0, 99, 1000, "202", 202.0, True, [], b"202"),
        *(Answer(0), Answer("202"), Answer(None), Answer(202, after="x"), Answer(202, after=float("nan"))),  # type: ignore[arg-type]
        *(Answer(202, headers=None), Answer(202, headers=(("a", 1),)), Answer(202, body="text")),  # type: ignore[arg-type]
    ],
)
def test_what_is_no_answer_counts_as_500(laboratory: Laboratory, vendor: str, answer: Any) -> None:
    number = laboratory.refused(vendor, lambda message: answer)

    delivery = laboratory.webhooks.outbox[number]
    assert delivery.state is DeliveryState.WAITING
    assert delivery.attempts[0].status == 500
    assert b"Error: " in delivery.attempts[0].answer


def no_start(environ: Any, start_response: Any) -> Any:
    return [b""]


def no_number(environ: Any, start_response: Any) -> Any:
    start_response("fine", [])
    return [b""]


def no_status(environ: Any, start_response: Any) -> Any:
    start_response("", [])
    return [b""]


def no_headers(environ: Any, start_response: Any) -> Any:
    start_response("202 Accepted", None)
    return [b""]


def texts(environ: Any, start_response: Any) -> Any:
    start_response("202 Accepted", [])
    return ["text"]


def breaks_off(environ: Any, start_response: Any) -> Iterator[bytes]:
    start_response("202 Accepted", [])
    yield b"a"
    raise RuntimeError("out of order")


def leaves(environ: Any, start_response: Any) -> Any:
    raise SystemExit(1)


async def says_nothing(scope: Any, receive: Any, send: Any) -> None:
    await receive()


async def starts_with_the_end(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.body", "body": b""})


async def gives_up(scope: Any, receive: Any, send: Any) -> None:
    raise asyncio.CancelledError


async def has_a_text_for_status(scope: Any, receive: Any, send: Any) -> None:
    await send({"type": "http.response.start", "status": "202", "headers": []})
    await send({"type": "http.response.body", "body": b""})


@pytest.mark.parametrize(
    "app",
    [
        *(no_start, no_number, no_status, no_headers, texts, breaks_off, leaves),
        *(says_nothing, starts_with_the_end, gives_up, has_a_text_for_status),
    ],
)
def test_an_application_that_breaks_its_protocol_answers_500(laboratory: Laboratory, app: Any) -> None:
    number = laboratory.refused("stackone", app)

    assert laboratory.webhooks.outbox[number].attempts[0].status == 500


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ("ok", "TypeError: a receiver returns an Answer, a status or None, not the str 'ok'"),
        (True, "not the bool True"),
        (("", 202), "not the tuple ('', 202): such a pair is what a view of Flask returns"),
        (2020, "ValueError: a status is a number of three digits, not 2020"),
    ],
)
def test_an_answer_of_a_wrong_type_is_told_as_a_defect(laboratory: Laboratory, answer: Any, told: str) -> None:
    number = laboratory.refused("smartrecruiters", lambda message: answer)

    said = laboratory.webhooks.outbox[number].attempts[0].said

    assert said.startswith("it answered 500, which the vendor does not take: its own defect, ")
    assert told in said


def test_what_a_receiver_raises_is_told_with_its_place(laboratory: Laboratory) -> None:
    def receive(message: Message) -> int:
        raise AssertionError("no such\ncandidate" + "!" * 10_000)

    number = laboratory.refused("bindbee", receive)
    delivery = laboratory.webhooks.outbox[number]

    said = delivery.attempts[0].said
    assert "its own defect, AssertionError: no such candidate!" in said
    assert re.search(r"\(test_broken_receivers\.py:\d+\)", said)
    assert len(said) < 500
    assert said in str(delivery)


def answered(laboratory: Laboratory, app: Any) -> tuple[int | None, bytes]:
    """What came of a delivery to an application."""
    laboratory.subscribe("stackone", app)
    laboratory.provoke("stackone")
    (delivery,) = laboratory.webhooks.run_until_delivered()
    return delivery.attempts[0].status, delivery.attempts[0].answer


def test_an_application_may_write_before_it_returns(laboratory: Laboratory) -> None:
    def app(environ: Any, start_response: Any) -> list[bytes]:
        write = start_response("202 Accepted", [])
        write(b"one ")
        return [b"two"]

    assert answered(laboratory, app) == (202, b"one two")


def test_of_an_endless_body_the_beginning_is_read(laboratory: Laboratory) -> None:
    def app(environ: Any, start_response: Any) -> Iterator[bytes]:
        start_response("200 OK", [])
        while True:
            yield b"x" * 1_000

    assert answered(laboratory, app) == (200, b"x" * MOST_BYTES)


def test_a_second_answer_and_a_late_defect_change_nothing(laboratory: Laboratory) -> None:
    async def app(scope: Any, receive: Any, send: Any) -> None:
        for status in (202, 503):
            await send({"type": "http.response.start", "status": status, "headers": []})
            await send({"type": "http.response.body", "body": b"taken"})

    assert answered(laboratory, app) == (202, b"taken")


def test_an_application_that_never_answers_is_late(laboratory: Laboratory) -> None:
    from ats_sandbox.control.webhooks.applications import AsgiApp

    async def app(scope: Any, receive: Any, send: Any) -> None:
        await receive()
        await receive()

    with pytest.raises(Unreachable, match=r"no answer within 0\.05 seconds"):
        AsgiApp(app).receive(Message("https://hooks.example.com", (), b"{}"), 50)


def test_answers_are_bounded(laboratory: Laboratory) -> None:
    long = Answer(200, headers=tuple((f"x-{number}", "v" * 1_000) for number in range(1_000)), body=b"x" * 1_000_000)
    laboratory.subscribe("stackone", lambda message: long)
    laboratory.provoke("stackone")
    (delivery,) = laboratory.webhooks.run_until_delivered()

    attempt = delivery.attempts[0]
    assert len(attempt.answer) == MOST_BYTES
    assert 0 < sum(len(name) + len(value) for name, value in attempt.answer_headers) <= MOST_BYTES


@contextmanager
def dripping(heard: Event) -> Iterator[str]:
    """A receiver that answers without end; `heard` is set once nobody listens to it any more."""
    server = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = server.accept()
        with connection:
            connection.sendall(b"HTTP/1.1 202 OK\r\n")
            while connection.recv(65_536):
                connection.sendall(b"X")
        heard.set()

    Thread(target=serve, daemon=True).start()
    with server:
        yield f"http://127.0.0.1:{server.getsockname()[1]}/"


def test_who_answers_without_end_is_left() -> None:
    heard = Event()
    with dripping(heard) as url:
        with pytest.raises(Unreachable, match="no answer within"):
            over_http(OutgoingRequest("POST", url, timeout=0.1))
        assert heard.wait(30)


@pytest.mark.parametrize(
    "said", [b"\x00\xff\r\n\r\n", b"HTTP/1.1 abc\r\n\r\n", b"HTTP/1.1 202 OK\r\n" + b"A: b\r\n" * 300 + b"\r\n", b""]
)
def test_garbage_for_an_answer_is_none(said: bytes) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(65_536)
                connection.sendall(said)

        Thread(target=serve, daemon=True).start()
        with pytest.raises(Unreachable):
            over_http(OutgoingRequest("POST", f"http://127.0.0.1:{server.getsockname()[1]}/", timeout=30))


def test_a_courier_outlives_what_it_carries() -> None:
    couriers, done = Couriers(most=1), Event()

    def breaks() -> None:
        raise Gone

    couriers.carry(breaks)
    couriers.carry(done.set)

    assert done.wait(30)
