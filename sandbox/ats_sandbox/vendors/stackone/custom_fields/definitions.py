"""The definitions of custom fields, for each kind of record that has some.

Their single reads declare the parameters of a list, which mean nothing there.
"""

from typing import Any

import msgspec

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.call import Resource
from ats_sandbox.vendors.stackone.enums import CUSTOM_FIELD_TYPE, shown
from ats_sandbox.vendors.stackone.ids import synthetic
from ats_sandbox.vendors.stackone.queries import PlainListQuery
from ats_sandbox.vendors.stackone.records import Records
from ats_sandbox.vendors.stackone.repositories import ProviderRepository, repository
from ats_sandbox.world.store.table import Collection, Record

custom_field_definitions = Resource("Custom Field Definitions", "The fields that the customer defined")


class Option(msgspec.Struct, frozen=True):
    """One of the values to choose from. `remote_id` is the provider's id of it."""

    remote_id: str
    value: Any


class FieldDefinition(Record, frozen=True, kw_only=True):
    """A field of the customer's own. `unified` is the key under which the project shows it among its own, if it does.

    `remote_id` is the provider's id of it; `type` is StackOne's name of its type, `source` the provider's.
    """

    remote_id: str
    name: str
    description: str | None
    type: str
    source: str
    options: tuple[Option, ...]
    unified: str | None
    created_at: int
    updated_at: int


Definitions = ProviderRepository[FieldDefinition]


CustomFieldOption = wire.shape(
    "CustomFieldOption",
    id=fields.Text(required=True, of=lambda option, _: synthetic(option.remote_id)),
    value=fields.Anything(required=True, allow_none=False),
)


class CustomFieldDefinition(ResponseSchema):
    """A field of the customer's own."""

    id, remote_id = wire.remote_ids("remote_id")
    name = wire.text()
    description = wire.text()
    type = wire.enum(CUSTOM_FIELD_TYPE, lambda one, _: shown(one.type, one.source))
    options = wire.many(CustomFieldOption, lambda one, _: one.options or None)


def _declared(noun: str) -> Definitions:
    """The definitions for one kind of record, with the operations that read them."""
    collection = Collection(f"stackone.{noun}_fields", FieldDefinition, timeline=lambda one: one.updated_at)
    definitions = repository(f"{noun}_field", collection, f"/configuration/{noun}-properties")
    Records(
        custom_field_definitions,
        f"{noun}_custom_field_definition",
        definitions,
        CustomFieldDefinition,
        path=f"/custom_field_definitions/{noun}s",
        about=(f"the custom fields of {noun}s", f"a custom field of {noun}s"),
        queries=(PlainListQuery, PlainListQuery),
    ).reads()
    return definitions


APPLICATION_FIELDS, CANDIDATE_FIELDS, JOB_FIELDS = map(_declared, ("application", "candidate", "job"))
