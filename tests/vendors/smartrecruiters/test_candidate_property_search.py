"""The search for candidates by what only SmartRecruiters knows of them: properties, onboarding, screening answers."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.candidates.screening_answers import category_of
from ats_sandbox.vendors.smartrecruiters.features import CANDIDATE_FIELDS, ONBOARDING_STATUS
from ats_sandbox.vendors.smartrecruiters.properties.state import ONBOARDINGS, OPTIONS
from ats_sandbox.vendors.smartrecruiters.properties.values import value_of
from ats_sandbox.vendors.smartrecruiters.screening import FIELD, value_id
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.features import Feature, switch
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.property_places import codes_of, property_id, property_of
from tests.vendors.smartrecruiters.test_candidate_search import found, those_with


def asked(client: VendorClient, *pairs: tuple[str, int]) -> dict[str, Any]:
    """The query for values of properties, each by the property's key and the number of its value."""
    return {
        "propertyId": [property_id(client, key) for key, _ in pairs],
        "propertyValueId": [codes_of(client, key)[number] for key, number in pairs],
    }


def has(client: VendorClient, held: Application, key: str, code: str) -> bool:
    world = client.read()
    given = value_of(world, property_of(client, key), held.candidate, held.id)
    return given is not None and code in [world[OPTIONS][one].code for one in given.options]


@pytest.mark.parametrize("number", range(4))
def test_candidates_are_found_by_a_value_of_a_single_select(smartrecruiters: VendorClient, number: int) -> None:
    code = codes_of(smartrecruiters, "shirtSize")[number]

    hits = found(smartrecruiters, **asked(smartrecruiters, ("shirtSize", number)))

    assert hits == those_with(smartrecruiters, lambda one: has(smartrecruiters, one, "shirtSize", code))
    assert hits


def test_values_of_one_property_are_alternatives_and_different_properties_must_all_hold(
    smartrecruiters: VendorClient,
) -> None:
    small, large, permanent = ("shirtSize", 0), ("shirtSize", 2), ("typeOfContract", 0)

    either = found(smartrecruiters, **asked(smartrecruiters, small, large))
    both = found(smartrecruiters, **asked(smartrecruiters, small, permanent))

    one, other, third = (set(found(smartrecruiters, **asked(smartrecruiters, it))) for it in (small, large, permanent))
    assert set(either) == one | other
    assert set(both) == one & third


@pytest.mark.parametrize("token", ["sandbox-admin", "sandbox-restricted"])
def test_a_changed_value_is_searched_by_at_once(smartrecruiters: VendorClient, token: str) -> None:
    """Also when somebody has the value on one job and not on another, or is hidden on one."""
    code, other = codes_of(smartrecruiters, "shirtSize")[:2]
    id = property_id(smartrecruiters, "shirtSize")
    world = smartrecruiters.read()
    several = [one for one in world.applications if len(world.applications.where(candidate=one.candidate)) > 1][:60]
    for number, one in enumerate(several):
        path = f"{people.application_path(smartrecruiters, one)}/properties/{id}"
        body = ({"value": code}, {"value": other}, {})[number % 3]
        assert smartrecruiters.put(path, json=body).status_code == 204

    hits = found(smartrecruiters, token, **asked(smartrecruiters, ("shirtSize", 0)))

    seen = token == "sandbox-admin"
    assert hits == those_with(
        smartrecruiters, lambda one: has(smartrecruiters, one, "shirtSize", code) and (seen or not one.confidential)
    )


def test_the_values_of_other_properties_find_nobody(smartrecruiters: VendorClient) -> None:
    code = codes_of(smartrecruiters, "shirtSize")[0]

    for wrong in (property_id(smartrecruiters, "buddy"), property_id(smartrecruiters, "safetyTrainings"), "x", ""):
        assert found(smartrecruiters, propertyId=wrong, propertyValueId=code) == []


@pytest.mark.parametrize("status", ["READY_TO_ONBOARD", "ONBOARDING_SUCCESSFUL", "ONBOARDING_FAILED"])
@pytest.mark.parametrize("token", ["sandbox-admin", "sandbox-restricted"])
def test_candidates_are_found_by_onboarding_status(smartrecruiters: VendorClient, status: str, token: str) -> None:
    path = people.application_path(smartrecruiters, people.an_application(smartrecruiters))
    smartrecruiters.put(f"{path}/onboardingStatus", json={"onboardingStatus": status})
    held = {one.application for one in smartrecruiters.read()[ONBOARDINGS].where(status=status)}

    hits = found(smartrecruiters, token, onboardingStatus=status)

    seen = token == "sandbox-admin"
    assert hits == those_with(smartrecruiters, lambda one: one.id in held and (seen or not one.confidential))
    assert hits


@pytest.mark.parametrize("feature", [CANDIDATE_FIELDS, ONBOARDING_STATUS])
def test_without_onboarding_statuses_nobody_can_be_searched_by_one(
    smartrecruiters: VendorClient, feature: Feature
) -> None:
    with smartrecruiters.arrange() as draft:
        switch(draft, feature, on=False)

    response = smartrecruiters.get("/candidates?onboardingStatus=READY_TO_ONBOARD")

    assert (response.status_code, response.json["errors"][0]["code"]) == (400, "ONBOARDING_STATUS_NOT_ACTIVE")


@pytest.mark.parametrize("token", ["sandbox-admin", "sandbox-restricted"])
def test_candidates_are_found_by_what_they_answered(smartrecruiters: VendorClient, token: str) -> None:
    world = smartrecruiters.read()
    for held in [one for one in world.applications if one.answers][:20]:
        answer = held.answers[0]
        query = {
            "questionCategory": category_of(world, answer.question),
            "questionFieldId": FIELD,
            "questionFieldValueId": value_id(world, answer.question, answer.values[0]),
        }

        def said(one: Application, question: str = answer.question, value: str = answer.values[0]) -> bool:
            visible = token == "sandbox-admin" or not one.confidential
            return visible and any(it.question == question and value in it.values for it in one.answers)

        assert found(smartrecruiters, token, **query) == those_with(smartrecruiters, said)
        assert found(smartrecruiters, token, **query | {"questionCategory": "drivingCurrent"}) == []
        assert found(smartrecruiters, token, **query | {"questionFieldId": "other"}) == []


def test_a_shown_answer_finds_who_gave_it(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    held = next(one for one in world.applications if one.answers and not one.confidential)
    shown = smartrecruiters.get(f"{people.application_path(smartrecruiters, held)}/screening-answers").json["content"]

    query: dict[str, list[str]] = {"questionCategory": [], "questionFieldId": [], "questionFieldValueId": []}
    for answer in shown:
        (field,) = answer["records"][0]["fields"]
        for name, value in zip(query, (answer["category"], field["id"], field["values"][0]["id"]), strict=True):
            query[name].append(value)

    assert ids.CANDIDATE.write(world, held.candidate) in found(smartrecruiters, **query)
