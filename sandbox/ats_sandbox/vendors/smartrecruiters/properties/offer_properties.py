"""The properties that offers have, by category."""

from functools import cache
from pathlib import Path

import msgspec

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import Call
from ats_sandbox.vendors.smartrecruiters.resource import Resource

TYPES = ("BOOLEAN", "COUNTRY", "CURRENCY", "DATE", "NUMBER", "PERCENT", "REGION", "TEXT", "USER", "SELECT")

OfferProperty = shape_of(
    "OfferPropertyDefinition",
    key=fields.Text(),
    label=fields.Text(),
    required=fields.Boolean(),
    type=fields.Choice(TYPES),
)
Category = shape_of("OfferPropertiesCategory", id=fields.Text(), properties=fields.Array(fields.Nested(OfferProperty)))
OfferProperties = shape_of("OfferPropertiesDefinition", categories=fields.Array(fields.Nested(Category)))

offer_properties = Resource("Offer properties", "What a company puts into its offers", apis.CONFIGURATION)


@cache
def categories() -> Document:
    """The categories and their properties."""
    found: Document = msgspec.json.decode(Path(__file__).with_suffix(".json").read_bytes())
    return found


@offer_properties.get(
    "/configuration/offer-properties",
    id="list_offer_properties",
    returns=OfferProperties,
    errors=[errors.NoAccessToOffers],
    evidence=apis.CONFIGURATION.evidence,
)
def list_offer_properties(call: Call) -> Document:
    """List what offers consist of. Who may not read offers may not see this either."""
    if not call.caller.may(f"{apis.OFFERS.scope}_read", writes=False):
        raise errors.NoAccessToOffers
    return categories()
