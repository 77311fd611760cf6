"""Links over HTTP: show them, and bring one to a state."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.control.errors import OURS, Unknown
from ats_sandbox.control.links.links import VendorLink
from ats_sandbox.control.schema import OwnRequest, described
from ats_sandbox.control.wire import WireObject
from ats_sandbox.control.workspace import workspace_of

links = Resource("Links", "The vendors' links to other systems: show them, break one, mend it")


class LinkInput(OwnRequest):
    """The state to bring a link to."""

    state = fields.Text(required=True, least=1, most=64, metadata=described("One of the `states` of the link."))


class LinkShown(ResponseSchema):
    """A link: its name, the system that it leads to, its state, and all states that it can be brought to.

    `handed` is what a client is given by the state that it was just brought to, such as a token to exchange.
    """

    vendor = fields.Text(required=True)
    name = fields.Text(required=True)
    system = fields.Text(required=True)
    state = fields.Text(required=True)
    states = fields.Array(fields.Text(), required=True)
    handed = fields.Text(required=True, allow_none=True)


def link_document(one: VendorLink) -> WireObject:
    """A `LinkShown`."""
    vendor, link, states, handed = one
    return {"vendor": vendor.name, **link._asdict(), "states": list(states), "handed": handed}


@links.get("/links", id="list_links", returns=fields.Array(fields.Nested(LinkShown)), evidence=OURS)
def list_links(call: Call) -> list[WireObject]:
    """List the vendors' links to other systems, and the state of each."""
    return [link_document(one) for one in workspace_of(call).links]


@links.put(
    "/links/{vendor}/{name}",
    id="put_link",
    body=LinkInput,
    returns=LinkShown,
    errors=[Unknown],
    evidence=OURS,
    example=Example(path={"vendor": "bindbee", "name": "acme"}, body={"state": "RELINK_NEEDED"}),
)
def put_link(call: Call) -> WireObject:
    """Bring a link to a state: break it, or link it again, as if a customer had.

    A reset of the world takes that back.
    """
    return link_document(workspace_of(call).links.bring(call.path["vendor"], call.path["name"], call.body["state"]))
