"""The words of StackOne's schemas: every property is optional and nullable, in requests and in answers alike."""

from functools import cache
from typing import Any, cast

import marshmallow as ma

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone.enums import Enumeration

Members = dict[str, ma.fields.Field[Any]]


def _told(deprecated: bool) -> dict[str, Any]:
    return {"allow_none": True, "metadata": {"deprecated": True} if deprecated else {}}


def text(*, deprecated: bool = False) -> fields.Text:
    """A string."""
    return fields.Text(**_told(deprecated))


def texts() -> fields.Array:
    """An array of strings."""
    return fields.Array(fields.Text(), allow_none=True)


def moment() -> fields.DateTime:
    """An ISO 8601 date-time; a bare date is midnight UTC."""
    return fields.DateTime(allow_none=True)


def number() -> fields.Number:
    """A number."""
    return fields.Number(allow_none=True)


def free() -> fields.FreeObject:
    """An object with any members."""
    return fields.FreeObject(allow_none=True)


def one(schema: type[ma.Schema], *, deprecated: bool = False) -> fields.Nested:
    """An object of a schema."""
    return fields.Nested(schema, **_told(deprecated))


def many(schema: type[ma.Schema], *, deprecated: bool = False) -> fields.Array:
    """An array of objects of a schema."""
    return fields.Array(fields.Nested(schema), **_told(deprecated))


def bare(values: Enumeration) -> fields.Choice:
    """One of the values as a plain string, where StackOne does not wrap it in an object."""
    return fields.Choice(values.values, allow_none=True)


def boolish() -> fields.Anything:
    """A boolean, or the words `true` and `false` as strings."""
    return fields.Anything(metadata={"type": ["boolean", "string"]})


def twins(name: str, members: Members) -> tuple[type[RequestSchema], type[ResponseSchema]]:
    """One shape as requests send it (`<name>Input`) and as answers show it (`<name>`)."""
    sent = cast("type[RequestSchema]", RequestSchema.from_dict(dict(members), name=f"{name}Input"))
    shown = cast("type[ResponseSchema]", ResponseSchema.from_dict(dict(members), name=name))
    return sent, shown


@cache
def _enum_answer(values: Enumeration) -> type[ma.Schema]:
    members: Members = {"value": fields.Choice(values.values, allow_none=True), "source_value": fields.Anything()}
    return ResponseSchema.from_dict(members, name=f"{values.name}Enum")


@cache
def _enum_input(values: Enumeration) -> type[ma.Schema]:
    members: Members = {"value": fields.Choice(values.values, allow_none=True), "source_value": fields.Anything()}
    return RequestSchema.from_dict(members, name=f"{values.name}EnumInput")


def enum(values: Enumeration, *, deprecated: bool = False) -> fields.Nested:
    """`{value, source_value}` in an answer."""
    return one(_enum_answer(values), deprecated=deprecated)


def enum_input(values: Enumeration) -> fields.Nested:
    """`{value, source_value}` in a request."""
    return one(_enum_input(values))


class TextOrEnum(fields.Nested):
    """`{value, source_value}`, or just the word, as an example of the vendor's writes it."""

    def __init__(self, values: Enumeration) -> None:
        super().__init__(_enum_input(values), allow_none=True)
        self.values = values

    def _deserialize(self, value: Any, attr: str | None, data: Any, partial: Any = None, **kwargs: Any) -> Any:
        if isinstance(value, str):
            value = {"value": value} if value in self.values.values else {"source_value": value}
        return super()._deserialize(value, attr, data, partial=partial, **kwargs)


class OneOrMany(fields.Array):
    """An array of objects, or just one, as an example of the vendor's writes it."""

    def __init__(self, schema: type[ma.Schema]) -> None:
        super().__init__(fields.Nested(schema), allow_none=True)

    def _deserialize(self, value: Any, attr: str | None, data: Any, **kwargs: Any) -> Any:
        return super()._deserialize([value] if isinstance(value, dict) else value, attr, data, **kwargs)
