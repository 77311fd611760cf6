"""Predefined locations: where jobs of the company can be."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_properties import code_of

ALL = "/configuration/predefined-locations"
NEW: dict[str, Any] = {
    "identifier": "WAREHOUSE-7",
    "name": "Warehouse",
    "location": {"countryCode": "nl", "city": "Utrecht", "address": "Example Quay 7", "postalCode": "3511 AA"},
}


def test_the_offices_of_the_company_are_predefined(smartrecruiters: VendorClient) -> None:
    offices = list(smartrecruiters.read().locations)

    shown = smartrecruiters.get(ALL).json

    assert shown["totalFound"] == len(offices)
    assert [one["name"] for one in shown["content"]] == [one.name for one in offices]
    for one in shown["content"]:
        assert smartrecruiters.get(f"{ALL}/{one['id']}").json == one


def test_locations_come_in_pages_and_by_identifier(smartrecruiters: VendorClient) -> None:
    every = smartrecruiters.get(ALL).json["content"]

    first = smartrecruiters.get(f"{ALL}?pageSize=1").json
    second = smartrecruiters.get(f"{ALL}?pageSize=1&pageId={first['nextPageId']}").json
    found = smartrecruiters.get(f"{ALL}?identifiers=LOC-002,LOC-001,none").json

    assert first["content"] + second["content"] == every[:2]
    assert found == {"totalFound": 2, "content": every[:2]}
    assert smartrecruiters.get(f"{ALL}?pageSize=0").status_code == 400


def test_a_location_is_made_changed_and_deleted(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post(ALL, json=NEW)
    assert made.status_code == 201
    assert made.json["location"]["country"] == "Netherlands"
    assert made.json["location"]["countryCode"] == "NL"
    path = f"{ALL}/{made.json['id']}"
    assert smartrecruiters.get(path).json == made.json

    moved = smartrecruiters.put(path, json={**NEW, "location": {"countryCode": "NL", "city": "Delft"}})
    assert moved.status_code == 200
    assert "address" not in moved.json["location"]
    assert smartrecruiters.get(path).json == moved.json

    assert smartrecruiters.delete(path).status_code == 204
    assert code_of(smartrecruiters.get(path)) == (404, "PREDEFINED_LOCATION_NOT_FOUND")
    assert smartrecruiters.delete(path).status_code == 404


def test_an_identifier_is_of_one_location(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post(ALL, json=NEW).json
    taken = (409, "PREDEFINED_LOCATION_IDENTIFIER_ALREADY_EXISTS")

    assert code_of(smartrecruiters.post(ALL, json=NEW)) == taken
    first = smartrecruiters.get(ALL).json["content"][0]
    assert code_of(smartrecruiters.put(f"{ALL}/{first['id']}", json=NEW)) == taken
    assert smartrecruiters.put(f"{ALL}/{made['id']}", json=NEW).status_code == 200


def test_several_are_deleted_at_once_or_none(smartrecruiters: VendorClient) -> None:
    total = smartrecruiters.get(ALL).json["totalFound"]
    before = smartrecruiters.world.state

    for wrong in ({}, {"identifiers": []}, {"identifiers": "LOC-001"}, {"identifiers": [None]}, ["LOC-001"]):
        assert code_of(smartrecruiters.delete(ALL, json=wrong)) == (400, "INVALID_INPUT")
    unknown = smartrecruiters.delete(ALL, json={"identifiers": ["LOC-001", "none"]})
    assert code_of(unknown) == (404, "PREDEFINED_LOCATION_NOT_FOUND")
    assert smartrecruiters.world.state is before

    told = {"identifiers": ["LOC-001", "LOC-002", "LOC-001"]}
    assert smartrecruiters.delete(ALL, json=told).status_code == 204
    assert smartrecruiters.get(ALL).json["totalFound"] == total - 2


@pytest.mark.parametrize(
    "wrong",
    [{"identifier": ""}, {"identifier": None}, {"name": 5}, {"location": None}, {"location": {"city": "Utrecht"}}],
)
def test_a_location_needs_its_identifier_name_and_place(smartrecruiters: VendorClient, wrong: dict[str, Any]) -> None:
    before = smartrecruiters.world.state

    assert code_of(smartrecruiters.post(ALL, json={**NEW, **wrong})) == (400, "INVALID_INPUT")
    assert smartrecruiters.world.state is before
