"""The tester's side of the sandbox, under `/_sandbox/`."""

from dataclasses import asdict
from typing import Any

import msgspec
from flask import Blueprint
from flask_swagger_ui import get_swaggerui_blueprint  # type: ignore[import-untyped]
from werkzeug import Response

from sandbox.contract.inventory import rows
from sandbox.contract.openapi import document_of
from sandbox.contract.principal import PRINCIPALS
from sandbox.contract.vendor import Vendor


def problem(status: int, message: str) -> Response:
    """A refusal in the sandbox's own words: `{"error": …}`."""
    return Response(msgspec.json.encode({"error": message}), status, content_type="application/json")


def told(document: Any) -> Response:
    """A JSON answer."""
    return Response(msgspec.json.encode(document), content_type="application/json")


def docs_pages(vendor: Vendor) -> Blueprint:
    """The browsable documentation of one vendor, served from the installed package alone."""
    pages: Blueprint = get_swaggerui_blueprint(
        f"/_sandbox/docs/{vendor.name}",
        f"/_sandbox/openapi/{vendor.name}.json",
        config={"app_name": vendor.title, "validatorUrl": None, "docExpansion": "list", "persistAuthorization": True},
        blueprint_name=f"docs-{vendor.name}",
    )
    return pages


def admin_pages(vendors: tuple[Vendor, ...], recipe: str, seed: int) -> Blueprint:
    """Health, the operations, the documents and the credentials."""
    pages = Blueprint("sandbox", __name__)

    @pages.get("/health")
    def health() -> Response:
        return told({"status": "ok", "recipe": recipe, "seed": seed, "vendors": [vendor.name for vendor in vendors]})

    @pages.get("/credentials")
    def credentials() -> Response:
        tokens = [{"token": one.token, "about": one.about} for one in PRINCIPALS]
        headers = {vendor.name: vendor.auth.present("sandbox-admin") for vendor in vendors}
        return told({"tokens": tokens, "headers": headers})

    @pages.get("/operations")
    def operations() -> Response:
        return told([asdict(row) for row in rows(vendors)])

    @pages.get("/openapi/<name>")
    def openapi(name: str) -> Response:
        vendor = next((one for one in vendors if one.name == name.removesuffix(".json")), None)
        if vendor is None:
            return problem(404, f"no vendor {name}; there are {', '.join(one.name for one in vendors)}")
        return told(document_of(vendor))

    return pages
