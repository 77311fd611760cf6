"""Connections in the hands of the application: resets, cuts and drips as a client sees them."""

import http.client
import re
import socket

import pytest

from tests.server.application import HEAD, ask, closing, talk


def test_the_application_can_reset_the_connection(caller):
    with pytest.raises(ConnectionResetError):
        ask(caller, "GET", "/reset")


def test_the_application_can_reset_the_connection_amid_an_answer(caller, application):
    caller.request("GET", "/reset_midway")
    answer = caller.getresponse()
    assert answer.read(9) == b"only this"
    application.released.set()

    with pytest.raises(ConnectionResetError):
        answer.read()


def test_the_application_can_leave_without_an_answer(caller):
    with pytest.raises(http.client.RemoteDisconnected):
        ask(caller, "GET", "/empty")


def test_the_application_can_cut_its_answer_short(caller):
    caller.request("GET", "/truncated")

    with pytest.raises(http.client.IncompleteRead) as cut:
        caller.getresponse().read()
    assert cut.value.partial == b"only this"


def test_an_application_that_fails_after_it_took_over_adds_nothing_to_its_bytes(server, caplog):
    answer = talk(server, b"GET /broken_midway " + HEAD + b"\r\n")

    assert answer.endswith(b"\r\n\r\nonly this")
    assert [record.exc_info is not None for record in caplog.records] == [True]


def test_a_close_sends_what_was_written_and_does_not_wait_for_the_application(server, application):
    answer = talk(server, b"GET /cut_then_held " + HEAD + b"\r\n")

    assert answer.endswith(b"\r\n\r\nall of it")
    assert not application.released.is_set()


def test_sending_to_a_client_that_has_left_is_answered_false(server, application):
    with socket.create_connection(server.address, timeout=5) as client:
        client.sendall(b"GET /sent_until_refused " + HEAD + b"\r\n")
        assert application.entered.wait(5)

    assert application.released.wait(5)


def test_bytes_sent_by_hand_follow_the_answer_before_them(server):
    requests = b"GET / " + HEAD + b"\r\nGET /dripped " + HEAD + b"\r\n" + closing(b"GET /")

    assert re.findall(rb"\r\n\r\n(hello|drip)", talk(server, requests)) == [b"hello", b"drip", b"hello"]


def test_the_application_can_drip_its_answer_and_keep_the_connection(caller, caplog):
    assert ask(caller, "GET", "/dripped") == (200, b"drip")
    assert not caplog.records
    first = caller.sock

    assert ask(caller, "GET", "/") == (200, b"hello")
    assert caller.sock is first


def test_a_connection_that_is_kept_closes_all_the_same_when_the_client_asks_for_it(server):
    assert talk(server, closing(b"GET /dripped") + closing(b"GET /")).endswith(b"\r\n\r\ndrip")
