"""The style sheet: texts stand out from what is behind them, by day and by night."""

import re
from pathlib import Path

import pytest

from ats_sandbox import dashboard

SHEET = (Path(dashboard.__file__).parent / "static" / "dashboard.css").read_text(encoding="utf-8")
DAY, NIGHT = (
    dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{6});", part)) for part in re.findall(r":root \{(.*?)\}", SHEET, re.DOTALL)
)
PAIRS = [
    *[(text, ground) for text in ("text", "muted", "accent", "bad-text") for ground in ("page", "surface")],
    *[(text, "sunken") for text in ("text", "muted", "accent")],
    ("on-accent", "accent"),
    *[(f"{name}-text", name) for name in ("good", "warn", "bad")],
]


def luminance(colour: str) -> float:
    """The relative luminance of a colour, as WCAG 2.2 defines it."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize(("text", "ground"), PAIRS)
@pytest.mark.parametrize("colours", [DAY, NIGHT], ids=["day", "night"])
def test_texts_can_be_read(colours: dict[str, str], text: str, ground: str) -> None:
    dark, light = sorted((luminance(colours[text]), luminance(colours[ground])))

    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_both_have_the_same_colours() -> None:
    assert {*DAY} == {*NIGHT}
    assert {*re.findall(r"var\(--([a-z-]+)\)", SHEET)} <= {*DAY, "mono"}
