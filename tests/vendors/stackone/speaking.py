"""Speaking to StackOne's unified API, and looking up what the world holds."""

import base64
import re
from typing import Any

from tests.client import VendorClient

ATS = "/unified/ats"
MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")

LISTS = (
    "applications",
    "candidates",
    "jobs",
    "job_postings",
    "offers",
    "application_stages",
    "interview_stages",
    "departments",
    "locations",
    "rejected_reasons",
    "users",
)


def basic(text: str) -> dict[str, str]:
    """An Authorization header around any text."""
    return {"Authorization": f"Basic {base64.b64encode(text.encode()).decode()}"}


def listed(client: VendorClient, path: str, **query: str) -> list[dict[str, Any]]:
    """The records on the one page that a list answers."""
    answer = client.get(f"{ATS}/{path}", query_string=query)
    assert answer.status_code == 200, answer.text
    found: list[dict[str, Any]] = answer.json["data"]
    return found


def everything(client: VendorClient, path: str, token: str = "sandbox-admin", **query: str) -> list[dict[str, Any]]:
    """All records of a list, cursor by cursor."""
    found: list[dict[str, Any]] = []
    cursor: dict[str, str] = {}
    while True:
        asked = {"page_size": "100", **query, **cursor}
        answer = client.get(f"{ATS}/{path}", query_string=asked, token=token).json
        found += answer["data"]
        if answer["next"] is None:
            return found
        cursor = {"next": answer["next"]}


def shown(client: VendorClient, path: str, **query: str) -> dict[str, Any]:
    """One record."""
    answer = client.get(f"{ATS}/{path}", query_string=query)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json["data"]
    return found


def made(client: VendorClient, path: str, body: Any) -> str:
    """The id of a record that a POST creates."""
    answer = client.post(f"{ATS}/{path}", json=body)
    assert answer.status_code == 201, answer.text
    assert answer.json.keys() == {"statusCode", "message", "timestamp", "data"}
    assert answer.json["statusCode"] == 201
    assert answer.json["message"] == "Record created successfully."
    assert MOMENT.fullmatch(answer.json["timestamp"])
    id: str = answer.json["data"]["id"]
    assert id == synthetic(answer.json["data"]["remote_id"])
    return id


def synthetic(remote: str) -> str:
    """The id that StackOne derives from a provider's."""
    return "c28xIQ" + base64.urlsafe_b64encode(f"id:{remote}".encode()).rstrip(b"=").decode()


def refused(answer: Any, status: int, message: str) -> dict[str, Any]:
    """The body of a refusal, once its three members are as they should be."""
    assert answer.status_code == status, answer.text
    assert answer.headers["Content-Type"].startswith("application/json")
    body: dict[str, Any] = answer.json
    assert body["statusCode"] == status
    assert body["message"] == message
    assert MOMENT.fullmatch(body["timestamp"])
    return body
