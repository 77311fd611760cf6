"""The wire shapes of custom field definitions."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import CUSTOM_FIELD_TYPE


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
