"""The wire shapes of custom field definitions."""

from sandbox.contract import fields
from sandbox.contract.schema import ResponseSchema
from sandbox.vendors.stackone import wire
from sandbox.vendors.stackone.enums import CUSTOM_FIELD_TYPE


class CustomFieldOption(ResponseSchema):
    """One of the values to choose from."""

    id = fields.Text(required=True)
    value = fields.Anything(required=True, allow_none=False)


class CustomFieldDefinition(ResponseSchema):
    """A field of the customer's own."""

    id = wire.text()
    remote_id = wire.text()
    name = wire.text()
    description = wire.text()
    type = wire.enum(CUSTOM_FIELD_TYPE)
    options = wire.many(CustomFieldOption)
