"""What commands print: JSON for programs, tables and lines for people."""

import json
from collections.abc import Iterable, Mapping, Sequence

import click

from ats_sandbox.control.wire import WireValue


def show(document: WireValue, as_json: bool, columns: Sequence[str] = ()) -> None:
    """Print a document: as JSON, or its rows as a table of these columns, or an object line by line."""
    if as_json:
        click.echo(json.dumps(document, indent=2, ensure_ascii=False))
    elif isinstance(document, list):
        for line in table(document, columns):
            click.echo(line)
    elif isinstance(document, dict):
        width = max(map(len, document), default=0)
        for name, value in document.items():
            click.echo(f"{name:{width}}  {cell(value)}")


def table(rows: Iterable[Mapping[str, WireValue]], columns: Sequence[str]) -> list[str]:
    """Rows under their headings, in columns as wide as they must be."""
    cells = [[name.replace("_", " ").upper() for name in columns]]
    cells += [[cell(row.get(name)) for name in columns] for row in rows]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return ["  ".join(text.ljust(width) for text, width in zip(row, widths, strict=True)).rstrip() for row in cells]


def cell(value: WireValue) -> str:
    """A value in a table."""
    if value is None:
        return "-"
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
