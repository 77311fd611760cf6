"""Job offers: advertised jobs."""

from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.body import Batch, OneOrMany
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Example, Reply
from ats_sandbox.contract.resource import Resource
from ats_sandbox.vendors.datadriven.errors import OfferNotFound, ValidationFailed
from ats_sandbox.vendors.datadriven.ids import NUMBER, the_id
from ats_sandbox.vendors.datadriven.schemas import OfferAnswer, OfferInput, OfferPatch, OfferQuery
from ats_sandbox.vendors.datadriven.state import OFFERS, Attribute, JobOffer
from ats_sandbox.vendors.datadriven.views import OFFER_MEMBERS, envelope, listed

REFERENCE = "https://docs.dashboard.data-driven.fr, Ats / Job offers / Id"
ROUND = inferred("a record needs a way in and out for the documented PATCH to be observable")

SMALLEST = {"publication_at": "2023-10-01T00:00:00Z", "title": "Backend developer", "reference": "REF123"}
"""The least that makes an offer usable."""

job_offers = Resource("Job offers", "Advertised jobs")


def the_offer(call: Call) -> JobOffer:
    """The offer that the path names."""
    offer = call.world[OFFERS].get(the_id(call))
    if offer is None:
        raise OfferNotFound
    return offer


def facts(body: dict[str, Any]) -> dict[str, Any]:
    """A parsed body as fields of a record."""
    if "attributes" not in body:
        return body
    return {**body, "attributes": tuple(Attribute(**one) for one in body["attributes"])}


@job_offers.get(
    "/v3/ats/job-offers",
    id="list_job_offers",
    scope="ats_read",
    query=OfferQuery,
    returns=OfferAnswer,
    evidence=ROUND,
)
def list_offers(call: Call) -> Reply:
    """List job offers.

    Ascending by id. The header `X-Total-Count` carries the number of matches.
    """
    return listed(call, "Job offers retrieved", OFFER_MEMBERS, call.world[OFFERS])


@job_offers.post(
    "/v3/ats/job-offers",
    id="create_job_offers",
    scope="ats_write",
    body=OneOrMany(OfferInput, most=100),
    returns=OfferAnswer,
    status=201,
    evidence=ROUND,
    example=Example(body=SMALLEST),
)
def create_offers(call: Call[Batch]) -> dict[str, Any]:
    """Create one job offer, or up to a hundred.

    All or nothing: one fault in an array stores none of it.
    """
    bodies, _ = call.body
    first = call.draft.next_id(OFFERS)
    offers = [
        call.draft.put(OFFERS, JobOffer(id=number, **facts(body))) for number, body in enumerate(bodies, start=first)
    ]
    return envelope(f"Job offer{'s' if len(offers) > 1 else ''} created", OFFER_MEMBERS, *offers)


@job_offers.get(
    "/v3/ats/job-offers/{id}",
    id="get_job_offer",
    scope="ats_read",
    returns=OfferAnswer,
    errors=[OfferNotFound, ValidationFailed],
    evidence=ROUND,
    example=Example(path={"id": "1"}),
    path_types=NUMBER,
)
def get_offer(call: Call) -> dict[str, Any]:
    """Get a job offer."""
    return envelope("Job offer retrieved", OFFER_MEMBERS, the_offer(call))


@job_offers.put(
    "/v3/ats/job-offers/{id}",
    id="update_job_offer",
    scope="ats_write",
    body=OfferInput,
    returns=OfferAnswer,
    errors=[OfferNotFound],
    evidence=ROUND,
    example=Example(path={"id": "1"}, body=SMALLEST),
    path_types=NUMBER,
)
def put_offer(call: Call) -> dict[str, Any]:
    """Update all properties of a job offer.

    A full replacement: an optional property that is left out becomes null.
    """
    offer = call.draft.put(OFFERS, JobOffer(id=the_offer(call).id, **facts(call.body)))
    return envelope("Job offer updated", OFFER_MEMBERS, offer)


@job_offers.patch(
    "/v3/ats/job-offers/{id}",
    id="patch_job_offer",
    scope="ats_write",
    body=OfferPatch,
    returns=OfferAnswer,
    errors=[OfferNotFound],
    evidence=documented(REFERENCE),
    example=Example(path={"id": "1"}, body={"title": "Senior backend developer"}),
    path_types=NUMBER,
)
def patch_offer(call: Call) -> dict[str, Any]:
    """Update some properties of a job offer.

    What is left out stays; no property may be null.
    """
    offer = call.draft.put(OFFERS, replace(the_offer(call), **facts(call.body)))
    return envelope("Job offer updated", OFFER_MEMBERS, offer)


@job_offers.delete(
    "/v3/ats/job-offers/{id}",
    id="delete_job_offer",
    scope="ats_write",
    returns=OfferAnswer,
    errors=[OfferNotFound, ValidationFailed],
    evidence=ROUND,
    example=Example(path={"id": "1"}),
    path_types=NUMBER,
)
def delete_offer(call: Call) -> dict[str, Any]:
    """Delete a job offer; the answer shows it once more."""
    offer = the_offer(call)
    call.draft.remove(OFFERS, offer.id)
    return envelope("Job offer deleted", OFFER_MEMBERS, offer)
