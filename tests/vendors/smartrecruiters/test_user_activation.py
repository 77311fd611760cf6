"""Users are let in and shut out, and written to."""

import pytest

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.users.state import USER_ACCOUNTS, account_of
from ats_sandbox.world.domain.users import USERS as USER_TABLE
from ats_sandbox.world.domain.users import User, UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.user_bodies import (
    EXISTS,
    OLDER,
    ROOTS,
    USERS,
    code,
    created,
    patch,
)


def record(client: VendorClient, id: str) -> User:
    world = client.read()
    return world.users[ids.USER.read(world, id) or 0]


@pytest.mark.parametrize("root", ROOTS)
def test_a_user_is_let_in_and_shut_out(smartrecruiters: VendorClient, root: str) -> None:
    user = f"{root}/{created(smartrecruiters, root)['id']}"

    assert smartrecruiters.post(f"{user}/activation-email").status_code == 204
    assert smartrecruiters.get(user).json["active"] is False
    for _ in range(2):
        assert smartrecruiters.put(f"{user}/activation").status_code == 204
        assert smartrecruiters.get(user).json["active"] is True
    assert code(smartrecruiters.post(f"{user}/activation-email")) == (422, "ACTIVATION_EMAIL_UNAVAILABLE")
    for _ in range(2):
        assert smartrecruiters.delete(f"{user}/activation").status_code == 204
        assert smartrecruiters.get(user).json["active"] is False
    assert code(smartrecruiters.post(f"{user}/activation-email")) == (422, "ACTIVATION_EMAIL_UNAVAILABLE")


def test_deleting_a_user_of_the_older_api_only_deactivates(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    id = ids.USER.write(world, 3)

    for _ in range(2):
        assert smartrecruiters.delete(f"{OLDER}/{id}").status_code == 204
    assert smartrecruiters.get(f"{OLDER}/{id}").json["active"] is False
    assert smartrecruiters.get(f"{USERS}/{id}").json["active"] is False


@pytest.mark.parametrize("root", ROOTS)
def test_who_was_away_cannot_come_back_to_an_address_that_another_has(smartrecruiters: VendorClient, root: str) -> None:
    world = smartrecruiters.read()
    one = world.users[3]
    away = f"{root}/{ids.USER.write(world, one.id)}"
    smartrecruiters.delete(f"{away}/activation")

    follower = f"{root}/{created(smartrecruiters, root, email=one.email)['id']}"
    assert smartrecruiters.put(f"{follower}/activation").status_code == 204

    response = smartrecruiters.put(f"{away}/activation")
    assert (response.status_code, response.json) == (409, EXISTS)
    smartrecruiters.delete(f"{follower}/activation")
    assert smartrecruiters.put(f"{away}/activation").status_code == 204


@pytest.mark.parametrize("root", ROOTS)
def test_who_has_no_address_is_neither_let_in_nor_written_to(smartrecruiters: VendorClient, root: str) -> None:
    nobody = f"{root}/{created(smartrecruiters, root, email=None)['id']}"
    assert code(smartrecruiters.put(f"{nobody}/activation")) == (400, "PROPERTY_INVALID")
    assert code(smartrecruiters.post(f"{nobody}/activation-email")) == (422, "ACTIVATION_EMAIL_UNAVAILABLE")

    world = smartrecruiters.read()
    known = ids.USER.write(world, 3)
    assert patch(smartrecruiters, known, ("remove", "/email", None), root=root).status_code == 200
    assert code(smartrecruiters.post(f"{root}/{known}/reset-password")) == (400, "USER_EMAIL_INVALID")


@pytest.mark.parametrize("root", ROOTS)
def test_a_password_is_reset_by_mail_alone(smartrecruiters: VendorClient, root: str) -> None:
    world = smartrecruiters.read()
    user = f"{root}/{ids.USER.write(world, 3)}"
    shown = smartrecruiters.get(user).json

    assert smartrecruiters.post(f"{user}/reset-password").status_code == 204

    assert smartrecruiters.get(user).json == shown
    journal = smartrecruiters.sandbox.worlds[smartrecruiters.name].journal
    told = [entry.remarks for entry in journal.entries() if entry.remarks]
    assert any(world.users[3].email in remark for remarks in told for remark in remarks)


@pytest.mark.parametrize("root", ROOTS)
def test_a_password_is_not_reset_for_everybody(smartrecruiters: VendorClient, root: str) -> None:
    world = smartrecruiters.read()
    locked = next(one for one in world[USER_ACCOUNTS] if one.locked)
    assert code(smartrecruiters.post(f"{root}/{ids.USER.write(world, locked.id)}/reset-password")) == (
        400,
        "USER_LOCKED",
    )
    waiting = created(smartrecruiters, root)["id"]
    assert code(smartrecruiters.post(f"{root}/{waiting}/reset-password")) == (400, "USER_DISABLED")
    patch(smartrecruiters, waiting, ("add", "/ssoLoginMode", "SSO"), root=root)
    disabled = (403, "PASSWORD_AUTHENTICATION_DISABLED")
    assert code(smartrecruiters.post(f"{root}/{waiting}/reset-password")) == disabled


def test_what_acts_for_a_user_who_is_shut_out_is_refused(smartrecruiters: VendorClient) -> None:
    token = "sandbox-restricted"
    me = smartrecruiters.get(f"{USERS}/me", token=token).json["id"]
    assert smartrecruiters.delete(f"{USERS}/{me}/activation").status_code == 204

    for path in (f"{USERS}/me", "/jobs", "/candidates"):
        response = smartrecruiters.get(path, token=token)
        assert (response.status_code, response.json) == (401, {"message": "Unauthorized"})
    journal = smartrecruiters.sandbox.worlds[smartrecruiters.name].journal
    assert any("is inactive" in remark for entry in journal.entries() for remark in entry.remarks)

    smartrecruiters.put(f"{USERS}/{me}/activation")
    assert smartrecruiters.get(f"{USERS}/me", token=token).status_code == 200


def test_what_this_system_keeps_of_users_is_not_made_up_for_those_who_were_there(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    accounts = [account_of(world, one) for one in world[USER_TABLE]]

    assert {one.external_data for one in accounts} == {one.sso_identifier for one in accounts} == {None}
    assert {one.activated for one in accounts if world.users[one.id].active} == {True}


def test_a_new_hand_is_hired_let_in_and_sees_the_system(smartrecruiters: VendorClient) -> None:
    """The story: a recruiter is added, joins a group, is activated, and a key in their name works."""
    user = created(smartrecruiters, externalData="employee 4711")
    group = smartrecruiters.get("/user-api/v201804/access-groups").json["content"][-1]
    smartrecruiters.post(f"/user-api/v201804/access-groups/{group['id']}/users", json=[user["id"]])
    with smartrecruiters.arrange() as world:
        mine = Principal("key-of-noor", "acts for the new recruiter", user=ids.USER.read(world, user["id"]) or 0)
        world.put(OWN_PRINCIPALS, OwnPrincipal(id=world.next_id(OWN_PRINCIPALS), principal=mine))
    assert smartrecruiters.get(f"{USERS}/me", token=mine.token).status_code == 401

    smartrecruiters.put(f"{USERS}/{user['id']}/activation")

    me = smartrecruiters.get(f"{USERS}/me", token=mine.token).json
    assert (me["id"], me["accessGroups"], me["externalData"]) == (user["id"], [group], "employee 4711")
    assert record(smartrecruiters, user["id"]).role is UserRole.RECRUITER
