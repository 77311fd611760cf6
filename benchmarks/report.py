"""The page of results: sections of figures, and the bars they are held against."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

HEAD = """# Benchmark results

Written by `python -m benchmarks`. Times depend on the machine and on what else it was doing: compare a figure with the
one beside it, taken in the same run, not with another page. `python -m benchmarks.peers FOLDER` installs the peers, and
`ATS_SANDBOX_PEERS=FOLDER` lets them be found; `--against CHECKOUT` names an older version to compare with.
"""


@dataclass(frozen=True, slots=True)
class Bar:
    """A promise, what was measured, and whether the promise is kept; None when the peer was not there."""

    promise: str
    measured: str
    met: bool | None

    @property
    def verdict(self) -> str:
        """`met`, `missed` or `not measured`."""
        return {True: "met", False: "**missed**", None: "not measured"}[self.met]


@dataclass(frozen=True, slots=True)
class Section:
    """One table: what was done to get its figures, the figures, and the bars they answer to.

    `further` is Markdown that follows the table, then `pictures`: SVG by the name of the file beside the page.
    """

    title: str
    how: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[str, ...]]
    bars: list[Bar] = field(default_factory=list)
    further: str = ""
    pictures: dict[str, str] = field(default_factory=dict)

    def told(self) -> str:
        """The section as Markdown."""
        told = f"## {self.title}\n\n{self.how}\n\n{table(self.columns, self.rows)}"
        shown = [f"![{name.rpartition('.')[0]}]({name})\n" for name in self.pictures]
        return "\n".join([told, *([self.further] if self.further else []), *shown])


def table(columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """A Markdown table; columns after the first align right."""
    rule = ("---", *("---:" for _ in columns[1:]))
    return "\n".join(f"| {' | '.join(row)} |" for row in (columns, rule, *rows)) + "\n"


def page(facts: Iterable[tuple[str, str]], sections: Iterable[Section]) -> str:
    """The whole page."""
    sections = list(sections)
    bars = [(bar.promise, bar.measured, bar.verdict) for section in sections for bar in section.bars]
    parts = [
        HEAD,
        table(("Machine", ""), facts),
    ]
    if bars:
        parts.append(f"## Bars\n\n{table(('Promise', 'Measured', 'Verdict'), bars)}")
    return "\n".join([*parts, *(section.told() for section in sections)])


def times(ratio: float) -> str:
    """A ratio as `1.23 x`."""
    return f"{ratio:.2f} x"


def whole(value: float) -> str:
    """A number without its fraction, its thousands apart."""
    return f"{value:,.0f}".replace(",", " ")


def seconds(value: float) -> str:
    """A duration in the unit that reads best."""
    if value >= 1:
        return f"{value:.2f} s"
    if value >= 0.001:
        return f"{value * 1e3:.{1 if value >= 0.1 else 2}f} ms"
    return f"{value * 1e6:.0f} µs"
