"""Reading StackOne's logs."""

from typing import Any

from tests.client import VendorClient

LOGS = "/requests/logs"
STEPS = "/requests/logs/steps"
PLATFORM = "/requests/platform-logs"
EARLIER = ["/unified/ats/applications", "/unified/ats/jobs"]
"""What was asked for before the world began, the latest first."""


def logs(client: VendorClient, path: str = LOGS, token: str = "sandbox-admin", **query: Any) -> list[dict[str, Any]]:
    answer = client.get(path, query_string=query, token=token)
    assert answer.status_code == 200, answer.text
    assert answer.json.keys() == {"next", "data"}
    found: list[dict[str, Any]] = answer.json["data"]
    return found


def latest(client: VendorClient, **query: Any) -> dict[str, Any]:
    return logs(client, **query)[0]
