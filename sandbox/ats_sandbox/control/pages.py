"""What people look at in a browser, and what is said where nothing is."""

from collections.abc import Callable, Iterable
from io import BytesIO
from typing import Any, cast

from flask import Blueprint, Flask, request
from flask import Request as FlaskRequest
from werkzeug import Request, Response
from werkzeug.exceptions import HTTPException

from ats_sandbox.contract.vendor import Vendor
from ats_sandbox.control.docs import docs_pages
from ats_sandbox.control.index import INDEXES


class PageRequest(FlaskRequest):
    """A request whose uploaded files stay in memory: bodies are bounded, and the file system may be read-only."""

    def _get_file_stream(self, *_args: Any, **_facts: Any) -> BytesIO:
        return BytesIO()


def pages_of(
    vendors: Iterable[Vendor],
    index: Callable[[Request], Response],
    nothing: Callable[[HTTPException, Request], Response],
    *more: Blueprint,
) -> Flask:
    """The index under each of its paths, the documentation of each vendor, and more."""
    app = Flask("ats_sandbox", static_folder=None)
    app.request_class = PageRequest
    app.url_map.strict_slashes = app.url_map.merge_slashes = False
    app.register_error_handler(HTTPException, lambda error: nothing(error, received()))
    for path in ("/", *INDEXES):
        app.add_url_rule(path, path, lambda: index(received()))
    for vendor in vendors:
        app.register_blueprint(docs_pages(vendor))
    for pages in more:
        app.register_blueprint(pages)
    return app


def received() -> Request:
    """The request that is answered."""
    return cast("Request", cast(Any, request)._get_current_object())  # noqa: SLF001  # it may outlive Flask's context
