"""What requests about custom fields say: their names, models and expressions, and whose mappings or data they mean."""

import re
from functools import partial
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.fields import fault
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import QuerySchema
from ats_sandbox.vendors.bindbee.bodies import value_of
from ats_sandbox.vendors.bindbee.call import AnyCall
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category, Connector
from ats_sandbox.vendors.bindbee.inputs import OneOf
from ats_sandbox.vendors.bindbee.json_paths import LONGEST

PATH = "/api/v1/custom-fields"
MAPPING = f"{PATH}/mapping"


class Bounded(fields.Text):
    """A text of limited length and, perhaps, of a pattern, checked in the framework's order."""

    def __init__(self, least: int, most: int, pattern: str = "", **options: Any) -> None:
        super().__init__(least=least, most=most, **options)
        self.least, self.most = least, most
        self.pattern = pattern or None

    def accept(self, value: object) -> Any:
        text = super().accept(value)
        if len(text) < self.least:
            raise fault(Rule.TOO_SHORT, expected="string", value=text, limit=self.least)
        if len(text) > self.most:
            raise fault(Rule.TOO_LONG, expected="string", value=text, limit=self.most)
        if self.pattern and not re.fullmatch(self.pattern, text, re.ASCII):
            raise fault(Rule.FORMAT, expected="pattern", value=text, text=f"^{self.pattern}$")
        return text


name = partial(Bounded, 2, 128, "[a-z][a-z0-9]*(_[a-z0-9]+)*")
model = partial(Bounded, 1, 64, "[a-z][a-z0-9_-]*")
category = partial(OneOf, Category)
json_path = partial(
    Bounded,
    1,
    LONGEST,
    metadata={"description": "A JMESPath expression on the provider's object, such as `location.city`"},
)
"""An expression, whether it is one or not."""


def of_model(required: bool = True) -> dict[str, fields.Text]:
    """The members that name a model of a category."""
    return {"category": category(required=required), "model": model(required=required)}


class WhoseQuery(QuerySchema):
    """Either a connector or an integration."""

    integration_slug = fields.Text()
    connector_token = fields.Text()


def wrong(call: AnyCall, text: str, *place: str) -> Invalid:
    """The refusal of one member of the body or the query; without a place, of all of it."""
    if call.operation.body is not None:
        sent: Any = value_of(call.request)
        where = "body"
    else:
        sent, where = call.request.args.to_dict(), "query"
    for part in place:
        sent = sent[part]
    return Invalid(Violation(Rule.CUSTOM, place, where, text=text, value=sent))


def connector_named(call: AnyCall, token: str) -> Connector:
    """The connector of the key's environment that a member `connector_token` names."""
    found: Connector | None = call.world[CONNECTORS].where(token=token).first()
    if found is None or found.test:
        raise wrong(call, "connector not found", "connector_token")
    return found


def whose(call: AnyCall, told: Any) -> tuple[str | None, list[Connector]]:
    """The integration that is named, with its connectors, or None and a connector: exactly one is to be named."""
    slug, token = told.get("integration_slug"), told.get("connector_token")
    if (slug is None) is (token is None):
        raise wrong(call, "exactly one of integration_slug and connector_token is required")
    if slug is None:
        return None, [connector_named(call, token)]
    found = [one for one in call.world[CONNECTORS] if one.slug == slug and not one.test]
    if not found:
        raise wrong(call, "integration not found", "integration_slug")
    return slug, found
