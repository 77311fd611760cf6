"""Who calls: what the vendors' ways to say it have in common. Vendors with a way of their own build on `holder`."""

from collections.abc import Callable

from werkzeug import Request

from ats_sandbox.contract.principal import Principal, principal_of
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.vendor import Auth, LinkHeader
from ats_sandbox.world.domain.reading import Reading

Credentials = Callable[[Request], list[str]]
"""The credentials that a request carries, the one that counts first; none of them is empty."""


def bearer_tokens(request: Request) -> list[str]:
    """The token of `Authorization: Bearer …`, if there is one."""
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    return [token.strip()] if scheme.lower() == "bearer" and token.strip() else []


def holder(
    credentials: Credentials, missing: type[ApiError], unknown: type[ApiError] | None = None
) -> Callable[[Request, Reading], Principal]:
    """Finds who holds one of a request's credentials.

    It raises `missing` for a request without any, `unknown` (by default the same) for unknown and expired ones.
    """

    def identify(request: Request, world: Reading) -> Principal:
        sent = credentials(request)
        principal = next(filter(None, (principal_of(world, one) for one in sent)), None)
        if principal is None or principal.expired:
            raise (unknown or missing) if sent else missing
        return principal

    return identify


def bearer(
    missing: type[ApiError],
    unknown: type[ApiError] | None = None,
    *,
    name: str = "bearer",
    lifetime: int | None = None,
    link: LinkHeader | None = None,
) -> Auth:
    """Bearer tokens, valid for `lifetime` milliseconds; `link` is the header that clients send with them."""
    beside = {} if link is None else {link.name: link.usual}
    return Auth(
        name=name,
        scheme={"type": "http", "scheme": "bearer"},
        identify=holder(bearer_tokens, missing, unknown),
        present=lambda token: {"Authorization": f"Bearer {token}", **beside},
        lifetime=lifetime,
        link=link,
    )
