"""Linking: a link token invites a customer to link a system; what comes of it is exchanged for a connector."""

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members, RequestSchema, shape_of
from ats_sandbox.vendors.bindbee import errors, inputs
from ats_sandbox.vendors.bindbee.bodies import Declared, Sent
from ats_sandbox.vendors.bindbee.call import Call, reference
from ats_sandbox.vendors.bindbee.catalogue import INTEGRATIONS
from ats_sandbox.vendors.bindbee.connectors import CONNECTORS, Category, Connector, Status
from ats_sandbox.vendors.bindbee.ids import CONNECTOR_IDS
from ats_sandbox.vendors.bindbee.linking import INVITATIONS, LINK, TEMPORARY_TOKENS, Invitation, TemporaryToken, opaque
from ats_sandbox.vendors.bindbee.resource import Resource
from ats_sandbox.vendors.bindbee.samples import sample_of
from ats_sandbox.vendors.bindbee.schemas import UUID
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.background import begin, pace_of
from ats_sandbox.world.store.state import State

EXCHANGE = "/api/embedded/v1/connectors/connector_token/{temporary_token}"
CREATE = "/api/embedded/v1/link/create-link-token"
ONCE = inferred("the exchange is documented, and that it is for once and soon; how soon is not: ten minutes")

linking = Resource("Linking", "Inviting a customer to link a system")


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
