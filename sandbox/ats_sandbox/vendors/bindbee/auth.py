"""Bearer keys, and the connector token that goes with most requests."""

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.principal import Principal, principal_of
from ats_sandbox.contract.vendor import Auth
from ats_sandbox.vendors.bindbee.errors import InvalidKey, NotAuthenticated

LINKED = "acme"
"""The connector token that clients of the sandbox begin with."""


def identify(call: Call) -> Principal:
    """The holder of the API key."""
    scheme, _, token = call.request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticated
    principal = principal_of(call.world, token.strip())
    if principal is None or principal.expired:
        raise InvalidKey
    return principal


AUTH = Auth(
    name="HTTPBearer",
    scheme={"type": "http", "scheme": "bearer"},
    identify=identify,
    present=lambda token: {"Authorization": f"Bearer {token}", "x-connector-token": LINKED},
)
