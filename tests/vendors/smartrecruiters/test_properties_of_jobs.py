"""What the job properties of the company are for its jobs."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.job_bodies import LEAST
from tests.vendors.smartrecruiters.job_properties import ALL, code_of, path_of, property_id


def given(client: VendorClient, name: str, /, **value: Any) -> dict[str, Any]:
    """A property as a job is given it."""
    return {"id": property_id(client, name), "value": value}


def opened(client: VendorClient, *properties: dict[str, Any]) -> Any:
    """The answer to a new job with these properties."""
    return client.post("/jobs", json={**LEAST, "properties": properties})


def demand(client: VendorClient, label: str) -> None:
    """Let every job need a property."""
    patch = [{"op": "replace", "path": "/required", "value": True}]
    assert client.patch(path_of(client, label), json=patch).status_code == 200


def test_jobs_of_the_demo_world_have_properties(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    shown = [
        smartrecruiters.get(f"/jobs/{people.job_id(smartrecruiters, job.id)}").json.get("properties", [])
        for job in world.jobs
    ]

    assert {one["label"] for properties in shown for one in properties} == {
        *("Business unit", "Cost centre", "Reason for hiring", "Justification", "Posting brand")
    }
    assert [] in shown


def test_a_job_is_opened_with_properties_and_read_with_them(smartrecruiters: VendorClient) -> None:
    told = [
        given(smartrecruiters, "Justification", label="Growth"),
        given(smartrecruiters, "Cost centre", id="cc-1010"),
        given(smartrecruiters, "Business unit", id="platform"),
    ]

    made = opened(smartrecruiters, *told).json

    assert made["properties"] == [
        {**told[2], "label": "Business unit", "value": {"id": "platform", "label": "Platform"}},
        {**told[1], "label": "Cost centre", "value": {"id": "cc-1010", "label": "CC-1010"}},
        {**told[0], "label": "Justification", "value": {"label": "Growth"}},
    ]
    assert smartrecruiters.get(f"/jobs/{made['id']}").json["properties"] == made["properties"]
    french = smartrecruiters.get(f"/jobs/{made['id']}", headers={"Accept-Language": "fr"}).json["properties"]
    assert [one["label"] for one in french] == ["Unité commerciale", "Centre de coûts", "Justification"]


def test_what_the_company_does_not_know_is_dropped(smartrecruiters: VendorClient) -> None:
    made = opened(
        smartrecruiters,
        {"id": "undefined", "value": {"label": "x"}},
        given(smartrecruiters, "Business unit", id="no such value"),
        given(smartrecruiters, "Budget code", id="2024-a"),
        given(smartrecruiters, "Reason for hiring", id="null"),
        given(smartrecruiters, "Justification", label=""),
        given(smartrecruiters, "Cost centre"),
    )

    assert made.status_code == 201
    assert "properties" not in made.json


@pytest.mark.parametrize(
    ("label", "value", "code"),
    [
        ("Reason for hiring", {"id": "legacy_transfer"}, "VALUE_INACTIVE"),
        ("Reason for hiring", {"label": "Replacement"}, "INVALID_JOB_PROPERTY_VALUE_TYPE"),
        ("Justification", {"id": "replacement"}, "INVALID_JOB_PROPERTY_VALUE_TYPE"),
        ("Justification", {"label": "Growth\x00"}, "INVALID_TEXT_FORMAT"),
        ("Posting brand", {"id": "no such brand"}, "INVALID_BRAND_VALUE"),
    ],
)
def test_a_value_that_a_property_cannot_have_is_400(
    smartrecruiters: VendorClient, label: str, value: dict[str, str], code: str
) -> None:
    job = opened(smartrecruiters).json["id"]
    before = smartrecruiters.world.state
    body = {**LEAST, "properties": [given(smartrecruiters, label, **value)]}

    assert code_of(smartrecruiters.post("/jobs", json=body)) == (400, code)
    assert code_of(smartrecruiters.put(f"/jobs/{job}", json=body)) == (400, code)
    append = [{"op": "add", "path": "/properties/-", "value": body["properties"][0]}]
    assert code_of(smartrecruiters.patch(f"/jobs/{job}", json=append)) == (400, code)
    assert smartrecruiters.world.state is before


def test_a_text_has_tabs_lines_and_any_letters(smartrecruiters: VendorClient) -> None:
    text = "First:\tgrowth\nSecond: 成長 🥐"

    made = opened(smartrecruiters, given(smartrecruiters, "Justification", label=text))

    assert made.json["properties"][0]["value"] == {"label": text}


def test_a_job_keeps_a_value_that_was_archived_since(smartrecruiters: VendorClient) -> None:
    job = opened(smartrecruiters, given(smartrecruiters, "Reason for hiring", id="replacement")).json
    smartrecruiters.put(f"{path_of(smartrecruiters, 'Reason for hiring')}/archive-values/replacement")

    written = smartrecruiters.put(f"/jobs/{job['id']}", json=job)

    assert written.status_code == 200
    assert written.json["properties"] == job["properties"]


def test_a_required_property_needs_a_value_that_exists(smartrecruiters: VendorClient) -> None:
    job = opened(smartrecruiters).json["id"]
    demand(smartrecruiters, "Reason for hiring")
    unknown = {**LEAST, "properties": [given(smartrecruiters, "Reason for hiring", id="no such value")]}
    for send, path in ((smartrecruiters.post, "/jobs"), (smartrecruiters.put, f"/jobs/{job}")):
        assert code_of(send(path, json=LEAST)) == (400, "JOB_PROPERTY_REQUIRED")
        assert code_of(send(path, json=unknown)) == (400, "INVALID_JOB_PROPERTY_VALUE_ID")

    made = opened(smartrecruiters, given(smartrecruiters, "Reason for hiring", id="replacement"))

    assert made.status_code == 201
    smartrecruiters.delete(f"{path_of(smartrecruiters, 'Reason for hiring')}/activation")
    assert opened(smartrecruiters).status_code == 201


def test_a_new_job_has_values_that_go_together(smartrecruiters: VendorClient) -> None:
    retail = given(smartrecruiters, "Business unit", id="retail")
    centre = given(smartrecruiters, "Cost centre", id="cc-1010")

    alone, apart = opened(smartrecruiters, centre), opened(smartrecruiters, retail, centre)

    assert code_of(alone) == (400, "JOB_PROPERTY_PARENT_VALUE_MISSING")
    assert code_of(apart) == (400, "JOB_PROPERTY_VALUE_NOT_AVAILABLE_FOR_SELECTED_PARENT_VALUE")
    job = opened(smartrecruiters, retail).json["id"]
    updated = smartrecruiters.put(f"/jobs/{job}", json={**LEAST, "properties": [retail, centre]})
    assert [one["value"]["id"] for one in updated.json["properties"]] == ["retail", "cc-1010"]


def test_an_update_replaces_the_properties_in_use_and_keeps_the_others(smartrecruiters: VendorClient) -> None:
    unit = given(smartrecruiters, "Business unit", id="retail")
    job = opened(smartrecruiters, unit, given(smartrecruiters, "Reason for hiring", id="replacement")).json["id"]
    activation = f"{ALL}/{unit['id']}/activation"
    smartrecruiters.delete(activation)

    updated = smartrecruiters.put(
        f"/jobs/{job}", json={**LEAST, "properties": [given(smartrecruiters, "Justification", label="Growth")]}
    ).json

    assert [one["label"] for one in updated["properties"]] == ["Justification"]
    smartrecruiters.put(activation)
    shown = smartrecruiters.get(f"/jobs/{job}").json["properties"]
    assert [one["label"] for one in shown] == ["Business unit", "Justification"]


@pytest.mark.parametrize(
    "entry",
    [{"id": "x"}, {"id": "", "value": {}}, {"id": "x" * 257, "value": {}}, {"value": {}}, {"id": "x", "value": []}, 5],
)
def test_an_entry_that_is_no_property_is_refused(smartrecruiters: VendorClient, entry: object) -> None:
    assert smartrecruiters.post("/jobs", json={**LEAST, "properties": [entry]}).status_code == 422


def test_a_patch_appends_changes_and_clears_single_properties(smartrecruiters: VendorClient) -> None:
    unit = given(smartrecruiters, "Business unit", id="platform")
    path = f"/jobs/{opened(smartrecruiters, unit).json['id']}"

    def told(*operations: dict[str, Any]) -> dict[str, Any]:
        answer = smartrecruiters.patch(path, json=operations)
        assert answer.status_code == 200, answer.text
        return {one["label"]: one["value"]["label"] for one in answer.json.get("properties", [])}

    reason = given(smartrecruiters, "Justification", label="Growth")
    cleared = given(smartrecruiters, "Business unit", id="null")
    append = {"op": "add", "path": "/properties/-"}
    assert told({**append, "value": reason}) == {"Business unit": "Platform", "Justification": "Growth"}
    assert told({"op": "replace", "path": "/properties/1/value/label", "value": "More"})["Justification"] == "More"
    assert told({"op": "replace", "path": "/title", "value": "x"}) == {
        "Business unit": "Platform",
        "Justification": "More",
    }
    assert told({**append, "value": cleared}) == {"Justification": "More"}
    assert told({"op": "remove", "path": "/properties/0"}) == {}
    assert smartrecruiters.patch(path, json={"properties": [unit]}).json["properties"][0]["id"] == unit["id"]


def test_a_patched_job_needs_what_every_job_needs(smartrecruiters: VendorClient) -> None:
    path = f"/jobs/{opened(smartrecruiters).json['id']}"
    demand(smartrecruiters, "Business unit")
    before = smartrecruiters.world.state

    answers = [smartrecruiters.patch(path, json={"title": "x"})]
    for name, value in (("Business unit", "no such value"), ("Business unit", "null")):
        entry = given(smartrecruiters, name, id=value)
        answers.append(smartrecruiters.patch(path, json=[{"op": "add", "path": "/properties/-", "value": entry}]))

    assert [code_of(one) for one in answers] == [
        (400, "JOB_PROPERTY_REQUIRED"),
        (400, "INVALID_JOB_PROPERTY_VALUE_ID"),
        (400, "JOB_PROPERTY_REQUIRED"),
    ]
    assert smartrecruiters.world.state is before
