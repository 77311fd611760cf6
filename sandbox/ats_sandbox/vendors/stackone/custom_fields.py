"""Custom fields: what the customer defined at the provider for each kind of record, and the values of each record.

The single reads of definitions declare the parameters of a list, which mean nothing there.
"""

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members, ResponseSchema, shape_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.enums import CUSTOM_FIELD_TYPE, shown
from ats_sandbox.vendors.stackone.field_definitions import (
    APPLICATION_FIELDS,
    CANDIDATE_FIELDS,
    JOB_FIELDS,
    Definitions,
    option_id,
)
from ats_sandbox.vendors.stackone.ids import read_id, remote_of, synthetic
from ats_sandbox.vendors.stackone.queries import PlainListQuery
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.state import CustomField, Facts
from ats_sandbox.world.domain.reading import Reading

custom_field_definitions = Resource("Custom Field Definitions", "The fields that the customer defined")


CustomFieldOption = shape_of(
    "CustomFieldOption",
    id=fields.Text(required=True, of=lambda value, _: synthetic(option_id(value))),
    value=fields.Anything(required=True, allow_none=False, of=lambda value, _: value),
)


class CustomFieldDefinition(ResponseSchema):
    """A field of the customer's own."""

    id, remote_id = wire.remote_ids("remote_id")
    name = wire.text("field.name")
    description = wire.text("field.description")
    type = wire.enum(CUSTOM_FIELD_TYPE, lambda one, _: shown(one.field.type, one.field.source))
    options = wire.many(CustomFieldOption, lambda one, _: one.field.options or None)


for _noun, _definitions in (("application", APPLICATION_FIELDS), ("candidate", CANDIDATE_FIELDS), ("job", JOB_FIELDS)):
    Records(
        custom_field_definitions,
        f"{_noun}_custom_field_definition",
        _definitions,
        CustomFieldDefinition,
        path=f"/custom_field_definitions/{_noun}s",
        about=(f"the custom fields of {_noun}s", f"a custom field of {_noun}s"),
        queries=(PlainListQuery, PlainListQuery),
    ).reads()


class CustomFields(ResponseSchema):
    """The value of one of the provider's own fields."""

    id, remote_id = wire.remote_ids("remote_id")
    name = wire.text()
    value = fields.Anything()
    value_id, remote_value_id = wire.remote_ids("remote_value_id")


def unified(facts: Facts) -> Document | None:
    """The project's own fields: what was sent, and the provider's fields that stand for one of them."""
    mapped = {one.unified: one.value for one in facts.custom if one.unified is not None}
    return {**(facts.unified or {}), **mapped} if mapped else facts.unified


UNIFIED_FIELDS = wire.free(lambda one, context: unified(one.facts))
CUSTOM_FIELDS = wire.many(CustomFields, wire.requested("custom_fields", lambda one, context: one.facts.custom))


def amended(world: Reading, definitions: Definitions, facts: Facts, body: Members) -> Members:
    """What a write changes of the facts: absent members stay, null empties, fields that are sent replace their like.

    A key of the project's own that stands for one of the provider's fields changes that field.
    """
    changed: Members = {}
    if "unified_custom_fields" in body:
        own = body["unified_custom_fields"]
        changed["unified"] = own
        changed["custom"] = tuple(
            replace(one, value=own[one.unified], remote_value_id=None) if one.unified in (own or {}) else one
            for one in facts.custom
        )
    if "custom_fields" in body:
        bodies, before = body["custom_fields"], changed.get("custom", facts.custom)
        fresh = [_custom_field(world, definitions, one) for one in bodies or ()]
        replaced = {_key(one) for one in fresh}
        kept = () if bodies is None else (one for one in before if _key(one) not in replaced)
        changed["custom"] = (*kept, *fresh)
    return changed


def _key(field: CustomField) -> str | None:
    return field.remote_id if field.remote_id is not None else field.name


def _custom_field(world: Reading, definitions: Definitions, body: Members) -> CustomField:
    remote = _remote(body.get("remote_id"), body.get("id"))
    known = None if remote is None else world[definitions.collection].get(read_id(world, definitions.kind, remote))
    name = body.get("name")
    return CustomField(
        remote_id=remote,
        name=known.field.name if known is not None and name is None else name,
        value=body.get("value"),
        remote_value_id=_remote(body.get("remote_value_id"), body.get("value_id")),
        unified=None if known is None else known.field.unified,
    )


def _remote(remote: str | None, id: str | None) -> str | None:
    """The provider's id, from whichever form was sent."""
    text = remote if remote is not None else id
    return None if text is None else remote_of(text)
