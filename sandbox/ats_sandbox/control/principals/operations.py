"""Principals over HTTP: list, add, get and delete them."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Full, Taken, Unknown
from ats_sandbox.control.fixtures.forms import PrincipalForm
from ats_sandbox.control.fixtures.names import name_of
from ats_sandbox.control.principals.validation import declared_scopes
from ats_sandbox.control.schema import OwnRequest
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading

principals = Resource("Principals", "Who may call a world, and what they may do and see")


class PrincipalInput(OwnRequest, PrincipalForm):
    """A principal and its token."""

    token = fields.Text(required=True, least=1, most=200)


class PrincipalShown(ResponseSchema):
    """A principal. `scopes` null allows every operation; `jobs` and `candidates` are names, or native ids."""

    token = fields.Text(required=True)
    about = fields.Text(required=True)
    own = fields.Boolean(required=True)
    expired = fields.Boolean(required=True)
    scopes = fields.Array(fields.Text(), required=True, allow_none=True)
    writes = fields.Boolean(required=True)
    jobs = fields.Anything(required=True)
    candidates = fields.Anything(required=True)
    user = fields.Text(required=True)


def principal_row(call: Call, one: Principal) -> WireObject:
    """A `PrincipalShown`."""
    world = workspace_of(call).world.read()
    return {
        "token": one.token,
        "about": one.about,
        "own": one.token in workspace_of(call).principals.own(),
        "expired": one.expired,
        "scopes": None if one.scopes is None else sorted(one.scopes),
        "writes": one.writes,
        "jobs": _jobs_of(world, one),
        "candidates": "all" if one.candidates is None else _names_or_ids(world, "candidate", one.candidates),
        "user": _name_or_id(world, "user", one.user),
    }


def _jobs_of(world: Reading, one: Principal) -> str | list[str]:
    if one.jobs is not None:
        return _names_or_ids(world, "job", one.jobs)
    return "all" if one.confidential else "open"


def _names_or_ids(world: Reading, kind: str, ids: frozenset[int]) -> list[str]:
    return [_name_or_id(world, kind, id) for id in sorted(ids)]


def _name_or_id(world: Reading, kind: str, id: int) -> str:
    return name_of(world, kind, id) or native_id(world, kind, id)


@principals.get(
    "/principals",
    id="list_principals",
    returns=fields.Array(fields.Nested(PrincipalShown)),
    evidence=OURS,
)
def list_principals(call: Call) -> list[WireObject]:
    """List who may call this world: the common principals, then its own."""
    return [principal_row(call, one) for one in workspace_of(call).principals]


@principals.get("/scopes", id="list_scopes", returns=fields.Array(fields.Text()), evidence=OURS)
def list_scopes(call: Call) -> list[str]:
    """List the scopes that operations declare; `/_sandbox/openapi/` has the scope of each operation."""
    return declared_scopes(workspace_of(call).vendors)


@principals.post(
    "/principals",
    id="add_principal",
    body=PrincipalInput,
    returns=PrincipalShown,
    status=201,
    errors=[Taken, Full],
    evidence=OURS,
    example=Example(body={"token": "hiring-manager", "scopes": ["jobs_read", "candidates_read"], "jobs": "open"}),
)
def add_principal(call: Call) -> WireObject:
    """Add a token to this world, with what its holder may do and see.

    Every vendor then answers as it does to such a caller: 403 where the scope is missing or a record is hidden, and
    lists without the hidden rows. A reset of the world keeps its principals.
    """
    return principal_row(call, workspace_of(call).principals.add(**call.body))


@principals.get(
    "/principals/{token}",
    id="get_principal",
    returns=PrincipalShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"token": "sandbox-readonly"}),
)
def get_principal(call: Call) -> WireObject:
    """Get one principal by its token."""
    return principal_row(call, workspace_of(call).principals[call.path["token"]])


@principals.delete(
    "/principals/{token}",
    id="delete_principal",
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"token": "hiring-manager"}),
)
def delete_principal(call: Call) -> None:
    """Delete one of the world's own tokens; requests with it are then refused."""
    workspace_of(call).principals.drop(call.path["token"])
