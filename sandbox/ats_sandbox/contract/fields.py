"""Strict request fields: JSON types as they are, every fault as a Violation.

Inside a QuerySchema the same fields read text instead, because that is all a URL can carry.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, TypedDict, Unpack, cast

import marshmallow as ma
from marshmallow import ValidationError, validate

from ats_sandbox.contract.refusal import MOST_FAULTS, Rule
from ats_sandbox.contract.validators import Length, OneOf, Range, bounds_of
from ats_sandbox.contract.validators import fault as fault
from ats_sandbox.world.clock import iso, parse_instant

JSON_TYPES = {str: "string", bool: "boolean", int: "number", float: "number", list: "array", dict: "object"}
_INTEGERS = range(-(2**63), 2**63)
"""Those that are read at all."""
MOST_ITEMS = 10_000
"""Items of an array that are read at all."""


def json_type(value: object) -> str:
    """What JSON calls the type of a decoded value."""
    return "null" if value is None else JSON_TYPES.get(type(value), "string")


Source = str | Callable[[Any, Any], Any]
"""Where the value of a shown field comes from: an attribute's path, or a function of the record and the context."""


class MarshmallowOptions(TypedDict, total=False):
    """What marshmallow's own fields take."""

    required: bool
    allow_none: bool
    load_default: object
    data_key: str | None
    metadata: Mapping[str, object]


class FieldOptions(MarshmallowOptions, total=False):
    """What can be said about any field."""

    of: Source | None


class TextOptions(FieldOptions, total=False):
    """What can be said about a text besides: how many characters it has at least and at most."""

    least: int | None
    most: int | None


class Strict(ma.fields.Field[Any]):
    """A field that never coerces. `json` is the JSON type it wants; `parse` reads it from text.

    `of` says where the value comes from when the field is shown (see `contract.views`); `write` is how it is written.
    `format` and `pattern` are what the documents say of a text that is read: the name of its form, and an expression
    in the dialect of JSON Schema that all of it matches.
    """

    json = "any"
    format: str | None = None
    pattern: str | None = None

    def __init__(
        self,
        *args: Any,
        of: Source | None = None,
        validate: Sequence[validate.Validator] | None = None,
        **options: Unpack[MarshmallowOptions],
    ) -> None:
        super().__init__(*args, validate=validate, **options)
        self.source = of

    @property
    def form(self) -> Mapping[str, object]:
        """What is read beyond the type and the bounds that were given, in words of JSON Schema; None for nothing."""
        return {"format": self.format, "pattern": self.pattern and f"^({self.pattern})$"}

    def write(self, value: Any) -> Any:
        """A value of the world as the wire has it."""
        return value

    def make_error(self, key: str, **facts: Any) -> ValidationError:
        if key == "required":
            return fault(Rule.MISSING, expected=self.json)
        if key == "null":
            return fault(Rule.NULL, expected=self.json)
        return fault(Rule.TYPE, expected=self.json, value=facts.get("input"))

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if isinstance(value, str) and getattr(self.root, "reads_text", False):
            return self.parse(value)
        return self.accept(value)

    def deserialize(
        self, value: Any, attr: str | None = None, data: Mapping[str, Any] | None = None, **kwargs: Any
    ) -> Any:
        if value is None or value is ma.missing or self.pre_load or self.post_load:
            return super().deserialize(value, attr, data, **kwargs)
        read = self._deserialize(value, attr, data, **kwargs)
        if self.validators:
            self._validate(read)
        return read

    def _validate(self, value: Any) -> None:
        if len(self.validators) == 1:  # marshmallow makes one validator of all, at every value
            self.validators[0](value)
        elif self.validators:
            super()._validate(value)

    def accept(self, value: object) -> Any:
        """The value of a decoded JSON value."""
        return value

    def parse(self, text: str) -> Any:
        """The value of a text from a URL or a form."""
        return self.accept(text)

    def refused(self, value: object) -> ValidationError:
        """The violation of a wrong type."""
        return fault(Rule.TYPE, expected=self.json, value=value)


class Text(Strict, ma.fields.String):
    """A string. Lengths count characters."""

    json = "string"

    def __init__(self, *, least: int | None = None, most: int | None = None, **options: Unpack[FieldOptions]) -> None:
        super().__init__(validate=bounds_of(Length, least, most), **options)

    @property
    def form(self) -> Mapping[str, object]:
        # Nothing is of a format; generators of requests that look at no format can tell it by the length.
        return {**super().form, "minLength": 1 if self.format else None}

    def accept(self, value: object) -> Any:
        if not isinstance(value, str):
            raise self.refused(value)
        return value


class Choice(Text):
    """One of a closed list of strings."""

    def __init__(self, choices: Iterable[str], **options: Unpack[FieldOptions]) -> None:
        super().__init__(**options)
        self.validators = [OneOf([str(choice) for choice in choices])]


class Pattern(Text):
    """A string of a named format, which refusals may call otherwise, recognised by `reads`, kept as it was sent."""

    def __init__(
        self,
        format: str,
        reads: Callable[[str], object | None],
        *,
        pattern: str | None = None,
        called: str | None = None,
        **options: Unpack[TextOptions],
    ) -> None:
        super().__init__(**options)
        self.format, self.called = format, called or format
        self.reads, self.pattern = reads, pattern

    def accept(self, value: object) -> Any:
        text = super().accept(value)
        if self.reads(text) is None:
            raise fault(Rule.FORMAT, expected=self.called, value=value)
        return text


class DateTimeText(Pattern):
    """An ISO 8601 date or date-time, kept exactly as it was sent."""

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        super().__init__("date-time", parse_instant, **options)


class DateTime(Text):
    """An ISO 8601 date or date-time, read as milliseconds since 1970."""

    format = "date-time"
    write = staticmethod(iso)

    def accept(self, value: object) -> Any:
        instant = parse_instant(super().accept(value))
        if instant is None:
            raise fault(Rule.FORMAT, expected="date-time", value=value)
        return instant


class Integer(Strict, ma.fields.Integer):
    """An integer; `1.0` is one, as in JSON Schema."""

    json = "number"

    def __init__(self, *, least: int | None = None, most: int | None = None, **options: Unpack[FieldOptions]) -> None:
        super().__init__(validate=bounds_of(Range, least, most), **options)
        self.format = "int64" if most is None else None

    def accept(self, value: object) -> Any:
        if isinstance(value, float) and value.is_integer():
            value = int(value)
        if not isinstance(value, int) or isinstance(value, bool) or value not in _INTEGERS:
            raise self.refused(value)
        return value

    def parse(self, text: str) -> Any:
        digits = text.removeprefix("-")
        number = int(text) if digits.isdigit() and digits.isascii() and len(digits) < 20 else None
        if number is None or number not in _INTEGERS:
            raise fault(Rule.PARSE, expected="integer", value=text)
        return number


class Number(Strict, ma.fields.Float):
    """A number, whole or not."""

    json = "number"

    def __init__(
        self, *, least: float | None = None, most: float | None = None, **options: Unpack[FieldOptions]
    ) -> None:
        super().__init__(validate=bounds_of(Range, least, most), **options)

    def accept(self, value: object) -> Any:
        if not isinstance(value, int | float) or isinstance(value, bool):
            raise self.refused(value)
        return value

    def parse(self, text: str) -> Any:
        try:
            number = float(text)
        except ValueError:
            raise fault(Rule.PARSE, expected="number", value=text) from None
        if number != number or number in (float("inf"), float("-inf")):
            raise fault(Rule.PARSE, expected="number", value=text)
        return number


class Boolean(Strict, ma.fields.Boolean):
    """A boolean. From text it takes `true` and `false`, or the words given."""

    json = "boolean"

    def __init__(
        self, *, yes: Iterable[str] = ("true",), no: Iterable[str] = ("false",), **options: Unpack[FieldOptions]
    ) -> None:
        super().__init__(**options)
        self.words = {**dict.fromkeys(yes, True), **dict.fromkeys(no, False)}

    def accept(self, value: object) -> Any:
        if not isinstance(value, bool):
            raise self.refused(value)
        return value

    def parse(self, text: str) -> Any:
        known = self.words.get(text.lower())
        if known is None:
            raise fault(Rule.PARSE, expected="boolean", value=text)
        return known


class Array(ma.fields.List[Any], Strict):
    """An array of one kind of thing. In a URL: the key repeated."""

    json = "array"
    repeats = True

    def __init__(
        self,
        inner: ma.fields.Field[Any] | type[ma.fields.Field[Any]],
        *,
        least: int | None = None,
        most: int | None = None,
        of: Source | None = None,
        **options: Unpack[MarshmallowOptions],
    ) -> None:
        super().__init__(inner, validate=bounds_of(Length, least, most), **options)
        self.source = of

    def _deserialize(self, value: Any, attr: str | None, data: Mapping[str, Any] | None, **kwargs: Any) -> Any:
        if not isinstance(value, list):
            raise self.refused(value)
        if len(value) > MOST_ITEMS:
            raise fault(Rule.TOO_MANY, limit=MOST_ITEMS, value=value)
        inner = self.inner
        if type(inner) is Text and not inner.validators and all(type(one) is str for one in value):
            return list(value)
        read: list[Any] = []
        faults: dict[int, Any] = {}
        for at, one in enumerate(value):
            try:
                read.append(inner.deserialize(one, **kwargs))
            except ValidationError as error:
                faults[at] = error.messages
                if error.valid_data is not None:
                    read.append(error.valid_data)
                if len(faults) == MOST_FAULTS:
                    break
        if faults:
            raise ValidationError(faults, valid_data=read)
        return read


class Nested(ma.fields.Nested, Strict):
    """An object of another schema. Who reads with `first` wants no more of what is wrong than the first violation."""

    json = "object"

    def _deserialize(
        self,
        value: Any,
        attr: str | None,
        data: Mapping[str, Any] | None,
        partial: Any = None,
        **kwargs: Any,
    ) -> Any:
        if not isinstance(value, dict):
            raise self.refused(value)
        first, schema = kwargs.pop("first", False), cast(Any, self.schema)
        if getattr(schema, "straight", False) and not (partial or self.many or self.unknown):
            try:
                return schema.members_of(value)
            except ValidationError:
                if first:
                    raise
        return super()._deserialize(value, attr, data, partial=partial, **kwargs)


class DeepObject(Nested):
    """An object spread over a URL as `name[key]=value` (deepObject style)."""


class FormObject(DeepObject):
    """An object whose members stand in a URL by themselves (form style); `name[key]=value` is read, too."""


class FreeObject(Strict, ma.fields.Dict):
    """An object with any members."""

    json = "object"

    def accept(self, value: object) -> Any:
        if not isinstance(value, dict):
            raise self.refused(value)
        return value


class PrefixedObject(FreeObject):
    """An object spread over a URL: every parameter whose name goes on after `prefix` is a member of that name."""

    def __init__(self, prefix: str, **options: Unpack[FieldOptions]) -> None:
        super().__init__(**options)
        self.prefix = prefix

    @property
    def form(self) -> Mapping[str, object]:
        names = {"pattern": f"^{re.escape(self.prefix)}[^\\s]+$"}
        return {**super().form, "propertyNames": names, "additionalProperties": {"type": "string"}}

    def members(self, parameters: Mapping[str, str]) -> dict[str, str]:
        """What the parameters of a URL say of it, by the rest of their names."""
        found = ((name.removeprefix(self.prefix), name) for name in parameters if name.startswith(self.prefix))
        return {rest: parameters[name] for rest, name in found if rest}


class Anything(Strict, ma.fields.Raw):
    """Any JSON value."""

    def __init__(self, **options: Unpack[FieldOptions]) -> None:
        options.setdefault("allow_none", True)
        super().__init__(**options)
