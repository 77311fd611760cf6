"""StackOne's webhooks with Flask: verify the signature, handle each event once, answer 200."""

import base64
import hashlib
import hmac
from collections.abc import Callable, Sequence
from typing import Any

from flask import Flask, request
from flask.typing import ResponseReturnValue


def receiver(secrets: Sequence[str], handle: Callable[[str, Any], None]) -> Flask:
    """An application that calls `handle(event, body)`. `secrets` are two while they are rotated."""
    app = Flask(__name__)
    handled: set[str] = set()

    @app.post("/stackone")
    def receive() -> ResponseReturnValue:
        content = request.get_data()
        if not is_signed(secrets, request.headers.get("x-stackone-signature", ""), content):
            return "", 401
        fingerprint = hashlib.sha256(content).hexdigest()  # events have no id; a retry repeats the bytes
        if fingerprint not in handled:
            body = request.get_json()
            handle(body["event"], body)
            handled.add(fingerprint)
        return "", 200

    return app


def is_signed(secrets: Sequence[str], signature: str, content: bytes) -> bool:
    """Whether one of the secrets signed a body: base64 with `-` and `_`, without padding."""
    digests = [hmac.digest(one.encode(), content, "sha256") for one in secrets]
    made = [base64.urlsafe_b64encode(one).rstrip(b"=") for one in digests]
    return any(hmac.compare_digest(one, signature.encode()) for one in made)
