"""A mixture of requests that leaves the world as large as it was: reads, pages, changes and refusals."""

from dataclasses import dataclass, replace
from random import Random

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.vendor import Vendor
from benchmarks.probe import Probe
from benchmarks.walks import walks

SHARES = {"read": 70, "page": 5, "write": 15, "not found": 5, "not valid": 3, "not allowed": 2}
"""Of a hundred requests."""

LENGTH = 10_000
"""Requests after which the mixture begins again."""

CHANGES = (b'{"firstName":"Ada"}', b'{"firstName":"Grace"}')


@dataclass(frozen=True, slots=True)
class Asked:
    """A request and the status that it is answered with."""

    probe: Probe
    status: int


def mixture(vendor: Vendor, sandbox: SandboxApp, seed: int = 1) -> list[Asked]:
    """The requests in the order in which they are sent; the same ones for the same seed.

    A write changes a candidate's first name to one of two, so that nothing is added.
    """
    read, page = walks(vendor, sandbox)
    chance = Random(seed)
    kinds = chance.choices([*SHARES], [*SHARES.values()], k=LENGTH)
    return [_request(kind, read, page, chance) for kind in kinds]


def _request(kind: str, read: Probe, page: Probe, chance: Random) -> Asked:
    one = Probe(kind, "GET", chance.choice(read.walk), read.headers)
    change = replace(
        one, method="PATCH", body=chance.choice(CHANGES), headers={**read.headers, "Content-Type": "application/json"}
    )
    match kind:
        case "page":
            return Asked(replace(one, path=chance.choice(page.walk)), 200)
        case "write":
            return Asked(change, 200)
        case "not found":
            return Asked(replace(one, path=f"{read.path.rpartition('/')[0]}/{chance.randrange(10**9)}"), 404)
        case "not valid":
            return Asked(replace(change, body=b'{"firstName":7}'), 400)
        case "not allowed":
            return Asked(replace(one, headers={}), 401)
    return Asked(one, 200)
