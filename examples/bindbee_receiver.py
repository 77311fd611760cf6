"""Bindbee's webhooks as a bare ASGI application: verify the signature, handle each event of a sync once, answer 200."""

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any


class Receiver:
    """Calls `handle(event, body)`; `key` is the organisation's."""

    def __init__(self, key: str, handle: Callable[[str, Any], None]) -> None:
        self.key = key
        self._handle = handle
        self._handled: set[tuple[str, str]] = set()

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        content, more = b"", True
        while more:
            part = await receive()
            content += part.get("body", b"")
            more = part.get("more_body", False)
        signature = dict(scope["headers"]).get(b"x-bindbee-webhook-signature", b"")
        status = self._take(content) if hmac.compare_digest(self._signature(content), signature) else 401
        await send({"type": "http.response.start", "status": status, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    def _take(self, content: bytes) -> int:
        """Handle what is new; gives the status to answer with."""
        body = json.loads(content)
        event = body["webhook"]["event"]
        once = event, body["sync"]["sync_id"]  # the id alone is that of all events of a sync
        if once not in self._handled:
            self._handle(event, body)
            self._handled.add(once)
        return 200

    def _signature(self, content: bytes) -> bytes:
        """What the key signs a body with: base64 with `-` and `_`, padded."""
        return base64.urlsafe_b64encode(hmac.digest(self.key.encode(), content, "sha256"))
