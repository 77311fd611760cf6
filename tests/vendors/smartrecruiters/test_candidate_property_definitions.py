"""Configuration of candidate properties and of the values of select properties; the properties of offers."""

from typing import Any

import pytest

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.vendors.smartrecruiters.properties.definitions import MOST_VALUES
from ats_sandbox.vendors.smartrecruiters.properties.state import OPTIONS, PropertyOption
from tests.client import VendorClient
from tests.vendors.smartrecruiters.people import UNKNOWN
from tests.vendors.smartrecruiters.property_places import CONFIGURATION, codes_of, property_id, property_of


@pytest.fixture
def values(smartrecruiters: VendorClient) -> str:
    """The path of the values of a property that are the company's own."""
    return f"{CONFIGURATION}/{property_id(smartrecruiters, 'shirtSize')}/values"


@pytest.fixture
def library(smartrecruiters: VendorClient) -> str:
    """The path of a value of the library."""
    code = codes_of(smartrecruiters, "typeOfContract")[0]
    return f"{CONFIGURATION}/{property_id(smartrecruiters, 'typeOfContract')}/values/{code}"


def code_of(response: Any) -> tuple[int, str]:
    return response.status_code, response.json["errors"][0]["code"]


def test_definitions_are_listed_and_got_one_by_one(smartrecruiters: VendorClient) -> None:
    listed = smartrecruiters.get(CONFIGURATION).json

    assert listed["totalFound"] == len(listed["content"])
    assert "MULTI_SELECT" not in {one["type"] for one in listed["content"]}
    several = smartrecruiters.get(f"{CONFIGURATION}?includeMultiSelect=true").json
    assert several["totalFound"] == listed["totalFound"] + 1
    for one in several["content"]:
        assert smartrecruiters.get(f"{CONFIGURATION}/{one['id']}").json == one
        assert ("values" in one["actions"]) == (one["type"] == "SINGLE_SELECT")


def test_a_definition_says_for_whom_where_and_for_which_jobs_it_is(smartrecruiters: VendorClient) -> None:
    bonus = smartrecruiters.get(f"{CONFIGURATION}/{property_id(smartrecruiters, 'signingBonus')}").json
    shirt = smartrecruiters.get(f"{CONFIGURATION}/{property_id(smartrecruiters, 'shirtSize')}").json

    assert bonus["availability"] == {
        "toUsers": "FULL_ACCESS",
        "context": ["OFFER_FORM", "OFFER_APPROVAL_FORM"],
        "forOrgFields": [],
    }
    departments = [one["id"] for one in smartrecruiters.get("/configuration/departments").json["content"]]
    (field,) = shirt["availability"]["forOrgFields"]
    assert (field["id"], field["values"]) == ("department", {"all": False, "content": departments[:2]})


def test_a_value_is_added_renamed_and_removed(smartrecruiters: VendorClient, values: str) -> None:
    new = {"id": "xs", "label": "Extra small"}

    created = smartrecruiters.post(values, json=new)
    assert (created.status_code, created.json) == (201, new)
    assert smartrecruiters.get(f"{values}/xs").json == new
    assert smartrecruiters.get(values).json["content"][-1] == new

    changed = smartrecruiters.put(f"{values}/xs", json={"label": "Tiny"})
    assert (changed.status_code, changed.json) == (201, {"id": "xs", "label": "Tiny"})
    assert smartrecruiters.get(f"{values}/xs").json == changed.json

    assert smartrecruiters.delete(f"{values}/xs").status_code == 204
    assert code_of(smartrecruiters.get(f"{values}/xs")) == (404, "CANDIDATE_PROPERTY_VALUE_NOT_FOUND")
    assert smartrecruiters.get(values).json["totalFound"] == 4


def test_ids_and_labels_of_other_values_are_taken(smartrecruiters: VendorClient, values: str) -> None:
    first, second = codes_of(smartrecruiters, "shirtSize")[:2]

    taken_id = smartrecruiters.post(values, json={"id": first, "label": "New"})
    taken_label = smartrecruiters.post(values, json={"id": "new", "label": "small"})
    renamed = smartrecruiters.put(f"{values}/{second}", json={"label": "Small"})

    assert code_of(taken_id) == (409, "CANDIDATE_PROPERTY_VALUE_ID_ALREADY_EXISTS")
    for response in (taken_label, renamed):
        assert code_of(response) == (409, "CANDIDATE_PROPERTY_VALUE_LABEL_ALREADY_EXISTS")
    assert smartrecruiters.put(f"{values}/{first}", json={"label": "Small"}).status_code == 201


def test_the_last_value_stays(smartrecruiters: VendorClient, values: str) -> None:
    *others, last = codes_of(smartrecruiters, "shirtSize")
    for code in others:
        assert smartrecruiters.delete(f"{values}/{code}").status_code == 204

    assert code_of(smartrecruiters.delete(f"{values}/{last}")) == (400, "CANDIDATE_PROPERTY_LAST_VALUE")


def test_values_of_the_library_cannot_be_changed(smartrecruiters: VendorClient, library: str) -> None:
    for response in (smartrecruiters.put(library, json={"label": "New"}), smartrecruiters.delete(library)):
        assert code_of(response) == (400, "CANDIDATE_PROPERTY_LIBRARY_READONLY_RESTRICTION")
    assert smartrecruiters.get(library).json["label"] == "Permanent"


def test_only_single_selects_have_values_to_change(smartrecruiters: VendorClient) -> None:
    for key in ("buddy", "safetyTrainings"):
        values = f"{CONFIGURATION}/{property_id(smartrecruiters, key)}/values"
        several = key == "safetyTrainings"
        codes = codes_of(smartrecruiters, key) or ["x"]
        written = [
            smartrecruiters.post(values, json={"id": "x", "label": "X"}),
            smartrecruiters.put(f"{values}/{codes[0]}", json={"label": "X"}),
            smartrecruiters.delete(f"{values}/{codes[0]}"),
        ]
        read = [smartrecruiters.get(values), smartrecruiters.get(f"{values}/{codes[0]}")]
        for response in written if several else written + read:
            assert code_of(response) == (400, "CANDIDATE_PROPERTY_NOT_SINGLE_SELECT")
        assert not several or [one.status_code for one in read] == [200, 200]


def test_a_property_has_a_thousand_values_at_most(smartrecruiters: VendorClient, values: str) -> None:
    property = property_of(smartrecruiters, "shirtSize").id
    with smartrecruiters.arrange() as draft:
        for number in range(MOST_VALUES - 5):
            id = draft.next_id(OPTIONS)
            code = f"size-{number}"
            draft.put(OPTIONS, PropertyOption(id=id, property=property, code=code, label=code, library=False))

    assert smartrecruiters.post(values, json={"id": "last", "label": "Last"}).status_code == 201
    response = smartrecruiters.post(values, json={"id": "more", "label": "More"})
    assert code_of(response) == (400, "CANDIDATE_PROPERTY_VALUES_LIMIT_EXCEEDED")


def test_a_value_that_was_added_is_given_to_a_candidate(smartrecruiters: VendorClient, values: str) -> None:
    smartrecruiters.post(values, json={"id": "xs", "label": "Extra small"})
    id = smartrecruiters.get("/candidates?limit=1").json["content"][0]["id"]
    property = property_id(smartrecruiters, "shirtSize")

    smartrecruiters.put(f"/candidates/{id}/properties/{property}", json={"value": "xs"})

    query = {"propertyId": property, "propertyValueId": "xs"}
    assert [one["id"] for one in smartrecruiters.get("/candidates", query_string=query).json["content"]] == [id]


@pytest.mark.parametrize(
    "body",
    [
        *({}, {"id": "a"}, {"label": "b"}, {"id": "", "label": "b"}, {"id": "a" * 37, "label": "b"}, []),
        *({"id": 1, "label": "b"}, {"id": "a", "label": ""}, {"id": "a", "label": "b" * 1_001}),
    ],
)
def test_a_body_that_is_no_value_is_400(smartrecruiters: VendorClient, values: str, body: Any) -> None:
    assert smartrecruiters.post(values, json=body).status_code == 400


def test_a_value_has_the_longest_id_and_label(smartrecruiters: VendorClient, values: str) -> None:
    assert smartrecruiters.post(values, json={"id": "é" * 36, "label": "€" * 1_000}).status_code == 201
    assert smartrecruiters.get(f"{values}/{'é' * 36}").json["label"] == "€" * 1_000


@pytest.mark.parametrize("unknown", [UNKNOWN, "x", "%00", "🚀"])
def test_what_does_not_exist_is_404(smartrecruiters: VendorClient, values: str, unknown: str) -> None:
    for path in (f"{CONFIGURATION}/{unknown}", f"{CONFIGURATION}/{unknown}/values"):
        assert code_of(smartrecruiters.get(path)) == (404, "CANDIDATE_PROPERTY_NOT_FOUND")
    response = smartrecruiters.put(f"{values}/{unknown}", json={"label": "New"})
    assert code_of(response) == (404, "CANDIDATE_PROPERTY_VALUE_NOT_FOUND")
    assert code_of(smartrecruiters.delete(f"{values}/{unknown}")) == (404, "CANDIDATE_PROPERTY_VALUE_NOT_FOUND")


def test_the_properties_of_offers_are_listed_by_category(smartrecruiters: VendorClient) -> None:
    listed = smartrecruiters.get("/configuration/offer-properties").json

    assert [one["id"] for one in listed["categories"]] == ["OFFER", "HIRING"]
    kinds = {one["type"] for category in listed["categories"] for one in category["properties"]}
    assert {"CURRENCY", "SELECT", "DATE"} <= kinds


def test_who_may_not_read_offers_may_not_see_their_properties(smartrecruiters: VendorClient) -> None:
    caller = Principal("configurator", "may read the configuration", scopes=frozenset({"configuration_read"}))
    with smartrecruiters.arrange() as draft:
        draft.put(OWN_PRINCIPALS, OwnPrincipal(id=draft.next_id(OWN_PRINCIPALS), principal=caller))

    response = smartrecruiters.get("/configuration/offer-properties", token="configurator")

    assert code_of(response) == (403, "NO_ACCESS_TO_OFFERS")


def test_whether_multi_selects_are_wanted_is_true_or_false(smartrecruiters: VendorClient) -> None:
    for asked in ("maybe", "1", ""):
        assert smartrecruiters.get(f"{CONFIGURATION}?includeMultiSelect={asked}").status_code == 400
