"""Data Driven: what holds for job offers alone."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso_seconds
from tests.client import VendorClient
from tests.vendors.datadriven.record_kinds import OFFERS


@pytest.mark.parametrize("name", OFFERS.optional)
def test_no_property_is_cleared_by_a_patch(datadriven: VendorClient, name: str) -> None:
    made = OFFERS.create(datadriven, **OFFERS.optional)
    wanted = "array" if name == "attributes" else "string"

    answer = datadriven.patch(f"{OFFERS.path}/{made['id']}", json={name: None})

    assert answer.status_code == 400
    assert answer.json["errors"] == [
        {"message": f"{name}: expected {wanted}, received null", "data": {"field": name, "value": None}}
    ]
    assert OFFERS.read(datadriven, made["id"]) == made


def test_attributes_are_replaced_as_a_whole(datadriven: VendorClient) -> None:
    made = OFFERS.create(datadriven, **OFFERS.optional)
    path = f"{OFFERS.path}/{made['id']}"
    city = [{"name": "city", "value": "Lyon"}]

    assert datadriven.patch(path, json={"attributes": city}).json["data"][0]["attributes"] == city
    assert datadriven.patch(path, json={"title": "x"}).json["data"][0]["attributes"] == city
    assert datadriven.patch(path, json={"attributes": []}).json["data"][0]["attributes"] == []
    assert datadriven.put(path, json=OFFERS.full).json["data"][0]["attributes"] == OFFERS.optional["attributes"]
    assert datadriven.put(path, json=OFFERS.required).json["data"][0]["attributes"] == []


def test_unknown_members_of_an_attribute_are_ignored(datadriven: VendorClient) -> None:
    made = OFFERS.create(datadriven, attributes=[{"name": "city", "value": "Lyon", "id": 5}])

    assert made["attributes"] == [{"name": "city", "value": "Lyon"}]


@pytest.mark.parametrize(
    ("attributes", "entries"),
    [
        (None, [("attributes", "expected array, received null", None)]),
        ("x", [("attributes", "expected array, received string", "x")]),
        ({"name": "a", "value": "b"}, [("attributes", "expected array, received object", {"name": "a", "value": "b"})]),
        (
            [{"name": "a", "value": "b"}, "x", None],
            [
                ("attributes.1", "expected object, received string", "x"),
                ("attributes.2", "expected object, received null", None),
            ],
        ),
        ([{}], [("attributes.0.name", "required", None), ("attributes.0.value", "required", None)]),
        (
            [{"name": None, "value": 5}],
            [
                ("attributes.0.name", "expected string, received null", None),
                ("attributes.0.value", "expected string, received number", 5),
            ],
        ),
    ],
)
def test_an_attribute_is_a_name_and_a_value(
    datadriven: VendorClient, attributes: Any, entries: list[tuple[str, str, Any]]
) -> None:
    path = f"{OFFERS.path}/{OFFERS.create(datadriven)['id']}"
    expected = [
        {"message": f"{field}: {text}", "data": {"field": field, "value": value}} for field, text, value in entries
    ]

    for answer in (
        datadriven.post(OFFERS.path, json={**OFFERS.required, "attributes": attributes}),
        datadriven.put(path, json={**OFFERS.required, "attributes": attributes}),
        datadriven.patch(path, json={"attributes": attributes}),
    ):
        assert answer.status_code == 400
        assert answer.json["errors"] == expected


def test_a_fault_inside_an_attribute_of_one_of_many_offers_has_its_whole_path(datadriven: VendorClient) -> None:
    answer = datadriven.post(OFFERS.path, json=[OFFERS.required, {**OFFERS.required, "attributes": [{"name": "a"}]}])

    assert answer.status_code == 400
    assert answer.json["errors"] == [
        {"message": "1.attributes.0.value: required", "data": {"field": "1.attributes.0.value", "value": None}}
    ]


def test_the_dashboard_begins_with_the_companys_advertised_jobs(datadriven: VendorClient) -> None:
    world = datadriven.read()
    published: dict[int, list[int]] = {}
    for posting in world.postings:
        if posting.published_at is not None:
            published.setdefault(posting.job, []).append(posting.published_at)

    answer = datadriven.get(f"{OFFERS.path}?limit=500")

    assert published
    assert answer.headers["X-Total-Count"] == str(len(published))
    assert [(one["reference"], one["title"], one["publication_at"]) for one in answer.json["data"]] == [
        (world.jobs[job].reference, world.jobs[job].title, iso_seconds(min(published[job])))
        for job in sorted(published)
    ]
