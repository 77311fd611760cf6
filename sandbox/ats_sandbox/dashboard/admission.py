"""Who may see and use the pages: whoever may use the tester's side, and then only from our own pages."""

from collections.abc import Mapping
from typing import Any

from werkzeug import Request, Response

from ats_sandbox.control.deployment import Deployment
from ats_sandbox.control.errors import StrangeOrigin
from ats_sandbox.control.guard import check_caller, holds_token, is_from_our_page
from ats_sandbox.control.login import cookie_name, cookie_value

SECURITY: Mapping[str, str] = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "same-origin",  # without any, browsers would not say where our own forms come from
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
"""What browsers are told about each page."""


def check_admission(request: Request, deployment: Deployment) -> None:
    """Raise the refusal of the tester's side to whom it does not let in, and StrangeOrigin to other pages.

    Pages of this machine and those of `--cors-origin` may use the operations; the forms here are for nobody but us.
    """
    check_our_page(request, deployment)
    check_caller(request, deployment.vendors, deployment.admin_token)


def check_our_page(request: Request, deployment: Deployment) -> None:
    """Raise StrangeOrigin for what another page than ours asks."""
    origin = request.environ.get("HTTP_ORIGIN")
    if not is_from_our_page(request.environ) and origin not in deployment.origins:
        raise StrangeOrigin(origin=(origin or "")[:100] or "another site")


def log_in(request: Request, response: Response, deployment: Deployment, token: str) -> bool:
    """Have a browser keep the cookie, if this is the admin token."""
    admin_token = deployment.admin_token
    sent = Request({**request.environ, "HTTP_COOKIE": "", "HTTP_AUTHORIZATION": f"Bearer {token}"})
    if admin_token is None or not holds_token(sent, admin_token):
        return False
    _set_cookie(response, admin_token, cookie_value(admin_token), secure=_over_tls(request))
    return True


def log_out(request: Request, response: Response, deployment: Deployment) -> None:
    """Have a browser forget the cookie."""
    if deployment.admin_token is not None:
        _set_cookie(response, deployment.admin_token, "", secure=_over_tls(request), max_age=0)


def _set_cookie(response: Response, admin_token: str, value: str, **facts: Any) -> None:
    response.set_cookie(cookie_name(admin_token), value, path="/", httponly=True, samesite="Strict", **facts)


def _over_tls(request: Request) -> bool:
    """True when the browser reaches us by https, perhaps through a proxy."""
    return "https" in (request.scheme, request.headers.get("X-Forwarded-Proto", ""))
