"""Links of customers: invitations, what a browser brings back from one, and what testers bring connectors to.

The customer's part, which is done in a browser, is background work: it follows the answer, unless a tester lets it
take time or be abandoned.
"""

import base64
from hashlib import blake2b

from msgspec.structs import replace

from ats_sandbox.contract.links import Link, Links
from ats_sandbox.vendors.bindbee.connectors import ACME, CONNECTORS, UNLINKED, Connector, Status
from ats_sandbox.vendors.bindbee.syncs import SYNC, broken, start_sync
from ats_sandbox.world.clock import MINUTE
from ats_sandbox.world.domain.background import TASKS, Work
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Collection, Record, Table

LIFETIME = 10 * MINUTE
"""How long what the browser brings back can be exchanged."""
ABANDONED = "abandoned"


class Invitation(Record, frozen=True, kw_only=True):
    """A link token that nobody has used yet, and the connector that it is for."""

    connector: int


INVITATIONS = Collection(
    "bindbee.invitations",
    Invitation,
    indexes={"connector": lambda one: (one.connector,)},
    references={"connector": Reference(CONNECTORS.name, on_delete=OnDelete.DELETE)},
)


class TemporaryToken(Record, frozen=True, kw_only=True):
    """What a browser brings back from a linking: it is exchanged once, before `until`."""

    token: str
    connector: int
    until: int
    exchanged_at: int | None = None


TEMPORARY_TOKENS = Collection(
    "bindbee.temporary_tokens",
    TemporaryToken,
    indexes={"token": lambda one: (one.token,), "connector": lambda one: (one.connector,)},
    references={"connector": Reference(CONNECTORS.name, on_delete=OnDelete.DELETE)},
)


def opaque(world: Reading, kind: str, ordinal: int) -> str:
    """A token of 64 URL-safe characters."""
    digest = blake2b(f"{world.seed}\x1fbindbee\x1f{kind}\x1f{ordinal}".encode(), digest_size=48).digest()
    return base64.urlsafe_b64encode(digest).decode()


def first_tokens(world: Reading) -> Table[TemporaryToken]:
    """What a world begins with: somebody has just linked the first connector."""
    token = TemporaryToken(id=1, token=opaque(world, "first_token", 1), connector=ACME, until=world.now + LIFETIME)
    return Table.build(TEMPORARY_TOKENS, [token])


def cancel_sync(world: Transaction, connector: Connector) -> None:
    """Let a sync that is under way come to nothing."""
    for task in list(world[TASKS].where(subject=(SYNC.name, connector.id))):
        world.remove(TASKS, task.id)


def complete_link(world: Transaction, connector: Connector, token: str) -> Connector:
    """The customer has linked the system, for the first time or again: the first sync begins.

    The connector keeps its token, and its records their ids. `token` is what the browser brings back, in place
    of what it brought before.
    """
    cancel_sync(world, connector)
    for one in [one for one in world[TEMPORARY_TOKENS] if one.until <= world.now or one.connector == connector.id]:
        world.remove(TEMPORARY_TOKENS, one.id)
    until = world.now + LIFETIME
    id = world.next_id(TEMPORARY_TOKENS)
    world.put(TEMPORARY_TOKENS, TemporaryToken(id=id, token=token, connector=connector.id, until=until))
    linked = replace(
        connector,
        status=Status.COMPLETE,
        anew=connector.status is not Status.COMPLETE,
        syncing_since=None,
        relink_needed_at=None,
        completed_at=connector.completed_at or world.now,
    )
    start_sync(world, world.put(CONNECTORS, linked))
    return linked


def _follow(world: Transaction, id: int) -> None:
    """The customer follows an invitation to its end."""
    invitation = world[INVITATIONS].get(id)
    if invitation is None:
        return
    world.remove(INVITATIONS, id)
    connector = world[CONNECTORS].get(invitation.connector)
    if connector is not None:
        complete_link(world, connector, opaque(world, "temporary_token", id))


def _give_up(world: Transaction, id: int, _: str) -> None:
    """The customer leaves, and the connector stays as it is."""
    if id in world[INVITATIONS]:
        world.remove(INVITATIONS, id)


LINK = Work(
    "connector_link",
    "the customer whom a Bindbee link token invites links the system",
    _follow,
    _give_up,
    (ABANDONED,),
    begun_by=("create_link_token",),
)


def bring(world: Transaction, token: str, state: str) -> str | None:
    """Bring the connector with this token to a state; linked again, it gives what the browser brings back."""
    connector = world[CONNECTORS].where(token=token).first()
    assert connector is not None, "a tester names a connector that there is"
    if state == Status.COMPLETE:
        brought = opaque(world, "tester_token", world.next_id(TEMPORARY_TOKENS))
        complete_link(world, connector, brought)
        return brought
    cancel_sync(world, connector)
    if state == Status.RELINK_NEEDED:
        world.put(CONNECTORS, broken(world, connector, world.now))
    else:
        world.put(CONNECTORS, replace(connector, synced=State(now=world.now), **UNLINKED))
    return None


LINKS = Links(
    states=tuple(Status),
    every=lambda world: [Link(one.token, one.slug, one.status) for one in world[CONNECTORS]],
    bring=bring,
)
