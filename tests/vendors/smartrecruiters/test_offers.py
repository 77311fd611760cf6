"""SmartRecruiters: offers are listed and read, and who was asked to approve them."""

from typing import Any

import pytest

from ats_sandbox.world.clock import DAY, iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.offers import close_offer, make_offer
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.offers import Offer, OfferStatus
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.callers import token_in, token_of
from tests.vendors.smartrecruiters.people import (
    UNKNOWN,
    a_half_hidden_application,
    a_hidden_application,
    application_path,
    candidate_path,
)


def offers_path(client: VendorClient, application: Application) -> str:
    return f"{application_path(client, application)}/offers"


def an_offer(client: VendorClient, application: Application | None = None, **fields: Any) -> Offer:
    """A new offer on an application, by default one that everybody may see."""
    with client.arrange() as draft:
        one = application or next(iter(draft.applications.where(confidential=False)))
        return make_offer(draft, one.id, **{"salary": 52_000.5, "currency": "EUR", **fields})


def path_of(client: VendorClient, offer: Offer) -> str:
    world = client.read()
    application = world.applications[offer.application or 0]
    return f"{offers_path(client, application)}/{native_id(world, 'offer', offer.id)}"


def said(answer: Any) -> tuple[int, list[str]]:
    return answer.status_code, [error["code"] for error in answer.json["errors"]]


def listed(client: VendorClient, **query: Any) -> list[str]:
    answer = client.get("/offers", query_string={"limit": 100, **query})
    assert answer.status_code == 200, answer.text
    return [one["id"] for one in answer.json["content"]]


def test_an_offer_is_read_with_its_terms_and_links(smartrecruiters: VendorClient) -> None:
    offer = an_offer(smartrecruiters, starts_at=1_780_272_000_000)
    world, path = smartrecruiters.read(), path_of(smartrecruiters, offer)
    application = world.applications[offer.application or 0]

    told = smartrecruiters.get(path)

    base = f"http://localhost/w/{smartrecruiters.name}/smartrecruiters"
    assert told.status_code == 200
    assert told.json == {
        "id": native_id(world, "offer", offer.id),
        "status": "CREATED",
        "createdOn": iso(offer.created_at),
        "updatedOn": iso(offer.updated_at),
        "properties": {"salary": "52000.5", "currency": "EUR", "startDate": "2026-06-01T00:00:00.000Z"},
        "actions": {
            "candidate": {
                "url": f"{base}{candidate_path(smartrecruiters, application.candidate)}",
                "method": "GET",
            },
            "job": {"url": f"{base}/jobs/{native_id(world, 'job', application.job)}", "method": "GET"},
            "details": {"url": f"{base}{path}", "method": "GET"},
        },
    }


def test_an_offer_without_terms_has_no_properties(smartrecruiters: VendorClient) -> None:
    offer = an_offer(smartrecruiters, salary=None, currency=None)

    assert smartrecruiters.get(path_of(smartrecruiters, offer)).json["properties"] == {}


def test_the_offers_to_a_candidate_on_a_job_are_listed(smartrecruiters: VendorClient) -> None:
    first = an_offer(smartrecruiters)
    second = an_offer(smartrecruiters)
    world = smartrecruiters.read()
    application = world.applications[first.application or 0]

    told = smartrecruiters.get(offers_path(smartrecruiters, application)).json

    assert told["totalFound"] == len(told["content"]) == len(world.offers.where(application=application.id))
    for one in (first, second):
        assert smartrecruiters.get(path_of(smartrecruiters, one)).json in told["content"]


def test_a_candidate_without_offers_has_an_empty_list(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    bare = next(one for one in world.applications if not world.offers.where(application=one.id))

    assert smartrecruiters.get(offers_path(smartrecruiters, bare)).json == {"totalFound": 0, "content": []}


def test_offers_of_the_demo_world_are_in_every_status(smartrecruiters: VendorClient) -> None:
    told = smartrecruiters.get("/offers", query_string={"limit": 100}).json

    assert {one["status"] for one in told["content"]} == {status.value.upper() for status in OfferStatus}
    assert told["totalFound"] == len(smartrecruiters.read().offers)


def test_offers_are_listed_by_their_last_update(smartrecruiters: VendorClient) -> None:
    offer = next(iter(smartrecruiters.read().offers))
    with smartrecruiters.arrange() as draft:
        close_offer(draft, offer, OfferStatus.ABANDONED)

    told = smartrecruiters.get("/offers", query_string={"limit": 100}).json["content"]

    updates = [one["updatedOn"] for one in told]
    assert updates == sorted(updates, reverse=True)
    assert told[0]["id"] == native_id(smartrecruiters.read(), "offer", offer.id)


def test_pages_of_offers_are_cut_by_offset(smartrecruiters: VendorClient) -> None:
    every = listed(smartrecruiters)

    first = smartrecruiters.get("/offers").json
    second = smartrecruiters.get("/offers", query_string={"limit": 7, "offset": 10}).json
    beyond = smartrecruiters.get("/offers", query_string={"offset": 1_000_000}).json

    assert (first["limit"], first["offset"], first["totalFound"]) == (10, 0, len(every))
    assert [one["id"] for one in first["content"] + second["content"]] == every[:17]
    assert beyond["content"] == []


@pytest.mark.parametrize(
    "query",
    [
        {"limit": 0},
        {"limit": 101},
        {"limit": "ten"},
        {"offset": -1},
        {"status": "SIGNED"},
        {"status": "accepted"},
        {"createdAfter": "yesterday"},
        {"createdBefore": "17"},
        {"age": "ten days"},
        {"age": "10 fortnights"},
        {"age": "9999999999 days"},
        {"age": ""},
    ],
)
def test_a_query_that_cannot_be_read_is_refused(smartrecruiters: VendorClient, query: Any) -> None:
    assert said(smartrecruiters.get("/offers", query_string=query)) == (400, ["INVALID_INPUT"])


def test_statuses_are_separated_by_commas(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    wanted = [*world.offers.where_any("status", [OfferStatus.ACCEPTED, OfferStatus.CREATED])]

    assert len(listed(smartrecruiters, status="ACCEPTED, CREATED")) == len(wanted)
    assert len(listed(smartrecruiters, status="")) == len(world.offers)


def test_offers_are_found_by_the_dates_of_their_creation(smartrecruiters: VendorClient) -> None:
    offers = sorted(smartrecruiters.read().offers, key=lambda one: one.created_at)
    low, high = offers[10].created_at, offers[20].created_at

    between = listed(smartrecruiters, createdAfter=iso(low), createdBefore=iso(high))

    world = smartrecruiters.read()
    assert set(between) == {native_id(world, "offer", one.id) for one in offers[11:20]}


def test_an_age_counts_rather_than_the_dates(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    young = {native_id(world, "offer", one.id) for one in world.offers if one.created_at > world.now - 90 * DAY}

    assert 0 < len(young) < len(world.offers)
    for age in ("90 days", "90days", "2160 hours", "129600 minutes"):
        assert set(listed(smartrecruiters, age=age, createdAfter=iso(world.now))) == young
    assert len(listed(smartrecruiters, age="999999 years")) == len(world.offers)


def test_an_offer_that_is_on_no_application_is_not_from_here(smartrecruiters: VendorClient) -> None:
    every = listed(smartrecruiters)
    with smartrecruiters.arrange() as draft:
        make_offer(draft, None, salary=1)

    assert listed(smartrecruiters) == every


def test_offers_of_hidden_candidates_are_not_listed_and_unauthorized(smartrecruiters: VendorClient) -> None:
    for application in (a_hidden_application(smartrecruiters), a_half_hidden_application(smartrecruiters)):
        offer = an_offer(smartrecruiters, application)
        path = path_of(smartrecruiters, offer)

        seen = smartrecruiters.get("/offers", query_string={"limit": 100}, token="sandbox-restricted").json

        id = native_id(smartrecruiters.read(), "offer", offer.id)
        assert id in listed(smartrecruiters)
        assert id not in [one["id"] for one in seen["content"]]
        for hidden in (path, f"{path}/approvals/latest", offers_path(smartrecruiters, application)):
            assert smartrecruiters.get(hidden, token="sandbox-restricted").status_code == 401
        assert smartrecruiters.get(path).status_code == 200


@pytest.mark.parametrize("role", [UserRole.INTERVIEWER, UserRole.EMPLOYEE])
def test_some_roles_have_no_access_to_offers(smartrecruiters: VendorClient, role: UserRole) -> None:
    offer, token = an_offer(smartrecruiters), token_in(smartrecruiters, role)
    path = path_of(smartrecruiters, offer)

    for one in (path, f"{path}/approvals/latest", path.rpartition("/")[0], "/offers"):
        assert said(smartrecruiters.get(one, token=token)) == (403, ["NO_ACCESS_TO_OFFERS"])


def test_what_does_not_exist_is_not_found(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    offer = an_offer(smartrecruiters)
    path = path_of(smartrecruiters, offer)
    elsewhere = next(one for one in world.offers if one.application != offer.application)
    root = path.rpartition("/")[0]

    for id in (UNKNOWN, "x", "é", native_id(world, "offer", elsewhere.id)):
        for answer in (smartrecruiters.get(f"{root}/{id}"), smartrecruiters.get(f"{root}/{id}/approvals/latest")):
            assert said(answer) == (404, ["OFFERS_NOT_FOUND"])
    assert smartrecruiters.get(f"/candidates/x/jobs/{UNKNOWN}/offers").status_code == 404
    candidate = candidate_path(smartrecruiters, world.applications[offer.application or 0].candidate)
    assert smartrecruiters.get(f"{candidate}/jobs/{UNKNOWN}/offers").status_code == 404


def test_the_latest_approval_of_an_offer_is_the_request_itself(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    waiting = next(iter(world.offers.where(status=OfferStatus.PENDING_APPROVAL)))

    told = smartrecruiters.get(f"{path_of(smartrecruiters, waiting)}/approvals/latest")

    assert told.status_code == 200
    assert told.json["status"] == "PENDING"
    assert told.json == smartrecruiters.get(f"/approvals-api/v201910/approvals/{told.json['id']}").json


def test_an_offer_about_which_nobody_was_asked_has_no_approval(smartrecruiters: VendorClient) -> None:
    path = f"{path_of(smartrecruiters, an_offer(smartrecruiters))}/approvals/latest"

    assert said(smartrecruiters.get(path)) == (404, ["APPROVALS_NOT_FOUND"])


def test_a_hiring_manager_sees_offers_and_not_the_approvals_of_others(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    waiting = next(iter(world.offers.where(status=OfferStatus.PENDING_APPROVAL)))
    path = path_of(smartrecruiters, waiting)
    asked = smartrecruiters.get(f"{path}/approvals/latest").json
    approvers = {one["id"] for step in asked["steps"] for one in step["approvers"]}
    managers = world.users.where(role=UserRole.HIRING_MANAGER)
    stranger = next(one for one in managers if native_id(world, "user", one.id) not in approvers)
    token = token_of(smartrecruiters, stranger.id)

    assert smartrecruiters.get(path, token=token).status_code == 200
    assert said(smartrecruiters.get(f"{path}/approvals/latest", token=token)) == (403, ["NO_ACCESS_TO_APPROVALS"])
