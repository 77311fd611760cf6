"""What a vendor has published, read from the data file of its package."""

from functools import cache
from pathlib import Path

from ats_sandbox.contract.operation import Endpoint


@cache
def read_published(path: Path) -> tuple[Endpoint, ...]:
    """The endpoints that a file lists, one `METHOD /path` a line; blank lines and lines with `#` are skipped."""
    lines = (line.split() for line in path.read_text(encoding="utf-8").splitlines())
    return tuple(Endpoint(words[0], words[1]) for words in lines if words and not words[0].startswith("#"))
