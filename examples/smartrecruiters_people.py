"""SmartRecruiters with requests: read all candidates, and add somebody to a job exactly once."""

import time
from collections.abc import Iterator
from typing import Any

import requests

TRIES = 4


class SmartRecruiters:
    """`url` is the API's base, `token` the customer's own."""

    def __init__(self, token: str, url: str = "https://api.smartrecruiters.com") -> None:
        self._url = url
        self._session = requests.Session()
        self._session.headers["X-SmartToken"] = token

    def candidates(self) -> Iterator[dict[str, Any]]:
        """Everybody, page by page."""
        query: dict[str, Any] = {"limit": 100}
        while True:
            page = self._asked("GET", "/candidates", params=query).json()
            yield from page["content"]
            if "nextPageId" not in page:
                return
            query["pageId"] = page["nextPageId"]

    def add(self, job: str, person: dict[str, Any]) -> str:
        """Put a person on a job; gives the candidate's id.

        A failure does not tell whether the person was added: so one looks before one asks again.
        """
        for attempt in range(TRIES):
            try:
                return str(self._asked("POST", f"/jobs/{job}/candidates", json=person).json()["id"])
            except (requests.ConnectionError, requests.Timeout, requests.HTTPError) as failure:
                if isinstance(failure, requests.HTTPError) and failure.response.status_code < 500:
                    raise
            known = [one["id"] for one in self.candidates() if one.get("email") == person["email"]]
            if known:
                return str(known[0])
            time.sleep(2**attempt)
        raise TimeoutError(f"{person['email']} could not be added in {TRIES} tries")

    def _asked(self, method: str, path: str, **settings: Any) -> requests.Response:
        for attempt in range(TRIES):
            answer = self._session.request(method, self._url + path, timeout=30, **settings)
            if answer.status_code != 429:
                break
            time.sleep(float(answer.headers.get("Retry-After", 2**attempt)))
        answer.raise_for_status()
        return answer
