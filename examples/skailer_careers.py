"""Skailer with requests: a career site that lists open jobs and hands in applications, each exactly once."""

import time
from collections.abc import Iterator
from typing import Any

import requests

TRIES = 4


class Skailer:
    """`url` is the company's own host."""

    def __init__(self, url: str, token: str) -> None:
        self._url = f"{url}/api/v1"
        self._session = requests.Session()
        self._session.headers["Authorization"] = f"Bearer {token}"

    def jobs(self) -> list[dict[str, Any]]:
        """The jobs that are open."""
        return list(self._found("/jobs/search", status="open"))

    def apply(self, job: dict[str, Any], stage: int, person: dict[str, Any]) -> int:
        """Hand in an application: first the person, then the person on the job; gives the candidate's id."""
        applicant = self._once("/applicant", person, "/applicants/search", {"email": person["email"]})
        place = {"job_id": job["id"], "applicant_id": applicant}
        whole = {**place, "pipeline_id": job["pipeline_id"], "pipeline_stage_id": stage}
        return self._once("/candidate", whole, "/candidates/search", place)

    def _once(self, path: str, body: dict[str, Any], search: str, matches: dict[str, Any]) -> int:
        """Create what does not exist yet; after a failure that tells nothing, one looks again."""
        for attempt in range(TRIES):
            for one in self._found(search, **matches):
                return int(one["id"])
            try:
                answer = self._asked(path, body)
                document = answer.json()
                return int(document.get("data", document)["id"])
            except (requests.ConnectionError, requests.Timeout):
                pass
            except requests.HTTPError as failure:
                if failure.response.status_code < 500:
                    raise
            time.sleep(2**attempt)
        raise TimeoutError(f"no answer to POST {path} in {TRIES} tries")

    def _found(self, path: str, **matches: Any) -> Iterator[dict[str, Any]]:
        page = last = 1
        while page <= last:
            document = self._asked(path, {**matches, "per_page": 50, "page": page}).json()
            yield from document["data"]
            last = document["meta"]["last_page"]
            page += 1

    def _asked(self, path: str, body: dict[str, Any]) -> requests.Response:
        for attempt in range(TRIES):
            answer = self._session.post(self._url + path, json=body, timeout=30)
            if answer.status_code != 429:
                break
            time.sleep(float(answer.headers.get("Retry-After", 2**attempt)))
        answer.raise_for_status()
        return answer
