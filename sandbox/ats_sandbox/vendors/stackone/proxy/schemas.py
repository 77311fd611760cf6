"""The wire shapes of the proxy."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.shapes import ProviderError

METHODS = ("get", "post", "put", "delete", "patch")


class ProxyRequestBody(RequestSchema):
    """A request to the provider. `url` replaces the base of its address; `path` carries the query."""

    url = wire.text()
    method = fields.Choice(METHODS, allow_none=True, load_default="get")
    path = wire.text()
    headers = wire.free()
    body = wire.free()


class ProxyResponse(ResponseSchema):
    """What the provider answered."""

    status = fields.Number(required=True)
    headers = wire.free()
    data = fields.Anything(
        metadata={"type": ["object", "array", "string", "number", "boolean"], "items": {"type": "object"}}
    )
    provider_errors = wire.many(ProviderError)
