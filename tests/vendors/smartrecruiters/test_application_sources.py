"""Where candidates on jobs came from."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import envelope


@pytest.fixture
def path(smartrecruiters: VendorClient) -> str:
    """An application under review."""
    return people.application_path(smartrecruiters, people.an_application(smartrecruiters))


def test_a_source_of_ones_own_words_has_no_details(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    one = next(one for one in world.applications if one.origin is not None)

    shown = smartrecruiters.get(people.application_path(smartrecruiters, one)).json

    assert shown["source"] == one.origin
    assert "actions" not in shown


def test_a_changed_source_shows_with_its_label(smartrecruiters: VendorClient, path: str) -> None:
    response = smartrecruiters.put(f"{path}/source", json=people.a_source(smartrecruiters, "Employee referral"))

    assert (response.status_code, response.data) == (204, b"")
    assert smartrecruiters.get(path).json["source"] == "Employee referral"
    _, _, candidate, _, job = path.split("/")
    source = people.a_source(smartrecruiters, "Employee referral")
    query = {
        "sourceType": source["sourceTypeId"],
        "sourceSubType": source.get("sourceSubTypeId", source["sourceTypeId"]),
        "sourceValueId": source["sourceId"],
        "jobId": job,
        "limit": 100,
    }
    found = smartrecruiters.get("/candidates", query_string=query).json
    assert candidate in [one["id"] for one in found["content"]]


@pytest.mark.parametrize(
    ("told", "code", "message"),
    [
        ({"sourceTypeId": "NO_SUCH"}, "INVALID_SOURCE_TYPE", "Source type is invalid"),
        ({"sourceSubTypeId": None}, "SUBTYPE_REQUIRED", "Source subtype is required"),
        ({"sourceSubTypeId": ""}, "SUBTYPE_REQUIRED", "Source subtype is required"),
        ({"sourceSubTypeId": "NO_SUCH"}, "INVALID_SOURCE_TYPE", "Source type is invalid"),
        ({"sourceSubTypeId": "FREE"}, "INVALID_SOURCE", "Source is invalid"),
        ({"sourceId": "f" * 24}, "INVALID_SOURCE", "Source is invalid"),
        ({"sourceId": "LinkedIn Jobs"}, "INVALID_SOURCE", "Source is invalid"),
        ({"sourceTypeId": "REFERRAL", "sourceSubTypeId": None}, "INVALID_SOURCE", "Source is invalid"),
        ({"sourceTypeId": "REFERRAL"}, "INVALID_SOURCE_TYPE", "Source type is invalid"),
    ],
)
def test_a_source_that_does_not_exist_is_400(
    smartrecruiters: VendorClient, path: str, told: dict[str, Any], code: str, message: str
) -> None:
    before = smartrecruiters.world.state
    body = people.a_source(smartrecruiters, "LinkedIn Jobs") | told

    response = smartrecruiters.put(f"{path}/source", json=body)

    assert response.status_code == 400
    assert response.json == envelope(code, message)
    assert smartrecruiters.world.state is before


def test_the_type_is_looked_at_before_the_subtype_and_the_subtype_before_the_value(
    smartrecruiters: VendorClient, path: str
) -> None:
    def code(**told: str) -> str:
        response = smartrecruiters.put(f"{path}/source", json={"sourceId": "nothing", **told})
        found: str = response.json["errors"][0]["code"]
        return found

    assert code(sourceTypeId="NOTHING") == "INVALID_SOURCE_TYPE"
    assert code(sourceTypeId="JOB_BOARD") == "SUBTYPE_REQUIRED"
    assert code(sourceTypeId="JOB_BOARD", sourceSubTypeId="PAID") == "INVALID_SOURCE"


@pytest.mark.parametrize("name", ["sourceTypeId", "sourceId"])
@pytest.mark.parametrize("value", [None, "", 5, []])
def test_a_source_needs_its_type_and_its_value(
    smartrecruiters: VendorClient, path: str, name: str, value: object
) -> None:
    body = people.a_source(smartrecruiters, "LinkedIn Jobs") | {name: value}

    response = smartrecruiters.put(f"{path}/source", json=body)

    assert response.status_code == 400
    assert response.json["errors"][0]["message"].startswith(name)
