"""Reading what can be done at which provider."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.connectors.models import models_of
from ats_sandbox.vendors.stackone.connectors.schemas import ConnectorQuery, ConnectorsMeta
from ats_sandbox.vendors.stackone.errors import NotFound
from ats_sandbox.vendors.stackone.providers import PROVIDERS, Provider

PLATFORM = documented("StackOne OpenAPI, platform 1.0.0")
_LOGOS = "https://app.stackone.com/assets/logos"

connectors = Resource("Connectors", "The providers that accounts can be linked at")


@connectors.get(
    "/connectors/meta",
    id="stackone_list_connectors_meta",
    scope="platform",
    query=ConnectorQuery,
    returns=fields.Array(fields.Nested(ConnectorsMeta)),
    evidence=PLATFORM,
)
def list_connectors_meta(call: Call) -> list[dict[str, Any]]:
    """List the providers that are enabled for the project.

    `include=inactive` adds those that are not, `include=resources` their logos. What else may be included makes no
    difference here: the providers have no fields, webhooks or values beyond the models that are always told.
    """
    everything = "inactive" in _included(call)
    return [_connector(call, one) for one in PROVIDERS.values() if one.active or everything]


@connectors.get(
    "/connectors/meta/{provider}",
    id="stackone_get_connector_meta",
    scope="platform",
    query=ConnectorQuery,
    returns=ConnectorsMeta,
    errors=[NotFound],
    evidence=PLATFORM,
    example=Example(path={"provider": "smartrecruiters"}),
)
def get_connector_meta(call: Call) -> dict[str, Any]:
    """Get a provider, also one that is not enabled."""
    _ = call.query
    provider = PROVIDERS.get(call.path["provider"])
    if provider is None:
        raise NotFound
    return _connector(call, provider)


def _included(call: Call) -> frozenset[str]:
    return call.query.get("include") or frozenset()


def _connector(call: Call, provider: Provider) -> dict[str, Any]:
    logo = f"{provider.key}.png"
    images = {"logo_url": f"{_LOGOS}/{logo}", "original_logo_horizontal_url": f"{_LOGOS}/source/{logo}"}
    return {
        "provider": provider.key,
        "provider_name": provider.name,
        "category": provider.category,
        "active": provider.active,
        "models": models_of(call.vendor, provider),
        "resources": {"images": images} if "resources" in _included(call) else None,
    }
