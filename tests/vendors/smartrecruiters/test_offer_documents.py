"""SmartRecruiters: the documents of offers that candidates sign."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters.offers.signing import DOCUMENT
from ats_sandbox.vendors.smartrecruiters.offers.state import SYNC, documents_of, signed_elsewhere
from ats_sandbox.world.clock import SECOND, iso
from ats_sandbox.world.domain.background import Pace, choose_pace
from ats_sandbox.world.domain.commands.offers import close_offer, make_offer, send_offer
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.offers import Offer, OfferStatus
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.callers import token_in
from tests.vendors.smartrecruiters.people import UNKNOWN


def id_of(client: VendorClient, offer: Offer) -> str:
    return native_id(client.read(), "offer", offer.id)


def documents(client: VendorClient, offer: Offer, **kwargs: Any) -> Any:
    return client.get(f"/offers/{id_of(client, offer)}/documents", **kwargs)


def download(client: VendorClient, offer: Offer, document: str, **kwargs: Any) -> Any:
    return client.get(f"/offers/{id_of(client, offer)}/documents/{document}", **kwargs)


def sent_offer(client: VendorClient, *, confidential: bool = False, elsewhere: bool = False) -> Offer:
    """An offer that was just sent, signed with DocuSign or elsewhere."""
    for _ in range(200):
        with client.arrange() as draft:
            application = next(iter(draft.applications.where(confidential=confidential)))
            offer = send_offer(draft, make_offer(draft, application.id))
        fit = signed_elsewhere(client.read(), offer) is elsewhere
        if fit and not documents_of(client.read(), offer)[0].infected:
            return offer
    raise AssertionError("every tenth offer is signed elsewhere")


def test_the_documents_of_a_sent_offer_are_listed_and_downloaded(smartrecruiters: VendorClient) -> None:
    offer = sent_offer(smartrecruiters)

    told = documents(smartrecruiters, offer)

    assert told.status_code == 200
    assert (told.json["isCurrentlySyncing"], told.json["provider"]) == (False, "DOCUSIGN")
    (letter,) = told.json["documents"]
    assert letter["name"] == "Offer letter.pdf"
    assert letter["createdDate"] >= iso(offer.sent_at or 0)
    answer = download(smartrecruiters, offer, letter["id"])
    assert (answer.status_code, answer.content_type) == (200, "application/octet-stream")
    assert answer.data.startswith(b"%PDF-")
    assert download(smartrecruiters, offer, letter["id"]).data == answer.data


def test_an_accepted_offer_has_a_certificate_too(smartrecruiters: VendorClient) -> None:
    offer = sent_offer(smartrecruiters)
    with smartrecruiters.arrange() as draft:
        close_offer(draft, draft.offers[offer.id], OfferStatus.ACCEPTED)

    told = documents(smartrecruiters, offer).json["documents"]

    assert [one["name"] for one in told] == ["Offer letter.pdf", "Certificate of completion.pdf"]
    assert len({one["id"] for one in told}) == 2


def test_documents_are_fetched_after_the_offer_was_sent(smartrecruiters: VendorClient) -> None:
    with smartrecruiters.arrange() as draft:
        choose_pace(draft, SYNC.name, Pace(after=60 * SECOND))
        application = next(iter(draft.applications.where(confidential=False)))
        offers = [send_offer(draft, make_offer(draft, application.id)) for _ in range(10)]
    offer = next(one for one in offers if not signed_elsewhere(smartrecruiters.read(), one))

    early = documents(smartrecruiters, offer).json
    smartrecruiters.world.advance(60 * SECOND)
    late = documents(smartrecruiters, offer).json

    assert early == {"documents": [], "isCurrentlySyncing": True, "provider": "DOCUSIGN"}
    assert late["isCurrentlySyncing"] is False
    assert len(late["documents"]) == 1


def test_documents_that_are_fetched_are_there_after_enough_looks(smartrecruiters: VendorClient) -> None:
    with smartrecruiters.arrange() as draft:
        choose_pace(draft, SYNC.name, Pace(reads=2))
        application = next(iter(draft.applications.where(confidential=False)))
        offers = [send_offer(draft, make_offer(draft, application.id)) for _ in range(10)]
    offer = next(one for one in offers if not signed_elsewhere(smartrecruiters.read(), one))

    looks = [documents(smartrecruiters, offer).json["isCurrentlySyncing"] for _ in range(3)]

    assert looks == [True, True, False]


@pytest.mark.parametrize("status", [OfferStatus.CREATED, OfferStatus.PENDING_APPROVAL, OfferStatus.NOT_APPROVED])
def test_an_offer_that_was_not_sent_conflicts(smartrecruiters: VendorClient, status: OfferStatus) -> None:
    offer = next(iter(smartrecruiters.read().offers.where(status=status)))

    for answer in (documents(smartrecruiters, offer), download(smartrecruiters, offer, UNKNOWN)):
        assert (answer.status_code, answer.json["errors"][0]["code"]) == (409, "OFFER_NOT_SENT")


def test_an_offer_that_is_signed_elsewhere_has_no_documents_here(smartrecruiters: VendorClient) -> None:
    offer = sent_offer(smartrecruiters, elsewhere=True)

    for answer in (documents(smartrecruiters, offer), download(smartrecruiters, offer, UNKNOWN)):
        assert (answer.status_code, answer.json["errors"][0]["code"]) == (422, "PROVIDER_NOT_SUPPORTED")


def test_an_infected_document_is_listed_and_not_handed_out(smartrecruiters: VendorClient) -> None:
    with smartrecruiters.arrange() as draft:
        application = next(iter(draft.applications.where(confidential=False)))
        offers = [send_offer(draft, make_offer(draft, application.id)) for _ in range(300)]
    world = smartrecruiters.read()
    fit = (one for one in offers if not signed_elsewhere(world, one))
    offer = next(one for one in fit if documents_of(world, one)[0].infected)

    (letter,) = documents(smartrecruiters, offer).json["documents"]

    answer = download(smartrecruiters, offer, letter["id"])
    assert (answer.status_code, answer.json["errors"][0]["code"]) == (403, "MALWARE_DETECTED")


@pytest.mark.parametrize("id", ["x", "17", "00000000-0000-4000-8000-00000000000", "é", "' or 1=1"])
def test_a_malformed_id_is_a_bad_request(smartrecruiters: VendorClient, id: str) -> None:
    offer = sent_offer(smartrecruiters)

    for answer in (
        smartrecruiters.get(f"/offers/{id}/documents"),
        smartrecruiters.get(f"/offers/{id}/documents/{UNKNOWN}"),
        download(smartrecruiters, offer, id),
    ):
        assert (answer.status_code, answer.json["errors"][0]["code"]) == (400, "INVALID_IDENTIFIER")


def test_unknown_offers_and_documents_of_other_offers_are_not_found(smartrecruiters: VendorClient) -> None:
    offer, other = sent_offer(smartrecruiters), sent_offer(smartrecruiters)
    foreign = DOCUMENT.write(smartrecruiters.read(), documents_of(smartrecruiters.read(), other)[0].id)

    assert smartrecruiters.get(f"/offers/{UNKNOWN}/documents").status_code == 404
    for id in (UNKNOWN, foreign):
        answer = download(smartrecruiters, offer, id)
        assert (answer.status_code, answer.json["errors"][0]["code"]) == (404, "DOCUMENT_NOT_FOUND")


def test_documents_that_the_caller_may_not_see_are_not_found(smartrecruiters: VendorClient) -> None:
    hidden, shown = sent_offer(smartrecruiters, confidential=True), sent_offer(smartrecruiters)
    interviewer = token_in(smartrecruiters, UserRole.INTERVIEWER)

    for offer, token in ((hidden, "sandbox-restricted"), (shown, interviewer)):
        (letter,) = documents(smartrecruiters, offer).json["documents"]
        for answer in (
            documents(smartrecruiters, offer, token=token),
            download(smartrecruiters, offer, letter["id"], token=token),
        ):
            assert (answer.status_code, answer.json["errors"][0]["code"]) == (404, "OFFERS_NOT_FOUND")


def test_documents_are_downloaded_twice_a_second(smartrecruiters: VendorClient) -> None:
    offer = sent_offer(smartrecruiters)
    (letter,) = documents(smartrecruiters, offer).json["documents"]

    answer = download(smartrecruiters, offer, letter["id"])

    assert answer.headers["X-RateLimit-Limit"] == "2"
    assert documents(smartrecruiters, offer).headers["X-RateLimit-Limit"] == "10"
