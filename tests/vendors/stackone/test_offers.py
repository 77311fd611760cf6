"""StackOne: offers."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, made, refused, shown, synthetic

STATUSES = {
    "CREATED": "created",
    "PENDING_APPROVAL": "pending",
    "APPROVED": "approved",
    "NOT_APPROVED": "not_approved",
    "PENDING_ACCEPTANCE": "pending",
    "ACCEPTED": "accepted",
    "NOT_ACCEPTED": "rejected",
    "ABANDONED": "retracted",
}


def create(client: VendorClient, **body: Any) -> dict[str, Any]:
    return shown(client, f"offers/{made(client, 'offers', body)}")


def test_every_offer_tells_its_application_and_its_terms(stackone: VendorClient) -> None:
    offers = everything(stackone, "offers")

    for offer in offers:
        status = offer["offer_status"]
        assert STATUSES[status["source_value"]] == status["value"]
        assert offer["application_id"] == synthetic(offer["remote_application_id"])
        assert shown(stackone, f"applications/{offer['application_id']}")
    assert any(offer["salary"] for offer in offers)


def test_nothing_is_required_of_an_offer(stackone: VendorClient) -> None:
    offer = create(stackone)

    assert offer == {
        "id": offer["id"],
        "remote_id": offer["remote_id"],
        "unified_custom_fields": None,
        "application_id": None,
        "remote_application_id": None,
        "start_date": None,
        "offer_status": {"value": "created", "source_value": "CREATED"},
        "salary": None,
        "currency": None,
        "created_at": offer["created_at"],
        "updated_at": offer["created_at"],
        "offer_history": [],
    }


@pytest.mark.parametrize("form", ["id", "remote_id"])
def test_everything_told_of_an_offer_reads_back(stackone: VendorClient, application: dict[str, Any], form: str) -> None:
    history = {
        "start_date": "2026-04-01T00:00:00.000Z",
        "salary": 50000,
        "currency": "EUR",
        "created_at": "2026-01-01T00:00:00.000Z",
        "updated_at": "2026-01-02T00:00:00.000Z",
    }
    body = {
        "start_date": "2026-05-01T09:00:00.000Z",
        "salary": 52500.5,
        "currency": "EUR",
        "offer_status": {"value": "pending", "source_value": "Out for signature"},
        "offer_history": [history, {}],
    }

    offer = create(stackone, application_id=application[form], passthrough={}, **body)

    assert offer["application_id"] == application["id"]
    assert {name: offer[name] for name in body if name != "offer_history"} == {
        name: value for name, value in body.items() if name != "offer_history"
    }
    assert offer["offer_history"] == [
        history,
        {
            "start_date": None,
            "salary": None,
            "currency": None,
            "created_at": offer["created_at"],
            "updated_at": offer["created_at"],
        },
    ]


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ("pending", "PENDING_ACCEPTANCE"),
        ("retracted", "ABANDONED"),
        ("accepted", "ACCEPTED"),
        ("rejected", "NOT_ACCEPTED"),
        ("created", "CREATED"),
        ("approved", "APPROVED"),
        ("not_approved", "NOT_APPROVED"),
    ],
)
def test_a_status_reads_back_as_it_was_written(stackone: VendorClient, value: str, source: str) -> None:
    told = {"value": value, "source_value": source}

    assert create(stackone, offer_status={"value": value})["offer_status"] == told
    assert create(stackone, offer_status={"source_value": source})["offer_status"] == told


def test_a_status_that_the_provider_does_not_know_is_unprocessable(stackone: VendorClient) -> None:
    answer = stackone.post(f"{ATS}/offers", json={"offer_status": {"value": "unmapped_value"}})

    told = refused(answer, 422, "Unprocessable Entity")
    assert told["provider_errors"][0]["raw"] == {"message": "offer_status is unknown"}


def test_an_offer_on_nothing_known_is_not_found(stackone: VendorClient) -> None:
    before = stackone.world.state

    refused(stackone.post(f"{ATS}/offers", json={"application_id": "nobody"}), 404, "application_id not found")
    assert stackone.world.state is before


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"salary": "52000"}, "salary must be a valid number"),
        ({"salary": True}, "salary must be a valid number"),
        ({"currency": 1}, "currency must be a valid string"),
        ({"start_date": "soon"}, "start_date must be a valid date-time"),
        ({"offer_history": [{"salary": []}]}, "offer_history.0.salary must be a valid number"),
    ],
)
def test_wrong_values_are_refused_by_name(stackone: VendorClient, wrong: dict[str, Any], message: str) -> None:
    refused(stackone.post(f"{ATS}/offers", json=wrong), 400, message)


def test_an_offer_shows_its_status_of_elsewhere_once_that_changes(stackone: VendorClient) -> None:
    from msgspec.structs import replace

    from ats_sandbox.world.domain.offers import OFFERS, OfferStatus

    id = made(stackone, "offers", {"offer_status": {"value": "pending", "source_value": "Out"}})
    with stackone.arrange() as draft:
        record = next(one for one in draft.offers.newest_first())
        draft.put(OFFERS, replace(record, status=OfferStatus.ACCEPTED))
        without = draft.put(OFFERS, replace(record, id=draft.next_id(OFFERS), status=None))

    from ats_sandbox.world.domain.native_ids import native_id

    assert shown(stackone, f"offers/{id}")["offer_status"] == {"value": "accepted", "source_value": "ACCEPTED"}
    unknown = shown(stackone, f"offers/{native_id(stackone.read(), 'offer', without.id)}")
    assert unknown["offer_status"] is None
