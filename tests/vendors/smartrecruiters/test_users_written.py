"""Users are added, changed, let in and shut out, in the current API and in the older one."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.people import UNKNOWN, envelope
from tests.vendors.smartrecruiters.user_bodies import (
    DENIED,
    EXISTS,
    NEW,
    OLDER,
    ROOTS,
    USERS,
    acting_as,
    code,
    created,
    new,
    patch,
)


@pytest.mark.parametrize("root", ROOTS)
def test_a_new_user_is_inactive_and_found_everywhere(smartrecruiters: VendorClient, root: str) -> None:
    place = {"countryCode": "NL", "city": "Utrecht", "address": "Oudegracht 1", "postalCode": "3511 AB"}
    shown = created(
        smartrecruiters,
        root,
        externalData="employee 4711",
        ssoIdentifier="noor",
        ssoLoginMode="SSO",
        language={"code": "nl"},
        location=place,
        password="not kept",
    )

    assert shown["active"] is False
    assert (shown["email"], shown["externalData"], shown["ssoIdentifier"]) == (NEW["email"], "employee 4711", "noor")
    assert (shown["ssoLoginMode"], shown["language"]) == ("SSO", {"code": "nl"})
    assert {name: shown["location"][name] for name in place} == place
    assert "password" not in shown
    for other in ROOTS:
        assert smartrecruiters.get(f"{other}/{shown['id']}").json["firstName"] == "Noor"
        found = smartrecruiters.get(other, query_string={"q": "EMPLOYEE 47"}).json["content"]
        assert [one["id"] for one in found] == [shown["id"]]
    assert smartrecruiters.get(f"{USERS}/{shown['id']}").json["systemRole"] == {"id": "EXTENDED", "name": "Extended"}
    assert smartrecruiters.get(f"{OLDER}/{shown['id']}").json["role"] == "EXTENDED"


def test_the_older_api_says_neither_system_role_nor_groups_nor_seats(smartrecruiters: VendorClient) -> None:
    older = smartrecruiters.get(OLDER).json
    assert {"limit", "offset", "totalFound", "content"} == set(older)
    assert (older["limit"], older["offset"], older["totalFound"]) == (100, 0, len(smartrecruiters.read().users))

    for one in older["content"]:
        full = smartrecruiters.get(f"{USERS}/{one['id']}").json
        same = {name: value for name, value in full.items() if name in one}
        assert {**same, "role": full["systemRole"]["id"]} == one
        assert not {"systemRole", "accessGroups", "seats"} & one.keys()


def test_the_older_list_is_cut_by_offset(smartrecruiters: VendorClient) -> None:
    whole = [one["id"] for one in smartrecruiters.get(OLDER).json["content"]]
    part = smartrecruiters.get(f"{OLDER}?limit=5&offset=3").json

    assert (part["limit"], part["offset"]) == (5, 3)
    assert [one["id"] for one in part["content"]] == whole[3:8]
    me = smartrecruiters.get(f"{OLDER}/me").json
    assert me == smartrecruiters.get(f"{OLDER}/{me['id']}").json
    for wrong in ("limit=101", "limit=0", "offset=-1", "q=ab", "updatedAfter=x"):
        assert code(smartrecruiters.get(f"{OLDER}?{wrong}")) == (400, "INVALID_INPUT"), wrong


def test_a_list_of_users_has_a_hundred_on_a_page_unless_told_otherwise(smartrecruiters: VendorClient) -> None:
    assert smartrecruiters.get(USERS).json["limit"] == 100


def test_a_user_needs_no_address_and_is_english_by_default(smartrecruiters: VendorClient) -> None:
    shown = created(smartrecruiters, email=None)

    assert "email" not in shown
    assert shown["language"] == {"code": "en"}
    assert shown["seats"] == []
    assert shown["accessGroups"] == []


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize(
    ("spoilt", "paths"),
    [
        ({"firstName": None}, ["/firstName"]),
        ({"firstName": ""}, ["/firstName"]),
        ({"lastName": "x" * 301, "firstName": 7}, ["/firstName", "/lastName"]),
        ({"email": "no address"}, ["/email"]),
        ({"language": {"code": "xx"}}, ["/language/code"]),
        ({"language": {}}, ["/language/code"]),
        ({"ssoIdentifier": "x" * 101}, ["/ssoIdentifier"]),
        ({"ssoLoginMode": "MAGIC"}, ["/ssoLoginMode"]),
        ({"location": {"city": "Utrecht"}}, ["/location/countryCode"]),
        ({"location": {"city": "Utrecht", "countryCode": "QQ"}}, ["/location/countryCode"]),
        ({"location": []}, ["/location"]),
    ],
)
def test_what_makes_no_user_is_422_with_the_paths(
    smartrecruiters: VendorClient, root: str, spoilt: dict[str, Any], paths: list[str]
) -> None:
    before = smartrecruiters.world.state

    response = smartrecruiters.post(root, json=new(root, **spoilt))

    assert response.status_code == 422
    assert set(response.json) == {"message", "errors"}
    assert [one["dataPath"] for one in response.json["errors"]] == paths
    assert all(set(one) == {"dataPath", "message"} for one in response.json["errors"])
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize(
    ("root", "spoilt", "path"),
    [
        (USERS, {"systemRole": None}, "/systemRole"),
        (USERS, {"systemRole": {"id": "OWNER"}}, "/systemRole/id"),
        (USERS, {"seats": ["crm", "sofa"]}, "/seats/1"),
        (OLDER, {"role": "OWNER"}, "/role"),
        (OLDER, {"role": None}, "/role"),
    ],
)
def test_a_role_is_one_of_five(smartrecruiters: VendorClient, root: str, spoilt: dict[str, Any], path: str) -> None:
    response = smartrecruiters.post(root, json=new(root, **spoilt))

    assert (response.status_code, response.json["errors"][0]["dataPath"]) == (422, path)


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize("name", [" Noor", "Noor ", "\tNoor", "Noor\u00a0", " "])
def test_a_name_has_no_blanks_around_it(smartrecruiters: VendorClient, root: str, name: str) -> None:
    assert code(smartrecruiters.post(root, json=new(root, firstName=name))) == (400, "INVALID_USER_NAME")
    user = created(smartrecruiters, root)
    response = patch(smartrecruiters, user["id"], ("replace", "/lastName", name), root=root)
    assert code(response) == (400, "INVALID_USER_NAME")


@pytest.mark.parametrize("root", ROOTS)
def test_a_language_that_the_company_switched_off_is_400(smartrecruiters: VendorClient, root: str) -> None:
    assert code(smartrecruiters.post(root, json=new(root, language={"code": "ka"}))) == (400, "LANGUAGE_DISABLED")
    user = created(smartrecruiters, root)
    for wrong in ("lt", "xx"):
        response = patch(smartrecruiters, user["id"], ("replace", "/language/code", wrong), root=root)
        assert code(response) == (400, "LANGUAGE_DISABLED")


@pytest.mark.parametrize("root", ROOTS)
def test_an_address_belongs_to_one_user(smartrecruiters: VendorClient, root: str) -> None:
    known = smartrecruiters.read().users[3]
    response = smartrecruiters.post(root, json=new(root, email=known.email.upper()))
    assert (response.status_code, response.json) == (409, EXISTS)

    waiting = created(smartrecruiters, root)
    assert smartrecruiters.post(root, json=new(root)).status_code == 409
    response = patch(smartrecruiters, waiting["id"], ("replace", "/email", known.email), root=root)
    assert (response.status_code, response.json) == (409, EXISTS)


@pytest.mark.parametrize("root", ROOTS)
def test_an_sso_identifier_belongs_to_one_user(smartrecruiters: VendorClient, root: str) -> None:
    created(smartrecruiters, root, ssoIdentifier="noor")
    taken = (409, "SSO_IDENTIFIER_ALREADY_EXISTS")

    other = new(root, email="other@acme.example.com", ssoIdentifier="noor")
    assert code(smartrecruiters.post(root, json=other)) == taken
    user = created(smartrecruiters, root, email="other@acme.example.com")
    assert code(patch(smartrecruiters, user["id"], ("replace", "/ssoIdentifier", "noor"), root=root)) == taken
    assert patch(smartrecruiters, user["id"], ("replace", "/ssoIdentifier", "other"), root=root).status_code == 200


@pytest.mark.parametrize("root", ROOTS)
def test_a_patch_changes_what_it_names_and_nothing_else(smartrecruiters: VendorClient, root: str) -> None:
    before = created(smartrecruiters, root, externalData="old", location={"countryCode": "NL", "city": "Utrecht"})
    smartrecruiters.world.advance(60_000)

    response = patch(
        smartrecruiters,
        before["id"],
        ("replace", "/firstName", "Nora"),
        ("add", "/externalData", None),
        ("replace", "/location/city", "Delft"),
        ("add", "/ssoLoginMode", "PASSWORD"),
        root=root,
    )

    after = response.json
    assert response.status_code == 200
    assert (after["firstName"], after["ssoLoginMode"], after["location"]["city"]) == ("Nora", "PASSWORD", "Delft")
    assert "externalData" not in after
    assert after["updatedOn"] > before["updatedOn"]
    touched = ("firstName", "externalData", "location", "updatedOn", "ssoLoginMode")
    assert {n: v for n, v in before.items() if n not in touched} == {n: v for n, v in after.items() if n not in touched}
    assert smartrecruiters.get(f"{root}/{before['id']}").json == after


def test_a_patch_changes_role_and_seats(smartrecruiters: VendorClient) -> None:
    user = created(smartrecruiters)

    after = patch(
        smartrecruiters,
        user["id"],
        ("replace", "/systemRole", {"id": "ADMINISTRATOR"}),
        ("add", "/seats/-", "textMessaging"),
        ("add", "/seats/-", "crm"),
    ).json

    assert after["systemRole"] == {"id": "ADMINISTRATOR", "name": "Administrator"}
    assert after["seats"] == ["crm", "textMessaging"]
    older = patch(smartrecruiters, user["id"], ("replace", "/role", "EMPLOYEE"), root=OLDER).json
    assert older["role"] == "EMPLOYEE"
    assert smartrecruiters.get(f"{USERS}/{user['id']}").json["seats"] == ["crm", "textMessaging"]


def test_a_user_whose_place_is_taken_away_is_in_their_office_again(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    one = next(one for one in world.users if one.location is not None)
    id = ids.USER.write(world, one.id)
    office = smartrecruiters.get(f"{USERS}/{id}").json["location"]

    moved = patch(smartrecruiters, id, ("replace", "/location", {"city": "Delft", "countryCode": "NL"})).json
    assert moved["location"]["city"] == "Delft"
    assert patch(smartrecruiters, id, ("replace", "/location", None)).json["location"] == office


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize(
    "place",
    [
        {"city": "Delft"},
        {"countryCode": "NL"},
        {"city": "Delft", "countryCode": "QQ"},
        {"city": "", "countryCode": "NL"},
        7,
    ],
)
def test_a_place_needs_a_city_and_a_country(smartrecruiters: VendorClient, root: str, place: object) -> None:
    user = created(smartrecruiters, root)

    response = patch(smartrecruiters, user["id"], ("add", "/location", place), root=root)

    assert code(response) == (400, "INVALID_LOCATION")


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        (("remove", "/firstName", None), "INVALID_USER_NAME"),
        (("replace", "/firstName", 7), "INVALID_USER_NAME"),
        (("replace", "/lastName", "x" * 301), "INVALID_USER_NAME"),
        (("replace", "/email", "nowhere"), "INVALID_INPUT"),
        (("replace", "/ssoLoginMode", "MAGIC"), "INVALID_INPUT"),
        (("replace", "/nothing/there", 1), "INVALID_INPUT"),
        (("test", "/firstName", "Somebody else"), "INVALID_INPUT"),
        (("replace", "", []), "INVALID_INPUT"),
        (("conjure", "/firstName", "x"), "INVALID_INPUT"),
    ],
)
def test_a_patch_that_does_not_fit_is_400_and_changes_nothing(
    smartrecruiters: VendorClient, root: str, operation: tuple[str, str, Any], expected: str
) -> None:
    user = created(smartrecruiters, root)
    before = smartrecruiters.world.state

    assert code(patch(smartrecruiters, user["id"], operation, root=root)) == (400, expected)
    assert smartrecruiters.world.state is before


WRITES = (
    ("POST", ""),
    ("PATCH", "/{id}"),
    ("PUT", "/{id}/activation"),
    ("DELETE", "/{id}/activation"),
    ("POST", "/{id}/activation-email"),
    ("POST", "/{id}/reset-password"),
    ("PUT", "/{id}/avatar"),
)


def send(client: VendorClient, method: str, path: str, root: str, token: str = "sandbox-admin", id: str = "") -> Any:
    """A request whose body, if it needs one, is right."""
    bodies: dict[str, Any] = {
        "POST": {"json": new(root)},
        "PATCH/{id}": {"json": [{"op": "replace", "path": "/firstName", "value": "Nora"}]},
    }
    body = bodies.get(f"{method}{path}", {})
    id = id or ids.USER.write(client.read(), 3)
    return client.send(method, f"{root}{path}".replace("{id}", id), token=token, **body)


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize(("method", "path"), [*WRITES, ("DELETE", "/{id}")])
def test_only_administrators_manage_users(smartrecruiters: VendorClient, root: str, method: str, path: str) -> None:
    if (root, method, path) == (USERS, "DELETE", "/{id}"):
        assert send(smartrecruiters, method, path, root).status_code == 405
        return
    for token in ("sandbox-restricted", acting_as(smartrecruiters, UserRole.HIRING_MANAGER)):
        before = smartrecruiters.world.state
        response = send(smartrecruiters, method, path, root, token)
        assert (response.status_code, response.json) == (403, DENIED)
        assert smartrecruiters.world.state is before


@pytest.mark.parametrize("root", ROOTS)
def test_interviewers_and_employees_see_only_themselves(smartrecruiters: VendorClient, root: str) -> None:
    world = smartrecruiters.read()
    for role in (UserRole.INTERVIEWER, UserRole.EMPLOYEE):
        token = acting_as(smartrecruiters, role)
        assert smartrecruiters.get(f"{root}/me", token=token).status_code == 200
        for path in (root, f"{root}/{ids.USER.write(world, 3)}"):
            response = smartrecruiters.get(path, token=token)
            assert (response.status_code, response.json) == (403, DENIED)
    assert smartrecruiters.get(root, token=acting_as(smartrecruiters, UserRole.HIRING_MANAGER)).status_code == 200


@pytest.mark.parametrize("root", ROOTS)
@pytest.mark.parametrize(("method", "path"), [one for one in WRITES if one[1]])
def test_a_user_who_does_not_exist_is_404(smartrecruiters: VendorClient, root: str, method: str, path: str) -> None:
    for id in (UNKNOWN, "f" * 24, "1"):
        response = send(smartrecruiters, method, path, root, id=id)
        assert (response.status_code, response.json) == (404, envelope("USER_NOT_FOUND", "User not found"))


@pytest.mark.parametrize("root", ROOTS)
def test_a_body_of_another_kind_is_415(smartrecruiters: VendorClient, root: str) -> None:
    one, before = ids.USER.write(smartrecruiters.read(), 3), smartrecruiters.world.state

    for method, path in (("POST", root), ("PATCH", f"{root}/{one}")):
        for kind in ("text/plain", "application/xml", "application/merge-patch+json"):
            assert smartrecruiters.send(method, path, data="{}", content_type=kind).status_code == 415
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("root", ROOTS)
def test_of_many_who_ask_at_once_for_one_address_one_gets_it(smartrecruiters: VendorClient, root: str) -> None:
    with ThreadPoolExecutor(8) as at_once:
        answers = list(at_once.map(lambda _: smartrecruiters.post(root, json=new(root)), range(16)))

    assert sorted(one.status_code for one in answers) == [201, *[409] * 15]
    assert len(smartrecruiters.read().users.where(email=NEW["email"])) == 1
