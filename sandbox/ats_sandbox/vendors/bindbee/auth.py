"""Bearer keys, and the connector token that goes with most requests."""

from werkzeug import Request

from ats_sandbox.contract.principal import Principal, principal_of
from ats_sandbox.contract.vendor import Auth
from ats_sandbox.vendors.bindbee.errors import InvalidKey, NotAuthenticated
from ats_sandbox.world.domain.reading import Reading

LINKED = "acme"
"""The connector token that clients of the sandbox begin with."""


def identify(request: Request, world: Reading) -> Principal:
    """The holder of the API key."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise NotAuthenticated
    principal = principal_of(world, token.strip())
    if principal is None or principal.expired:
        raise InvalidKey
    return principal


AUTH = Auth(
    name="HTTPBearer",
    scheme={"type": "http", "scheme": "bearer"},
    identify=identify,
    present=lambda token: {"Authorization": f"Bearer {token}", "x-connector-token": LINKED},
)
