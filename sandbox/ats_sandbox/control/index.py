"""The way on from `/`, `/_sandbox/` and `/_sandbox/docs/`: what is served and where, as JSON or as a page."""

from collections.abc import Iterable
from html import escape
from importlib.metadata import version
from pathlib import Path
from string import Template

import msgspec
from werkzeug import Response
from werkzeug.datastructures import MIMEAccept
from werkzeug.http import parse_accept_header

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.addressing import OURS, Address
from ats_sandbox.control.api import CONTROL
from ats_sandbox.control.deployment import Deployment
from ats_sandbox.control.wire import WireObject
from ats_sandbox.world.seeding.configuration import IDENTIFIER

DOCS = "/docs/"
"""Where the documents are, on the tester's side."""
INDEXES = ("/_sandbox/", f"/_sandbox{DOCS}")
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


def documents(deployment: Deployment, address: Address) -> Response:
    """The index of the documents, for people."""
    shown = page(contents_of(deployment, address), (*deployment.vendors, CONTROL))
    return Response(shown, content_type="text/html; charset=utf-8", headers={"Vary": "Accept"})


def page(contents: WireObject, vendors: Iterable[Vendor]) -> str:
    """The index as HTML, without scripts, and with nothing to load."""
    text = Path(__file__).with_name("index.html").read_text(encoding="utf-8")
    facts = ("company", "world", "recipe", "seed", "version")
    return Template(text).substitute(
        facts=escape(", ".join(f"{name} {contents[name]}" for name in facts)),
        documents="".join(_entry(one, contents) for one in vendors),
        sandbox="".join(_item(to, name) for name, to in contents["sandbox"].items()),
    )


def _entry(vendor: Vendor, contents: WireObject) -> str:
    """What the page says of one document."""
    name = vendor.name
    links = _item(contents["documentation"][name], "Try it") + _item(contents["documents"][name], "OpenAPI document")
    base = contents["apis"].get(name)
    at = "" if base is None else f"<p>Base URL <code>{escape(base)}</code></p>"
    title, about = escape(vendor.title), escape(vendor.about)
    return f'<article><h3>{title}</h3><p class="quiet">{about}</p>{at}<ul>{links}</ul></article>\n'


def _item(to: str, name: str) -> str:
    """A link as an item of a list."""
    return f'<li><a href="{escape(to)}">{escape(name)}</a></li>'
