"""What somebody filled in, as the values that an operation takes."""

import re
from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import MultiDict

Form = MultiDict[str, str]
"""The fields of a form by name; one that is not there is like an empty one."""

WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
DECIMAL = re.compile(r"[+-]?[0-9]{1,15}(\.[0-9]{1,9})?")


def text(form: Form, name: str) -> str | None:
    """The text of a field; None for an empty one."""
    return form.get(name, "").strip() or None


def number(form: Form, name: str) -> Any:
    """The number in a field, whole where it is written so; None for an empty one.

    What is no number stays as it is: the operation knows best how to refuse it.
    """
    written = text(form, name)
    if written is None:
        return None
    if WHOLE.fullmatch(written):
        return int(written)
    return float(written) if DECIMAL.fullmatch(written) else written


def numbers(form: Form, name: str) -> list[Any] | None:
    """The numbers in a field, between which stand commas or blanks; None for an empty one."""
    found = [number(MultiDict({name: one}), name) for one in re.split(r"[,\s]+", form.get(name, "")) if one]
    return found or None


def filled(**values: Any) -> Mapping[str, Any]:
    """A body with the values that were given."""
    return {name: value for name, value in values.items() if value is not None}
