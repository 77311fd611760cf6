"""The cookie by which a browser shows that somebody gave it the admin token."""

import hmac
from collections.abc import Mapping
from hashlib import sha256
from typing import Any

from werkzeug.http import parse_cookie


def cookie_name(admin_token: str) -> str:
    """The name of the cookie; sandboxes of one machine share its cookies, and so have names of their own."""
    return f"ats-sandbox-{_digest(admin_token, b'name')[:8]}"


def cookie_value(admin_token: str) -> str:
    """What the cookie holds: the token cannot be told from it."""
    return _digest(admin_token, b"value")


def is_logged_in(environ: Mapping[str, Any], admin_token: str) -> bool:
    """True when a request has the cookie."""
    header = environ.get("HTTP_COOKIE")
    if not header:
        return False
    held = parse_cookie(header).get(cookie_name(admin_token), "")
    return hmac.compare_digest(held.encode(), cookie_value(admin_token).encode())


def _digest(admin_token: str, purpose: bytes) -> str:
    return hmac.new(admin_token.encode(), b"ats-sandbox dashboard " + purpose, sha256).hexdigest()
