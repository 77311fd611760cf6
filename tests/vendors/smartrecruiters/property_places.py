"""Candidate properties of the demo world, and where candidates have them, for tests to act on."""

from typing import Any

from ats_sandbox.vendors.smartrecruiters.properties.records import PROPERTY
from ats_sandbox.vendors.smartrecruiters.properties.state import OPTIONS, PROPERTIES, CandidateProperty
from ats_sandbox.vendors.smartrecruiters.properties.values import value_of
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people

CONFIGURATION = "/configuration/candidate-properties"


def property_of(client: VendorClient, key: str) -> CandidateProperty:
    found = client.read()[PROPERTIES].where(key=key).first()
    assert found is not None
    return found


def property_id(client: VendorClient, key: str) -> str:
    return PROPERTY.write(client.read(), property_of(client, key).id)


def codes_of(client: VendorClient, key: str) -> list[str]:
    """The ids of the values of a select property."""
    return [one.code for one in client.read()[OPTIONS].where(property=property_of(client, key).id)]


def a_place(client: VendorClient) -> str:
    """The path of the properties of the first candidate on a job whom everybody may see."""
    return f"{people.application_path(client, people.an_application(client))}/properties"


def unset_everything(client: VendorClient, path: str) -> None:
    """Reset every property that can be set."""
    ids = [one for one in client.read()[PROPERTIES] if one.accessible]
    done = client.put(path, json=[{"id": PROPERTY.write(client.read(), one.id)} for one in ids])
    assert done.status_code == 204, done.text


def values_at(client: VendorClient, path: str, **query: Any) -> dict[str, Any]:
    """What a list of properties says, by the properties' labels."""
    content = client.get(path, query_string=query).json.get("content", [])
    return {one["label"]: one["value"] for one in content}


def first_with(client: VendorClient, key: str) -> str:
    """The path of the properties of the first candidate on a job who has a value of a property."""
    world, wanted = client.read(), property_of(client, key)
    held = (one for one in world.applications if value_of(world, wanted, one.candidate, one.id) is not None)
    return f"{people.application_path(client, next(one for one in held if not one.confidential))}/properties"
