"""The memory of this machine."""

import os
from contextlib import suppress
from pathlib import Path

_LIMITS = (
    (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory.current")),
    (Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"), Path("/sys/fs/cgroup/memory/memory.usage_in_bytes")),
)
"""What a container may have, and has, on Linux."""


def available() -> int | None:
    """How many bytes can still be had; None where the system does not tell."""
    found = [left for left in (_of_machine(), *map(_of_container, _LIMITS)) if left is not None]
    return min(found, default=None)


def _of_machine() -> int | None:
    with suppress(OSError, ValueError, StopIteration):
        lines = Path("/proc/meminfo").read_text("ascii").splitlines()
        return next(int(line.split()[1]) * 1024 for line in lines if line.startswith("MemAvailable:"))
    with suppress(AttributeError, OSError, ValueError):
        return os.sysconf("SC_AVPHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    return None


def _of_container(files: tuple[Path, Path]) -> int | None:
    with suppress(OSError, ValueError):
        most, held = (int(file.read_text("ascii")) for file in files)
        return max(most - held, 0)
    return None
