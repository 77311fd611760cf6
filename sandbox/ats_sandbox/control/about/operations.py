"""What this sandbox is and serves: health, credentials, operations, documents."""

from dataclasses import asdict
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.inventory import rows
from ats_sandbox.contract.openapi import document_of
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.about.schemas import Credentials, Health, OperationRow
from ats_sandbox.control.errors import OURS, Unknown
from ats_sandbox.control.workspace import deployment_of

about = Resource("About", "What this sandbox is and serves")


@about.get("/health", id="get_health", public=True, returns=Health, evidence=OURS)
def get_health(call: Call) -> dict[str, Any]:
    """Say that the sandbox lives, and what it began with."""
    desk = deployment_of(call)
    return {"status": "ok", "recipe": desk.recipe, "seed": desk.seed, "vendors": [one.name for one in desk.vendors]}


@about.get("/credentials", id="get_credentials", public=True, returns=Credentials, evidence=OURS)
def get_credentials(call: Call) -> dict[str, Any]:
    """List the tokens, and how each vendor is told one."""
    tokens = [{"token": one.token, "about": one.about} for one in PRINCIPALS]
    headers = {vendor.name: vendor.auth.present("sandbox-admin") for vendor in deployment_of(call).vendors}
    return {"tokens": tokens, "headers": headers}


@about.get(
    "/operations",
    id="list_operations",
    public=True,
    returns=fields.Array(fields.Nested(OperationRow)),
    evidence=OURS,
)
def list_operations(call: Call) -> list[dict[str, Any]]:
    """List every operation of every vendor."""
    return [asdict(row) for row in rows(deployment_of(call).vendors)]


@about.get(
    "/openapi/{name}",
    id="get_document",
    public=True,
    returns=fields.FreeObject(),
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"name": "_sandbox.json"}),
)
def get_document(call: Call) -> dict[str, Any]:
    """Get the OpenAPI document of a vendor, or of the sandbox itself (`_sandbox`)."""
    name = call.path["name"].removesuffix(".json")
    served = {one.name: one for one in (*deployment_of(call).vendors, call.vendor)}
    if name not in served:
        raise Unknown(what="document", name=name, known=", ".join(served))
    return document_of(served[name])
