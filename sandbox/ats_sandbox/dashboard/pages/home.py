"""The first page: what this sandbox is, how to call it, and the way to everything else."""

from importlib.metadata import version
from shlex import quote
from urllib.parse import urlencode

from ats_sandbox.contract.operation import Operation
from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.api import CONTROL
from ats_sandbox.dashboard.page import Page, Values
from ats_sandbox.dashboard.visit import Visit

FIRST = ("candidates", "applications", "jobs")
"""The last segments of paths that are called first."""

ADMIN = PRINCIPALS[0].token
"""The token of the first call."""


def show(visit: Visit) -> Values:
    """Addresses and tokens, with a first call for each vendor; the clock for those who may see it."""
    deployment = visit.deployment
    return {
        "version": version("ats-sandbox"),
        "recipe": visit.workspace.blueprint.recipe if visit.admitted else deployment.recipe,
        "seed": visit.workspace.world.seed if visit.admitted else deployment.seed,
        "clock": visit.operations.get("/clock") if visit.admitted else None,
        "tokens": PRINCIPALS,
        "vendors": [
            {
                "name": vendor.name,
                "title": vendor.title,
                "base": f"{visit.origin}/{vendor.name}",
                "curl": curl(visit, vendor),
                "headers": vendor.auth.present(ADMIN),
            }
            for vendor in deployment.vendors
        ],
        "documents": [
            (one.title, f"{visit.ours}/docs/{one.name}/", f"{visit.ours}/openapi/{one.name}.json")
            for one in (*deployment.vendors, CONTROL)
        ],
    }


def curl(visit: Visit, vendor: Vendor) -> str:
    """A call that reads something, to be pasted into a shell."""
    operation = first_read(vendor)
    asked = {name: value for name, value in operation.example.query.items() if not callable(value)}
    query = f"?{urlencode(asked)}" if asked else ""
    headers = " ".join(f"-H {quote(f'{name}: {value}')}" for name, value in vendor.auth.present(ADMIN).items())
    return f"curl -s {quote(f'{visit.origin}/{vendor.name}{operation.path}{query}')} {headers}"


def first_read(vendor: Vendor) -> Operation:
    """What people look at first: candidates, or applications, or jobs, as far as they are read by a plain GET."""
    reads = [one for one in vendor.operations if one.method == "GET" and not one.example.path and not one.public]
    for noun in FIRST:
        for one in reads:
            if one.path.rpartition("/")[2] == noun:
                return one
    return reads[0]


HOME = Page("home", "Start", "Addresses, tokens and first calls.", show)
