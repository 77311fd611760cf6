"""StackOne with httpx: read what changed since the last time, and push an application exactly once."""

import time
from collections.abc import Iterator
from typing import Any

import httpx

TRIES = 4


class StackOne:
    """`key` is the project's API key, `account` the linked account."""

    def __init__(
        self,
        key: str,
        account: str,
        url: str = "https://api.stackone.com",
        transport: httpx.BaseTransport | None = None,
    ) -> None:
        headers = {"x-account-id": account}
        self._client = httpx.Client(base_url=url, auth=(key, ""), headers=headers, transport=transport)

    def candidates(self, updated_after: str | None = None) -> Iterator[dict[str, Any]]:
        """Everybody, or who changed since an instant (ISO 8601), page by page."""
        query = {"page_size": "50"} | ({"filter[updated_after]": updated_after} if updated_after else {})
        while True:
            page = self._asked("GET", "/unified/ats/candidates", params=query).json()
            yield from page["data"]
            if not page.get("next"):
                return
            query["next"] = page["next"]

    def apply(self, job: str, person: dict[str, Any], since: str) -> None:
        """Push an application; after a failure that tells nothing, one looks before one asks again."""
        body = {"job_id": job, "candidate": person}
        for attempt in range(TRIES):
            try:
                self._asked("POST", "/unified/ats/applications", json=body)
                return
            except httpx.TransportError:
                pass
            except httpx.HTTPStatusError as failure:
                if failure.response.status_code < 500 and failure.response.status_code != 408:
                    raise
            if any(one["email"] == person["email"] for one in self.candidates(since)):
                return
            time.sleep(2**attempt)
        raise TimeoutError(f"{person['email']} could not be pushed in {TRIES} tries")

    def _asked(self, method: str, path: str, **settings: Any) -> httpx.Response:
        for attempt in range(TRIES):
            answer = self._client.request(method, path, **settings)
            if answer.status_code != 429:
                break
            time.sleep(float(answer.headers.get("Retry-After", 2**attempt)))
        answer.raise_for_status()
        return answer
