"""The way on from `/`, `/_sandbox/` and `/_sandbox/docs/`: what is served and where, for programs."""

from importlib.metadata import version

import msgspec
from werkzeug import Response
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from ats_sandbox.control.addressing import OURS, Address
from ats_sandbox.control.deployment import Deployment
from ats_sandbox.control.wire import WireObject
from ats_sandbox.world.seeding.configuration import IDENTIFIER

INDEXES = ("/_sandbox/", "/_sandbox/docs/")
"""The paths of the tester's side that have the index, beside `/`."""

TYPES = ("application/json", "text/html")


def is_for_people(accept: str) -> bool:
    """Whether an Accept header asks for a page, as those of browsers do, rather than for JSON."""
    return parse_accept_header(accept, MIMEAccept).best_match(TYPES, TYPES[0]) == "text/html"


def index(deployment: Deployment, address: Address) -> Response:
    """The index."""
    contents = contents_of(deployment, address)
    return Response(msgspec.json.encode(contents), content_type=TYPES[0], headers={"Vary": "Accept"})


def contents_of(deployment: Deployment, address: Address) -> WireObject:
    """What is served, with the absolute address of each thing in the world that was asked for."""
    root = address.origin.removesuffix(f"/{OURS}") if address.vendor == OURS else address.origin
    ours = f"{root}/{OURS}"
    vendors = [one.name for one in deployment.vendors]
    return {
        "name": "ats-sandbox",
        "version": version("ats-sandbox"),
        "recipe": deployment.recipe,
        "seed": deployment.seed,
        "world": address.world,
        "company": IDENTIFIER,
        "apis": {one: f"{root}/{one}" for one in vendors},
        "documentation": {one: f"{ours}/docs/{one}/" for one in (*vendors, OURS)},
        "documents": {one: f"{ours}/openapi/{one}.json" for one in (*vendors, OURS)},
        "sandbox": {
            one: f"{ours}/{one}"
            for one in ("health", "credentials", "operations", "worlds", "journal", "faults", "clock", "names")
        },
    }
