"""SmartRecruiters: the audit trail says who did what, and nothing that only the web application audits."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.clock import DAY, iso
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.offers import OFFERS, OfferStatus
from tests.client import VendorClient
from tests.vendors.smartrecruiters.trail import PATH, events, latest, number


def job_id(client: VendorClient) -> str:
    world = client.read()
    return native_id(world, "job", next(iter(world.jobs.where(confidential=False))).id)


def candidate_on_job(client: VendorClient) -> tuple[str, str, str]:
    world = client.read()
    one = next(one for one in world.applications.where(confidential=False) if one.status.value == "in_review")
    pairs = (("candidate", one.candidate), ("job", one.job), ("application", one.id))
    candidate, job, application = (native_id(world, noun, ordinal) for noun, ordinal in pairs)
    return candidate, job, application


def test_a_new_world_has_a_trail_of_the_last_seven_days(smartrecruiters: VendorClient) -> None:
    found = events(smartrecruiters)

    dates = [one["eventDate"] for one in found]
    assert dates == sorted(dates, reverse=True)
    assert iso(smartrecruiters.world.now - 7 * DAY) < dates[-1] <= dates[0] <= iso(smartrecruiters.world.now)
    assert {one["eventName"] for one in found} > {"JOB_APPLICATION_CREATED", "JOB_APPLICATION_STATE_MODIFIED"}
    assert all(one["authorType"] == "USER" for one in found if one["eventName"] == "JOB_APPLICATION_CREATED")


def test_tags_are_told_as_they_are_after_the_change(smartrecruiters: VendorClient) -> None:
    candidate, _, _ = candidate_on_job(smartrecruiters)

    smartrecruiters.put(f"/candidates/{candidate}/tags", json={"tags": ["rare", "find"]})

    assert latest(smartrecruiters) == [("CANDIDATE_TAGS_MODIFIED", "CANDIDATE", {"tags": ["rare", "find"]})]
    newest = events(smartrecruiters)[0]
    assert newest["entityId"] == candidate
    assert newest["authorType"] == "USER"
    assert newest["authorId"] == native_id(smartrecruiters.read(), "user", 1)
    assert newest["eventDate"] == iso(smartrecruiters.world.now)


def test_a_change_of_state_is_told_with_the_one_before(smartrecruiters: VendorClient) -> None:
    candidate, job, application = candidate_on_job(smartrecruiters)

    smartrecruiters.put(f"/candidates/{candidate}/jobs/{job}/status", json={"status": "OFFERED"})

    [(name, kind, context)] = latest(smartrecruiters)
    assert (name, kind) == ("JOB_APPLICATION_STATE_MODIFIED", "APPLICATION")
    assert (context["previousStatus"], context["currentStatus"]) == ("IN_REVIEW", "OFFERED")
    assert events(smartrecruiters, entityId=application)[0]["context"] == context


def test_a_new_candidate_on_a_job_is_an_application_created(smartrecruiters: VendorClient) -> None:
    body = {"firstName": "Ada", "lastName": "Byron", "email": "ada.byron@example.com"}

    smartrecruiters.post(f"/jobs/{job_id(smartrecruiters)}/candidates", json=body)

    assert latest(smartrecruiters) == [("JOB_APPLICATION_CREATED", "APPLICATION", {"currentStatus": "NEW"})]


def test_a_source_is_told_before_and_after(smartrecruiters: VendorClient) -> None:
    candidate, job, application = candidate_on_job(smartrecruiters)
    world = smartrecruiters.read()
    held = next(one.source for one in world.applications if native_id(world, "application", one.id) == application)
    other = next(one for one in world.sources if one.id != held and one.subtype is not None)

    body = {
        "sourceTypeId": other.type,
        "sourceSubTypeId": other.subtype,
        "sourceId": ids.SOURCE_VALUE.write(world, other.id),
    }
    answer = smartrecruiters.put(f"/candidates/{candidate}/jobs/{job}/source", json=body)

    assert answer.status_code == 204, answer.text
    [(name, _, context)] = latest(smartrecruiters)
    assert name == "APPLICATION_SOURCE_MODIFIED"
    assert context["nextSource"] == native_id(world, "source", other.id) != context.get("previousSource")


def test_a_position_is_told_through_its_life(smartrecruiters: VendorClient) -> None:
    path = f"/jobs/{job_id(smartrecruiters)}/positions"
    body = {
        "type": "NEW",
        "positionOpenDate": "2026-04-01T00:00:00.000Z",
        "targetStartDate": "2026-05-01T00:00:00.000Z",
    }
    one = smartrecruiters.post(path, json=body).json
    changed = smartrecruiters.put(f"{path}/{one['id']}", json={**body, "positionId": "P-7"}).json
    smartrecruiters.delete(f"{path}/{one['id']}")

    for shown in (one, changed):
        shown["openDate"] = shown.pop("positionOpenDate")
    assert latest(smartrecruiters, 3) == [
        ("POSITION_CREATED", "JOB", {"current": one}),
        ("POSITION_UPDATED", "JOB", {"previous": one, "current": changed}),
        ("POSITION_DELETED", "JOB", {"previous": changed}),
    ]


def test_a_hire_assigns_a_position(smartrecruiters: VendorClient) -> None:
    candidate, job, _ = candidate_on_job(smartrecruiters)
    body = {
        "type": "NEW",
        "positionOpenDate": "2026-03-01T00:00:00.000Z",
        "targetStartDate": "2026-05-01T00:00:00.000Z",
    }
    smartrecruiters.post(f"/jobs/{job}/positions", json=body)

    smartrecruiters.put(f"/candidates/{candidate}/jobs/{job}/status", json={"status": "HIRED"})

    names = {one["eventName"] for one in events(smartrecruiters)[:2]}
    assert names == {"JOB_APPLICATION_STATE_MODIFIED", "POSITION_ASSIGNED"}


def test_an_ad_is_told_when_it_is_written_and_rewritten(smartrecruiters: VendorClient) -> None:
    path = f"/jobs/{job_id(smartrecruiters)}/jobads"
    written = smartrecruiters.post(path, json={"title": "Baker", "language": {"code": "de"}}).json
    smartrecruiters.put(f"{path}/{written['id']}", json={"title": "Head baker", "language": {"code": "de"}})

    (created, _, first), (updated, kind, second) = latest(smartrecruiters, 2)
    assert (created, updated, kind) == ("JOB_AD_CREATED", "JOB_AD_UPDATED", "JOB_AD")
    assert first["jobAd"]["title"] == second["previous"]["title"] == "Baker"
    assert second["current"]["title"] == "Head baker"
    assert first["jobAd"]["languageId"] == "de"
    assert first["jobAd"]["creatorId"] == native_id(smartrecruiters.read(), "user", 1)


def test_a_deleted_candidate_stays_in_the_trail(smartrecruiters: VendorClient) -> None:
    candidate, _, _ = candidate_on_job(smartrecruiters)

    smartrecruiters.delete(f"/candidates/{candidate}")

    assert latest(smartrecruiters) == [("CANDIDATE_DELETED", "CANDIDATE", {})]
    assert events(smartrecruiters, entityId=candidate)[0]["eventName"] == "CANDIDATE_DELETED"


def test_personal_data_changed_by_the_api_is_not_audited(smartrecruiters: VendorClient) -> None:
    candidate, _, _ = candidate_on_job(smartrecruiters)
    before = number(smartrecruiters)

    smartrecruiters.patch(f"/candidates/{candidate}", json={"phoneNumber": "+49 30 5550 1234"})
    smartrecruiters.get(f"/candidates/{candidate}")

    assert number(smartrecruiters) == before


def test_what_is_refused_is_not_audited(smartrecruiters: VendorClient) -> None:
    candidate, job, _ = candidate_on_job(smartrecruiters)
    before = number(smartrecruiters)

    answer = smartrecruiters.put(f"/candidates/{candidate}/jobs/{job}/status", json={"status": "BAKED"})

    assert answer.status_code == 400
    assert number(smartrecruiters) == before


def test_what_other_apis_and_testers_write_is_audited_too(
    smartrecruiters: VendorClient, stackone: VendorClient
) -> None:
    world = smartrecruiters.read()
    offer = next(one for one in world.offers if one.status is OfferStatus.PENDING_ACCEPTANCE)

    with smartrecruiters.arrange() as draft:
        draft.put(OFFERS, replace(offer, status=OfferStatus.ACCEPTED))

    assert latest(smartrecruiters) == [("OFFER_ACCEPTED", "OFFER", {"viaIntegration": False})]
    newest = events(smartrecruiters)[0]
    assert newest["authorType"] == "SYSTEM"
    assert "authorId" not in newest

    person = {"first_name": "Ada", "last_name": "Byron", "email": "ada.byron@example.com"}
    answer = stackone.post(
        "/unified/ats/applications", json={"candidate": person, "job_id": native_id(world, "job", 1)}
    )
    assert answer.status_code in (200, 201), answer.text
    assert latest(smartrecruiters)[0][0] == "JOB_APPLICATION_CREATED"


@pytest.mark.parametrize(
    ("asked", "name"),
    [
        ({"eventName": "POSITION_CREATED"}, "POSITION_CREATED"),
        ({"entityType": "JOB"}, "POSITION_CREATED"),
        ({"eventName": ["SEARCH", "POSITION_CREATED"], "authorType": ["USER", "SYSTEM"]}, "POSITION_CREATED"),
    ],
)
def test_filters_narrow_the_trail(smartrecruiters: VendorClient, asked: dict[str, Any], name: str) -> None:
    path = f"/jobs/{job_id(smartrecruiters)}/positions"
    body = {
        "type": "NEW",
        "positionOpenDate": "2026-04-01T00:00:00.000Z",
        "targetStartDate": "2026-05-01T00:00:00.000Z",
    }
    smartrecruiters.post(path, json=body)

    assert [one["eventName"] for one in events(smartrecruiters, **asked)] == [name]


def test_an_author_is_asked_for_by_id(smartrecruiters: VendorClient) -> None:
    someone = next(one["authorId"] for one in events(smartrecruiters) if one["authorType"] == "USER")

    found = events(smartrecruiters, authorId=someone)

    assert {one["authorId"] for one in found} == {someone}
    assert events(smartrecruiters, authorId="nobody") == []


def test_dates_choose_the_time_and_without_any_it_is_the_last_seven_days(smartrecruiters: VendorClient) -> None:
    found = events(smartrecruiters)
    middle = found[len(found) // 2]["eventDate"]

    later = events(smartrecruiters, eventDateAfter=middle)
    earlier = events(smartrecruiters, eventDateBefore=middle)
    smartrecruiters.world.advance(8 * DAY)

    assert {one["eventDate"] > middle for one in later} == {True}
    assert {one["eventDate"] < middle for one in earlier} == {True}
    assert events(smartrecruiters) == []
    assert len(events(smartrecruiters, eventDateAfter=found[-1]["eventDate"])) == len(found) - 1


def test_pages_lead_through_the_whole_trail(smartrecruiters: VendorClient) -> None:
    whole, met, page = events(smartrecruiters), [], {}
    while True:
        answer = smartrecruiters.get(PATH, query_string={"limit": 7, **page}).json
        assert answer["limit"] == 7
        met += answer["content"]
        if "nextPageId" not in answer:
            break
        page = {"nextPageId": answer["nextPageId"]}

    assert met == whole


@pytest.mark.parametrize(
    "asked", [{"limit": 0}, {"limit": 101}, {"eventName": "BAKED"}, {"nextPageId": "nonsense"}, {"eventDateAfter": "x"}]
)
def test_what_cannot_be_asked_is_400(smartrecruiters: VendorClient, asked: dict[str, Any]) -> None:
    assert smartrecruiters.get(PATH, query_string=asked).status_code == 400


def test_only_administrators_read_the_trail(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.get(PATH, token="sandbox-restricted")

    assert answer.status_code == 403
    assert answer.json["message"] == "Only administrators may read audit events"
