"""Principals over HTTP: list them, add one, look at one, take one away."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.principal import Principal
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Full, Taken, Unknown
from ats_sandbox.control.fixtures.forms import PrincipalForm
from ats_sandbox.control.fixtures.names import name_of
from ats_sandbox.control.principals.checking import scopes_of
from ats_sandbox.control.schema import OwnRequest
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


def shown(call: Call, one: Principal) -> dict[str, Any]:
    """A PrincipalShown."""
    world = workspace_of(call).world.read()
    return {
        "token": one.token,
        "about": one.about,
        "own": one.token in workspace_of(call).principals.own(),
        "expired": one.expired,
        "scopes": None if one.scopes is None else sorted(one.scopes),
        "writes": one.writes,
        "jobs": _listed(world, "job", one.jobs) if one.jobs is not None else "all" if one.confidential else "open",
        "candidates": "all" if one.candidates is None else _listed(world, "candidate", one.candidates),
        "user": _called(world, "user", one.user),
    }


def _listed(world: Reading, kind: str, ids: frozenset[int]) -> list[str]:
    return [_called(world, kind, id) for id in sorted(ids)]


def _called(world: Reading, kind: str, id: int) -> str:
    return name_of(world, kind, id) or native_id(world, kind, id)


@principals.get(
    "/principals",
    id="list_principals",
    returns=fields.Array(fields.Nested(PrincipalShown)),
    evidence=OURS,
)
def list_principals(call: Call) -> list[dict[str, Any]]:
    """List who may call this world: those that every world knows, then its own."""
    return [shown(call, one) for one in workspace_of(call).principals]


@principals.get("/scopes", id="list_scopes", returns=fields.Array(fields.Text()), evidence=OURS)
def list_scopes(call: Call) -> list[str]:
    """List the scopes that operations declare; `/_sandbox/openapi/` tells which operation needs which."""
    return scopes_of(workspace_of(call).desk.vendors)


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
def add_principal(call: Call) -> dict[str, Any]:
    """Let a token in, in this world, and say what its holder may do and see.

    Every vendor then answers as it does to such a caller: 403 where the scope is missing or a record is not to be seen,
    and lists without the rows that are hidden. A reset of the world keeps its principals.
    """
    return shown(call, workspace_of(call).principals.add(**call.body))


@principals.get(
    "/principals/{token}",
    id="get_principal",
    returns=PrincipalShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"token": "sandbox-readonly"}),
)
def get_principal(call: Call) -> dict[str, Any]:
    """Get one principal by its token."""
    return shown(call, workspace_of(call).principals[call.path["token"]])


@principals.delete("/principals/{token}", id="delete_principal", errors=[Unknown], evidence=OURS)
def delete_principal(call: Call) -> None:
    """Take one of the world's own tokens away; requests with it are then refused."""
    workspace_of(call).principals.drop(call.path["token"])
