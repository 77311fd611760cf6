"""What the company describes its jobs by."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters.configuration.job_properties import MOST
from ats_sandbox.vendors.smartrecruiters.configuration.state import JOB_PROPERTIES
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_properties import ALL, code_of, new_property, path_of

NEW = {"label": "Shift model", "category": "job", "visible": True}


def test_the_demo_company_has_properties_in_each_state(smartrecruiters: VendorClient) -> None:
    shown = smartrecruiters.get(ALL).json

    assert shown["totalFound"] == len(shown["content"]) == 6
    assert {one["active"] for one in shown["content"]} == {True, False}
    assert {one["visible"] for one in shown["content"]} == {True, False}
    assert {one["category"] for one in shown["content"]} == {"job", "organization"}
    for one in shown["content"]:
        assert smartrecruiters.get(f"{ALL}/{one['id']}").json == one
        assert list(one["actions"]) == ["details", "values", "dependents"]
        for action in one["actions"].values():
            assert smartrecruiters.get(action["url"].partition("/smartrecruiters")[2]).status_code == 200


def test_a_new_property_is_inactive_and_has_no_values(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post(ALL, json={**NEW, "id": "mine"})

    assert made.status_code == 201
    facts = {**NEW, "id": made.json["id"], "active": False, "required": False}
    assert {name: value for name, value in made.json.items() if name != "actions"} == facts
    assert len(made.json["id"]) == 24
    assert smartrecruiters.get(f"{ALL}/{made.json['id']}").json == made.json
    assert smartrecruiters.get(f"{ALL}/{made.json['id']}/values").json == {"totalFound": 0, "content": []}


@pytest.mark.parametrize(
    "wrong",
    [{"label": None}, {"label": 3}, {"category": "person"}, {"category": None}, {"visible": "yes"}, {"active": 1}],
)
def test_a_body_that_is_no_property_is_422(smartrecruiters: VendorClient, wrong: dict[str, Any]) -> None:
    before = smartrecruiters.world.state

    assert code_of(smartrecruiters.post(ALL, json={**NEW, **wrong})) == (422, "INVALID_INPUT")
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("label", ["Department", " TITLE", "", "  ", "x" * 201])
def test_a_property_is_not_called_what_every_job_has_nor_nothing_nor_a_story(
    smartrecruiters: VendorClient, label: str
) -> None:
    refused = (422, "DEFINITION_NAME_IS_NOT_ALLOWED")
    patch = [{"op": "replace", "path": "/label", "value": label}]

    assert code_of(smartrecruiters.post(ALL, json={**NEW, "label": label})) == refused
    assert code_of(smartrecruiters.patch(path_of(smartrecruiters, "Justification"), json=patch)) == refused


def test_a_company_has_so_many_properties(smartrecruiters: VendorClient) -> None:
    with smartrecruiters.arrange() as draft:
        first = draft[JOB_PROPERTIES][1]
        for id in range(draft.next_id(JOB_PROPERTIES), MOST + 1):
            draft.put(JOB_PROPERTIES, replace(first, id=id, label=f"Property {id}"))

    assert code_of(smartrecruiters.post(ALL, json=NEW)) == (422, "JOB_PROPERTY_LIMIT_EXCEEDED")


def test_a_patch_changes_the_label_and_what_it_is_for(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, "Reason for hiring")
    before = smartrecruiters.get(path).json
    patch = [
        {"op": "test", "path": "/category", "value": "job"},
        {"op": "replace", "path": "/label", "value": "Why we hire"},
        {"op": "add", "path": "/required", "value": True},
        {"op": "replace", "path": "/visible", "value": False},
    ]

    changed = smartrecruiters.patch(path, json=patch, headers={"Content-Type": "application/json-patch+json"})

    assert changed.status_code == 200
    assert changed.json == {**before, "label": "Why we hire", "required": True, "visible": False}
    assert smartrecruiters.get(path).json == changed.json


@pytest.mark.parametrize(
    "operation",
    [
        {"op": "replace", "path": "/active", "value": False},
        {"op": "replace", "path": "/category", "value": "organization"},
        {"op": "replace", "path": "/id", "value": "mine"},
        {"op": "add", "path": "/colour", "value": "red"},
        {"op": "remove", "path": "/label"},
        {"op": "replace", "path": "/label", "value": 5},
        {"op": "replace", "path": "/nothing", "value": 5},
        {"op": "test", "path": "/label", "value": "Another"},
        {"op": "replace", "path": "", "value": []},
        {"op": "grow", "path": "/label"},
        {"op": "replace", "path": "/label"},
    ],
)
def test_a_patch_that_does_not_fit_is_422(smartrecruiters: VendorClient, operation: dict[str, Any]) -> None:
    path = path_of(smartrecruiters, "Reason for hiring")
    before = smartrecruiters.world.state

    assert code_of(smartrecruiters.patch(path, json=[operation])) == (422, "JSON_PATCH_INVALID")
    assert smartrecruiters.world.state is before


def test_what_is_the_products_own_cannot_be_changed(smartrecruiters: VendorClient) -> None:
    patch = [{"op": "replace", "path": "/visible", "value": False}]

    response = smartrecruiters.patch(path_of(smartrecruiters, "Posting brand"), json=patch)

    assert code_of(response) == (400, "JOB_PROPERTY_NOT_EDITABLE")


def test_labels_come_in_the_language_that_is_preferred_of_those_that_there_are(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, "Business unit")

    def label(wanted: str) -> str:
        found: str = smartrecruiters.get(path, headers={"Accept-Language": wanted}).json["label"]
        listed = smartrecruiters.get(ALL, headers={"Accept-Language": wanted}).json["content"]
        assert found in [one["label"] for one in listed]
        return found

    assert label("fr") == label("sw, fr;q=0.8, de;q=0.5") == "Unité commerciale"
    assert label("fr;q=0.2, de") == "Geschäftsbereich"
    assert label("en, fr;q=0.5") == label("pt-PT") == label("xx") == label("") == label(";;=,") == "Business unit"


def test_translations_are_added_to_those_that_there_are(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, "Business unit")
    told = [{"label": "Unidad de negocio", "language": "es"}, {"label": "Division", "language": "en"}]

    response = smartrecruiters.patch(f"{path}/translations", json=told)

    assert (response.status_code, response.data) == (204, b"")
    wanted = {"es": "Unidad de negocio", "fr": "Unité commerciale", "en": "Division"}
    for language, label in wanted.items():
        assert smartrecruiters.get(path, headers={"Accept-Language": language}).json["label"] == label


@pytest.mark.parametrize(
    ("told", "refused"),
    [
        ([("a", "es"), ("b", "es")], (409, "LANGUAGE_NOT_UNIQUE")),
        ([(" a", "es")], (400, "PROPERTY_INVALID")),
        ([("  ", "es")], (400, "PROPERTY_INVALID")),
        ([("Department", "en")], (422, "DEFINITION_NAME_IS_NOT_ALLOWED")),
        ([("a", "tlh")], (422, "INVALID_INPUT")),
        ([("", "es")], (422, "INVALID_INPUT")),
        ([("x" * 201, "es")], (422, "INVALID_INPUT")),
        ([], (422, "INVALID_INPUT")),
    ],
)
def test_a_translation_that_cannot_be_is_refused(
    smartrecruiters: VendorClient, told: list[tuple[str, str]], refused: tuple[int, str]
) -> None:
    path = path_of(smartrecruiters, "Business unit")
    before = smartrecruiters.world.state
    body = [{"label": label, "language": language} for label, language in told]

    assert code_of(smartrecruiters.patch(f"{path}/translations", json=body)) == refused
    assert smartrecruiters.world.state is before


def test_translations_are_an_array(smartrecruiters: VendorClient) -> None:
    body = {"label": "a", "language": "es"}

    response = smartrecruiters.patch(f"{path_of(smartrecruiters, 'Business unit')}/translations", json=body)

    assert code_of(response) == (422, "INVALID_INPUT")


def test_a_property_is_activated_once_it_has_a_value(smartrecruiters: VendorClient) -> None:
    path = new_property(smartrecruiters)

    assert code_of(smartrecruiters.put(f"{path}/activation")) == (409, "JOB_PROPERTY_HAS_NO_ACTIVE_VALUES")
    smartrecruiters.post(f"{path}/values", json={"label": "Nights", "id": "nights"})
    smartrecruiters.put(f"{path}/archive-values/nights")
    assert smartrecruiters.put(f"{path}/activation").status_code == 409
    smartrecruiters.delete(f"{path}/archive-values/nights")

    assert smartrecruiters.put(f"{path}/activation").status_code == 204
    assert smartrecruiters.get(path).json["active"] is True
    assert smartrecruiters.delete(f"{path}/activation").status_code == 204
    assert smartrecruiters.get(path).json["active"] is False


def test_free_text_is_activated_without_values(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, "Justification")

    assert smartrecruiters.delete(f"{path}/activation").status_code == 204
    assert smartrecruiters.put(f"{path}/activation").status_code == 204
    assert smartrecruiters.get(path).json["active"] is True
