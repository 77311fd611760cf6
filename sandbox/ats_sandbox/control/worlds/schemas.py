"""The wire shapes of worlds."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.names import Name
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.world.clock import ClockMode
from ats_sandbox.world.seeding.recipes import recipe_names

MOST_CANDIDATES = 100_000
"""People that a world created by request may hold; the command that serves takes more."""


class NewWorld(OwnRequest):
    """A world of a recipe, or with `from` a fork of a world as it is now, or as it was at a `snapshot` of it."""

    name = Name(required=True, least=1, most=64)
    recipe = fields.Choice(recipe_names(), metadata=described("The recipe; by default the one the server began with."))
    seed = fields.Integer(least=0, most=2**63 - 1, metadata=described("The same seed gives the same world."))
    candidates = fields.Integer(
        least=1, most=MOST_CANDIDATES, metadata=described("The number of candidates, instead of the recipe's.")
    )
    parent = fields.Text(data_key="from", least=1, most=64, metadata=described("The world to fork."))
    snapshot = fields.Text(least=1, most=64, metadata=described("The snapshot of that world to fork from."))


class WorldRow(ResponseSchema):
    """A world. `recipe`, `seed` and `candidates` say what it was founded from; `limits` is `count` or `enforce`."""

    name = fields.Text(required=True)
    recipe = fields.Text(required=True)
    seed = fields.Integer(required=True)
    candidates = fields.Integer(required=True, allow_none=True)
    now = fields.Text(required=True)
    clock = fields.Choice(ClockMode, required=True)
    limits = fields.Choice(("count", "enforce"), required=True)
    snapshots = fields.Integer(required=True)
