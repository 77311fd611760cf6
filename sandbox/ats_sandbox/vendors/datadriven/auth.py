"""Bearer tokens."""

from werkzeug import Request

from ats_sandbox.contract.principal import Principal, principal_of
from ats_sandbox.contract.vendor import Auth
from ats_sandbox.vendors.datadriven.errors import Unauthorized
from ats_sandbox.world.domain.reading import Reading


def identify(request: Request, world: Reading) -> Principal:
    """The holder of the Bearer token; a missing, unknown or expired one is refused."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    principal = principal_of(world, token.strip()) if scheme.lower() == "bearer" else None
    if principal is None or principal.expired:
        raise Unauthorized
    return principal


AUTH = Auth(
    name="bearer",
    scheme={"type": "http", "scheme": "bearer"},
    identify=identify,
    present=lambda token: {"Authorization": f"Bearer {token}"},
)
