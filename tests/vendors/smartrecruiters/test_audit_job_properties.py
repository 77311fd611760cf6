"""What the audit trail says about the properties of jobs."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_bodies import LEAST
from tests.vendors.smartrecruiters.job_properties import ALL, new_property, path_of, property_id

Said = tuple[str, str, dict[str, Any]]


def said(client: VendorClient) -> list[Said]:
    """Name, entity and context of the events about properties of jobs, in the order in which they happened."""
    found = client.get("/audit-api/v201910/audit-events?entityType=JOB_PROPERTY&limit=100").json["content"]
    return [(one["eventName"], one["entityId"], one["context"]) for one in reversed(found)]


def shown(client: VendorClient, path: str) -> dict[str, Any]:
    """A property as events carry it."""
    return {name: value for name, value in client.get(path).json.items() if name != "actions"}


def test_a_definition_is_told_through_its_life(smartrecruiters: VendorClient) -> None:
    path = new_property(smartrecruiters)
    id, first = path.rpartition("/")[2], shown(smartrecruiters, path)

    smartrecruiters.patch(path, json=[{"op": "replace", "path": "/label", "value": "Shifts"}])
    second = shown(smartrecruiters, path)
    smartrecruiters.post(f"{path}/values", json={"id": "nights", "label": "Nights"})
    smartrecruiters.put(f"{path}/activation")
    smartrecruiters.put(f"{path}/activation")
    smartrecruiters.delete(f"{path}/activation")

    assert said(smartrecruiters) == [
        ("JOB_PROPERTY_CREATED", id, {}),
        ("JOB_PROPERTY_UPDATED", id, {"previousProperty": first, "currentProperty": second}),
        ("JOB_PROPERTY_ADDED_VALUE", id, {"value": [{"id": "nights", "label": "Nights", "archived": False}]}),
        ("JOB_PROPERTY_ACTIVATED", id, {}),
        ("JOB_PROPERTY_DEACTIVATED", id, {}),
    ]


def test_a_value_is_told_when_it_is_renamed_archived_and_brought_back(smartrecruiters: VendorClient) -> None:
    path, id = path_of(smartrecruiters, "Reason for hiring"), property_id(smartrecruiters, "Reason for hiring")

    smartrecruiters.patch(f"{path}/values/new_position", json=[{"op": "replace", "path": "/label", "value": "Growth"}])
    smartrecruiters.put(f"{path}/archive-values/new_position")
    smartrecruiters.put(f"{path}/archive-values/new_position")
    smartrecruiters.delete(f"{path}/archive-values/new_position")

    old = {"id": "new_position", "label": "New position", "archived": False}
    new = {**old, "label": "Growth"}
    assert said(smartrecruiters) == [
        ("JOB_PROPERTY_UPDATED_VALUE", id, {"previousValue": old, "currentValue": new}),
        ("JOB_PROPERTY_ARCHIVED_VALUE", id, {"valueId": "new_position"}),
        ("JOB_PROPERTY_UPDATED_VALUE", id, {"previousValue": {**new, "archived": True}, "currentValue": new}),
    ]


def test_dependents_are_told_of_the_property_on_which_they_depend(smartrecruiters: VendorClient) -> None:
    unit, centre = (property_id(smartrecruiters, label) for label in ("Business unit", "Cost centre"))
    other = property_id(smartrecruiters, "Reason for hiring")
    related = f"{ALL}/{unit}/values/retail/dependents/{centre}/values"

    smartrecruiters.post(related, json={"id": "cc-1010"})
    smartrecruiters.delete(f"{related}/cc-1010")
    smartrecruiters.post(f"{ALL}/{unit}/dependents", json={"ids": [other]})
    smartrecruiters.delete(f"{ALL}/{unit}/dependents/{centre}")

    both = [centre, other]
    assert said(smartrecruiters) == [
        ("JOB_PROPERTY_DEPENDENT_VALUES_UPDATED", unit, {}),
        ("JOB_PROPERTY_DEPENDENT_VALUES_UPDATED", unit, {}),
        (
            "JOB_PROPERTY_DEPENDENT_PROPERTIES_UPDATED",
            unit,
            {"previousDependents": [centre], "currentDependents": both},
        ),
        ("JOB_PROPERTY_DEPENDENT_PROPERTIES_UPDATED", unit, {"previousDependents": both, "currentDependents": [other]}),
    ]


def test_a_job_is_told_when_it_is_described_anew_and_not_when_it_is_opened(smartrecruiters: VendorClient) -> None:
    unit, reason = (property_id(smartrecruiters, label) for label in ("Business unit", "Reason for hiring"))
    first = [{"id": unit, "value": {"id": "retail"}}, {"id": reason, "value": {"id": "replacement"}}]
    job = smartrecruiters.post("/jobs", json={**LEAST, "properties": first}).json

    answer = smartrecruiters.put(f"/jobs/{job['id']}", json={**LEAST, "properties": first[:1]})
    assert answer.status_code == 200, answer.text
    smartrecruiters.put(f"/jobs/{job['id']}", json={**LEAST, "properties": first[:1]})

    found = smartrecruiters.get(f"/audit-api/v201910/audit-events?entityId={job['id']}&limit=100").json["content"]
    kept, dropped = {"fieldId": unit, "value": "retail"}, {"fieldId": reason, "value": "replacement"}
    assert [(one["entityType"], one["context"]) for one in found if one["eventName"] == "JOB_PROPERTIES_CHANGED"] == [
        ("JOB", {"previousProperties": [kept, dropped], "currentProperties": [kept]})
    ]


@pytest.mark.parametrize("body", [{"label": ""}, {"label": "Retail", "id": "retail"}, []])
def test_what_is_refused_is_not_told(smartrecruiters: VendorClient, body: object) -> None:
    path = path_of(smartrecruiters, "Business unit")

    assert smartrecruiters.post(f"{path}/values", json=body).status_code >= 400
    assert said(smartrecruiters) == []
