"""API keys in `X-SmartToken`, and access tokens as Bearer."""

from werkzeug import Request

from ats_sandbox.contract.principal import Principal, principal_of
from ats_sandbox.contract.vendor import Auth
from ats_sandbox.vendors.smartrecruiters.errors import Unauthorized
from ats_sandbox.world.clock import DAY, SECOND
from ats_sandbox.world.domain.reading import Reading

HEADER = "X-SmartToken"

ACCESS = 1_799 * SECOND
"""How long an OAuth 2 access token is valid. Inferred: half-hour tokens are customary here."""

REFRESH = 28 * DAY
"""How long a refresh token can lie unused. Inferred: clients of the API report it."""


def credential(request: Request) -> str:
    """The credential that a request carries, or nothing. The API key counts when there are both."""
    key = request.headers.get(HEADER, "").strip()
    if key:
        return key
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return token.strip() if scheme.lower() == "bearer" else ""


def identify(request: Request, world: Reading) -> Principal:
    """The holder of the credential; a missing, unknown or expired one is refused."""
    principal = principal_of(world, credential(request))
    if principal is None or principal.expired:
        raise Unauthorized
    return principal


AUTH = Auth(
    name="key",
    scheme={
        "type": "apiKey",
        "in": "header",
        "name": HEADER,
        "description": "An API key. An OAuth 2 access token is taken too, as `Authorization: Bearer`.",
    },
    identify=identify,
    present=lambda token: {HEADER: token},
    lifetime=ACCESS,
    refresh=REFRESH,
)
