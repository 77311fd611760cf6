"""The documents of offers that candidates sign: list and download them."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Binary, Document, Example, Reply
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.contract.vendor import IdCodec
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import document_of, id_of
from ats_sandbox.vendors.smartrecruiters.ids import UUID, UUID_TYPE
from ats_sandbox.vendors.smartrecruiters.offers.offers import sees_offers
from ats_sandbox.vendors.smartrecruiters.offers.state import (
    SYNC,
    OfferDocument,
    documents_of,
    is_syncing,
    signed_elsewhere,
)
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain import offers as kept
from ats_sandbox.world.domain.native_ids import native_id, read_native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.seeding.pdf import pdf

ALL = "/offers/{offerId}/documents"
ONE = f"{ALL}/{{documentId}}"
DOCUMENT = IdCodec(
    lambda world, ordinal: native_id(world, "offer_document", ordinal),
    lambda world, text: read_native_id(world, "offer_document", text),
)


class SignedOffers(Records[kept.Offer]):
    """Offers by their ids alone; one that the caller may not see is not there."""

    def find(self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None) -> kept.Offer | None:
        record = super().find(call, text, forbidden=forbidden)
        return record if sees_offers(call) and record is not None and record.application is not None else None


def _signed_offer(world: Reading) -> kept.Offer:
    """The first offer that everybody may see, with documents that can be had."""
    sent = (one for one in world.offers if one.sent_at is not None and one.application is not None)
    shown = (one for one in sent if not world.applications[one.application or 0].confidential)
    fetched = (one for one in shown if not signed_elsewhere(world, one))
    return next(one for one in fetched if not documents_of(world, one)[0].infected)


SIGNED = SignedOffers(
    kept.OFFERS, "offerId", errors.OfferNotFound, sample=_signed_offer, misnamed=errors.MalformedOfferId
)
offer_documents = Resource("Offer documents", "What candidates sign", apis.OFFERS, SIGNED)
REFUSED = [errors.OfferNotSent, errors.SignedElsewhere]

OfferDocumentEntry = shape_of(
    "OfferDocument",
    id=fields.Text(of=id_of(DOCUMENT)),
    name=fields.Text(),
    createdDate=fields.DateTime(of="created_at"),
)


class OfferDocumentsList(ResponseSchema):
    """The documents of an offer that are there, and whether more are under way."""

    documents = fields.Array(fields.Nested(OfferDocumentEntry))
    isCurrentlySyncing = fields.Boolean()
    provider = fields.Choice(("DOCUSIGN",))


def _fetched(call: AnyCall) -> tuple[kept.Offer, list[OfferDocument]]:
    """The offer that the path names, and its documents. Raises the refusals of one that has none."""
    offer = SIGNED.get_or_404(call)
    if offer.sent_at is None:
        raise errors.OfferNotSent
    if signed_elsewhere(call.world, offer):
        raise errors.SignedElsewhere
    return offer, documents_of(call.world, offer)


@offer_documents.get(
    ALL,
    id="list_offer_documents",
    returns=OfferDocumentsList,
    errors=REFUSED,
    evidence=apis.OFFERS.evidence,
    observes=[SYNC],
)
def list_documents(call: Call) -> Document:
    """List the documents of an offer that was sent; those that are still fetched are not in the list yet."""
    offer, documents = _fetched(call)
    shown = [document_of(OfferDocumentEntry, one, call) for one in documents]
    return {"documents": shown, "isCurrentlySyncing": is_syncing(call.world, offer), "provider": "DOCUSIGN"}


@offer_documents.get(
    ONE,
    id="get_offer_document",
    returns={200: Binary()},
    errors=[*REFUSED, errors.OfferDocumentNotFound, errors.DocumentInfected],
    evidence=apis.OFFERS.evidence,
    example=Example(
        path={"documentId": lambda world: DOCUMENT.write(world, documents_of(world, _signed_offer(world))[0].id)}
    ),
    path_types={"documentId": UUID_TYPE},
    facts=Facts(per_second=2),
)
def get_document(call: Call) -> Reply:
    """Download a document of an offer."""
    text = call.path["documentId"]
    if not UUID.fullmatch(text):
        raise errors.MalformedOfferId
    wanted = DOCUMENT.read(call.world, text)
    offer, documents = _fetched(call)
    found = next((one for one in documents if one.id == wanted), None)
    if found is None:
        raise errors.OfferDocumentNotFound(parameter="documentId")
    if found.infected:
        raise errors.DocumentInfected
    application = call.world.applications[offer.application or 0]
    person, job = call.world.candidates[application.candidate], call.world.jobs[application.job]
    content = f"{found.name.removesuffix('.pdf')}\n\n{person.first_name} {person.last_name}\n{job.title}"
    return Reply(200, content=pdf(content), content_type="application/octet-stream")
