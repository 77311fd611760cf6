"""HTTP Basic: the API key as the user name, the password empty.

Older guides of the vendor leave the colon out, or put the key into the password; both are taken.
"""

import base64
import binascii

from werkzeug import Request

from ats_sandbox.contract.principal import Principal, principal_of
from ats_sandbox.contract.vendor import Auth
from ats_sandbox.vendors.stackone.errors import Unauthorized
from ats_sandbox.world.domain.reading import Reading

PROJECT = "acme-project-40217"
ORGANIZATION = 4021
"""The project that the keys are for, and its owner: made up, in the forms of the published samples."""

ACCOUNT = "acme"
"""The linked account that clients use unless they name another."""


def identify(request: Request, world: Reading) -> Principal:
    """The holder of the key; a missing, unknown or expired one is refused."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    keys = keys_in(encoded.strip()) if scheme.lower() == "basic" else []
    principal = next(filter(None, (principal_of(world, key) for key in keys)), None)
    if principal is None or principal.expired:
        raise Unauthorized
    return principal


def keys_in(encoded: str) -> list[str]:
    """The user name and the password, those that are not empty; padding may be missing."""
    try:
        text = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True).decode()
    except (ValueError, binascii.Error):
        return []
    name, _, password = text.partition(":")
    return [key for key in (name, password) if key]


def present(token: str) -> dict[str, str]:
    """The headers that a client sends."""
    return {
        "Authorization": f"Basic {base64.b64encode(f'{token}:'.encode()).decode()}",
        "x-account-id": ACCOUNT,
    }


AUTH = Auth(name="basic", scheme={"type": "http", "scheme": "basic"}, identify=identify, present=present)
