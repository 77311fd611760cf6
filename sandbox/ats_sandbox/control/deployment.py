"""A whole sandbox, as its tester's side knows it: vendors, worlds, and who may use it."""

from typing import cast

import msgspec

from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.worlds.worlds import Worlds


class Deployment(msgspec.Struct, frozen=True):
    """What a sandbox has once. `recipe` and `seed` are what its worlds begin with.

    `admin_token` None leaves the tester's side open, as is right on the loopback address. `origins` are the pages that
    may use it beside those of this machine.
    """

    vendors: tuple[Vendor, ...]
    recipe: str
    seed: int
    worlds: Worlds
    admin_token: str | None = None
    origins: frozenset[str] = frozenset()


def deployment_of(call: AnyCall) -> Deployment:
    """The deployment that a call to the tester's side addresses."""
    return cast(Deployment, call.context.deployment)
