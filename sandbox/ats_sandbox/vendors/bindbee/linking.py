"""Linking: a link token invites a customer to link a system; what the browser brings back is exchanged for a connector.

The customer's part, which is done in a browser, is background work: it follows the answer, unless a tester lets it
take time or be abandoned.
"""

import base64
from hashlib import blake2b

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.links import Link, Links
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members, RequestSchema, shape_of
from ats_sandbox.vendors.bindbee import errors, inputs
from ats_sandbox.vendors.bindbee.bodies import Declared, Sent
from ats_sandbox.vendors.bindbee.call import Call, reference
from ats_sandbox.vendors.bindbee.connectors import ACME, CONNECTORS, UNLINKED, Category, Connector, Status
from ats_sandbox.vendors.bindbee.ids import CONNECTOR_IDS
from ats_sandbox.vendors.bindbee.integrations import INTEGRATIONS
from ats_sandbox.vendors.bindbee.resource import Resource
from ats_sandbox.vendors.bindbee.samples import sample_of
from ats_sandbox.vendors.bindbee.schemas import UUID
from ats_sandbox.vendors.bindbee.syncs import SYNC, broken, start_sync
from ats_sandbox.world.clock import MINUTE, iso
from ats_sandbox.world.domain.background import TASKS, Work, begin, pace_of
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.state import State
from ats_sandbox.world.store.table import Collection, Record, Table

LIFETIME = 10 * MINUTE
"""How long what the browser brings back can be exchanged."""
ABANDONED = "abandoned"
EXCHANGE = "/api/embedded/v1/connectors/connector_token/{temporary_token}"
CREATE = "/api/embedded/v1/link/create-link-token"
ONCE = inferred("the exchange is documented, and that it is for once and soon; how soon is not: ten minutes")

linking = Resource("Linking", "Inviting a customer to link a system")


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


class EndUserData(RequestSchema):
    """The customer, as the caller knows it."""

    org_name = fields.Text(required=True, least=2)
    origin_id = fields.Text(required=True, least=2)
    email = inputs.Email(allow_none=True)


class LinkTokenCreate(RequestSchema):
    """Whom to invite, and to link what."""

    end_user_data = fields.Nested(EndUserData, required=True)
    category = inputs.OneOf(("HRIS", "ATS", "CUSTOM", "LMS"), required=True)
    integration = fields.Text(required=True)


def connector_for(said: Sent) -> Connector:
    """The connector of a customer to a system, which may be linked again, or a new one."""
    world, body = said.call.draft, said.members
    integration = INTEGRATIONS.get(body["integration"])
    if integration is None or not integration.is_enabled:
        raise said.wrong("integration not found", body["integration"], "integration")
    if body["category"] not in ("CUSTOM", integration.category):
        raise said.wrong(f"{integration.slug} is no integration of this category", body["category"], "category")
    customer, slug = body["end_user_data"], integration.slug
    known = world[CONNECTORS].where(origin=(customer["origin_id"], slug)).only(lambda one: not one.test).first()
    if known is not None:
        return known
    id = world.next_id(CONNECTORS)
    return world.put(
        CONNECTORS,
        Connector(
            id=id,
            token=opaque(world, "connector_token", id),
            end_user=customer["org_name"],
            email=customer.get("email"),
            origin_id=customer["origin_id"],
            slug=slug,
            category=integration.category,
            status=Status.INCOMPLETE,
            writes=integration.category is Category.ATS,
            synced=State(now=world.now),
            created_at=world.now,
        ),
    )


@linking.post(
    CREATE,
    id="create_link_token",
    body=Declared(LinkTokenCreate),
    returns=shape_of("LinkToken", link_token=fields.Text(required=True)),
    evidence=reference("POST", CREATE),
    example=Example(body=sample_of("create_link_token")),
)
def create_link_token(call: Call) -> Document:
    """Invite a customer to link a system, or to link it again.

    The connector is `INCOMPLETE` until the customer has done so; one with the same `origin_id` and integration is
    linked again, and keeps its token.
    """
    draft = call.draft
    connector = connector_for(Sent.to(call))
    invitation = draft.put(INVITATIONS, Invitation(id=draft.next_id(INVITATIONS), connector=connector.id))
    begin(draft, LINK, invitation.id)
    if pace_of(draft, LINK.name).failure is None:
        call.remarks.append(f"the browser will bring back {opaque(draft, 'temporary_token', invitation.id)}")
    return {"link_token": opaque(draft, "link_token", invitation.id)}


def why_not_exchanged(found: TemporaryToken | None) -> Members:
    """What a tester is told of a temporary token that cannot be exchanged."""
    if found is None:
        remark = "nobody brought it back, or the customer has linked again since"
    elif found.exchanged_at is not None:
        remark = f"it was exchanged at {iso(found.exchanged_at)}, and that works once"
    else:
        remark = f"it could be exchanged until {iso(found.until)}"
    return {"remark": remark, "fix": f"let the customer link again: POST {CREATE}, or /_sandbox/links"}


@linking.get(
    EXCHANGE,
    id="exchange_temporary_token",
    writes=True,
    returns=shape_of(
        "ConnectorToken",
        connector_token=fields.Text(required=True),
        connector_id=fields.Text(required=True, metadata=UUID),
    ),
    errors=[errors.RecordNotFound],
    words={"model": "Temporary token"},
    evidence=ONCE,
    path_types={"temporary_token": {"type": "string"}},
    example=Example(path={"temporary_token": lambda world: opaque(world, "first_token", 1)}),
)
def exchange_temporary_token(call: Call) -> Document:
    """Exchange what a browser brought back from a linking for the connector's token. It works once, and soon."""
    draft = call.draft
    found = draft[TEMPORARY_TOKENS].where(token=call.path["temporary_token"]).first()
    if found is None or found.exchanged_at is not None or found.until <= draft.now:
        raise errors.RecordNotFound(model="Temporary token", parameter="temporary_token", **why_not_exchanged(found))
    draft.put(TEMPORARY_TOKENS, replace(found, exchanged_at=draft.now))
    connector = draft[CONNECTORS][found.connector]
    return {"connector_token": connector.token, "connector_id": CONNECTOR_IDS.write(draft, connector.id)}
