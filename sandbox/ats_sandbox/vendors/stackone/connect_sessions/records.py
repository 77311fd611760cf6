"""Connect sessions as they are kept, and their tokens."""

from typing import Any

from ats_sandbox.world import id_codecs
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record, Table

_REALM, _KIND = "stackone", "connect_session"


class ConnectSession(Record, frozen=True, kw_only=True):
    """An invitation to link an account; `until` is when it ends (milliseconds since 1970)."""

    owner_id: str
    owner_name: str
    username: str | None
    categories: tuple[str, ...] | None
    provider: str | None
    account: str | None
    label: str | None
    metadata: dict[str, Any] | None
    type: str
    integration: str | None
    created_at: int
    until: int


CONNECT_SESSIONS = Collection("stackone.connect_sessions", ConnectSession)


def token_of(world: Reading, session: ConnectSession) -> str:
    """The token by which the customer's browser is recognised."""
    return id_codecs.uuid4(world.seed, _REALM, _KIND, session.id)


def session_of(world: Reading, token: str) -> ConnectSession | None:
    """The session of a token, unless it has ended."""
    id = id_codecs.read_uuid4(world.seed, _REALM, _KIND, token)
    session = None if id is None else world[CONNECT_SESSIONS].get(id)
    return None if session is None or session.until <= world.now else session


def sessions(world: Reading) -> Table[ConnectSession]:
    """The sessions of a new world: a customer has been invited and has not come yet."""
    invited = ConnectSession(
        id=1,
        owner_id="customer-3",
        owner_name="Example Works",
        username="people@example.com",
        categories=("ats",),
        provider=None,
        account=None,
        label=None,
        metadata={"plan": "trial"},
        type="test",
        integration=None,
        created_at=world.now - DAY,
        until=world.now + 6 * DAY,
    )
    return Table.build(CONNECT_SESSIONS, [invited])
