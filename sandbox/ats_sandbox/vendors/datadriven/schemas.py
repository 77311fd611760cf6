"""The wire shapes of a pushed record: what creates it, what changes it and its answer, from the record's own fields."""

from typing import Any, TypeVar, cast, get_args

import marshmallow as ma
from msgspec.structs import fields as fields_of

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, RequestSchema, ResponseSchema, shape_of
from ats_sandbox.vendors.datadriven.dates import IsoDate
from ats_sandbox.vendors.datadriven.state import Attribute, Date
from ats_sandbox.world.store.table import Record

Field = ma.fields.Field[Any]
Options = dict[str, Any]
S = TypeVar("S", bound=ma.Schema)

ALWAYS: Options = {"required": True}
NULLABLE: Options = {"allow_none": True}


_ATTRIBUTE: dict[str, Field] = {"name": fields.Text(**ALWAYS), "value": fields.Text(**ALWAYS)}
ATTRIBUTES: dict[type[ma.Schema], type[ma.Schema]] = {
    RequestSchema: RequestSchema.from_dict(_ATTRIBUTE, name="AttributeInput"),
    ResponseSchema: ResponseSchema.from_dict(_ATTRIBUTE, name="AttributeAnswer"),
}
"""A free characteristic, as it is sent and as it is answered."""


class PageQuery(QuerySchema):
    """Which page of a list."""

    page = fields.Integer(least=1, load_default=1)
    limit = fields.Integer(least=1, most=500, load_default=50)


def input_schema(name: str, record: type[Record]) -> type[RequestSchema]:
    """Every property of a record; an optional one that is left out becomes null, or an empty list."""
    optional = {**NULLABLE, "load_default": None}
    return _schema(name, RequestSchema, record, required=ALWAYS, optional=optional, listed={"load_default": list})


def patch_schema(name: str, record: type[Record], *, nullable: bool) -> type[RequestSchema]:
    """Some properties of a record; what is left out stays. `nullable` optional ones may be cleared with null."""
    return _schema(name, RequestSchema, record, required={}, optional=NULLABLE if nullable else {}, listed={})


def answer_schema(name: str, record: type[Record]) -> type[ResponseSchema]:
    """A record as it is answered: every property, always."""
    return _schema(name, ResponseSchema, record, required=ALWAYS, optional=ALWAYS | NULLABLE, listed=ALWAYS)


def envelope_schema(answer: type[ResponseSchema]) -> type[ma.Schema]:
    """The envelope around records, an array even for one."""
    data = fields.Array(fields.Nested(answer), **ALWAYS)
    return shape_of(f"{answer.__name__}Answer", message=fields.Text(**ALWAYS), data=data)


def _schema(
    name: str, parent: type[S], record: type[Record], *, required: Options, optional: Options, listed: Options
) -> type[S]:
    """A schema of a record's properties, with the options of required, optional and listed ones."""
    shown = parent is ResponseSchema
    members: dict[str, Field] = {"id": fields.Integer(**ALWAYS)} if shown else {}
    for field in fields_of(record)[1:]:
        if field.type == tuple[Attribute, ...]:
            members[field.name] = fields.Array(fields.Nested(ATTRIBUTES[parent]), **listed)
        else:
            is_sent_date = not shown and Date in (field.type, *get_args(field.type))
            kind = IsoDate if is_sent_date else fields.Text
            members[field.name] = kind(**(required if field.required else optional))
    return cast(type[S], parent.from_dict(members, name=name))
