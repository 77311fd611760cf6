"""Commands that take long: signs of life, and the time that they are given."""

import http.client
from threading import Event

import pytest

from ats_sandbox.app import SandboxApp
from ats_sandbox.commands import heartbeat, remote
from ats_sandbox.commands.heartbeat import Heartbeat
from tests.control.commands import told
from tests.serving.process import serving


@pytest.fixture
def hurry(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(heartbeat, "FIRST", 0.0)
    monkeypatch.setattr(heartbeat, "EVERY", 0.0)


class Lines(list[str]):
    def __init__(self) -> None:
        self.two = Event()

    def __call__(self, text: str, err: bool) -> None:
        assert err, "a program reads the other output"
        self.append(text)
        if len(self) > 1:
            self.two.set()


def test_signs_of_life_tell_how_long_it_takes(hurry: None, monkeypatch: pytest.MonkeyPatch) -> None:
    told = Lines()
    monkeypatch.setattr(heartbeat.click, "echo", told)

    with Heartbeat("counting", 90.0):
        assert told.two.wait(5)

    assert set(told) == {"counting: 0 s of about 90 s"}


def test_what_is_quick_says_nothing(served: tuple[SandboxApp, str]) -> None:
    assert told(served[1], "clock", "show")[2] == ""


def test_a_world_is_waited_for_long_enough(served: tuple[SandboxApp, str], monkeypatch: pytest.MonkeyPatch) -> None:
    given: list[float] = []
    connection = http.client.HTTPConnection

    def connect(host: str, port: int, timeout: float) -> http.client.HTTPConnection:
        given.append(timeout)
        return connection(host, port, timeout=timeout)

    monkeypatch.setattr(http.client, "HTTPConnection", connect)

    assert told(served[1], "worlds", "create", "waited-for", "--recipe", "empty")[0] == 0
    assert told(served[1], "worlds", "list")[0] == 0
    assert given == [remote.FOUNDING_TIMEOUT, remote.TIMEOUT]
    assert remote.FOUNDING_TIMEOUT >= 3600


def test_a_large_world_is_announced_with_an_estimate() -> None:
    with serving("--recipe", "demo", "--candidates", "20000") as program:
        code, said = program.end()

    assert code == 0
    assert said.splitlines()[0].startswith("founding a world of 20000 candidates: about ")


@pytest.mark.parametrize(
    ("options", "announced"),
    [
        (["--candidates", "20000"], True),
        (["--recipe", "demo", "--candidates", "20000"], True),
        (["--recipe", "large", "--candidates", "10"], False),
        (["--recipe", "demo"], False),
        (["--recipe", "empty"], False),
        (["--recipe", "moon", "--candidates", "5"], False),
        ([], False),
    ],
)
def test_so_is_one_that_a_command_asks_for(served: tuple[SandboxApp, str], options: list[str], announced: bool) -> None:
    served[0].worlds.drop("announced")

    _, out, complaint = told(served[1], "worlds", "create", "announced", *options)

    assert ("founding a world of 20000 candidates: about " in complaint) is announced
    assert "founding" not in out


def test_a_small_world_is_not() -> None:
    with serving("--recipe", "empty") as program:
        assert program.end() == (0, "")
