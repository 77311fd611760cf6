"""What this sandbox is and serves: health, credentials, operations, documents."""

from dataclasses import asdict

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.illustration import illustrated
from ats_sandbox.contract.inventory import rows
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.deployment import deployment_of
from ats_sandbox.control.errors import OURS, Unknown
from ats_sandbox.control.wire import WireObject

about = Resource("About", "What this sandbox is and serves")


class Health(ResponseSchema):
    """The state of the sandbox, and what it was started with."""

    status = fields.Text(required=True)
    recipe = fields.Text(required=True)
    seed = fields.Integer(required=True)
    vendors = fields.Array(fields.Text(), required=True)


class Token(ResponseSchema):
    """A credential that every world knows."""

    token = fields.Text(required=True)
    about = fields.Text(required=True)


class Credentials(ResponseSchema):
    """The tokens, and for each vendor the headers that carry one."""

    tokens = fields.Array(fields.Nested(Token), required=True)
    headers = fields.FreeObject(required=True)


class OperationRow(ResponseSchema):
    """One operation that is served."""

    vendor = fields.Text(required=True)
    method = fields.Text(required=True)
    path = fields.Text(required=True)
    id = fields.Text(required=True)
    statuses = fields.Array(fields.Integer(), required=True)
    evidence = fields.Text(required=True)


@about.get("/health", id="get_health", public=True, returns=Health, evidence=OURS)
def get_health(call: Call) -> WireObject:
    """Check that the sandbox is running, and what it was started with."""
    deployment = deployment_of(call)
    return {
        "status": "ok",
        "recipe": deployment.recipe,
        "seed": deployment.seed,
        "vendors": [one.name for one in deployment.vendors],
    }


@about.get("/credentials", id="get_credentials", public=True, returns=Credentials, evidence=OURS)
def get_credentials(call: Call) -> WireObject:
    """List the tokens, and the headers that carry one to each vendor."""
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
def list_operations(call: Call) -> list[WireObject]:
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
def get_document(call: Call) -> WireObject:
    """Get the OpenAPI document of a vendor, or of the sandbox itself (`_sandbox`).

    Its server is the world that is asked, and its examples name records of that world.
    """
    name = call.path["name"].removesuffix(".json")
    served = {one.name: one for one in (*deployment_of(call).vendors, call.vendor)}
    if name not in served:
        raise Unknown(what="document", name=name, known=", ".join(served))
    document = illustrated(served[name], call.world)
    root = call.origin.removesuffix(f"/{call.vendor.name}")
    server = document["servers"][0]
    return {**document, "servers": [{**server, "url": f"{root}{server['url']}"}]}
