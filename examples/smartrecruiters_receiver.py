"""SmartRecruiters' webhooks with Flask: shake hands, verify the signature, handle each event once, answer 202."""

import hmac
import time
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue
from werkzeug.datastructures import Headers

SIGNED = ("event-id", "event-name", "event-version", "Link")
TOLERANCE = 300
"""Seconds that a message may be old."""


def receiver(keys: Sequence[str], handle: Callable[[str, Any], None], now: Callable[[], float] = time.time) -> Flask:
    """An application that calls `handle(event, body)`. `keys` are the secret keys, several while they are rotated.

    Without any key nothing can be verified: SmartRecruiters does not sign before the first one is made.
    """
    app = Flask(__name__)
    handled: set[str] = set()

    @app.post("/smartrecruiters")
    def receive() -> ResponseReturnValue:
        secret = request.headers.get("X-Hook-Secret")
        if secret is not None:
            return "", 200, {"X-Hook-Secret": secret}  # proves that the address is ours; it is not the signing key
        body, id = request.get_data(), request.headers.get("event-id", "")
        if keys and not (is_signed(keys, request.headers, body) and is_fresh(request.headers, now())):
            return "", 401
        if id not in handled:  # a retry of what was handled is not news; of what failed it is
            handle(request.headers["event-name"], request.get_json())
            handled.add(id)
        return "", 202  # any other status, 200 too, is a failure

    return app


def is_signed(keys: Sequence[str], headers: Headers, body: bytes) -> bool:
    """Whether one of the keys signed a message; a header that is not there counts as empty."""
    timestamp = headers.get("smartrecruiters-timestamp", "")
    parts = [timestamp.encode(), body, *(headers.get(name, "").encode() for name in SIGNED)]
    text, sent = b".".join(parts), headers.get("smartrecruiters-signature", "").encode().split(b";")
    made = [b"v1=" + hmac.new(key.encode(), text, "sha256").hexdigest().encode() for key in keys]
    return any(hmac.compare_digest(one, other) for one in made for other in sent)


def is_fresh(headers: Headers, now: float) -> bool:
    """Whether a message was signed a short while ago, and is not one that somebody has kept."""
    timestamp = headers.get("smartrecruiters-timestamp", "")
    return timestamp.isdecimal() and abs(now - int(timestamp)) <= TOLERANCE
