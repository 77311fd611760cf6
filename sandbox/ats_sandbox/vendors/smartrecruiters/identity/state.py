"""What the OAuth 2 server remembers beside the tokens: the codes that were not exchanged yet."""

from ats_sandbox.vendors.smartrecruiters.ids import own
from ats_sandbox.world.clock import MINUTE
from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.store.table import Collection, Record

CODE_LIFETIME = 10 * MINUTE
"""How long a code can be exchanged: the longest that RFC 6749 recommends."""
MOST_CODES = 1_000


class AuthorizationCode(Record, frozen=True, kw_only=True):
    """A code that a client may exchange once; None as `scopes` means all of the client's."""

    client: str
    redirect_uri: str
    scopes: frozenset[str] | None
    expires_at: int


CODES = Collection("smartrecruiters.authorization_codes", AuthorizationCode)
CODE_IDS = own("authorization_code")


def new_code(draft: Transaction, client: str, redirect_uri: str, scopes: frozenset[str] | None) -> str:
    """A code for a client. The oldest one is given up when there are too many."""
    oldest = draft[CODES].first()
    if oldest is not None and len(draft[CODES]) >= MOST_CODES:
        draft.remove(CODES, oldest.id)
    expires_at = draft.now + CODE_LIFETIME
    code = AuthorizationCode(
        id=draft.next_id(CODES), client=client, redirect_uri=redirect_uri, scopes=scopes, expires_at=expires_at
    )
    return CODE_IDS.write(draft, draft.put(CODES, code).id)
