"""Browsable documentation, served from the installed packages alone."""

from flask import Blueprint

from ats_sandbox.contract.vendor import Vendor


def docs_pages(vendor: Vendor) -> Blueprint:
    """The documentation pages of one vendor."""
    from flask_swagger_ui import get_swaggerui_blueprint  # type: ignore[import-untyped]

    pages: Blueprint = get_swaggerui_blueprint(
        f"/_sandbox/docs/{vendor.name}",
        f"/_sandbox/openapi/{vendor.name}.json",
        config={"app_name": vendor.title, "validatorUrl": None, "docExpansion": "list", "persistAuthorization": True},
        blueprint_name=f"docs-{vendor.name}",
    )
    return pages
