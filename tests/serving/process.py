"""The program in a process of its own, and requests to it over real sockets."""

import gc
import http.client
import os
import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Mapping
from contextlib import chdir, contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from io import BytesIO, TextIOWrapper
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import msgspec
import pytest

from ats_sandbox.cli import main

ROOT = Path(__file__).parents[2]
PATIENCE = 300.0  # a machine that stalls is slow, not wrong


@dataclass(frozen=True)
class Answer:
    """An answer as it came: headers in their order, the body as bytes."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def json(self) -> Any:
        """The body as JSON."""
        return msgspec.json.decode(self.body)

    def header(self, name: str) -> str | None:
        """The value of a header, or None."""
        return next((value for one, value in self.headers if one.lower() == name.lower()), None)

    @property
    def settled(self) -> tuple[int, tuple[tuple[str, str], ...], bytes]:
        """Everything but the time of day."""
        return self.status, tuple(header for header in self.headers if header[0] != "Date"), self.body


class Connection:
    """One keep-alive connection."""

    def __init__(self, url: str) -> None:
        place = urlsplit(url)
        self._connection = http.client.HTTPConnection(place.hostname or "", place.port, timeout=PATIENCE)

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """One request."""
        self._connection.request(method, path, body, dict(headers or {}))
        answer = self._connection.getresponse()
        return Answer(answer.status, tuple(answer.getheaders()), answer.read())

    def close(self) -> None:
        """Hang up."""
        self._connection.close()


@dataclass
class Served:
    """`ats-sandbox serve` in a process: its address, its greeting and the process."""

    url: str
    greeting: str
    process: "subprocess.Popen[str]"

    @contextmanager
    def line(self) -> Iterator[Connection]:
        """A connection that is closed at the end."""
        line = Connection(self.url)
        try:
            yield line
        finally:
            line.close()

    def ask(
        self, method: str, path: str, headers: Mapping[str, str] | None = None, body: bytes | None = None
    ) -> Answer:
        """One request on a connection of its own."""
        with self.line() as line:
            return line.ask(method, path, headers, body)

    def get(self, path: str, **headers: str) -> Answer:
        """GET; headers are named in Python's way (`x_sandbox_world`)."""
        return self.ask("GET", path, {name.replace("_", "-"): value for name, value in headers.items()})

    def end(self, number: int = signal.SIGTERM) -> tuple[int, str]:
        """Send a signal; gives the exit status and what was written to the error output."""
        self.process.send_signal(number)
        _, told = self.process.communicate(timeout=PATIENCE)
        return self.process.returncode, told


def run_apart(*arguments: str) -> "subprocess.CompletedProcess[str]":
    """The command `ats-sandbox` to its end, in a process of its own."""
    command = [sys.executable, "-m", "ats_sandbox", *arguments]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=PATIENCE, check=False)


def run(*arguments: str, cwd: Path = ROOT, input: str = "") -> "subprocess.CompletedProcess[str]":
    """The command `ats-sandbox` to its end, in this process: a tenth of the time. What it does not handle is raised."""
    collecting = gc.isenabled()
    out, err = (TextIOWrapper(BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    status: Any = None
    with chdir(cwd), redirect_stdout(out), redirect_stderr(err), pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "stdin", TextIOWrapper(BytesIO(input.encode()), encoding="utf-8"))
        try:
            main(arguments, prog_name="ats-sandbox")
        except SystemExit as done:
            status = done.code
        finally:
            if collecting:
                gc.enable()
    said, complained = (stream.buffer.getvalue().decode() for stream in (out, err))  # type: ignore[attr-defined]
    return subprocess.CompletedProcess(arguments, status or 0, said, complained)


@contextmanager
def serving(
    *arguments: str,
    command: tuple[str, ...] = (sys.executable, "-m", "ats_sandbox"),
    cwd: Path = ROOT,
    environ: Mapping[str, str] | None = None,
) -> Iterator[Served]:
    """`ats-sandbox serve --port 0` from the moment it says that it is ready.

    Without `--log` it is `--quiet`: nobody reads what it would write for each request.
    """
    process = subprocess.Popen(
        [*command, "serve", "--port", "0", *([] if "--log" in arguments else ["--quiet"]), *arguments],
        cwd=cwd,
        env={**os.environ, **(environ or {})},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    watchdog = threading.Timer(PATIENCE, process.kill)
    watchdog.start()
    try:
        assert process.stdout is not None
        greeting = process.stdout.readline()
        found = re.search(r"http://\S+", greeting)
        if found is None:
            raise AssertionError(f"no address in {greeting!r}: {process.communicate()[1]}")
        while not greeting.splitlines()[-1].startswith("  more "):
            greeting += process.stdout.readline()
        watchdog.cancel()
        yield Served(found[0], greeting, process)
    finally:
        watchdog.cancel()
        process.kill()
        process.communicate()
