"""The bytes of files that worlds keep, counted over all worlds, forks and snapshots of the process together."""

from collections import deque
from threading import Lock

MOST_KEPT = 1024 * 1024 * 1024
"""Bytes of files that a process keeps at most."""


class StorageFull(Exception):
    """The files that are kept already leave no room for another one."""

    def __init__(self, size: int) -> None:
        super().__init__(f"all worlds together keep {MOST_KEPT >> 20} MB of files at most: reset or delete some worlds")
        self.size = size


class Content(bytes):
    """The bytes of a file. What several worlds share is one object, and counts once."""

    @classmethod
    def of(cls, content: bytes) -> "Content":
        """The bytes as something that is counted. Raises StorageFull."""
        if isinstance(content, cls):
            return content
        _count.take(len(content))
        return cls(content)

    def __del__(self) -> None:
        _count.released.append(len(self))


class _Count:
    """What is kept. Deletions may come at any moment, even within `take`: they only leave a note."""

    def __init__(self) -> None:
        self._kept = 0
        self.released: deque[int] = deque()
        self._lock = Lock()

    def take(self, size: int) -> None:
        """Count so many bytes more. Raises StorageFull."""
        with self._lock:
            for _ in range(len(self.released)):
                self._kept -= self.released.popleft()
            if self._kept + size > MOST_KEPT:
                raise StorageFull(size)
            self._kept += size

    def kept(self) -> int:
        """Bytes that are kept now."""
        self.take(0)
        return self._kept


_count = _Count()


def kept() -> int:
    """Bytes of files that the process keeps."""
    return _count.kept()
