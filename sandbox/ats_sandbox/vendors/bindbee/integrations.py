"""Integrations: the systems that can be linked, those that the organisation has, and what of them is unified."""

from collections.abc import Sequence

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, shape_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.bindbee import inputs, lists, model
from ats_sandbox.vendors.bindbee.call import PREFIX, AnyCall, Call
from ats_sandbox.vendors.bindbee.catalogue import INTEGRATIONS, Integration
from ats_sandbox.vendors.bindbee.connectors import Category
from ats_sandbox.vendors.bindbee.ids import own_ids
from ats_sandbox.vendors.bindbee.resource import Resource, id_member
from ats_sandbox.vendors.bindbee.schemas import noun, text

KEY_CHECK = inferred("the operation is public, its answer is not: the name and the environment that a key stands for")
LOOKUP = inferred("the operation is public, its refusals are not: those of other operations with a key")

integrations = Resource("Integrations", "The systems that can be linked, and what is unified of them")


class Catalogue:
    """The integrations as a list that can be paged."""

    def __init__(self, rows: Sequence[Integration]) -> None:
        self.rows = rows

    def after(self, id: int | None, limit: int) -> list[Integration]:
        """`limit` integrations after an ordinal."""
        return [one for one in self.rows if one.id > (id or 0)][:limit]


ENABLINGS = own_ids("enabling")
"""Ids of the integrations as the organisation has them."""


class IntegrationResponse(ResponseSchema):
    """An integration of the organisation."""

    id = id_member(ENABLINGS)
    integration_id = id_member(own_ids("integration"))
    is_enabled = fields.Boolean(required=True)
    integration_slug = fields.Text(required=True, of="slug")
    integration_type = fields.Text(required=True, of=lambda _one, _call: "API")
    category = fields.Text(required=True)
    display_name = fields.Text(required=True)
    icon_url = fields.Text(required=True, of=lambda one, _: f"https://cdn.bindbee.dev/icons/{one.slug}.svg")
    description = text()


integrations.lists(
    f"{PREFIX}/integrations",
    "List the integrations of the organisation, enabled or not.",
    id="list_integrations",
    item=IntegrationResponse,
    pages=lists.pages_by(ENABLINGS),
    rows=lambda _: Catalogue([*INTEGRATIONS.values()]),
)


class LookupQuery(QuerySchema):
    """Of which category; of all by default."""

    category = inputs.OneOf(Category)


NAMED = {one: fields.Text(required=True) for one in ("slug", "display_name")}
FoundIntegration = shape_of(
    "LookupIntegration",
    **NAMED,
    categories=fields.Array(fields.Text(), required=True, of=lambda one, _: [one.category]),
)
FoundModel = shape_of("LookupModel", **NAMED, category=fields.Text(required=True))


def _fits(call: AnyCall, category: str) -> bool:
    return call.query.get("category") in (None, category)


@integrations.get(
    "/api/v1/lookup/integrations",
    id="lookup_integrations",
    query=LookupQuery,
    returns=shape_of("LookupIntegrations", integrations=fields.Array(fields.Nested(FoundIntegration), required=True)),
    evidence=LOOKUP,
)
def lookup_integrations(call: Call) -> Document:
    """Look up the integrations that there are."""
    show = view_of(FoundIntegration)
    return {"integrations": [show(one, call) for one in INTEGRATIONS.values() if _fits(call, one.category)]}


@integrations.get(
    "/api/v1/lookup/models",
    id="lookup_models",
    query=LookupQuery,
    returns=shape_of("LookupModels", models=fields.Array(fields.Nested(FoundModel), required=True)),
    evidence=LOOKUP,
)
def lookup_models(call: Call) -> Document:
    """Look up the unified models; the sandbox serves those of applicant tracking."""
    kinds = model.MODELS if _fits(call, Category.ATS) else ()
    return {
        "models": [
            {"slug": kind, "display_name": noun(kind).title(), "category": Category.ATS.value} for kind in sorted(kinds)
        ]
    }


@integrations.post(
    "/api/v1/org-check",
    id="check_organisation",
    writes=False,
    returns=fields.Anything(metadata={"type": "object"}),
    evidence=KEY_CHECK,
)
def check_organisation(call: Call) -> Document:
    """Check the key: it stands for an organisation and one of its environments."""
    return {"org_name": call.world.company.name, "environment": "PRODUCTION"}
