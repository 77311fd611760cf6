"""The job properties of the demo world, for tests to act on."""

from typing import Any

from tests.client import VendorClient

ALL = "/configuration/job-properties"


def property_id(client: VendorClient, label: str) -> str:
    """The id of the property with a label."""
    listed = client.get(ALL).json["content"]
    return next(str(one["id"]) for one in listed if one["label"] == label)


def path_of(client: VendorClient, label: str) -> str:
    """The path of the property with a label."""
    return f"{ALL}/{property_id(client, label)}"


def new_property(client: VendorClient, label: str = "Shift model", **members: Any) -> str:
    """The path of a property that is made for the test."""
    body = {"label": label, "category": "job", "visible": True, **members}
    return f"{ALL}/{client.post(ALL, json=body).json['id']}"


def code_of(response: Any) -> tuple[int, str | None]:
    """The status of an answer and the code of its first error."""
    errors = (response.json or {}).get("errors") if response.data else None
    return response.status_code, errors[0]["code"] if errors else None
