"""Speaking to StackOne's unified API, and looking up what the world holds."""

import base64
import re
from collections.abc import Callable
from typing import Any, TypeVar

import msgspec

from ats_sandbox.world.store.state import State
from tests.client import VendorClient

T = TypeVar("T")
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
    "interviews",
    "lists",
    "custom_field_definitions/applications",
    "custom_field_definitions/candidates",
    "custom_field_definitions/jobs",
    "documents/application_categories",
    "assessments/packages",
    "background_checks/packages",
    "background_checks/orders",
)

NESTED = (
    "applications/{id}/changes",
    "applications/{id}/documents",
    "applications/{id}/notes",
    "applications/{id}/offers",
    "applications/{id}/scheduled_interviews",
    "applications/{id}/scorecards",
    "candidates/{id}/notes",
    "jobs/{id}/application_stages",
)
"""Lists of what belongs to one record."""

MOST_READ = 200
_READ: dict[tuple[Any, ...], tuple[State, bytes]] = {}
"""What was read, with the state that it was read of, so that no other state takes its id."""


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
    return once(client, (path, token, *sorted(query.items())), lambda: walked(client, path, token, query))


def walked(client: VendorClient, path: str, token: str, query: dict[str, str]) -> list[dict[str, Any]]:
    """All records of a list, read page by page."""
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


def once(client: VendorClient, what: tuple[Any, ...], read: Callable[[], T]) -> T:
    """What is read of a state of the world, which many tests have in common; it is read for the first of them."""
    state = client.world.state
    key = (id(state), *what)
    if key not in _READ:
        if len(_READ) == MOST_READ:
            del _READ[next(iter(_READ))]
        _READ[key] = (state, msgspec.json.encode(read()))
    found: T = msgspec.json.decode(_READ[key][1])
    return found


def nested(client: VendorClient, path: str, least: int = 1) -> str:
    """Such a list of a record of which at least so much is known, without a slash in front."""
    return once(client, (path, least), lambda: sought(client, path, least))


def sought(client: VendorClient, path: str, least: int) -> str:
    """The first such list."""
    upper = path.partition("/")[0]
    for one in everything(client, upper, fields="id"):
        found = path.format(id=one["id"])
        if len(listed(client, found)) >= least:
            return found
    raise AssertionError(f"nobody has {least} of {path}")


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
