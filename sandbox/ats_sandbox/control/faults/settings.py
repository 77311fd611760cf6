"""The settings of a fault as they are declared: each field's annotation has its type, bounds and description.

Validation, the request schema and, through the document made of that, the command line's options follow from it.
"""

from collections.abc import Mapping
from dataclasses import Field, dataclass, fields
from functools import cache
from types import UnionType
from typing import Any, ClassVar, Protocol, get_args, get_origin, get_type_hints

from ats_sandbox.control.errors import Unfit
from ats_sandbox.control.wire import WireObject

LONGEST_TEXT = 200
"""Characters of a name, a path or a text."""

MOST_TEXTS = 10
"""Members of a setting that is an object of texts."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What a field's annotation declares: a description, and the least and the most of a number.

    Of a list, `least` and `most` bound its length, and `each` declares its items.
    """

    about: str
    least: float | None = None
    most: float | None = None
    each: "Setting | None" = None


class Part(Protocol):
    """A part of a fault: a dataclass whose fields are declared by settings. `part` is its name."""

    __dataclass_fields__: ClassVar[dict[str, Field[Any]]]
    part: ClassVar[str]


@dataclass(frozen=True, slots=True)
class DeclaredSetting:
    """One row of the table of settings: which part of a fault it belongs to, its name, its type, its declaration."""

    part: str
    name: str
    type: object
    setting: Setting

    def check(self, value: object) -> None:
        """Refuse a value out of bounds. Raises Unfit."""
        setting = self.setting
        if get_origin(self.type) is tuple:
            _check_items(self.name, value, setting)
        elif get_origin(self.type) is Mapping:
            _check_texts(self.name, value)
        elif self.type in (int, float):
            _check_number(self.name, value, setting, whole=self.type is int)
        elif self.type is str and not isinstance(value, str):
            raise Unfit(problem=f"{self.name} is {value!r}; it must be a text")
        elif self.type is bool and not isinstance(value, bool):
            raise Unfit(problem=f"{self.name} is {value!r}; it must be True or False")


@cache
def declared(part: type[Part]) -> tuple[DeclaredSetting, ...]:
    """The settings of one part of a fault, in the order of its fields."""
    hints = get_type_hints(part, include_extras=True)
    return tuple(_declared(part.part, one.name, hints[one.name]) for one in fields(part))


def given(part: Part) -> WireObject:
    """The fields of a part that are not None, by name."""
    return {one.name: value for one in declared(type(part)) if (value := getattr(part, one.name)) is not None}


def check(part: Part) -> None:
    """Refuse values out of bounds. Raises Unfit."""
    for one in declared(type(part)):
        value = getattr(part, one.name)
        if value is not None:
            one.check(value)


def _declared(part: str, name: str, hint: object) -> DeclaredSetting:
    annotated, setting = get_args(hint)
    assert isinstance(setting, Setting), f"{part}.{name} declares no setting"
    options = get_args(annotated) if isinstance(annotated, UnionType) else (annotated,)
    return DeclaredSetting(part, name, next(one for one in options if one is not type(None)), setting)


def _check_number(name: str, value: object, setting: Setting, *, whole: bool) -> None:
    least, most = setting.least, setting.most
    assert least is not None, f"{name} declares bounds"
    assert most is not None, f"{name} declares bounds"
    broken = whole and isinstance(value, float)
    if broken or not isinstance(value, int | float) or isinstance(value, bool) or not least <= value <= most:
        kind = "a whole number " if broken else ""
        raise Unfit(problem=f"{name} is {value!r}; it must be {kind}from {least:.12g} to {most:.12g}")


def _check_items(name: str, value: object, setting: Setting) -> None:
    assert setting.each is not None, f"{name} declares its items"
    if not isinstance(value, tuple) or not (setting.least or 0) <= len(value) <= (setting.most or 0):
        raise Unfit(problem=f"{name} names {setting.least} to {setting.most} numbers, counted from 1")
    for one in value:
        _check_number(name, one, setting.each, whole=True)


def _check_texts(name: str, value: object) -> None:
    texts = value.values() if isinstance(value, Mapping) else ()
    if (
        not isinstance(value, Mapping)
        or len(texts) > MOST_TEXTS
        or any(not isinstance(one, str) or len(one) > LONGEST_TEXT for one in texts)
    ):
        raise Unfit(problem=f"{name} are at most {MOST_TEXTS} texts of at most {LONGEST_TEXT} characters")
