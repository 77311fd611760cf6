"""How the value of each type of candidate property is written and read."""

import re
from collections.abc import Callable
from functools import cache
from inspect import cleandoc
from pathlib import Path
from typing import Any, TypeVar

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.candidates.candidates import email_in
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.properties.state import (
    OPTIONS,
    CandidateProperty,
    Given,
    PropertyOption,
    PropertyType,
)
from ats_sandbox.world.clock import iso, parse_instant
from ats_sandbox.world.domain.countries import countries
from ats_sandbox.world.domain.reading import Reading

H = TypeVar("H", bound=Callable[..., object])

WRITTEN = (
    {"type": "string"},
    {"type": "boolean"},
    {"type": "number"},
    {
        "type": "object",
        "properties": {"code": {"type": "string"}, "value": {"type": "number"}},
        "required": ["code", "value"],
    },
    {"type": "array", "items": {"type": "string"}},
)
"""The forms of values, in words of JSON Schema."""
TAKEN = {
    PropertyType.TEXT: "a text; where the property asks for it, an e-mail address, or one that matches its pattern",
    PropertyType.NUMBER: "a number, such as `12.5`, within the bounds of the property",
    PropertyType.PERCENT: "a number, such as `80`, within the bounds of the property",
    PropertyType.DATE: "an instant in ISO 8601, such as `2026-03-02T09:00:00.000Z`, within the bounds of the property",
    PropertyType.BOOLEAN: "`true` or `false`",
    PropertyType.COUNTRY: "a country of ISO 3166-1 in lower case, such as `de`",
    PropertyType.REGION: "a region of ISO 3166-2 in lower case, such as `us-ca`",
    PropertyType.CURRENCY: 'an amount and a currency of ISO 4217, such as `{"code": "EUR", "value": 1200}`',
    PropertyType.SINGLE_SELECT: "the id of one of the values that the configuration of the property lists",
    PropertyType.MULTI_SELECT: "an array of such ids; an empty one resets the property",
    PropertyType.USER: "the id of a user",
}
"""What each type of property takes for a value."""
MOST_SELECTED = 200
"""Values of a multi-select property that somebody can have."""
_REGION = re.compile("([a-z]{2})-([a-z0-9]{1,3})")
_STATES = frozenset(Path(__file__).with_name("states.txt").read_text(encoding="utf-8").split())
"""The regions of the United States; elsewhere whatever is written like a region of a known country is one."""


def says_what_values_are(handler: H) -> H:
    """Add to what the documents say of a handler which value each type of property takes."""
    lines = "\n".join(f"- `{type.value}`: {what}" for type, what in TAKEN.items())
    handler.__doc__ = (
        f"{cleandoc(handler.__doc__ or '')}\n\nWhat a value is depends on the type of the property:\n\n{lines}"
    )
    return handler


@cache
def currencies() -> frozenset[str]:
    """The codes of ISO 4217."""
    return frozenset(Path(__file__).with_name("currencies.txt").read_text(encoding="utf-8").split())


def selected(world: Reading, given: Given) -> list[PropertyOption]:
    """The options that make a value."""
    return [world[OPTIONS][one] for one in given.options]


def written(world: Reading, property: CandidateProperty, given: Given) -> Any:
    """A value as the API has it."""
    match property.type:
        case PropertyType.CURRENCY:
            return {"code": given.currency, "value": given.plain}
        case PropertyType.DATE:
            return given.plain if isinstance(given.plain, str) else iso(int(given.plain or 0))
        case PropertyType.USER:
            return USER.write(world, given.user or 0)
        case PropertyType.SINGLE_SELECT:
            return selected(world, given)[0].code
        case PropertyType.MULTI_SELECT:
            return [one.code for one in selected(world, given)]
    return given.plain


def labels(world: Reading, property: CandidateProperty, given: Given) -> Document:
    """The labels that go with a value of a select property."""
    if property.type is PropertyType.SINGLE_SELECT:
        return {"valueLabel": selected(world, given)[0].label}
    if property.type is PropertyType.MULTI_SELECT:
        return {"selectedValueLabels": [{"id": one.code, "label": one.label} for one in selected(world, given)]}
    return {}


def read(world: Reading, property: CandidateProperty, value: Any, *path: str | int) -> Given | None:
    """The value that the API was given at a path of the body; None clears it. Raises the refusals of the type."""
    if not property.accessible:
        raise errors.InaccessibleField(field="value", value=value)
    return None if value is None or value == [] else _READERS[property.type](world, property, value, path)


Place = tuple[str | int, ...]
"""Where in the body a value stands."""
Reader = Callable[[Reading, CandidateProperty, Any, Place], Given]


def _unfit(value: Any, expected: str, path: Place) -> Invalid:
    return Invalid(Violation(Rule.TYPE, path, expected=expected, value=value))


def _boolean(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    if not isinstance(value, bool):
        raise _unfit(value, "boolean", path)
    return Given(plain=value)


def _country(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    if not isinstance(value, str) or not (value.isascii() and value.islower()) or value.upper() not in countries():
        raise errors.CountryNotFound(field="value", value=value)
    return Given(plain=value)


def _region(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    found = _REGION.fullmatch(value) if isinstance(value, str) else None
    if found is None or found[1].upper() not in countries() or (found[1] == "us" and found[2] not in _STATES):
        raise errors.RegionNotFound(field="value", value=value)
    return Given(plain=found[0])


def _number(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise _unfit(value, "number", path)
    if not _within(property, value):
        raise errors.InvalidNumberRange(field="value", value=value)
    return Given(plain=value)


def _within(property: CandidateProperty, value: float) -> bool:
    return (property.least is None or value >= property.least) and (property.most is None or value <= property.most)


def _currency(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    if not isinstance(value, dict):
        raise _unfit(value, "object", path)
    amount, code = value.get("value"), value.get("code")
    if not isinstance(amount, int | float) or isinstance(amount, bool):
        raise _unfit(amount, "number", (*path, "value"))
    if not isinstance(code, str) or code not in currencies():
        raise errors.CurrencyNotFound(field="value.code", value=code)
    return Given(plain=amount, currency=code)


def _date(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    instant = parse_instant(value) if isinstance(value, str) and "T" in value.upper() else None
    if instant is None:
        raise Invalid(Violation(Rule.FORMAT, path, expected="date-time", value=value))
    if not _within(property, instant):
        raise errors.InvalidDateRange(field="value", value=value)
    return Given(plain=iso(instant))


def _text(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    if not isinstance(value, str):
        raise errors.InvalidTextFormat(field="value", value=value)
    if property.email and email_in(value) is None:
        raise errors.InvalidEmailFormat(field="value", value=value)
    if property.pattern is not None and not re.fullmatch(property.pattern, value):
        raise errors.InvalidTextPatternFormat(field="value", value=value)
    return Given(plain=value)


def _user(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    user = world.users.get(USER.read(world, value)) if isinstance(value, str) else None
    if user is None:
        raise errors.PropertyUserNotFound(field="value", value=value)
    return Given(user=user.id)


def _option(world: Reading, property: CandidateProperty, value: Any) -> int:
    option = world[OPTIONS].where(code=(property.id, value)).first() if isinstance(value, str) else None
    if option is None:
        choices = tuple(one.code for one in world[OPTIONS].where(property=property.id))
        raise errors.ValueNotFound(field="value", value=value, choices=choices)
    return option.id


def _single(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    return Given(options=(_option(world, property, value),))


def _several(world: Reading, property: CandidateProperty, value: Any, path: Place) -> Given:
    if not isinstance(value, list):
        raise _unfit(value, "array", path)
    if len(value) > MOST_SELECTED:
        raise Invalid(Violation(Rule.TOO_MANY, path, limit=MOST_SELECTED, value=value))
    options = tuple(_option(world, property, one) for one in value)
    if len(set(options)) < len(options):
        raise Invalid(Violation(Rule.CUSTOM, path, text="must not name a value twice", value=value))
    return Given(options=options)


_READERS: dict[PropertyType, Reader] = {
    PropertyType.BOOLEAN: _boolean,
    PropertyType.COUNTRY: _country,
    PropertyType.CURRENCY: _currency,
    PropertyType.DATE: _date,
    PropertyType.MULTI_SELECT: _several,
    PropertyType.NUMBER: _number,
    PropertyType.PERCENT: _number,
    PropertyType.REGION: _region,
    PropertyType.SINGLE_SELECT: _single,
    PropertyType.TEXT: _text,
    PropertyType.USER: _user,
}
