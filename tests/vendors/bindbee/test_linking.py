"""Link tokens, what the browser brings back, and the connectors that come of them."""

from typing import Any

import pytest

from ats_sandbox.control.background.background import Background
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS
from ats_sandbox.vendors.bindbee.ids import CONNECTOR_IDS
from ats_sandbox.vendors.bindbee.linking import ABANDONED, LIFETIME, LINK, TEMPORARY_TOKENS
from ats_sandbox.world.clock import DAY, MINUTE
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import PREFIX, UNKNOWN, faults, listed, through, value_error
from tests.vendors.bindbee.test_syncs import connector

CREATE = "/api/embedded/v1/link/create-link-token"
EXCHANGE = "/api/embedded/v1/connectors/connector_token"
CUSTOMER = {"org_name": "Example Works", "origin_id": "customer-7", "email": "people@example.com"}
BODY = {"end_user_data": CUSTOMER, "category": "ATS", "integration": "smartrecruiters"}


@pytest.fixture
def work(bindbee: VendorClient) -> Background:
    """How long work takes in the test's world."""
    return Background(bindbee.world, bindbee.sandbox.vendors)


def invited(bindbee: VendorClient, **changed: Any) -> str:
    """What the browser will bring back from a link token, as the sandbox remarks it."""
    answer = bindbee.post(CREATE, json={**BODY, **changed})
    assert answer.status_code == 200, answer.text
    assert answer.json.keys() == {"link_token"}
    return answer.headers["X-Sandbox-Note"].rpartition(" ")[2]


def of_customer(bindbee: VendorClient, origin: str = "customer-7") -> dict[str, Any]:
    (found,) = bindbee.get(f"{PREFIX}/connectors", query_string={"origin_id": origin}).json["items"]
    item: dict[str, Any] = found
    return item


def test_from_an_invitation_to_the_first_records(bindbee: VendorClient) -> None:
    brought = invited(bindbee)

    answer = bindbee.get(f"{EXCHANGE}/{brought}")

    item = of_customer(bindbee)
    assert answer.status_code == 200
    assert answer.json == {"connector_token": item["connector_token"], "connector_id": item["id"]}
    assert (item["status"], item["sync_status"], item["is_active"]) == ("COMPLETE", "Done", True)
    assert (item["end_user"], item["category"], item["is_test_connector"]) == ("Example Works", "ATS", False)
    jobs = listed(bindbee, "jobs", answer.json["connector_token"])
    assert len(jobs) == len(bindbee.read().jobs)
    assert {one["id"] for one in jobs}.isdisjoint({one["id"] for one in listed(bindbee, "jobs")})


def test_what_the_browser_brings_back_is_exchanged_once(bindbee: VendorClient) -> None:
    brought = invited(bindbee)
    assert bindbee.get(f"{EXCHANGE}/{brought}").status_code == 200

    answer = bindbee.get(f"{EXCHANGE}/{brought}")

    assert (answer.status_code, answer.json) == (404, {"detail": "Temporary token not found"})


def test_it_can_be_exchanged_for_some_minutes_of_the_worlds_clock(bindbee: VendorClient) -> None:
    first, second = invited(bindbee), invited(bindbee, end_user_data={**CUSTOMER, "origin_id": "customer-8"})
    bindbee.world.advance(LIFETIME - MINUTE)
    assert bindbee.get(f"{EXCHANGE}/{first}").status_code == 200
    bindbee.world.advance(MINUTE)

    answer = bindbee.get(f"{EXCHANGE}/{second}")

    assert answer.status_code == 404
    invited(bindbee)
    assert len(bindbee.read()[TEMPORARY_TOKENS]) == 1


@pytest.mark.parametrize("token", ["nothing", UNKNOWN, "%00", "%F0%9F%92%A9", "a" * 5_000])
def test_what_nobody_brought_back_is_not_found(bindbee: VendorClient, token: str) -> None:
    assert bindbee.get(f"{EXCHANGE}/{token}").status_code == 404


def test_a_link_token_itself_is_not_what_the_browser_brings_back(bindbee: VendorClient) -> None:
    token = bindbee.post(CREATE, json=BODY).json["link_token"]

    assert bindbee.get(f"{EXCHANGE}/{token}").status_code == 404


def test_until_the_customer_has_linked_the_connector_is_incomplete(bindbee: VendorClient, work: Background) -> None:
    work.set(LINK.name, after=60)
    brought = invited(bindbee)

    item = of_customer(bindbee)
    assert (item["status"], item["sync_status"], item["is_active"]) == ("INCOMPLETE", None, False)
    assert (item["completed_at"], item["last_sync_start_time"], item["next_sync_start_time"]) == (None, None, None)
    assert listed(bindbee, "jobs", item["connector_token"]) == []
    assert bindbee.get(f"{EXCHANGE}/{brought}").status_code == 404
    bindbee.world.advance(MINUTE)
    assert bindbee.get(f"{EXCHANGE}/{brought}").status_code == 200
    assert of_customer(bindbee)["completed_at"] == "2026-03-02T09:01:00.002000Z"


def test_a_customer_who_gives_up_leaves_the_connector_incomplete(bindbee: VendorClient, work: Background) -> None:
    work.set(LINK.name, failure=ABANDONED)
    answer = bindbee.post(CREATE, json=BODY)

    bindbee.world.advance(DAY)

    assert "X-Sandbox-Note" not in answer.headers
    assert of_customer(bindbee)["status"] == "INCOMPLETE"
    work.reset(LINK.name)
    invited(bindbee)
    assert of_customer(bindbee)["status"] == "COMPLETE"


def test_one_customer_has_one_connector_to_a_system(bindbee: VendorClient) -> None:
    invited(bindbee)
    first = of_customer(bindbee)

    invited(bindbee)
    invited(bindbee, integration="greenhouse")

    query = {"origin_id": "customer-7"}
    items = bindbee.get(f"{PREFIX}/connectors", query_string=query).json["items"]
    assert [(one["id"] == first["id"], one["integration_slug"]) for one in items] == [
        (True, "smartrecruiters"),
        (False, "greenhouse"),
    ]


def test_a_connector_of_another_category_does_not_read_applicants(bindbee: VendorClient) -> None:
    invited(bindbee, category="HRIS", integration="bamboohr")
    token = of_customer(bindbee)["connector_token"]

    answer = bindbee.get(f"{PREFIX}/jobs", headers=through(token))

    assert (answer.status_code, answer.json) == (403, {"detail": "Connector does not have access to this category"})


def test_a_custom_category_takes_any_system(bindbee: VendorClient) -> None:
    invited(bindbee, category="CUSTOM")

    assert of_customer(bindbee)["category"] == "ATS"


ENUM = "'HRIS', 'ATS', 'CUSTOM' or 'LMS'"
NO_CATEGORY = {"msg": f"Input should be {ENUM}", "type": "enum", "ctx": {"expected": ENUM}}
SHORT = {"msg": "String should have at least 2 characters", "type": "string_too_short", "ctx": {"min_length": 2}}
MISSING = {"msg": "Field required", "type": "missing"}


def mailbox(value: str, reason: str) -> dict[str, Any]:
    return {
        "loc": ["body", "end_user_data", "email"],
        "msg": f"value is not a valid email address: {reason}",
        "type": "value_error",
        "input": value,
        "ctx": {"reason": reason},
    }


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        (
            {"end_user_data": {**CUSTOMER, "org_name": "E"}},
            {"loc": ["body", "end_user_data", "org_name"], "input": "E", **SHORT},
        ),
        (
            {"end_user_data": {**CUSTOMER, "origin_id": ""}},
            {"loc": ["body", "end_user_data", "origin_id"], "input": "", **SHORT},
        ),
        (
            {"end_user_data": {"org_name": "Ex"}},
            {"loc": ["body", "end_user_data", "origin_id"], "input": {"org_name": "Ex"}, **MISSING},
        ),
        ({"end_user_data": {**CUSTOMER, "email": "x"}}, mailbox("x", "An email address must have an @-sign.")),
        (
            {"end_user_data": {**CUSTOMER, "email": "@x.example"}},
            mailbox("@x.example", "There must be something before the @-sign."),
        ),
        (
            {"end_user_data": {**CUSTOMER, "email": "x@y"}},
            mailbox("x@y", "The part after the @-sign is not valid. It should have a period."),
        ),
        (
            {"end_user_data": {**CUSTOMER, "email": 5}},
            {
                "loc": ["body", "end_user_data", "email"],
                "msg": "Input should be a valid string",
                "type": "string_type",
                "input": 5,
            },
        ),
        (
            {"category": "ats"},
            {"loc": ["body", "category"], "input": "ats", **NO_CATEGORY},
        ),
        (
            {"category": 5},
            {"loc": ["body", "category"], "input": 5, **NO_CATEGORY},
        ),
        ({"integration": "nothing"}, value_error("integration not found", "nothing", "body", "integration")),
        ({"integration": "lever"}, value_error("integration not found", "lever", "body", "integration")),
        (
            {"category": "HRIS"},
            value_error("smartrecruiters is no integration of this category", "HRIS", "body", "category"),
        ),
        (
            {"end_user_data": "x"},
            {
                "loc": ["body", "end_user_data"],
                "msg": "Input should be a valid dictionary or object to extract fields from",
                "type": "model_attributes_type",
                "input": "x",
            },
        ),
    ],
)
def test_an_invitation_says_what_is_wrong_with_it(
    bindbee: VendorClient, changed: dict[str, Any], expected: dict[str, Any]
) -> None:
    before = bindbee.world.state

    assert faults(bindbee.post(CREATE, json={**BODY, **changed})) == [expected]
    assert bindbee.world.state is before


def test_an_invitation_has_a_body(bindbee: VendorClient) -> None:
    assert faults(bindbee.post(CREATE))[0]["loc"] == ["body"]


def test_a_deleted_connector_is_gone_with_its_token(bindbee: VendorClient) -> None:
    brought = invited(bindbee)
    item = of_customer(bindbee)
    answer = bindbee.send("DELETE", f"{PREFIX}/connectors/{item['id']}/delete")

    assert (answer.status_code, answer.json) == (200, {"message": "Connector deleted successfully"})
    assert bindbee.get(f"{PREFIX}/connectors?origin_id=customer-7").json["items"] == []
    answer = bindbee.get(f"{PREFIX}/jobs", headers=through(item["connector_token"]))
    assert (answer.status_code, answer.json) == (401, {"detail": "Invalid connector token"})
    assert bindbee.get(f"{EXCHANGE}/{brought}").status_code == 404
    again = bindbee.send("DELETE", f"{PREFIX}/connectors/{item['id']}/delete")
    assert (again.status_code, again.json) == (404, {"detail": "Connector not found"})


def test_a_connector_made_again_has_other_ids(bindbee: VendorClient) -> None:
    invited(bindbee)
    item = of_customer(bindbee)
    jobs = {one["id"] for one in listed(bindbee, "jobs", item["connector_token"])}
    assert bindbee.send("DELETE", f"{PREFIX}/connectors/{item['id']}/delete").status_code == 200

    invited(bindbee)

    again = of_customer(bindbee)
    assert again["id"] != item["id"]
    assert again["connector_token"] != item["connector_token"]
    assert jobs.isdisjoint({one["id"] for one in listed(bindbee, "jobs", again["connector_token"])})


def test_a_connector_of_the_other_environment_is_not_there_to_be_deleted(bindbee: VendorClient) -> None:
    world = bindbee.read()
    held = world[CONNECTORS].where(token="acme-development").first()
    assert held is not None

    path = f"{PREFIX}/connectors/{CONNECTOR_IDS.write(world, held.id)}/delete"

    assert bindbee.send("DELETE", path).status_code == 404
    assert bindbee.send("DELETE", f"{PREFIX}/connectors/{UNKNOWN}/delete").status_code == 404


def test_the_id_of_a_connector_is_a_uuid(bindbee: VendorClient) -> None:
    reason = "invalid length: expected length 32 for simple format, found 3"

    assert faults(bindbee.send("DELETE", f"{PREFIX}/connectors/abc/delete")) == [
        {
            "loc": ["path", "connector_id"],
            "msg": f"Input should be a valid UUID, {reason}",
            "type": "uuid_parsing",
            "input": "abc",
            "ctx": {"error": reason},
        }
    ]
    upper = connector(bindbee)["id"].upper()
    assert bindbee.send("DELETE", f"{PREFIX}/connectors/{upper}/delete").status_code == 200
