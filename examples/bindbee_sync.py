"""Bindbee with httpx: keep a copy of the candidates, ask for a resync, and add somebody under an idempotency key."""

import time
from typing import Any

import httpx

TRIES = 4


class Bindbee:
    """`token` is the account's, `connector` the linked system's. `copy` holds what was read, by id."""

    def __init__(
        self,
        token: str,
        connector: str,
        url: str = "https://api.bindbee.dev",
    ) -> None:
        headers = {"Authorization": f"Bearer {token}", "x-connector-token": connector}
        self._client = httpx.Client(base_url=url, headers=headers)
        self._newest: str | None = None
        self.copy: dict[str, dict[str, Any]] = {}

    def read(self) -> int:
        """Bring the copy up to date; gives how many records came."""
        query = {"page_size": "100"} | ({"modified_after": self._newest} if self._newest else {})
        count = 0
        while True:
            page = self._asked("GET", "/api/ats/v1/candidates", params=query).json()
            for one in page["items"]:
                self.copy[one["id"]] = one
                self._newest = max(self._newest or "", one["modified_at"])
                count += 1
            if page["cursor"] is None:
                return count
            query["cursor"] = page["cursor"]

    def resync(self) -> int:
        """Have the linked system read again, and take over what is new."""
        self._asked("POST", "/api/embedded/v1/connectors/resync")
        return self.read()

    def add(self, person: dict[str, Any], key: str) -> Any:
        """Add a person; under the same key a repeated request writes nothing, so it is safe to repeat."""
        headers = {"X-Idempotency-Key": key}
        for attempt in range(TRIES):
            try:
                return self._asked("POST", "/api/ats/v1/candidates", json=person, headers=headers).json()
            except httpx.TransportError:
                time.sleep(2**attempt)
        raise TimeoutError(f"no answer in {TRIES} tries")

    def _asked(self, method: str, path: str, **settings: Any) -> httpx.Response:
        for attempt in range(TRIES):
            answer = self._client.request(method, path, **settings)
            if answer.status_code != 429:
                break
            time.sleep(float(answer.headers.get("Retry-After", 2**attempt)))
        answer.raise_for_status()
        return answer
