"""The tester's side of one world, over HTTP."""

from typing import Any

from werkzeug.test import Client, TestResponse

from tests.client import VendorClient


class ControlClient:
    """Requests to the tester's paths, for the world that a vendor's client acts on."""

    def __init__(self, client: VendorClient) -> None:
        self._client = Client(client.sandbox)
        self._base = f"/w/{client.name}/_sandbox"

    def send(self, method: str, path: str, **kwargs: Any) -> TestResponse:
        """One request."""
        return self._client.open(f"{self._base}{path}", method=method, **kwargs)

    def get(self, path: str) -> Any:
        """A document."""
        answer = self.send("GET", path)
        assert answer.status_code == 200, answer.text
        return answer.json

    def post(self, path: str, body: Any) -> Any:
        """What was made."""
        answer = self.send("POST", path, json=body)
        assert answer.status_code == 201, answer.text
        return answer.json
