"""Bearer tokens, which the vendor lets expire after 45 days."""

from werkzeug import Request

from ats_sandbox.contract.principal import Principal, principal_of
from ats_sandbox.contract.vendor import Auth
from ats_sandbox.vendors.skailer.errors import Unauthenticated
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading


def identify(request: Request, world: Reading) -> Principal:
    """The holder of the Bearer token; a missing, malformed, unknown or expired one is refused."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    principal = principal_of(world, token.strip()) if scheme.lower() == "bearer" else None
    if principal is None or principal.expired:
        raise Unauthenticated
    return principal


AUTH = Auth(
    name="bearer",
    scheme={"type": "http", "scheme": "bearer"},
    identify=identify,
    present=lambda token: {"Authorization": f"Bearer {token}"},
    lifetime=45 * DAY,
)
