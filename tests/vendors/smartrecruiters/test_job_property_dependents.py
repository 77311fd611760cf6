"""Job properties that depend on each other."""

import pytest

from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_properties import ALL, code_of, new_property, path_of, property_id


@pytest.fixture
def unit(smartrecruiters: VendorClient) -> str:
    """The path of the property on which cost centres depend."""
    return path_of(smartrecruiters, "Business unit")


@pytest.fixture
def centre(smartrecruiters: VendorClient) -> str:
    """The id of the property that depends on business units."""
    return property_id(smartrecruiters, "Cost centre")


def related(client: VendorClient, unit: str, centre: str, value: str) -> list[str]:
    """The ids of the cost centres of a business unit."""
    return [one["id"] for one in client.get(f"{unit}/values/{value}/dependents/{centre}/values").json["content"]]


def test_dependents_are_listed_with_the_values_that_go_together(
    smartrecruiters: VendorClient, unit: str, centre: str
) -> None:
    listed = smartrecruiters.get(f"{unit}/dependents").json
    relations = smartrecruiters.get(f"{unit}/dependents/{centre}/values").json

    assert listed == {"totalFound": 1, "content": [{"id": centre, "label": "Cost centre"}]}
    assert relations["totalFound"] == len(relations["content"]) == 4
    assert relations["content"][0]["parent"] == {"id": "platform", "label": "Platform"}
    for one in relations["content"]:
        shown = smartrecruiters.get(f"{unit}/values/{one['parent']['id']}/dependents/{centre}/values").json
        assert shown == {"totalFound": len(one["values"]), "content": one["values"]}


def test_the_values_that_go_with_a_value_come_in_pages(smartrecruiters: VendorClient, unit: str, centre: str) -> None:
    path = f"{unit}/values/platform/dependents/{centre}/values"

    first = smartrecruiters.get(f"{path}?pageSize=2").json
    second = smartrecruiters.get(f"{path}?pageSize=2&page_id={first['nextPageId']}").json

    assert first["content"] + second["content"] == smartrecruiters.get(path).json["content"]
    assert smartrecruiters.get(f"{path}?pageSize=0").status_code == 400


def test_properties_are_made_to_depend_and_no_longer(smartrecruiters: VendorClient, unit: str, centre: str) -> None:
    path = new_property(smartrecruiters)
    id = path.rpartition("/")[2]

    added = smartrecruiters.post(f"{unit}/dependents", json={"ids": [id, id]})

    assert added.status_code == 200
    assert [one["id"] for one in added.json["content"]] == [centre, id]
    assert smartrecruiters.get(f"{unit}/dependents").json == added.json
    assert smartrecruiters.delete(f"{unit}/dependents/{id}").status_code == 204
    assert [one["id"] for one in smartrecruiters.get(f"{unit}/dependents").json["content"]] == [centre]


def test_ending_a_dependency_forgets_which_values_went_together(
    smartrecruiters: VendorClient, unit: str, centre: str
) -> None:
    assert smartrecruiters.delete(f"{unit}/dependents/{centre}").status_code == 204
    gone = smartrecruiters.get(f"{unit}/dependents/{centre}/values")
    assert code_of(gone) == (404, "DEPENDENCY_NOT_FOUND")

    smartrecruiters.post(f"{unit}/dependents", json={"ids": [centre]})

    assert smartrecruiters.get(f"{unit}/dependents/{centre}/values").json == {"totalFound": 0, "content": []}


def test_what_cannot_depend_is_refused(smartrecruiters: VendorClient, unit: str, centre: str) -> None:
    other = new_property(smartrecruiters)
    own, free = unit.rpartition("/")[2], other.rpartition("/")[2]
    smartrecruiters.post(f"{ALL}/{centre}/dependents", json={"ids": [free]})
    before = smartrecruiters.world.state

    def refused(path: str, *ids: object) -> tuple[int, str | None]:
        return code_of(smartrecruiters.post(f"{path}/dependents", json={"ids": ids}))

    assert refused(unit, own) == (400, "JOB_PROPERTIES_CIRCULAR_DEPENDENCY")
    assert refused(other, own) == (400, "JOB_PROPERTIES_CIRCULAR_DEPENDENCY")
    assert refused(unit, centre) == (400, "JOB_PROPERTY_ALREADY_DEPENDENT")
    assert refused(unit, free) == (400, "JOB_PROPERTY_ALREADY_DEPENDENT")
    fresh = property_id(smartrecruiters, "Budget code")
    assert refused(unit, fresh, "nonsense") == (400, "DEPENDENT_JOB_PROPERTY_NOT_FOUND")
    assert refused(unit) == refused(unit, "") == refused(unit, 5) == (422, "INVALID_INPUT")
    assert smartrecruiters.world.state is before


def test_a_value_is_made_to_go_with_another_and_no_longer(
    smartrecruiters: VendorClient, unit: str, centre: str
) -> None:
    path = f"{unit}/values/retail/dependents/{centre}/values"
    assert related(smartrecruiters, unit, centre, "retail") == ["cc-3010", "cc-9000"]

    added = smartrecruiters.post(path, json={"id": "cc-1010"})

    assert (added.status_code, added.data) == (204, b"")
    assert related(smartrecruiters, unit, centre, "retail") == ["cc-1010", "cc-3010", "cc-9000"]
    assert related(smartrecruiters, unit, centre, "platform") == ["cc-1010", "cc-1020", "cc-9000"]
    again = smartrecruiters.post(path, json={"id": "cc-1010"})
    assert code_of(again) == (409, "JOB_PROPERTY_DEPENDENT_VALUE_EXISTS")
    assert smartrecruiters.delete(f"{path}/cc-1010").status_code == 204
    assert related(smartrecruiters, unit, centre, "retail") == ["cc-3010", "cc-9000"]
    twice = smartrecruiters.delete(f"{path}/cc-1010")
    assert code_of(twice) == (404, "JOB_PROPERTY_DEPENDENT_VALUE_NOT_FOUND")


def test_a_value_that_does_not_exist_goes_with_none(smartrecruiters: VendorClient, unit: str, centre: str) -> None:
    path = f"{unit}/values/retail/dependents/{centre}/values"

    unknown = smartrecruiters.post(path, json={"id": "platform"})
    empty = smartrecruiters.post(path, json={"id": ""})

    assert code_of(unknown) == (400, "JOB_PROPERTY_DEPENDENT_VALUE_NOT_FOUND")
    assert code_of(empty) == (422, "INVALID_INPUT")


def test_each_part_of_a_path_has_a_refusal_of_its_own(smartrecruiters: VendorClient, unit: str, centre: str) -> None:
    other = property_id(smartrecruiters, "Reason for hiring")

    def refused(path: str) -> tuple[int, str | None]:
        return code_of(smartrecruiters.get(path))

    assert refused(f"{unit}x/dependents") == (404, "JOB_PROPERTY_NOT_FOUND")
    assert refused(f"{unit}/dependents/x/values") == (404, "JOB_PROPERTY_DEPENDENT_NOT_FOUND")
    assert refused(f"{unit}/dependents/{other}/values") == (404, "DEPENDENCY_NOT_FOUND")
    values = f"{unit}/values/{{}}/dependents/{{}}/values"
    assert refused(values.format("x", centre)) == (404, "JOB_PROPERTY_VALUE_NOT_FOUND")
    assert refused(values.format("platform", "x")) == (404, "JOB_PROPERTY_DEPENDENT_NOT_FOUND")
    assert refused(values.format("platform", other)) == (404, "DEPENDENCY_NOT_FOUND")
    for value, dependent, code in (
        ("x", centre, "JOB_PROPERTY_VALUE_NOT_FOUND"),
        ("platform", "x", "JOB_PROPERTY_DEPENDENT_NOT_FOUND"),
        ("platform", other, "DEPENDENCY_NOT_FOUND"),
    ):
        path = values.format(value, dependent)
        assert code_of(smartrecruiters.post(path, json={"id": "cc-1010"})) == (404, code)
        assert code_of(smartrecruiters.delete(f"{path}/cc-1010")) == (404, code)
    lone = smartrecruiters.delete(f"{unit}/dependents/{other}")
    assert code_of(lone) == (404, "JOB_PROPERTY_DEPENDENT_NOT_FOUND")
