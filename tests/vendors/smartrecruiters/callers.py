"""Credentials of users in each role, for tests of what a role may see."""

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient


def token_of(client: VendorClient, user: int) -> str:
    """A credential that acts in the name of a user."""
    token = f"user-{user}"
    with client.arrange() as draft:
        principal = Principal(token, "may do what its user may", user=user)
        draft.put(OWN_PRINCIPALS, OwnPrincipal(id=draft.next_id(OWN_PRINCIPALS), principal=principal))
    return token


def token_in(client: VendorClient, role: UserRole) -> str:
    """A credential that acts in the name of a user in a role."""
    return token_of(client, next(iter(client.read().users.where(role=role))).id)
