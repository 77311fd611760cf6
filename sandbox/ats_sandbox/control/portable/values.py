"""The values inside records, as JSON can carry them."""

from base64 import b64encode
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from typing import Any

import msgspec


def as_it_is(value: Any) -> Any:
    """No value in place of this one."""
    return value


def plain(value: Any, instead: Callable[[Any], Any] = as_it_is) -> Any:
    """A value as JSON values: sets sorted, bytes in base64. `instead` may put another value in place of any."""
    value = instead(value)
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
            return {name: plain(getattr(value, name), instead) for name in value.__struct_fields__}
        case dict():
            return {str(key): plain(one, instead) for key, one in value.items()}
        case set() | frozenset():
            return sorted(plain(one, instead) for one in value)
        case list() | tuple():
            return [plain(one, instead) for one in value]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: plain(getattr(value, field.name), instead) for field in fields(value)}
    raise TypeError(f"a record holds a {type(value).__name__}, which no document can carry")
