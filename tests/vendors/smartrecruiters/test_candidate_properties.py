"""Values of candidate properties: every type in both directions, what is refused, and where they are kept."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.properties.state import PROPERTIES, VALUES, PropertyType
from ats_sandbox.vendors.smartrecruiters.properties.values import give, value_of
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, UNKNOWN
from tests.vendors.smartrecruiters.property_places import (
    CONFIGURATION,
    a_place,
    codes_of,
    first_with,
    property_id,
    unset_everything,
    values_at,
)


@pytest.fixture
def path(smartrecruiters: VendorClient) -> str:
    """Where a candidate on a job has no property at all."""
    found = a_place(smartrecruiters)
    unset_everything(smartrecruiters, found)
    application = people.an_application(smartrecruiters)
    with smartrecruiters.arrange() as draft:
        for one in [one for one in draft[PROPERTIES] if not one.accessible]:
            give(draft, one, application.candidate, application.id, None)
    return found


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json["errors"][0]["code"]


def test_without_a_value_the_answer_is_an_empty_object(smartrecruiters: VendorClient, path: str) -> None:
    assert smartrecruiters.get(path).json == {}


PLAIN = {
    "workPermitChecked": False,
    "countryOfEmployment": "fr",
    "signingBonus": {"code": "EUR", "value": 1500.5},
    "probationEnd": "2031-05-04T03:02:01.000Z",
    "noticePeriodWeeks": 52,
    "partTimePercentage": 62.5,
    "taxRegion": "us-wa",
    "privateEmail": "noor@example.com",
    "badgeNumber": "EX-1234",
    "recruiterRemarks": "",
}


@pytest.mark.parametrize("key", PLAIN)
def test_a_value_is_read_as_it_was_given(smartrecruiters: VendorClient, path: str, key: str) -> None:
    id = property_id(smartrecruiters, key)

    response = smartrecruiters.put(path, json=[{"id": id, "value": PLAIN[key]}])

    assert (response.status_code, response.data) == (204, b"")
    (shown,) = smartrecruiters.get(path).json["content"]
    assert (shown["id"], shown["value"]) == (id, PLAIN[key])
    assert shown["type"] in {one.value for one in PropertyType}
    assert "valueLabel" not in shown
    url = shown["actions"]["configuration"]["url"]
    assert url.endswith(f"{CONFIGURATION}/{id}")


def test_a_date_comes_back_in_universal_time(smartrecruiters: VendorClient, path: str) -> None:
    id = property_id(smartrecruiters, "probationEnd")

    smartrecruiters.put(path, json=[{"id": id, "value": "2031-05-04T03:00:00.000+02:00"}])

    assert list(values_at(smartrecruiters, path).values()) == ["2031-05-04T01:00:00.000Z"]


def test_a_single_select_has_the_label_of_its_value(smartrecruiters: VendorClient, path: str) -> None:
    id, code = property_id(smartrecruiters, "shirtSize"), codes_of(smartrecruiters, "shirtSize")[1]

    smartrecruiters.put(path, json=[{"id": id, "value": code}])

    (shown,) = smartrecruiters.get(path).json["content"]
    assert (shown["value"], shown["valueLabel"]) == (code, "Medium")


def test_a_user_is_named_by_id(smartrecruiters: VendorClient, path: str) -> None:
    user = ids.USER.write(smartrecruiters.read(), 3)

    smartrecruiters.put(path, json=[{"id": property_id(smartrecruiters, "buddy"), "value": user}])

    assert values_at(smartrecruiters, path) == {"Buddy": user}


def test_several_values_come_only_when_they_are_wanted(smartrecruiters: VendorClient, path: str) -> None:
    id, codes = property_id(smartrecruiters, "safetyTrainings"), codes_of(smartrecruiters, "safetyTrainings")[:2]

    assert smartrecruiters.put(path, json=[{"id": id, "value": codes}]).status_code == 204

    assert smartrecruiters.get(path).json == {}
    (shown,) = smartrecruiters.get(f"{path}?includeMultiSelect=true").json["content"]
    assert shown["value"] == codes
    assert shown["selectedValueLabels"] == [
        {"id": codes[0], "label": "First aid"},
        {"id": codes[1], "label": "Fire safety"},
    ]
    smartrecruiters.put(path, json=[{"id": id, "value": []}])
    assert smartrecruiters.get(f"{path}?includeMultiSelect=true").json == {}


REFUSED: list[tuple[str, Any, str]] = [
    ("countryOfEmployment", "FR", "COUNTRY_NOT_FOUND"),
    ("countryOfEmployment", "xx", "COUNTRY_NOT_FOUND"),
    ("countryOfEmployment", "ß", "COUNTRY_NOT_FOUND"),
    ("countryOfEmployment", 4, "COUNTRY_NOT_FOUND"),
    ("taxRegion", "us-xx", "REGION_NOT_FOUND"),
    ("taxRegion", "US-WA", "REGION_NOT_FOUND"),
    ("taxRegion", ["us-wa"], "REGION_NOT_FOUND"),
    ("buddy", UNKNOWN, "USER_NOT_FOUND"),
    ("buddy", {}, "USER_NOT_FOUND"),
    ("signingBonus", {"code": "eur", "value": 1}, "CURRENCY_NOT_FOUND"),
    ("signingBonus", {"value": 1}, "CURRENCY_NOT_FOUND"),
    ("signingBonus", {"code": "EUR", "value": "1"}, "INVALID_INPUT"),
    ("signingBonus", 12, "INVALID_INPUT"),
    ("shirtSize", UNKNOWN, "VALUE_NOT_FOUND"),
    ("shirtSize", True, "VALUE_NOT_FOUND"),
    ("safetyTrainings", [UNKNOWN], "VALUE_NOT_FOUND"),
    ("safetyTrainings", "x", "INVALID_INPUT"),
    ("safetyTrainings", ["x"] * 201, "INVALID_INPUT"),
    ("recruiterRemarks", 12, "INVALID_TEXT_FORMAT"),
    ("privateEmail", "nobody", "INVALID_EMAIL_FORMAT"),
    ("badgeNumber", "ex-1234", "INVALID_TEXT_PATTERN_FORMAT"),
    ("noticePeriodWeeks", 53, "INVALID_NUMBER_RANGE"),
    ("noticePeriodWeeks", -0.5, "INVALID_NUMBER_RANGE"),
    ("noticePeriodWeeks", "4", "INVALID_INPUT"),
    ("noticePeriodWeeks", True, "INVALID_INPUT"),
    ("probationEnd", "1999-12-31T00:00:00.000Z", "INVALID_DATE_RANGE"),
    ("probationEnd", "2031-05-04", "INVALID_INPUT"),
    ("probationEnd", 5, "INVALID_INPUT"),
    ("workPermitChecked", "true", "INVALID_INPUT"),
    ("payrollNumber", "P-1", "INACCESSIBLE_FIELD"),
    ("payrollNumber", None, "INACCESSIBLE_FIELD"),
]


@pytest.mark.parametrize(("key", "value", "code"), REFUSED)
def test_a_value_that_does_not_fit_is_refused(
    smartrecruiters: VendorClient, path: str, key: str, value: Any, code: str
) -> None:
    id = property_id(smartrecruiters, key)
    before = smartrecruiters.world.state

    for place in (path, path.split("/jobs/", maxsplit=1)[0] + "/properties"):
        assert code_of(smartrecruiters.put(f"{place}/{id}", json={"value": value})) == (400, code)
    assert code_of(smartrecruiters.put(path, json=[{"id": id, "value": value}])) == (400, code)

    assert smartrecruiters.world.state is before


def test_two_equal_values_of_a_multi_select_are_refused(smartrecruiters: VendorClient, path: str) -> None:
    code = codes_of(smartrecruiters, "safetyTrainings")[0]

    response = smartrecruiters.put(
        path, json=[{"id": property_id(smartrecruiters, "safetyTrainings"), "value": [code, code]}]
    )

    assert code_of(response) == (400, "INVALID_INPUT")


def test_when_one_item_is_wrong_none_is_set(smartrecruiters: VendorClient, path: str) -> None:
    good = {"id": property_id(smartrecruiters, "noticePeriodWeeks"), "value": 4}
    bad = {"id": property_id(smartrecruiters, "privateEmail"), "value": "x"}

    assert code_of(smartrecruiters.put(path, json=[good, bad])) == (400, "INVALID_EMAIL_FORMAT")
    assert code_of(smartrecruiters.put(path, json=[good, good])) == (400, "DUPLICATE_PROPERTIES")
    assert code_of(smartrecruiters.put(path, json=[good, {"id": UNKNOWN}])) == (404, "PROPERTY_NOT_FOUND")

    assert smartrecruiters.get(path).json == {}


def test_an_item_without_a_value_resets_its_property(smartrecruiters: VendorClient, path: str) -> None:
    number, text = (property_id(smartrecruiters, key) for key in ("noticePeriodWeeks", "recruiterRemarks"))
    smartrecruiters.put(path, json=[{"id": number, "value": 4}, {"id": text, "value": "x"}])

    smartrecruiters.put(path, json=[{"id": number}, {"id": text, "value": "y"}])

    assert values_at(smartrecruiters, path) == {"Remarks": "y"}
    smartrecruiters.put(f"{path}/{text}", json={})
    assert smartrecruiters.get(path).json == {}


@pytest.mark.parametrize("body", [[], [{}], {"id": "x"}, [{"id": 5}], [None], [{"id": "x"}] * 101, None])
def test_a_batch_that_is_no_list_of_1_to_100_items_is_400(smartrecruiters: VendorClient, path: str, body: Any) -> None:
    assert smartrecruiters.put(path, json=body).status_code == 400


def test_the_context_narrows_the_list(smartrecruiters: VendorClient, path: str) -> None:
    for key in ("noticePeriodWeeks", "badgeNumber"):
        smartrecruiters.put(f"{path}/{property_id(smartrecruiters, key)}", json={"value": PLAIN[key]})
    older = path.split("/jobs/", maxsplit=1)[0] + "/properties"

    for place in (path, older) if primary(smartrecruiters) else (path,):
        assert set(values_at(smartrecruiters, place, context="PROFILE")) == {"Notice period in weeks"}
        assert set(values_at(smartrecruiters, place, context="HIRE_FORM")) == {"Badge number"}
        assert smartrecruiters.get(f"{place}?context=OFFER_APPROVAL_FORM").json == {}
        assert smartrecruiters.get(f"{place}?context=ELSEWHERE").status_code == 400


def primary(client: VendorClient) -> bool:
    return people.an_application(client).primary


def test_each_job_has_values_of_its_own_and_the_older_operations_mean_the_primary_one(
    smartrecruiters: VendorClient,
) -> None:
    world = smartrecruiters.read()
    second = next(one for one in world.applications if not one.primary and not one.confidential)
    first = next(one for one in world.applications.where(candidate=second.candidate) if one.primary)
    places = [f"{people.application_path(smartrecruiters, one)}/properties" for one in (first, second)]
    id = property_id(smartrecruiters, "noticePeriodWeeks")
    older = f"{people.candidate_path(smartrecruiters, first.candidate)}/properties"

    assert smartrecruiters.put(f"{older}/{id}", json={"value": 7}).status_code == 204
    assert smartrecruiters.put(f"{places[1]}/{id}", json={"value": 9}).status_code == 204

    label = "Notice period in weeks"
    assert [values_at(smartrecruiters, one)[label] for one in (older, *places)] == [7, 7, 9]


def test_somebody_in_the_talent_pool_takes_their_values_onto_a_job(smartrecruiters: VendorClient) -> None:
    id = smartrecruiters.post("/candidates", json=ADA).json["id"]
    assert smartrecruiters.get(f"/candidates/{id}/properties").json == {}
    number = property_id(smartrecruiters, "noticePeriodWeeks")

    smartrecruiters.put(f"/candidates/{id}/properties/{number}", json={"value": 3})
    assert values_at(smartrecruiters, f"/candidates/{id}/properties") == {"Notice period in weeks": 3}
    job = people.job_id(smartrecruiters, 1)
    smartrecruiters.post(f"/jobs/{job}/candidates", json=ADA)

    assert values_at(smartrecruiters, f"/candidates/{id}/jobs/{job}/properties") == {"Notice period in weeks": 3}


def test_the_demo_world_has_values_of_every_type(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    people_of_the_demo = list(world.applications)
    for one in world[PROPERTIES]:
        held = [value_of(world, one, held.candidate, held.id) is not None for held in people_of_the_demo]
        assert any(held), one.label
        assert not all(held), one.label
    assert {one.type for one in world[PROPERTIES]} == set(PropertyType)

    shown = smartrecruiters.get(first_with(smartrecruiters, "buddy")).json["content"]
    assert "Buddy" in {one["label"] for one in shown}


def test_a_deleted_candidate_leaves_no_values_behind(smartrecruiters: VendorClient, path: str) -> None:
    application = people.an_application(smartrecruiters)
    assert smartrecruiters.read()[VALUES].where(candidate=application.candidate)

    smartrecruiters.delete(people.candidate_path(smartrecruiters, application.candidate))

    assert not smartrecruiters.read()[VALUES].where(candidate=application.candidate)


def test_a_removed_value_is_nobodys(smartrecruiters: VendorClient, path: str) -> None:
    id, code = property_id(smartrecruiters, "shirtSize"), codes_of(smartrecruiters, "shirtSize")[0]
    smartrecruiters.put(f"{path}/{id}", json={"value": code})

    assert smartrecruiters.delete(f"{CONFIGURATION}/{id}/values/{code}").status_code == 204

    assert smartrecruiters.get(path).json == {}


def test_who_may_not_see_the_candidate_is_refused(smartrecruiters: VendorClient) -> None:
    hidden = people.a_hidden_application(smartrecruiters)
    half = people.a_half_hidden_application(smartrecruiters)
    id = property_id(smartrecruiters, "noticePeriodWeeks")
    paths = [f"{people.application_path(smartrecruiters, one)}/properties" for one in (hidden, half)]
    paths.append(f"{people.candidate_path(smartrecruiters, hidden.candidate)}/properties")
    if half.primary:
        paths.append(f"{people.candidate_path(smartrecruiters, half.candidate)}/properties")

    for path in paths:
        assert smartrecruiters.get(path, token="sandbox-restricted").status_code == 403
        response = smartrecruiters.put(f"{path}/{id}", json={"value": 4}, token="sandbox-restricted")
        assert response.status_code == 403
    response = smartrecruiters.put(paths[0], json=[{"id": id}], token="sandbox-restricted")
    assert response.status_code == 403


def test_what_does_not_exist_is_404(smartrecruiters: VendorClient, path: str) -> None:
    candidate = path.split("/jobs/", maxsplit=1)[0]
    world, person = smartrecruiters.read(), people.an_application(smartrecruiters).candidate
    elsewhere = next(one.id for one in world.jobs if not world.applications.where(pair=(person, one.id)))
    job = people.job_id(smartrecruiters, elsewhere)

    assert code_of(smartrecruiters.get(f"/candidates/{UNKNOWN}/properties")) == (404, "CANDIDATE_NOT_FOUND")
    for unknown in (UNKNOWN, "x", job):
        assert code_of(smartrecruiters.get(f"{candidate}/jobs/{unknown}/properties")) == (404, "JOB_NOT_FOUND")
    for unknown in (UNKNOWN, "x"):
        for properties in (path, f"{candidate}/properties"):
            response = smartrecruiters.put(f"{properties}/{unknown}", json={"value": 1})
            assert code_of(response) == (404, "PROPERTY_NOT_FOUND")


@pytest.mark.parametrize(
    "id",
    ["update_candidate_property", "update_candidate_property_on_job", "update_candidate_properties_on_job"],
)
def test_what_takes_a_value_says_what_it_is_for_each_type(smartrecruiters: VendorClient, id: str) -> None:
    operation = next(one for one in smartrecruiters.vendor.operations if one.id == id)

    lines = operation.description.splitlines()
    assert [type for type in PropertyType if not any(line.startswith(f"- `{type}`: ") for line in lines)] == []
