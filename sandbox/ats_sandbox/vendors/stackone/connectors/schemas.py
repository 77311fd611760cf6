"""The wire shapes of connectors."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.fields import fault
from ats_sandbox.contract.refusal import Rule
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import CATEGORY
from ats_sandbox.vendors.stackone.queries import Names

INCLUDABLE = ("field_path", "unmapped_fields", "resources", "inactive", "webhooks", "static_fields")


class Included(Names):
    """Names of what may be added to an answer."""

    def accept(self, value: Any) -> frozenset[str]:
        names = super().accept(value)
        if not names <= frozenset(INCLUDABLE):
            raise fault(Rule.CHOICE, choices=INCLUDABLE, value=value)
        return names


class ConnectorQuery(QuerySchema):
    """What to add to the answer: names separated by commas."""

    include = Included(allow_none=True)


class ConnectorImages(ResponseSchema):
    """Addresses of a provider's logos."""

    logo_url = wire.text()
    original_logo_horizontal_url = wire.text()


class ConnectorResources(ResponseSchema):
    """Assets of a provider."""

    images = wire.one(ConnectorImages)


class ConnectorsMeta(ResponseSchema):
    """A provider that accounts can be linked at."""

    provider = fields.Text(required=True)
    provider_name = fields.Text(required=True)
    category = fields.Choice(CATEGORY, required=True)
    active = fields.Boolean(allow_none=True)
    models = fields.FreeObject(required=True)
    resources = wire.one(ConnectorResources)


class LinkedAccountMeta(ResponseSchema):
    """What an account's provider is for, and what can be done with it."""

    provider = fields.Text(required=True)
    category = fields.Choice(CATEGORY, required=True)
    models = fields.FreeObject(required=True)
