"""Users as tests of SmartRecruiters send, add and change them, and principals that act for one."""

from typing import Any

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.people import envelope

USERS = "/user-api/v201804/users"
OLDER = "/users"
ROOTS = (USERS, OLDER)
DENIED = envelope("PERMISSION_DENIED", "Permission denied")
EXISTS = envelope("RESOURCE_ALREADY_EXIST", "User with given email already exists")
NEW = {"email": "noor.verhoeven@acme.example.com", "firstName": "Noor", "lastName": "Verhoeven"}


def new(root: str, **members: Any) -> dict[str, Any]:
    """The body of a new user."""
    role = {"role": "EXTENDED"} if root == OLDER else {"systemRole": {"id": "EXTENDED"}}
    return {**NEW, **role, **members}


def created(client: VendorClient, root: str = USERS, **members: Any) -> dict[str, Any]:
    response = client.post(root, json=new(root, **members))
    assert response.status_code == 201, response.text
    shown: dict[str, Any] = response.json
    return shown


def patch(client: VendorClient, id: str, *operations: tuple[str, str, Any], root: str = USERS) -> Any:
    body = [{"op": op, "path": path, "value": value} for op, path, value in operations]
    return client.patch(f"{root}/{id}", json=body, content_type="application/json-patch+json")


def code(response: Any) -> tuple[int, str]:
    return response.status_code, response.json["errors"][0]["code"]


def acting_as(client: VendorClient, role: UserRole) -> str:
    """The token of a principal that acts for a user of a role."""
    with client.arrange() as world:
        user = next(one for one in world.users if one.role is role and one.active)
        principal = Principal(f"acts-as-{role.value}", "is made for a test", user=user.id)
        world.put(OWN_PRINCIPALS, OwnPrincipal(id=world.next_id(OWN_PRINCIPALS), principal=principal))
    return principal.token
