"""The values inside records, as JSON can carry them."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum

import msgspec

from ats_sandbox.control.wire import WireValue


def unchanged(value: object) -> object:
    """The value itself: nothing in its place."""
    return value


def to_json(value: object, replace: Callable[[object], object] = unchanged) -> WireValue:
    """A value as JSON values: sets sorted, bytes in base64. `replace` gives the value to write in place of one."""
    value = replace(value)
    match value:
        case None | bool() | float():
            return value
        case Enum():
            return value.value
        case str() | int():
            return value
        case bytes():
            return b64encode(value).decode()
        case msgspec.Struct():
            return {name: to_json(getattr(value, name), replace) for name in value.__struct_fields__}
        case dict():
            return {str(key): to_json(one, replace) for key, one in value.items()}
        case set() | frozenset():
            return sorted(to_json(one, replace) for one in value)
        case list() | tuple():
            return [to_json(one, replace) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name), replace) for field in fields(value)}
    raise TypeError(f"a record holds a {type(value).__name__}, which no document can carry")
