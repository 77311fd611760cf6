"""Data Driven with requests: push application steps, each exactly once, and read them back by page."""

import time
from collections.abc import Iterator
from typing import Any

import requests

TRIES = 4


class DataDriven:
    """`token` is the dashboard's."""

    def __init__(
        self,
        token: str,
        url: str = "https://api.dashboard.data-driven.fr",
    ) -> None:
        self._url = f"{url}/v3/ats/application-steps"
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"

    def steps(self, **matches: str) -> Iterator[dict[str, Any]]:
        """The steps that match exactly, page by page."""
        for page in range(1, 1_000_000):
            query: dict[str, Any] = {**matches, "page": page, "limit": 500}
            answer = self._session.get(self._url, params=query, timeout=30)
            answer.raise_for_status()
            rows = answer.json()["data"]
            yield from rows
            if len(rows) < 500:
                return

    def push(self, step: dict[str, Any]) -> None:
        """Push a step, unless it is there: the API takes the same one twice."""
        for attempt in range(TRIES):
            known = self.steps(application_ats_id=step["application_ats_id"], step=step["step"])
            if any(one["recorded_at"] == step["recorded_at"] for one in known):
                return
            try:
                answer = self._session.post(self._url, json=step, timeout=30)
            except (requests.ConnectionError, requests.Timeout):
                answer = None
            if answer is not None and answer.status_code < 500 and answer.status_code != 429:
                answer.raise_for_status()
                return
            time.sleep(2**attempt)
        raise TimeoutError(f"{step['application_ats_id']} could not be pushed in {TRIES} tries")
