"""The invitations behind connect sessions, and that of a new world."""

from ats_sandbox.contract.operation import Document
from ats_sandbox.world import id_codecs
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.table import Collection, Record, Table

_TOKEN = "stackone", "connect_session"


class Invitation(Record, frozen=True, kw_only=True):
    """An invitation to link an account; `until` is when it ends (milliseconds since 1970)."""

    categories: list[str] | None = None
    provider: str | None = None
    origin_owner_id: str
    origin_owner_name: str
    origin_username: str | None = None
    account_id: str | None = None
    label: str | None = None
    metadata: Document | None = None
    type: str
    integration_id: str | None = None
    created_at: int
    until: int


CONNECT_SESSIONS = Collection("stackone.connect_sessions", Invitation)


def token_of(world: Reading, session: Invitation) -> str:
    """The token by which the customer's browser is recognised."""
    return id_codecs.uuid4(world.seed, *_TOKEN, session.id)


def id_of_token(world: Reading, token: str) -> int | None:
    """The session that a token is of; None for one that was never given out."""
    return id_codecs.read_uuid4(world.seed, *_TOKEN, token)


def seeded_sessions(world: Reading) -> Table[Invitation]:
    """The sessions of a new world: a customer has been invited and has not come yet."""
    invited = Invitation(
        id=1,
        categories=["ats"],
        origin_owner_id="customer-3",
        origin_owner_name="Example Works",
        origin_username="people@example.com",
        metadata={"plan": "trial"},
        type="test",
        created_at=world.now - DAY,
        until=world.now + 6 * DAY,
    )
    return Table.build(CONNECT_SESSIONS, [invited])
