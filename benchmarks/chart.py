"""Charts with logarithmic axes, as SVG."""

from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from math import ceil, floor, log10

WIDTH, HEIGHT = 720, 420
LEFT, RIGHT, TOP, BOTTOM = 70, 150, 40, 40
COLOURS = ("#1f6fb4", "#d1495b", "#2a9d5c", "#8a5fbf", "#e08e0b", "#4d4d4d", "#00939c", "#b0477d")
APART = 15
"""Pixels that are at least between two names."""


@dataclass(frozen=True, slots=True)
class Line:
    """A name, and points with their value across and their value up, all above zero."""

    name: str
    points: list[tuple[float, float]]


def chart(title: str, lines: list[Line]) -> str:
    """The lines in one picture; every power of ten is marked on both axes."""
    across = [x for line in lines for x, _ in line.points]
    up = [y for line in lines for _, y in line.points]
    first, last = _powers(across)
    low, high = _powers(up)

    def x(value: float) -> float:
        return LEFT + (log10(value) - first) / (last - first) * (WIDTH - LEFT - RIGHT)

    def y(value: float) -> float:
        return HEIGHT - BOTTOM - (log10(value) - low) / (high - low) * (HEIGHT - TOP - BOTTOM)

    view = f'viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12"'
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {view}>',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="20" font-size="14">{escape(title)}</text>',
    ]
    for power in range(first, last + 1):
        at = x(10.0**power)
        parts.append(f'<path d="M{at:.0f} {TOP}V{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        parts.append(f'<text x="{at:.0f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{10**power}</text>')
    for power in range(low, high + 1):
        at = y(10.0**power)
        parts.append(f'<path d="M{LEFT} {at:.0f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{at + 4:.0f}" text-anchor="end">{_second(power)}</text>')
    for (line, colour), at in zip(_coloured(lines), _spread([y(line.points[-1][1]) for line in lines]), strict=True):
        path = " ".join(f"{x(one):.1f},{y(other):.1f}" for one, other in line.points)
        parts.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts.append(f'<text x="{WIDTH - RIGHT + 8}" y="{at + 4:.0f}" fill="{colour}">{escape(line.name)}</text>')
    return "\n".join([*parts, "</svg>", ""])


def _powers(values: list[float]) -> tuple[int, int]:
    """The powers of ten around the values."""
    low, high = floor(log10(min(values))), ceil(log10(max(values)))
    return low, max(high, low + 1)


def _second(power: int) -> str:
    """A power of ten of a second."""
    unit, exponent = next((name, at) for name, at in (("s", 0), ("ms", -3), ("µs", -6), ("ns", -9)) if power >= at)
    return f"{10 ** (power - exponent)} {unit}"


def _coloured(lines: list[Line]) -> Iterator[tuple[Line, str]]:
    for number, line in enumerate(lines):
        yield line, COLOURS[number % len(COLOURS)]


def _spread(heights: list[float]) -> list[float]:
    """Heights moved down where they are too near to the one above."""
    placed: dict[int, float] = {}
    above = float("-inf")
    for number in sorted(range(len(heights)), key=lambda number: heights[number]):
        placed[number] = above = max(heights[number], above + APART)
    return [placed[number] for number in range(len(heights))]
