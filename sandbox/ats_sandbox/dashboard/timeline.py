"""Deliveries on a time line: where each attempt stands between the first and the last instant that is shown."""

from collections.abc import Sequence
from typing import NamedTuple

from ats_sandbox.control.webhooks.delivery import Delivery
from ats_sandbox.world.clock import DAY, HOUR, MINUTE, SECOND, iso

WIDTH, MARGIN = 240, 10
"""Of the picture, and of what it leaves free at both ends."""

UNITS = ((DAY, "d"), (HOUR, "h"), (MINUTE, "min"), (SECOND, "s"), (1, "ms"))


class Mark(NamedTuple):
    """An attempt, or the `next` one: how far from the left it stands, what came of it, and a sentence about it."""

    x: float
    result: str
    says: str


class Lane(NamedTuple):
    """One delivery: from where to where it reaches, and its attempts."""

    begins: float
    ends: float
    marks: tuple[Mark, ...]

    @property
    def says(self) -> str:
        """The same in words."""
        return "; ".join(one.says for one in self.marks) or "not attempted yet"


class Timeline(NamedTuple):
    """Lanes by the numbers of their deliveries, between two instants; `now` is where the present stands, if there."""

    lanes: dict[int, Lane]
    begins: str
    ends: str
    now: float | None


def timeline(deliveries: Sequence[Delivery], now: int) -> Timeline | None:
    """The time line of some deliveries; None when there are none. All lanes have one scale."""
    if not deliveries:
        return None
    instants = [one.notice.happening.at for one in deliveries]
    instants += [attempt.at for one in deliveries for attempt in one.attempts]
    instants += [one.next_at for one in deliveries if one.next_at is not None]
    first, last = min(instants), max(instants)

    def place(at: int) -> float:
        return round(MARGIN + (WIDTH - 2 * MARGIN) * (at - first) / max(last - first, 1), 1)

    lanes = {one.number: lane(one, [place(at) for at in instants_of(one)]) for one in deliveries}
    return Timeline(lanes, iso(first), iso(last), place(now) if first < now < last else None)


def instants_of(one: Delivery) -> list[int]:
    """When it happened, each attempt, and the next one."""
    return [one.notice.happening.at, *(attempt.at for attempt in one.attempts), *([one.next_at] if one.next_at else [])]


def lane(one: Delivery, places: list[float]) -> Lane:
    """A delivery whose instants stand at these places."""
    marks = []
    for attempt, x in zip(one.attempts, places[1:], strict=False):
        status = "" if attempt.status is None else f" {attempt.status}"
        marks.append(
            Mark(x, attempt.result.value, f"attempt {attempt.number} {attempt.result.value}{status} {iso(attempt.at)}")
        )
    if one.next_at:
        marks.append(Mark(places[-1], "next", f"the next at {iso(one.next_at)}"))
    return Lane(places[0], places[-1], tuple(marks))


def span(milliseconds: int) -> str:
    """A length of time in its two largest units: `3 h 20 min`."""
    parts: list[str] = []
    rest = milliseconds
    for size, name in UNITS:
        if rest >= size and len(parts) < 2:
            parts.append(f"{rest // size} {name}")
            rest %= size
        elif parts:
            break
    return " ".join(parts) or "0 s"
