"""The machine that figures were taken on."""

import os
import platform
import shutil
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from benchmarks.peers.installed import versions


def facts() -> Iterator[tuple[str, str]]:
    """Name and value of what a reader needs to judge the figures."""
    yield "Taken", datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC")
    yield "Commit", _told("git", "describe", "--always", "--dirty") or "unknown"
    yield "Processor", f"{_processor()}, {os.cpu_count()} cores"
    yield "Memory", _memory()
    yield "System", f"{platform.system()} {platform.release()} {platform.machine()}"
    yield "Python", f"{platform.python_implementation()} {platform.python_version()}"
    names = ("flask", "werkzeug", "marshmallow", "msgspec")
    yield "Libraries", ", ".join(f"{name} {version(name)}" for name in names)
    for program, flag in (("node", "--version"), ("java", "--version")):
        if shutil.which(program):
            yield program.capitalize(), _told(program, flag).splitlines()[0]
    if peers := versions():
        yield "Peers", peers
    yield "Load average at the start", load()


def load() -> str:
    """The load of the last minute: above zero at the start, something else was running too."""
    return f"{os.getloadavg()[0]:.2f}" if hasattr(os, "getloadavg") else "unknown"


def _told(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=True, timeout=20).stdout.strip()
    except (OSError, subprocess.SubprocessError):
        return ""


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        lines = []
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.processor() or "unknown")


def _memory() -> str:
    if not hasattr(os, "sysconf"):
        return "unknown"
    return f"{os.sysconf('SC_PAGE_SIZE') * os.sysconf('SC_PHYS_PAGES') / 2**30:.1f} GiB"
