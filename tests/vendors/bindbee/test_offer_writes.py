"""Creating offers."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.bindbee.ids import read_record_id
from ats_sandbox.world.domain.offers import OFFERS as TABLE
from ats_sandbox.world.domain.offers import OfferStatus
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import (
    APPLICATIONS,
    OFFERS,
    RESYNC,
    UNKNOWN,
    faults,
    id_of,
    one,
    through,
    value_error,
)


def test_an_offer_answers_its_id_and_is_read_as_written(bindbee: VendorClient) -> None:
    body = {
        "application": id_of(bindbee, "application", 1, "acme-live"),
        "creator": id_of(bindbee, "remote_user", 2, "acme-live"),
        "remote_created_at": "2026-02-01T00:00:00Z",
        "sent_at": "2026-02-02T00:00:00Z",
        "closed_at": "2026-02-03T00:00:00Z",
        "start_date": "2026-06-01T00:00:00Z",
        "status": "SENT",
    }

    answer = bindbee.post(OFFERS, json=body, headers=through("acme-live"))

    assert answer.status_code == 200
    offer = one(bindbee, "offers", answer.json, "acme-live")
    assert {name: offer[name] for name in body} == body


def test_an_offer_without_a_body_has_null_members(bindbee: VendorClient) -> None:
    id = bindbee.post(OFFERS).json
    bindbee.post(RESYNC)

    offer = one(bindbee, "offers", id)

    empty = ("application", "creator", "closed_at", "sent_at", "start_date", "status")
    assert [offer[name] for name in empty] == [None] * len(empty)


def test_an_offer_can_be_read_after_the_next_sync(bindbee: VendorClient) -> None:
    path = f"{OFFERS}/{bindbee.post(OFFERS, json={'status': 'DRAFT'}).json}"

    assert bindbee.get(path).status_code == 404
    bindbee.post(RESYNC)
    assert bindbee.get(path).json["status"] == "DRAFT"


@pytest.mark.parametrize(
    ("word", "meant"),
    [("OPENED", OfferStatus.PENDING_ACCEPTANCE), ("SIGNED", OfferStatus.ACCEPTED), ("ON_THE_MOON", None)],
)
def test_any_word_is_a_status_until_the_provider_changes_it(
    bindbee: VendorClient, word: str, meant: OfferStatus | None
) -> None:
    id = bindbee.post(OFFERS, json={"status": word}, headers=through("acme-live")).json
    number = read_record_id(bindbee.read(), 2, "offer", id)
    assert number is not None
    assert bindbee.read().offers[number].status is meant
    assert one(bindbee, "offers", id, "acme-live")["status"] == word

    with bindbee.arrange() as world:
        world.put(TABLE, replace(world.offers[number], status=OfferStatus.NOT_ACCEPTED, updated_at=world.now))
    assert one(bindbee, "offers", id, "acme-live")["status"] == "DENIED"


@pytest.mark.parametrize("member", ["application", "creator"])
def test_an_offer_names_only_what_exists(bindbee: VendorClient, member: str) -> None:
    assert faults(bindbee.post(OFFERS, json={member: UNKNOWN}))[0]["loc"] == ["body", member]
    assert faults(bindbee.post(OFFERS, json={member: "x"}))[0]["type"] == "uuid_parsing"


@pytest.mark.parametrize("member", ["remote_created_at", "closed_at", "sent_at", "start_date"])
def test_moments_of_an_offer_must_be_moments(bindbee: VendorClient, member: str) -> None:
    assert faults(bindbee.post(OFFERS, json={member: "soon"})) == [
        value_error("invalid datetime", "soon", "body", member)
    ]


@pytest.mark.parametrize("path", [APPLICATIONS, OFFERS])
@pytest.mark.parametrize("value", [[], "x", None, 1])
def test_an_optional_body_is_still_an_object(bindbee: VendorClient, path: str, value: Any) -> None:
    before = bindbee.world.state

    (entry,) = faults(bindbee.post(path, json=value, data=b"null" if value is None else None))

    assert (entry["loc"], entry["type"], entry["input"]) == (["body"], "model_attributes_type", value)
    assert bindbee.world.state is before
