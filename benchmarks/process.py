"""What a process and its children have used, as Linux tells it; None elsewhere."""

import os
from pathlib import Path

PROC = Path("/proc")


def seconds(pid: int) -> float | None:
    """Processor time."""
    used = [_stat(one) for one in _family(pid)]
    ticks = [int(fields[11]) + int(fields[12]) for fields in used if fields]
    return sum(ticks) / os.sysconf("SC_CLK_TCK") if ticks else None


def megabytes(pid: int) -> float | None:
    """Memory that is in use, what is shared with others included."""
    pages = [int(fields[21]) for one in _family(pid) if (fields := _stat(one))]
    return sum(pages) * os.sysconf("SC_PAGE_SIZE") / 1e6 if pages else None


def _family(pid: int) -> list[int]:
    if not PROC.is_dir():
        return []
    others = [int(one.name) for one in PROC.iterdir() if one.name.isdigit()]
    return [pid, *(one for one in others if (fields := _stat(one)) and int(fields[1]) == pid)]


def _stat(pid: int) -> list[str]:
    """The fields behind a process's name: its state, its parent and so on; none when it has ended."""
    try:
        return (PROC / str(pid) / "stat").read_text().rpartition(") ")[2].split()
    except OSError:
        return []
