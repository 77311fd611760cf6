"""What JSON documents of the tester's side are in Python."""

from typing import Any, TypeAlias

WireValue: TypeAlias = Any
"""A JSON value."""

WireObject: TypeAlias = dict[str, WireValue]
"""A JSON object, by the names of its members."""
