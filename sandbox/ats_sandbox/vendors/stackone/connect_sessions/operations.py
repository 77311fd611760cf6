"""Inviting a customer to link an account, and recognising the invitation. The linking itself is done in a browser."""

from typing import Any

from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.stackone.auth import ORGANIZATION, PROJECT
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.connect_sessions.records import CONNECT_SESSIONS, ConnectSession, session_of, token_of
from ats_sandbox.vendors.stackone.connect_sessions.schemas import (
    USUAL,
    ConnectSessionAuthenticate,
    ConnectSessionCreate,
)
from ats_sandbox.vendors.stackone.connect_sessions.schemas import ConnectSession as Shape
from ats_sandbox.vendors.stackone.connect_sessions.schemas import ConnectSessionTokenAuthLink as ShapeWithToken
from ats_sandbox.vendors.stackone.errors import NoSuchSession, ReferenceNotFound
from ats_sandbox.vendors.stackone.providers import PROVIDERS
from ats_sandbox.vendors.stackone.state import ACCOUNTS, LinkedAccount, account_of
from ats_sandbox.world.clock import DAY, SECOND, iso
from ats_sandbox.world.domain.reading import Reading

PLATFORM = documented("StackOne OpenAPI, platform 1.0.0")
LONGEST = 365 * DAY
"""A session that is to last longer ends then."""

connect_sessions = Resource("Connect sessions", "Invitations to a customer to link an account")


@connect_sessions.post(
    "/connect_sessions",
    id="stackone_create_connect_session",
    scope="platform",
    body=ConnectSessionCreate,
    returns=ShapeWithToken,
    status=201,
    errors=[ReferenceNotFound],
    evidence=PLATFORM,
    example=Example(
        body={"origin_owner_id": "customer-7", "origin_owner_name": "Customer Seven", "provider": "smartrecruiters"}
    ),
)
def create_connect_session(call: Call) -> dict[str, Any]:
    """Invite a customer to link an account.

    With `account_id` the session is to edit that account. Without, it is to edit the account that the same owner has
    at the same provider; `multiple` asks for one more instead.
    """
    sent = call.body
    if sent.get("provider") is not None and sent["provider"] not in PROVIDERS:
        raise ReferenceNotFound(field="provider")
    account = _account(call.world, sent)
    seconds = USUAL if sent["expires_in"] is None else sent["expires_in"]
    session = ConnectSession(
        id=call.draft.next_id(CONNECT_SESSIONS),
        owner_id=sent["origin_owner_id"],
        owner_name=sent["origin_owner_name"],
        username=sent.get("origin_username"),
        categories=None if sent.get("categories") is None else tuple(sent["categories"]),
        provider=sent.get("provider") or (None if account is None else account.provider),
        account=None if account is None else account.key,
        label=sent.get("label"),
        metadata=sent.get("metadata"),
        type=sent.get("type") or "production",
        integration=sent.get("integration_id"),
        created_at=call.world.now,
        until=call.world.now + int(min(seconds, LONGEST // SECOND) * SECOND),
    )
    token = token_of(call.world, call.draft.put(CONNECT_SESSIONS, session))
    return {**_shown(session), "token": token, "auth_link_url": call.url(f"/embedded/accounts/link/{token}")}


@connect_sessions.post(
    "/connect_sessions/authenticate",
    id="stackone_authenticate_connect_session",
    scope="platform",
    body=ConnectSessionAuthenticate,
    returns=Shape,
    status=201,
    errors=[NoSuchSession],
    evidence=PLATFORM,
    example=Example(body=lambda world: {"token": token_of(world, world[CONNECT_SESSIONS][1])}),
)
def authenticate_connect_session(call: Call) -> dict[str, Any]:
    """Recognise an invitation by its token, as often as needed until it ends."""
    session = session_of(call.world, call.body["token"])
    if session is None:
        raise NoSuchSession
    return _shown(session)


def _account(world: Reading, sent: dict[str, Any]) -> LinkedAccount | None:
    """The account that a session is to edit; None when it is to link a new one."""
    if sent.get("account_id") is not None:
        account = account_of(world, sent["account_id"])
        if account is None:
            raise ReferenceNotFound(field="account_id")
        return account
    if sent["multiple"]:
        return None
    triple = (sent["origin_owner_id"], sent["origin_owner_name"], sent.get("provider"))
    return world[ACCOUNTS].only(lambda one: (one.owner_id, one.owner_name, one.provider) == triple).first()


def _shown(session: ConnectSession) -> dict[str, Any]:
    return {
        "id": session.id,
        "organization_id": ORGANIZATION,
        "project_id": PROJECT,
        "categories": None if session.categories is None else list(session.categories),
        "provider": session.provider,
        "origin_owner_id": session.owner_id,
        "origin_owner_name": session.owner_name,
        "origin_username": session.username,
        "account_id": session.account,
        "label": session.label,
        "created_at": iso(session.created_at),
        "metadata": session.metadata,
        "external_trigger_token": None,
        "type": session.type,
        "integration_id": session.integration,
    }
