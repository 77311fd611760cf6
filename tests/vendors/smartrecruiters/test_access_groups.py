"""Access groups, who is in them, and the roles of users."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_properties import property_id
from tests.vendors.smartrecruiters.people import UNKNOWN, envelope
from tests.vendors.smartrecruiters.user_bodies import DENIED, acting_as, code

ROOT = "/user-api/v201804"
GROUPS = "/configuration/access-groups"
NO_GROUP = envelope("ACCESS_GROUP_NOT_FOUND", "Access group not found")


def groups(client: VendorClient) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = client.get(f"{ROOT}/access-groups").json["content"]
    return found


def user(client: VendorClient, role: UserRole, skip: int = 0) -> str:
    world = client.read()
    found = [one for one in world.users if one.role is role]
    return ids.USER.write(world, found[skip].id)


def of_user(client: VendorClient, id: str) -> list[dict[str, Any]]:
    shown: list[dict[str, Any]] = client.get(f"{ROOT}/users/{id}").json["accessGroups"]
    return shown


def test_the_five_roles_are_listed(smartrecruiters: VendorClient) -> None:
    shown = smartrecruiters.get(f"{ROOT}/system-roles").json

    assert set(shown) == {"content"}
    assert {one["id"]: one["name"] for one in shown["content"]} == {
        "ADMINISTRATOR": "Administrator",
        "EXTENDED": "Extended",
        "STANDARD": "Standard",
        "RESTRICTED": "Basic",
        "EMPLOYEE": "Employee",
    }


def test_the_company_has_access_groups_one_of_them_empty(smartrecruiters: VendorClient) -> None:
    known = groups(smartrecruiters)
    assert [one["name"] for one in known] == ["Head office", "Stores", "Executive search"]
    assert smartrecruiters.get(GROUPS).json == {"totalFound": 3, "content": known}

    listed = smartrecruiters.get(f"{ROOT}/users").json["content"]
    joined = {group["id"] for one in listed for group in one["accessGroups"]}
    assert joined == {one["id"] for one in known[:2]}
    assert all(not one["accessGroups"] for one in listed if one["systemRole"]["id"] == "ADMINISTRATOR")


def test_users_join_a_group_and_leave_it(smartrecruiters: VendorClient) -> None:
    group = groups(smartrecruiters)[2]
    path = f"{ROOT}/access-groups/{group['id']}/users"
    people = [user(smartrecruiters, UserRole.RECRUITER), user(smartrecruiters, UserRole.EMPLOYEE)]

    response = smartrecruiters.post(path, json=[*people, people[0]])
    assert (response.status_code, response.json) == (201, {"content": [group]})
    assert all(group in of_user(smartrecruiters, one) for one in people)
    assert smartrecruiters.post(path, json=people[:1]).status_code == 201

    assert smartrecruiters.delete(f"{path}/{people[0]}").status_code == 204
    assert group not in of_user(smartrecruiters, people[0])
    assert group in of_user(smartrecruiters, people[1])
    response = smartrecruiters.delete(f"{path}/{people[0]}")
    assert (response.status_code, response.json) == (
        404,
        envelope("USER_NOT_IN_ACCESS_GROUP", "User is not in access group"),
    )


def test_all_users_join_a_group_or_none(smartrecruiters: VendorClient) -> None:
    group = groups(smartrecruiters)[2]
    path = f"{ROOT}/access-groups/{group['id']}/users"
    one, admin = user(smartrecruiters, UserRole.RECRUITER), user(smartrecruiters, UserRole.ADMINISTRATOR)
    before = smartrecruiters.world.state

    assert code(smartrecruiters.post(path, json=[one, admin])) == (400, "ACCESS_GROUP_NOT_ALLOWED_FOR_USER")
    for unknown in (UNKNOWN, "f" * 24, ""):
        assert code(smartrecruiters.post(path, json=[one, unknown])) == (404, "USER_NOT_FOUND")
    assert code(smartrecruiters.delete(f"{path}/{UNKNOWN}")) == (404, "USER_NOT_FOUND")
    assert smartrecruiters.world.state is before


def test_no_more_than_five_thousand_users_join_at_once(smartrecruiters: VendorClient) -> None:
    path = f"{ROOT}/access-groups/{groups(smartrecruiters)[2]['id']}/users"
    one = user(smartrecruiters, UserRole.RECRUITER)

    assert smartrecruiters.post(path, json=[one] * 5_000).status_code == 201
    for wrong in ([one] * 5_001, [], {"ids": [one]}, [7], [None]):
        assert code(smartrecruiters.post(path, json=wrong)) == (400, "INVALID_INPUT")
    assert smartrecruiters.post(path, data="[]", content_type="text/plain").status_code == 415


@pytest.mark.parametrize("id", [UNKNOWN, "f" * 24, "1"])
def test_a_group_that_does_not_exist_is_404(smartrecruiters: VendorClient, id: str) -> None:
    one = user(smartrecruiters, UserRole.RECRUITER)
    for method, path, body in (
        ("POST", f"{ROOT}/access-groups/{id}/users", [one]),
        ("DELETE", f"{ROOT}/access-groups/{id}/users/{one}", None),
        ("GET", f"{GROUPS}/{id}", None),
        ("PUT", f"{GROUPS}/{id}", {"name": "x"}),
        ("DELETE", f"{GROUPS}/{id}", None),
    ):
        response = smartrecruiters.send(method, path, json=body)
        assert (response.status_code, response.json) == (404, NO_GROUP), (method, path)


def test_groups_are_added_renamed_and_deleted(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post(GROUPS, json={"name": " Night shifts "})
    assert (made.status_code, made.json["name"]) == (201, "Night shifts")
    path = f"{GROUPS}/{made.json['id']}"
    assert smartrecruiters.get(path).json == made.json

    one = user(smartrecruiters, UserRole.RECRUITER)
    smartrecruiters.post(f"{ROOT}/access-groups/{made.json['id']}/users", json=[one])
    renamed = smartrecruiters.put(path, json={"name": "Late shifts"})
    assert (renamed.status_code, renamed.json) == (200, {**made.json, "name": "Late shifts"})
    assert renamed.json in of_user(smartrecruiters, one)

    assert (smartrecruiters.delete(path).status_code, smartrecruiters.get(path).status_code) == (204, 404)
    assert renamed.json not in of_user(smartrecruiters, one)


def test_a_group_says_which_part_of_the_company_is_in_it(smartrecruiters: VendorClient) -> None:
    unit = property_id(smartrecruiters, "Business unit")
    criteria = {"include": {unit: {"all": True, "values": ["platform"]}}}
    body = {"name": "Night shifts", "description": "Who works at night", "criteria": criteria}

    made = smartrecruiters.post(GROUPS, json=body).json

    assert made == {"id": made["id"], **body}
    path = f"{GROUPS}/{made['id']}"
    assert smartrecruiters.get(path).json == made == smartrecruiters.get(GROUPS).json["content"][-1]
    assert groups(smartrecruiters)[-1] == {"id": made["id"], "name": "Night shifts"}
    assert smartrecruiters.put(path, json={"name": "Late shifts"}).json == {"id": made["id"], "name": "Late shifts"}


def test_criteria_that_say_nothing_of_the_company_are_refused(smartrecruiters: VendorClient) -> None:
    unit, reason = (property_id(smartrecruiters, label) for label in ("Business unit", "Reason for hiring"))
    right = {"all": False, "values": []}
    for criteria in (
        *([], "all", {}, {"include": []}, {"include": {unit: None}}, {"include": {unit: []}}),
        *({"include": {unit: {"all": "no", "values": []}}}, {"include": {unit: {"all": True, "values": [7]}}}),
        *({"include": {reason: right}}, {"include": {"unknown": right}}, {"include": {"": right}}),
    ):
        response = smartrecruiters.post(GROUPS, json={"name": "Night shifts", "criteria": criteria})
        assert code(response) == (400, "INVALID_INPUT"), criteria
    assert len(groups(smartrecruiters)) == 3


def test_groups_come_in_pages_when_they_are_asked_for(smartrecruiters: VendorClient) -> None:
    first = smartrecruiters.get(GROUPS, query_string={"pageSize": 2}).json
    rest = smartrecruiters.get(GROUPS, query_string={"pageSize": 2, "pageId": first["nextPageId"]}).json

    assert (first["totalFound"], len(first["content"]), len(rest["content"])) == (3, 2, 1)
    assert "nextPageId" not in rest
    assert code(smartrecruiters.get(GROUPS, query_string={"pageId": "nonsense"})) == (400, "INVALID_INPUT")


def test_two_groups_never_have_one_name(smartrecruiters: VendorClient) -> None:
    taken = (409, "RESOURCE_ALREADY_EXIST")
    mine = groups(smartrecruiters)[0]

    assert code(smartrecruiters.post(GROUPS, json={"name": "STORES"})) == taken
    assert code(smartrecruiters.put(f"{GROUPS}/{mine['id']}", json={"name": "stores"})) == taken
    assert smartrecruiters.put(f"{GROUPS}/{mine['id']}", json={"name": "HEAD OFFICE"}).status_code == 200
    for wrong in ({}, {"name": ""}, {"name": "  "}, {"name": None}, {"name": "x" * 301}, {"name": 7}):
        assert code(smartrecruiters.post(GROUPS, json=wrong)) == (400, "INVALID_INPUT")


def test_groups_are_for_administrators_to_manage(smartrecruiters: VendorClient) -> None:
    group = groups(smartrecruiters)[0]["id"]
    one = user(smartrecruiters, UserRole.RECRUITER)
    employee = acting_as(smartrecruiters, UserRole.EMPLOYEE)
    for token, method, path, body in (
        ("sandbox-restricted", "POST", f"{ROOT}/access-groups/{group}/users", [one]),
        ("sandbox-restricted", "DELETE", f"{ROOT}/access-groups/{group}/users/{one}", None),
        ("sandbox-restricted", "POST", GROUPS, {"name": "x"}),
        ("sandbox-restricted", "PUT", f"{GROUPS}/{group}", {"name": "x"}),
        ("sandbox-restricted", "DELETE", f"{GROUPS}/{group}", None),
        (employee, "GET", f"{ROOT}/system-roles", None),
        (employee, "GET", f"{ROOT}/access-groups", None),
        (employee, "GET", GROUPS, None),
        (employee, "GET", f"{GROUPS}/{group}", None),
    ):
        response = smartrecruiters.send(method, path, json=body, token=token)
        assert (response.status_code, response.json) == (403, DENIED), (method, path)


def test_of_two_who_join_at_once_neither_is_lost(smartrecruiters: VendorClient) -> None:
    path = f"{ROOT}/access-groups/{groups(smartrecruiters)[2]['id']}/users"
    world = smartrecruiters.read()
    people = [ids.USER.write(world, one.id) for one in world.users if one.role is not UserRole.ADMINISTRATOR][:12]

    with ThreadPoolExecutor(6) as at_once:
        answers = list(at_once.map(lambda one: smartrecruiters.post(path, json=[one]), people))

    assert {one.status_code for one in answers} == {201}
    assert all(of_user(smartrecruiters, one) for one in people)
