"""The audit trail, as tests read it."""

from typing import Any

from tests.client import VendorClient

PATH = "/audit-api/v201910/audit-events"


def events(client: VendorClient, **asked: Any) -> list[dict[str, Any]]:
    answer = client.get(PATH, query_string={"limit": 100, **asked})
    assert answer.status_code == 200, answer.text
    content: list[dict[str, Any]] = answer.json["content"]
    return content


def latest(client: VendorClient, count: int = 1) -> list[tuple[str, str, dict[str, Any]]]:
    """Name, entity type and context of the newest events, the oldest of them first."""
    found = events(client)[:count][::-1]
    return [(one["eventName"], one["entityType"], one["context"]) for one in found]


def number(client: VendorClient) -> int:
    return len(events(client))


def since(client: VendorClient, before: int) -> list[tuple[str, dict[str, Any]]]:
    """Name and context of the events that came after so many, the oldest first."""
    return [(name, context) for name, _, context in latest(client, number(client) - before)]
