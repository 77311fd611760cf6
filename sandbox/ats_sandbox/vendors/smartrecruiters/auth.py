"""API keys in `X-SmartToken`, and access tokens as Bearer."""

from werkzeug import Request

from ats_sandbox.contract.auth import bearer_tokens, holder
from ats_sandbox.contract.vendor import Auth
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.world.clock import DAY, SECOND

HEADER = "X-SmartToken"

ACCESS = 1_799 * SECOND
"""How long an OAuth 2 access token is valid: `expires_in`."""

REFRESH = 28 * DAY
"""How long a refresh token can lie unused. Inferred: clients of the API report it."""


def credentials(request: Request) -> list[str]:
    """The credential that a request carries. The API key counts when there are both."""
    key = request.headers.get(HEADER, "").strip()
    return [key] if key else bearer_tokens(request)


AUTH = Auth(
    name="key",
    scheme={"type": "apiKey", "in": "header", "name": HEADER, "description": "An API key, or an access token."},
    further={"bearer": {"type": "http", "scheme": "bearer", "description": "An OAuth 2 access token, or an API key."}},
    identify=holder(credentials, errors.Unauthorized),
    present=lambda token: {HEADER: token},
    lifetime=ACCESS,
    refresh=REFRESH,
)


def let_active_in(call: AnyCall) -> None:
    """Gate: refuse a credential whose user has been deactivated. Raises Unauthorized; the journal says why."""
    user = None if call.principal is None else call.world.users.get(call.principal.user)
    if user is not None and not user.active:
        call.remarks.append("the user in whose name the credential acts is inactive")
        raise errors.Unauthorized
