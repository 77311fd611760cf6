"""The wire shapes of a pushed record: what creates it, what changes it and its answer, from the record's own fields."""

from collections.abc import Callable
from typing import Any, TypeVar, cast, get_args

import marshmallow as ma
from msgspec.structs import FieldInfo
from msgspec.structs import fields as fields_of

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import Members, QuerySchema, RequestSchema, ResponseSchema
from ats_sandbox.vendors.datadriven.state import Attribute, Date
from ats_sandbox.world.store.table import Record


class AttributeInput(RequestSchema):
    """A free characteristic."""

    name = fields.Text(required=True)
    value = fields.Text(required=True)


class AttributeAnswer(ResponseSchema):
    """A free characteristic."""

    name = fields.Text(required=True)
    value = fields.Text(required=True)


class PageQuery(QuerySchema):
    """Which page of a list."""

    page = fields.Integer(least=1, load_default=1)
    limit = fields.Integer(least=1, most=500, load_default=50)


Field = ma.fields.Field[Any]
S = TypeVar("S", bound=ma.Schema)


def input_schema(name: str, record: type[Record]) -> type[RequestSchema]:
    """Every property of a record; an optional one that is left out becomes null, or an empty list."""

    def member(field: FieldInfo) -> Field:
        if _is_list(field):
            return _field(field, load_default=list)
        return _field(field, required=True) if field.required else _field(field, allow_none=True, load_default=None)

    return _schema(name, RequestSchema, record, member)


def patch_schema(name: str, record: type[Record], *, nullable: bool) -> type[RequestSchema]:
    """Some properties of a record; what is left out stays. `nullable` optional ones may be cleared with null."""

    def member(field: FieldInfo) -> Field:
        clears = nullable and not field.required and not _is_list(field)
        return _field(field, allow_none=True) if clears else _field(field)

    return _schema(name, RequestSchema, record, member)


def answer_schema(name: str, record: type[Record]) -> type[ResponseSchema]:
    """A record as it is answered: every property, always."""

    def member(field: FieldInfo) -> Field:
        if _is_list(field):
            return fields.Array(fields.Nested(AttributeAnswer), required=True)
        if field.required:
            return fields.Text(required=True)
        return fields.Text(required=True, allow_none=True)

    return _schema(name, ResponseSchema, record, member, id=fields.Integer(required=True))


def envelope_schema(name: str, answer: type[ma.Schema]) -> type[ma.Schema]:
    """The envelope around records, an array even for one."""
    members: dict[str, Field] = {
        "message": fields.Text(required=True),
        "data": fields.Array(fields.Nested(answer), required=True),
    }
    return ResponseSchema.from_dict(members, name=name)


def values_of(body: Members) -> Members:
    """The members of a body as fields of a record."""
    return {
        name: tuple(Attribute(**one) for one in value) if isinstance(value, list) else value
        for name, value in body.items()
    }


def _schema(
    name: str, parent: type[S], record: type[Record], member: Callable[[FieldInfo], Field], **first: Field
) -> type[S]:
    members = {one.name: member(one) for one in fields_of(record) if one.name != "id"}
    return cast(type[S], type(name, (parent,), first | members))


def _field(field: FieldInfo, **options: Any) -> Field:
    if _is_list(field):
        return fields.Array(fields.Nested(AttributeInput), **options)
    is_date = field.type == Date or Date in get_args(field.type)
    return fields.DateTimeText(**options) if is_date else fields.Text(**options)


def _is_list(field: FieldInfo) -> bool:
    return bool(field.type == tuple[Attribute, ...])
