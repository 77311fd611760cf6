"""The way on from `/`, `/_sandbox/` and `/_sandbox/docs/`: what is served and where, as JSON or as a plain page."""

from html import escape
from importlib.metadata import version

import msgspec
from werkzeug import Response
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from ats_sandbox.control.addressing import OURS, Address
from ats_sandbox.control.deployment import Deployment
from ats_sandbox.control.wire import WireObject, WireValue
from ats_sandbox.world.seeding.configuration import IDENTIFIER

INDEXES = ("/_sandbox/", "/_sandbox/docs/")
"""The paths of the tester's side that have the index, beside `/`."""

TYPES = ("application/json", "text/html")


def index(deployment: Deployment, address: Address, accept: str) -> Response:
    """The index, as a page for browsers and as JSON for everybody else."""
    contents = contents_of(deployment, address)
    if parse_accept_header(accept, MIMEAccept).best_match(TYPES, TYPES[0]) == "text/html":
        return Response(page(contents), content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})
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


def page(contents: WireObject) -> str:
    """The index as HTML, without scripts and styles."""
    rows = "".join(f"<h2>{escape(name)}</h2>{listed(value)}" for name, value in contents.items() if name != "name")
    title = escape(str(contents["name"]))
    head = f'<meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>{title}</title>'
    return f'<!doctype html><html lang="en"><head>{head}</head><body><h1>{title}</h1>{rows}</body></html>'


def listed(value: WireValue) -> str:
    """A value, or links by their names."""
    if not isinstance(value, dict):
        return f"<p>{escape(str(value))}</p>"
    links = (f'<li><a href="{escape(to)}">{escape(name)}</a></li>' for name, to in value.items())
    return f"<ul>{''.join(links)}</ul>"
