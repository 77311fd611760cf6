"""Answered requests, as those who watch a server see them."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Answered:
    """An answered request.

    `target` is what stood in the request line. `status` 0 is no answer at all. `environ` is empty for what never
    reached the application. `left` is True when the client had hung up.
    """

    method: str
    target: str
    status: int
    headers: tuple[tuple[str, str], ...]
    seconds: float
    environ: Mapping[str, Any]
    left: bool = False


Watcher = Callable[[Answered], None]
