"""Connect sessions: invitations to a customer to link an account. The linking itself is done in a browser."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members, RequestSchema, ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.auth import ORGANIZATION, PROJECT
from ats_sandbox.vendors.stackone.call import Call, Resource
from ats_sandbox.vendors.stackone.enums import ACCOUNT_TYPE, ACCOUNT_TYPES, CATEGORY
from ats_sandbox.vendors.stackone.errors import NoSuchSession, ReferenceNotFound
from ats_sandbox.vendors.stackone.invitations import CONNECT_SESSIONS, Invitation, id_of_token, token_of
from ats_sandbox.vendors.stackone.platform import PLATFORM
from ats_sandbox.vendors.stackone.providers import PROVIDERS
from ats_sandbox.vendors.stackone.state import ACCOUNTS, LinkedAccount, account_of
from ats_sandbox.world.clock import DAY, SECOND
from ats_sandbox.world.domain.reading import Reading

USUAL = 1800
"""Seconds that a session lasts when nothing is said."""
LONGEST = 365 * DAY
"""A session that is to last longer ends then."""

connect_sessions = Resource("Connect sessions", "Invitations to a customer to link an account")


class ConnectSessionAuthenticate(RequestSchema):
    """Which session."""

    token = fields.Text(required=True)


class ConnectSession(ResponseSchema):
    """An invitation to link an account."""

    id = fields.Number(required=True)
    organization_id = fields.Number(required=True, of=lambda _session, _call: ORGANIZATION)
    project_id = fields.Text(required=True, of=lambda _session, _call: PROJECT)
    categories = fields.Array(fields.Choice(CATEGORY), allow_none=True)
    provider = wire.text()
    origin_owner_id = fields.Text(required=True)
    origin_owner_name = fields.Text(required=True)
    origin_username = wire.text()
    account_id = wire.text()
    label = wire.text()
    created_at = fields.DateTime(required=True)
    metadata = wire.free()
    external_trigger_token = wire.text(wire.nothing)
    type = wire.bare(ACCOUNT_TYPE)
    integration_id = wire.text()


class ConnectSessionTokenAuthLink(ConnectSession):
    """A new invitation, with the token and the address that the customer's browser needs."""

    token = fields.Text(required=True, of=lambda session, call: token_of(call.world, session))
    auth_link_url = fields.Text(
        required=True, of=lambda session, call: call.url(f"/embedded/accounts/link/{token_of(call.world, session)}")
    )


ConnectSessionCreate = wire.input_of(
    ConnectSession,
    "categories provider provider_version origin_owner_id origin_owner_name origin_username account_id expires_in "
    "metadata multiple label type integration_id",
    name="ConnectSessionCreate",
    provider_version=wire.text(),
    expires_in=fields.Number(least=0, load_default=USUAL, allow_none=True),
    multiple=fields.Boolean(load_default=False, allow_none=True),
    type=fields.Choice(ACCOUNT_TYPES, allow_none=True),
)
"""Whom to invite, and to link what. `expires_in` is in seconds."""
_AS_SENT = frozenset(Invitation.__struct_fields__) - {"provider", "account_id", "type"}


@connect_sessions.post(
    "/connect_sessions",
    id="stackone_create_connect_session",
    body=ConnectSessionCreate,
    returns=ConnectSessionTokenAuthLink,
    status=201,
    errors=[ReferenceNotFound],
    example=Example(
        body={"origin_owner_id": "customer-7", "origin_owner_name": "Customer Seven", "provider": "smartrecruiters"}
    ),
    evidence=PLATFORM,
)
def create_connect_session(call: Call) -> Document:
    """Invite a customer to link an account.

    With `account_id` the session is to edit that account. Without, it is to edit the account that the same owner has
    at the same provider; `multiple` asks for one more instead.
    """
    body = call.body
    if body.get("provider") is not None and body["provider"] not in PROVIDERS:
        raise ReferenceNotFound(field="provider")
    account = _account(call.world, body)
    seconds = USUAL if body["expires_in"] is None else body["expires_in"]
    session = Invitation(
        id=call.draft.next_id(CONNECT_SESSIONS),
        provider=body.get("provider") or (None if account is None else account.provider),
        account_id=None if account is None else account.key,
        type=body.get("type") or "production",
        **{name: value for name, value in body.items() if name in _AS_SENT},
        created_at=call.world.now,
        until=call.world.now + int(min(seconds, LONGEST // SECOND) * SECOND),
    )
    return view_of(ConnectSessionTokenAuthLink)(call.draft.put(CONNECT_SESSIONS, session), call)


@connect_sessions.post(
    "/connect_sessions/authenticate",
    id="stackone_authenticate_connect_session",
    body=ConnectSessionAuthenticate,
    returns=ConnectSession,
    status=201,
    errors=[NoSuchSession],
    example=Example(body=lambda world: {"token": token_of(world, world[CONNECT_SESSIONS][1])}),
    evidence=PLATFORM,
)
def authenticate_connect_session(call: Call) -> Document:
    """Recognise an invitation by its token, as often as needed until it ends."""
    id = id_of_token(call.world, call.body["token"])
    session = call.world[CONNECT_SESSIONS].get(id)
    if session is None or session.until <= call.world.now:
        raise NoSuchSession
    return view_of(ConnectSession)(session, call)


def _account(world: Reading, body: Members) -> LinkedAccount | None:
    """The account that a session is to edit; None when it is to link a new one."""
    if body.get("account_id") is not None:
        account = account_of(world, body["account_id"])
        if account is None:
            raise ReferenceNotFound(field="account_id")
        return account
    if body["multiple"]:
        return None
    same = ("origin_owner_id", "origin_owner_name", "provider")
    return world[ACCOUNTS].only(lambda one: all(getattr(one, name) == body.get(name) for name in same)).first()
