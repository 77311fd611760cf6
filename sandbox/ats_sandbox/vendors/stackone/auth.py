"""HTTP Basic: the API key as the user name, the password empty.

Older guides of the vendor leave the colon out, or put the key into the password; both are taken.
"""

import base64
import binascii

from werkzeug import Request

from ats_sandbox.contract.auth import holder
from ats_sandbox.contract.vendor import Auth, LinkHeader
from ats_sandbox.vendors.stackone import errors
from ats_sandbox.vendors.stackone.state import ACCOUNTS
from ats_sandbox.world.domain.reading import Reading

PROJECT = "acme-project-40217"
ORGANIZATION = 4021
"""The project that the keys are for, and its owner: made up, in the forms of the published samples."""

ACCOUNT = "acme"
"""The linked account that clients use unless they name another."""


def keys_in(request: Request) -> list[str]:
    """The user name and the password, those that are not empty; padding may be missing."""
    scheme, _, encoded = request.headers.get("Authorization", "").partition(" ")
    encoded = encoded.strip() if scheme.lower() == "basic" else ""
    try:
        text = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True).decode()
    except (ValueError, binascii.Error):
        return []
    name, _, password = text.partition(":")
    return [key for key in (name, password) if key]


def present(token: str) -> dict[str, str]:
    """The headers that a client sends."""
    key = base64.b64encode(f"{token}:".encode()).decode()
    return {"Authorization": f"Basic {key}", LINK.name: LINK.usual}


def _accounts(world: Reading) -> dict[str, str]:
    """The linked accounts of a world by their keys, with the status of each and what it is at."""
    return {one.key: f"{one.status}, at {one.service.name}" for one in world[ACCOUNTS]}


LINK = LinkHeader(name="x-account-id", scheme="account", usual=ACCOUNT, known=_accounts)


AUTH = Auth(
    name="basic",
    scheme={"type": "http", "scheme": "basic", "description": "The API key as the user name, and no password."},
    identify=holder(keys_in, errors.Unauthorized),
    present=present,
    link=LINK,
)
