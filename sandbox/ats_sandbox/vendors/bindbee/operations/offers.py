"""Offers: reading them, and making one."""

from typing import Any

from ats_sandbox.contract.fields import Text
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.bindbee.bodies import One
from ats_sandbox.vendors.bindbee.call import Call, Resource
from ats_sandbox.vendors.bindbee.connectors import ACME
from ats_sandbox.vendors.bindbee.errors import KeyReused
from ats_sandbox.vendors.bindbee.idempotency import idempotent
from ats_sandbox.vendors.bindbee.ids import record_id
from ats_sandbox.vendors.bindbee.inputs import Uuid
from ats_sandbox.vendors.bindbee.mirror import await_sync, original
from ats_sandbox.vendors.bindbee.models.offers import OFFER
from ats_sandbox.vendors.bindbee.operations.applications import BODY
from ats_sandbox.vendors.bindbee.operations.reads import PREFIX, reads
from ats_sandbox.vendors.bindbee.operations.references import instant, ordinal
from ats_sandbox.vendors.bindbee.schemas import WriteHeaders
from ats_sandbox.vendors.bindbee.state import OFFER_WORDS, OfferWord
from ats_sandbox.vendors.bindbee.vocabulary import MEANT
from ats_sandbox.world.domain.commands.offers import make_offer
from ats_sandbox.world.domain.reading import Reading

offers = Resource("Offers", "Job offers on applications")
reads(offers, OFFER)


class OfferInput(RequestSchema):
    """An offer; every member may be left out or null."""

    application = Uuid(allow_none=True)
    creator = Uuid(allow_none=True)
    remote_created_at = Text(allow_none=True)
    closed_at = Text(allow_none=True)
    sent_at = Text(allow_none=True)
    start_date = Text(allow_none=True)
    status = Text(allow_none=True)


def sample(world: Reading) -> dict[str, Any]:
    """An offer on the first application that is open to all."""
    application = next(iter(world.applications.where(confidential=False)))
    return {
        "application": record_id(world, ACME, "application", application.id),
        "creator": record_id(world, ACME, "remote_user", 1),
        "start_date": "2026-06-01T00:00:00Z",
        "status": "DRAFT",
    }


@offers.post(
    f"{PREFIX}/offers",
    id="create_offer",
    headers=WriteHeaders,
    body=One(OfferInput, required=False),
    returns=Text(),
    errors=[KeyReused],
    evidence=BODY,
    example=Example(body=sample),
)
@idempotent
def create_offer(call: Call) -> str:
    """Make an offer; answers its id.

    The offer reaches the linked system at once and can be read after the next sync.
    """
    system, body = original(call), call.body
    status = body.get("status")
    created = instant(body.get("remote_created_at"), "remote_created_at")
    offer = make_offer(
        call.draft,
        ordinal(system, "application", body.get("application"), "application"),
        creator=ordinal(system, "remote_user", body.get("creator"), "creator"),
        status=MEANT.get(status) if status is not None else None,
        starts_at=instant(body.get("start_date"), "start_date"),
        sent_at=instant(body.get("sent_at"), "sent_at"),
        closed_at=instant(body.get("closed_at"), "closed_at"),
        created_at=call.draft.now if created is None else created,
    )
    if status is not None:
        call.draft.put(OFFER_WORDS, OfferWord(id=offer.id, word=status, updated_at=offer.updated_at))
    await_sync(call)
    return system.id("offer", offer.id)
