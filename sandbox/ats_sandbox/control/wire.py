"""What JSON documents of the tester's side are in Python."""

from collections.abc import Mapping
from typing import Any, TypeAlias

WireValue: TypeAlias = Any
"""A JSON value."""

WireObject: TypeAlias = dict[str, WireValue]
"""A JSON object, by the names of its members."""

WireForm: TypeAlias = Mapping[str, WireValue]
"""A JSON object that is only read, such as the parsed members of a request."""
