"""The search for candidates: pages and filters."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate, Consent
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, UNKNOWN

Query = dict[str, Any]


def found(client: VendorClient, token: str = "sandbox-admin", **query: Any) -> list[str]:
    """The ids of everybody whom a query finds, over all its pages."""
    return [one["id"] for page in pages(client, token, **query) for one in page["content"]]


def pages(client: VendorClient, token: str = "sandbox-admin", **query: Any) -> Iterator[dict[str, Any]]:
    asked = {"limit": 100, **query}
    while True:
        response = client.get("/candidates", query_string=asked, token=token)
        assert response.status_code == 200, response.text
        yield response.json
        if "nextPageId" not in response.json:
            return
        asked["pageId"] = response.json["nextPageId"]


def those(client: VendorClient, wanted: Callable[[Candidate], bool]) -> list[str]:
    """The listed candidates who are wanted: of all who have an application."""
    world = client.read()
    listed = [one for one in world.candidates if world.applications.where(candidate=one.id)]
    return [ids.CANDIDATE.write(world, one.id) for one in listed if wanted(one)]


def those_with(client: VendorClient, wanted: Callable[[Application], bool]) -> list[str]:
    """Everybody who has an application that is wanted."""
    world = client.read()
    return those(client, lambda one: any(wanted(held) for held in world.applications.where(candidate=one.id)))


def test_without_a_filter_all_who_applied_come_in_the_order_of_creation(smartrecruiters: VendorClient) -> None:
    assert found(smartrecruiters) == those(smartrecruiters, lambda one: True)


def test_who_is_only_in_the_talent_pool_is_listed_once_they_are_on_a_job(smartrecruiters: VendorClient) -> None:
    id = smartrecruiters.post("/candidates", json=ADA).json["id"]
    assert id not in found(smartrecruiters)
    assert id not in found(smartrecruiters, q="Quist")

    smartrecruiters.post(f"/jobs/{people.job_id(smartrecruiters, 1)}/candidates", json=ADA)

    assert id in found(smartrecruiters)
    assert id in found(smartrecruiters, q="Quist")


def test_a_page_holds_ten_unless_asked_otherwise(smartrecruiters: VendorClient) -> None:
    page = smartrecruiters.get("/candidates").json

    assert (page["limit"], page["offset"], len(page["content"])) == (10, 0, 10)
    assert page["totalFound"] == len(those(smartrecruiters, lambda one: True))


def test_pages_follow_each_other_to_the_end(smartrecruiters: VendorClient) -> None:
    read = list(pages(smartrecruiters, limit=60))

    total = len(those(smartrecruiters, lambda one: True))
    assert [page["offset"] for page in read] == list(range(0, total, 60))
    assert {page["totalFound"] for page in read} == {total}
    assert "nextPageId" not in read[-1]


def test_the_link_header_is_relative_and_keeps_the_filters(smartrecruiters: VendorClient) -> None:
    response = smartrecruiters.get("/candidates?limit=1&status=REJECTED&status=NEW&q=zz%26b%20")
    assert "Link" not in response.headers

    response = smartrecruiters.get("/candidates?limit=1&status=REJECTED&status=NEW")

    page_id = response.json["nextPageId"]
    base = f"/w/{smartrecruiters.name}/smartrecruiters"
    target = f"/candidates?limit=1&pageId={page_id}&status=REJECTED&status=NEW"
    assert response.headers["Link"] == f'<{base}{target}>; rel="next"'
    following = smartrecruiters.get(target).json
    assert following["offset"] == 1
    assert following["totalFound"] == response.json["totalFound"]


def test_a_page_id_stays_good_while_others_are_added_and_removed(smartrecruiters: VendorClient) -> None:
    first, second = smartrecruiters.get("/candidates?limit=2").json, smartrecruiters.get("/candidates?limit=4").json
    smartrecruiters.post("/candidates", json=ADA)
    smartrecruiters.delete(f"/candidates/{first['content'][1]['id']}")

    following = smartrecruiters.get("/candidates", query_string={"limit": 2, "pageId": first["nextPageId"]}).json

    assert [one["id"] for one in following["content"]] == [one["id"] for one in second["content"][2:]]


@pytest.mark.parametrize(
    "query",
    [
        {"limit": "0"},
        {"limit": "101"},
        {"limit": "-1"},
        {"limit": "ten"},
        {"limit": ""},
        {"status": "new"},
        {"status": ["NEW", "OTHER"]},
        {"consentStatus": "YES"},
        {"averageRating": "good"},
        {"averageRating": "3.5"},
        {"averageRating": "0"},
        {"averageRating": ["3", "6"]},
        {"updatedAfter": "yesterday"},
        {"onboardingStatus": "DONE"},
    ],
)
def test_a_parameter_out_of_range_is_400(smartrecruiters: VendorClient, query: Query) -> None:
    response = smartrecruiters.get("/candidates", query_string=query)

    assert response.status_code == 400
    assert response.json["message"] == "Input validation failed"
    (error,) = response.json["errors"]
    assert error["code"] == "INVALID_INPUT"
    assert error["message"].startswith(next(iter(query)))


@pytest.mark.parametrize(
    "page_id",
    ["", "nonsense", "eyJhZnRlciI6MX0", "eyJhZnRlciI6IngiLCJvZmZzZXQiOjF9", "eyJhZnRlciI6MCwib2Zmc2V0IjoxfQ"],
)
def test_a_page_id_that_no_answer_gave_is_refused(smartrecruiters: VendorClient, page_id: str) -> None:
    response = smartrecruiters.get("/candidates", query_string={"pageId": page_id})

    assert response.status_code == 400
    (error,) = response.json["errors"]
    assert error["code"] == "INVALID_PAGE_ID"


PARAMETERS = {
    "FIELDS_CRITERIA_SIZE_VIOLATED": ("propertyId", "propertyValueId"),
    "SOURCES_CRITERIA_SIZE_VIOLATED": ("sourceType", "sourceSubType", "sourceValueId"),
    "SCREENING_QUESTIONS_CRITERIA_SIZE_VIOLATED": ("questionCategory", "questionFieldId", "questionFieldValueId"),
}


@pytest.mark.parametrize("code", PARAMETERS)
def test_parameters_that_belong_together_come_equally_often(smartrecruiters: VendorClient, code: str) -> None:
    names = PARAMETERS[code]
    for unequal in ({names[0]: "a"}, {name: ["a", "b"] if name == names[0] else ["a"] for name in names}):
        response = smartrecruiters.get("/candidates", query_string=unequal)
        assert (response.status_code, response.json["errors"][0]["code"]) == (400, code)

    assert found(smartrecruiters, **{name: ["a", "b"] for name in names}) == []


def test_a_sub_status_has_effect_only_with_a_status(smartrecruiters: VendorClient) -> None:
    assert found(smartrecruiters, subStatus="no such step") == found(smartrecruiters)


def test_statuses_are_alternatives(smartrecruiters: VendorClient) -> None:
    wanted = {ApplicationStatus.NEW, ApplicationStatus.HIRED}

    assert found(smartrecruiters, status=["NEW", "HIRED"]) == those_with(
        smartrecruiters, lambda one: one.status in wanted
    )


def test_job_status_and_source_must_hold_of_one_assignment(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    one = next(one for one in world.applications if len(world.applications.where(candidate=one.candidate)) > 1)
    other = next(held for held in world.applications.where(candidate=one.candidate) if held.status is not one.status)
    job = people.job_id(smartrecruiters, one.job)

    assert found(smartrecruiters, jobId=job, status=one.status.value.upper()) == those_with(
        smartrecruiters, lambda held: held.job == one.job and held.status is one.status
    )
    crossed = found(smartrecruiters, jobId=job, status=other.status.value.upper())
    assert ids.CANDIDATE.write(world, one.candidate) not in crossed


def test_a_sub_status_narrows_a_status(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    one = next(
        one
        for one in world.applications.where(status=ApplicationStatus.INTERVIEW)
        if one.stage is not None and world.stages[one.stage].step
    )
    assert one.stage is not None
    name = world.stages[one.stage].name

    hits = found(smartrecruiters, status="INTERVIEW", subStatus=name)

    assert hits == those_with(
        smartrecruiters,
        lambda held: held.status is ApplicationStatus.INTERVIEW and world.stages[held.stage or 0].name == name,
    )
    assert found(smartrecruiters, status="INTERVIEW", subStatus="no such step") == []


def test_status_step_and_source_must_hold_of_one_assignment(smartrecruiters: VendorClient) -> None:
    """Somebody rejected who came from one source, and is interviewed and came from another, is not found crosswise."""
    world = smartrecruiters.read()
    for source in world.sources:
        for status in (ApplicationStatus.REJECTED, ApplicationStatus.INTERVIEW, ApplicationStatus.HIRED):
            query = {
                "status": status.value.upper(),
                "sourceType": source.type,
                "sourceSubType": source.subtype or source.type,
                "sourceValueId": ids.SOURCE_VALUE.write(world, source.id),
            }
            assert found(smartrecruiters, **query) == those_with(
                smartrecruiters, lambda one, it=(status, source.id): (one.status, one.source) == it
            )


@pytest.mark.parametrize("token", ["sandbox-admin", "sandbox-restricted"])
def test_an_assignment_counts_for_whom_it_is_visible(smartrecruiters: VendorClient, token: str) -> None:
    rejected = those_with(
        smartrecruiters,
        lambda one: one.status is ApplicationStatus.REJECTED and (token == "sandbox-admin" or not one.confidential),
    )

    assert found(smartrecruiters, token, status="REJECTED") == rejected
    page = smartrecruiters.get("/candidates", query_string={"status": "REJECTED"}, token=token).json
    assert page["totalFound"] == len(rejected)


def test_a_new_status_is_searched_by_at_once(smartrecruiters: VendorClient) -> None:
    """Also when other assignments of the same person still stand as this one stood."""
    reason = people.a_reason(smartrecruiters, Decider.CANDIDATE)
    held = smartrecruiters.read().applications.where(status=ApplicationStatus.IN_REVIEW)
    for one in list(held)[:20]:
        path = people.application_path(smartrecruiters, one)
        done = smartrecruiters.put(f"{path}/status", json={"status": "WITHDRAWN", "reason": reason})
        assert done.status_code == 204

    for status in (ApplicationStatus.WITHDRAWN, ApplicationStatus.IN_REVIEW):
        assert found(smartrecruiters, status=status.value.upper()) == those_with(
            smartrecruiters, lambda one, status=status: one.status is status
        )


def test_several_jobs_are_alternatives_and_unknown_ones_find_nobody(smartrecruiters: VendorClient) -> None:
    jobs = [people.job_id(smartrecruiters, job) for job in (1, 2)]

    assert found(smartrecruiters, jobId=[*jobs, UNKNOWN, "x"]) == those_with(
        smartrecruiters, lambda one: one.job in (1, 2)
    )
    assert found(smartrecruiters, jobId="x") == []


def test_tags_are_alternatives_whatever_the_case(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    first, second = sorted({tag for one in world.candidates for tag in one.tags})[:2]

    assert found(smartrecruiters, tag=[first.upper(), second]) == those(
        smartrecruiters, lambda one: bool({first, second} & set(one.tags))
    )


def test_consent_is_a_filter(smartrecruiters: VendorClient) -> None:
    hits = found(smartrecruiters, consentStatus=["ACQUIRED", "PENDING"])

    assert hits == those(smartrecruiters, lambda one: one.consent in (Consent.ACQUIRED, Consent.PENDING))
    assert 0 < len(hits) < len(smartrecruiters.read().candidates)


def test_updated_after_is_strict(smartrecruiters: VendorClient) -> None:
    instant = sorted(one.updated_at for one in smartrecruiters.read().candidates)[100]

    hits = found(smartrecruiters, updatedAfter=iso(instant))

    assert hits == those(smartrecruiters, lambda one: one.updated_at > instant)
    assert hits


def test_a_change_moves_a_candidate_past_updated_after(smartrecruiters: VendorClient) -> None:
    now = iso(smartrecruiters.read().now)
    assert found(smartrecruiters, updatedAfter=now) == []
    path = people.an_open_candidate(smartrecruiters)

    smartrecruiters.put(f"{path}/tags", json={"tags": ["fresh"]})

    assert found(smartrecruiters, updatedAfter=now) == [path.removeprefix("/candidates/")]


def test_ratings_are_compared_as_whole_numbers(smartrecruiters: VendorClient) -> None:
    hits = found(smartrecruiters, averageRating=["4", "5"])

    assert hits == those(smartrecruiters, lambda one: one.rating is not None and one.rating >= 3.5)
    assert hits


def test_sources_are_found_by_type_subtype_and_value(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()

    def kinds(one: Application, **facts: Any) -> bool:
        source = world.sources.get(one.source)
        return source is not None and all(getattr(source, name) == value for name, value in facts.items())

    def asked(*labels: str, **changed: str) -> Query:
        sources = [people.a_source(smartrecruiters, label) | changed for label in labels]
        return {
            "sourceType": [one["sourceTypeId"] for one in sources],
            "sourceSubType": [one.get("sourceSubTypeId", one["sourceTypeId"]) for one in sources],
            "sourceValueId": [one["sourceId"] for one in sources],
        }

    assert found(smartrecruiters, **asked("LinkedIn Jobs")) == those_with(
        smartrecruiters, lambda one: kinds(one, label="LinkedIn Jobs")
    )
    assert found(smartrecruiters, **asked("LinkedIn Jobs", "Employee referral")) == those_with(
        smartrecruiters, lambda one: kinds(one, label="LinkedIn Jobs") or kinds(one, label="Employee referral")
    )
    assert found(smartrecruiters, **asked("LinkedIn Jobs", sourceTypeId="AGENCY")) == []
    assert found(smartrecruiters, **asked("LinkedIn Jobs", sourceSubTypeId="FREE")) == []
    assert found(smartrecruiters, **asked("LinkedIn Jobs", sourceId="nothing")) == []


def test_different_parameters_must_all_hold(smartrecruiters: VendorClient) -> None:
    query: Query = {"status": "REJECTED", "consentStatus": "ACQUIRED", "location": "Germany"}

    expected = set(found(smartrecruiters))
    for name, value in query.items():
        expected &= set(found(smartrecruiters, **{name: value}))

    assert set(found(smartrecruiters, **query)) == expected


@pytest.mark.parametrize(
    "query",
    [
        {"propertyId": "x", "propertyValueId": "y"},
        {"questionCategory": "languages", "questionFieldId": "a", "questionFieldValueId": "b"},
    ],
)
def test_facts_that_nobody_has_find_nobody(smartrecruiters: VendorClient, query: Query) -> None:
    assert found(smartrecruiters, **query) == []


def test_a_listed_candidate_is_a_short_form_of_the_details(smartrecruiters: VendorClient) -> None:
    for page in pages(smartrecruiters, limit=50, status="INTERVIEW"):
        for listed in page["content"]:
            details = smartrecruiters.get(f"/candidates/{listed['id']}").json
            for name in ("id", "internal", "firstName", "lastName", "email", "createdOn", "updatedOn", "tags"):
                assert listed.get(name) == details.get(name)
            assert listed.get("location") == details.get("location")
            assert listed.get("averageRating") == details.get("averageRating")
            primary, full = listed["primaryAssignment"], details["primaryAssignment"]
            assert (primary["status"], primary.get("subStatus")) == (full["status"], full.get("subStatus"))
            assert primary["job"]["title"] == full["job"]["title"]
            assert [one["job"]["id"] for one in listed["secondaryAssignments"]] == [
                one["job"]["id"] for one in details["secondaryAssignments"]
            ]
            assert listed["actions"]["details"]["url"].endswith(f"/candidates/{listed['id']}")


def test_who_is_only_on_confidential_jobs_is_absent_for_some(smartrecruiters: VendorClient) -> None:
    assert found(smartrecruiters, token="sandbox-restricted") == those(
        smartrecruiters, lambda one: not one.confidential
    )
    total = smartrecruiters.get("/candidates", token="sandbox-restricted").json["totalFound"]
    assert total == len(those(smartrecruiters, lambda one: not one.confidential))


def test_an_empty_company_has_no_candidates(smartrecruiters: VendorClient) -> None:
    for id in found(smartrecruiters):
        smartrecruiters.delete(f"/candidates/{id}")

    assert smartrecruiters.get("/candidates").json == {"limit": 10, "offset": 0, "totalFound": 0, "content": []}
