"""Bearer tokens."""

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.principal import Principal, principal_of
from ats_sandbox.contract.vendor import Auth
from ats_sandbox.vendors.datadriven.errors import Unauthorized


def identify(call: Call) -> Principal:
    """The holder of the Bearer token; a missing, unknown or expired one is refused."""
    scheme, _, token = call.request.headers.get("Authorization", "").partition(" ")
    principal = principal_of(call.world, token.strip()) if scheme.lower() == "bearer" else None
    if principal is None or principal.expired:
        raise Unauthorized
    return principal


AUTH = Auth(
    name="bearer",
    scheme={"type": "http", "scheme": "bearer"},
    identify=identify,
    present=lambda token: {"Authorization": f"Bearer {token}"},
)
