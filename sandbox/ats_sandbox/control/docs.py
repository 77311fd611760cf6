"""Browsable documentation, served from the installed packages alone."""

from html import escape
from pathlib import Path
from string import Template

import msgspec
from flask import Blueprint, redirect, send_from_directory
from werkzeug import Response

from ats_sandbox.contract.principal import PRINCIPALS
from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.wire import WireObject


def docs_pages(vendor: Vendor) -> Blueprint:
    """The documentation pages of one vendor."""
    pages = Blueprint(f"docs-{vendor.name}", __name__, url_prefix=f"/_sandbox/docs/{vendor.name}")
    pages.add_url_rule("", "bare", lambda: redirect(f"{vendor.name}/"))  # the page's own addresses are relative
    pages.add_url_rule("/", "page", lambda: Response(page(vendor), content_type="text/html; charset=utf-8"))
    pages.add_url_rule("/<path:path>", "file", lambda path: send_from_directory(_swagger_ui(), path))
    return pages


def _swagger_ui() -> Path:
    """The folder of Swagger UI's own files."""
    import flask_swagger_ui  # type: ignore[import-untyped]

    return Path(flask_swagger_ui.__file__).parent / "dist"


def page(vendor: Vendor) -> str:
    """The page of one vendor's document. Every address in it is relative, so that it works below any prefix."""
    facts = msgspec.json.encode(settings(vendor)).decode().replace("<", "\\u003c")
    text = Path(__file__).with_name("docs.html").read_text(encoding="utf-8")
    return Template(text).substitute(title=escape(vendor.title), settings=facts)


def settings(vendor: Vendor) -> WireObject:
    """What the page tells Swagger UI: where the document is, and the credential that requests have from the start.

    It is that of the vendor's first security scheme; the tester's side has none that anybody may know.
    """
    return {
        "ui": {
            "dom_id": "#swagger-ui",
            "url": f"../../openapi/{vendor.name}.json",
            "deepLinking": True,
            "docExpansion": "list",
            "persistAuthorization": True,
            "tryItOutEnabled": True,
            "validatorUrl": None,
        },
        "scheme": vendor.auth.name if vendor.auth.always else None,
        "basic": vendor.auth.scheme.get("scheme") == "basic",
        "token": PRINCIPALS[0].token,
    }
