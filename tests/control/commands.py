"""The command `ats-sandbox` against a sandbox behind a real server."""

import json
from typing import Any

from tests.serving.process import run


def told(url: str, *arguments: str, world: str = "default") -> tuple[int, str, str]:
    """The exit status of a command, and what it wrote to its two outputs."""
    done = run(*arguments, "--url", url, "--world", world)
    return done.returncode, done.stdout, done.stderr


def document(url: str, *arguments: str, world: str = "default") -> Any:
    """What a command that succeeds prints for programs."""
    code, out, complaint = told(url, *arguments, "--json", world=world)
    assert code == 0, complaint
    return json.loads(out)
