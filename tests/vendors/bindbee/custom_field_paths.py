"""Paths, ids and bodies of custom fields in the demo world."""

from typing import Any

from ats_sandbox.vendors.bindbee.custom_fields import CUSTOM_FIELD_IDS, CUSTOM_FIELDS
from tests.client import VendorClient

PATH = "/api/v1/custom-fields"
MAPPING, RAW_DATA, PREVIEW, CONFIGURATION = (
    f"{PATH}/{name}" for name in ("mapping", "raw-data", "preview", "configuration")
)


def field_id(client: VendorClient, model: str, name: str) -> str:
    """The id of a custom field."""
    world = client.read()
    (found,) = (one for one in world[CUSTOM_FIELDS].where(model=("ATS", model)) if one.name == name)
    return CUSTOM_FIELD_IDS.write(world, found.id)


def defined(client: VendorClient, name: str = "visa_status", model: str = "candidate") -> str:
    """A new custom field's id."""
    answer = client.post(PATH, json={"name": name, "category": "ATS", "model": model})
    assert answer.status_code == 201, answer.text
    id: str = answer.json["id"]
    return id


def mapped(client: VendorClient, field: str, json_path: str, **where: str) -> dict[str, Any]:
    """A new mapping of a field; by default for the integration."""
    where = where or {"integration_slug": "smartrecruiters"}
    answer = client.post(MAPPING, json={"custom_field_id": field, "json_path": json_path, **where})
    assert answer.status_code == 201, answer.text
    mapping: dict[str, Any] = answer.json
    return mapping


def previewed(client: VendorClient, json_path: str, **more: Any) -> tuple[Any, str, str]:
    """What a preview says: the value, its type, and what it was resolved in."""
    body = {"connector_token": "acme", "category": "ATS", "model": "job", "json_path": json_path, **more}
    answer = client.post(PREVIEW, json=body)
    assert answer.status_code == 200, answer.text
    return answer.json["resolved_value"], answer.json["resolved_value_type"], answer.json["raw_data_source"]
