"""JSON values as Python writes them, broken into lines where they are long."""

from typing import Any

WIDTH = 100
DEEPEST = 40
"""Values within values; Python itself reads some ninety brackets."""


class Unwritable(ValueError):
    """The value is too deep to be read again, or is no JSON value."""


def literal(value: Any, indent: int = 0, deep: int = 0) -> str:
    """A value as an expression that begins `indent` blanks from the left. Raises Unwritable."""
    if deep > DEEPEST:
        raise Unwritable(f"more than {DEEPEST} values within each other")
    if isinstance(value, str):
        return text(value)
    if isinstance(value, float) and value - value != 0:
        return f'float("{value}")'
    if value is None or isinstance(value, bool | int | float):
        return repr(value)
    if not isinstance(value, dict | list):
        raise Unwritable(f"a {type(value).__name__}")
    begin, end = "{}" if isinstance(value, dict) else "[]"
    parts = value.items() if isinstance(value, dict) else [(None, one) for one in value]
    inner = [("" if name is None else f"{text(name)}: ") + literal(one, indent + 4, deep + 1) for name, one in parts]
    line = f"{begin}{', '.join(inner)}{end}"
    if len(line) + indent <= WIDTH - 20 and "\n" not in line:
        return line
    margin = " " * (indent + 4)
    return "\n".join([begin, *(f"{margin}{one}," for one in inner), f"{' ' * indent}{end}"])


def text(value: str) -> str:
    """A text within double quotes; what cannot be seen is escaped."""
    written = ascii(value) if not value.isprintable() else repr(value)
    if written[0] == "'" and '"' not in written:
        return f'"{written[1:-1]}"'
    return written
