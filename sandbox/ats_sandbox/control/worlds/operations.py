"""Worlds: list, create, fork, look at, reset, delete."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.resource import Resource
from ats_sandbox.control.deployment import deployment_of
from ats_sandbox.control.errors import OURS, BadRequest, Full, Stays, Taken, Unknown
from ats_sandbox.control.worlds.schemas import NewWorld, WorldRow
from ats_sandbox.control.worlds.views import world_row
from ats_sandbox.control.worlds.worlds import DEFAULT

worlds = Resource("Worlds", "Worlds, each a company of its own: create, fork, reset and delete them")


@worlds.get("/worlds", id="list_worlds", returns=fields.Array(fields.Nested(WorldRow)), evidence=OURS)
def list_worlds(call: Call) -> list[dict[str, Any]]:
    """List the worlds in use, the default one first.

    A world need not be created: any name in `/w/<name>/` or in the header `X-Sandbox-World` begins one on first use,
    as the sandbox was started.
    """
    held = deployment_of(call).worlds
    return [world_row(workspace) for name in held if (workspace := held.get(name)) is not None]


@worlds.post(
    "/worlds",
    id="create_world",
    body=NewWorld,
    returns=WorldRow,
    status=201,
    errors=[Unknown, Taken, Full],
    evidence=OURS,
    example=Example(body={"name": "nobody-yet", "recipe": "empty", "seed": 7}),
)
def create_world(call: Call) -> dict[str, Any]:
    """Create a world of a recipe and seed, or fork one.

    Without any of these it begins as the sandbox was started. A fork takes along the mode of the clock and of the
    limits, and resets to how it began. Founding a recipe anew takes as long as its size asks for; the same recipe and
    seed again, and every fork, take under a millisecond.
    """
    body, held = call.body, deployment_of(call).worlds
    blueprint = {name: body[name] for name in ("recipe", "seed", "candidates") if name in body}
    if "parent" not in body and "snapshot" not in body:
        return world_row(held.create(body["name"], **blueprint))
    if blueprint:
        text = "does not go with `from` or `snapshot`: a fork has the recipe and seed of the world it is forked from"
        raise BadRequest(tuple(Violation(Rule.CUSTOM, (name,), text=text, value=blueprint[name]) for name in blueprint))
    return world_row(held.fork(body["name"], body.get("parent", DEFAULT), body.get("snapshot")))


@worlds.get(
    "/worlds/{name}",
    id="get_world",
    returns=WorldRow,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"name": DEFAULT}),
)
def get_world(call: Call) -> dict[str, Any]:
    """Get one world that is in use."""
    return world_row(deployment_of(call).worlds.named(call.path["name"]))


@worlds.post(
    "/worlds/{name}/reset",
    id="reset_world",
    returns=WorldRow,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"name": DEFAULT}),
)
def reset_world(call: Call) -> dict[str, Any]:
    """Set a world back to how it began, its instant included.

    Credentials, snapshots and settings (the clock's mode, the mode of the limits) are kept. A fork begins as what it
    was forked from, a world with imported data as imported.
    """
    workspace = deployment_of(call).worlds.named(call.path["name"])
    workspace.reset()
    return world_row(workspace)


@worlds.delete(
    "/worlds/{name}",
    id="delete_world",
    returns=204,
    errors=[Unknown, Stays],
    evidence=OURS,
    example=Example(path={"name": "nobody-yet"}),
)
def delete_world(call: Call) -> None:
    """Delete a world and all that is kept with it. The default one cannot be deleted, only reset."""
    name, held = call.path["name"], deployment_of(call).worlds
    if name != DEFAULT:
        held.named(name)
    held.drop(name)
