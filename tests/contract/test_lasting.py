"""What stays until the end of a process is out of the garbage collector's way."""

import gc
import subprocess
import sys
from collections.abc import Iterator

import pytest

from ats_sandbox.contract.lasting import lasting

SERVING = """
import gc
from werkzeug.test import Client
from ats_sandbox.app import SandboxApp

sandbox = SandboxApp("empty")
client = Client(sandbox)
gc.freeze()
for path in ("/", "/nobody", "/_sandbox/health"):
    client.get(path)
for name in (*(vendor.name for vendor in sandbox.vendors), "_sandbox"):
    assert client.get(f"/_sandbox/openapi/{name}.json").status_code == 200
print(len(gc.get_objects()), gc.isenabled())
"""


class Thing:
    """Something that the collector looks at."""


@pytest.fixture
def frozen() -> Iterator[None]:
    """A process that keeps what it has out of the collector's way."""
    gc.freeze()
    yield
    gc.unfreeze()
    gc.enable()


@pytest.mark.usefixtures("frozen")
def test_what_lasts_is_not_looked_at_again() -> None:
    with lasting():
        assert not gc.isenabled()
        outer = Thing()
        with lasting():
            inner = Thing()
        assert any(one is inner for one in gc.get_objects())

    assert gc.isenabled()
    assert not any(one is outer or one is inner for one in gc.get_objects())


@pytest.mark.usefixtures("frozen")
def test_what_is_garbage_in_the_making_does_not_last() -> None:
    dropped: list[str] = []

    class Dropped(Thing):
        def __del__(self) -> None:
            dropped.append("dropped")

    with lasting():
        thing = Dropped()
        vars(thing)["itself"] = thing
        del thing

    assert dropped == ["dropped"]


@pytest.mark.usefixtures("frozen")
def test_a_process_that_collects_no_garbage_goes_on_so() -> None:
    gc.disable()
    with lasting():
        thing = Thing()

    assert not gc.isenabled()
    assert any(one is thing for one in gc.get_objects())


def test_a_sandbox_that_has_shown_everything_has_little_to_be_looked_through() -> None:
    """Of more than half a million objects."""
    done = subprocess.run([sys.executable, "-c", SERVING], capture_output=True, text=True, check=True)
    looked_at, collecting = done.stdout.split()

    assert int(looked_at) < 20_000
    assert collecting == "True"
