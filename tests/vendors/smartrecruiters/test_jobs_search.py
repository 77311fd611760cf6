"""SmartRecruiters: the search over jobs."""

from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.world.clock import DAY, iso
from ats_sandbox.world.domain.commands.jobs import open_job
from ats_sandbox.world.domain.jobs import JOBS, JobStatus
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient


def search(client: VendorClient, query: str = "", **kwargs: Any) -> dict[str, Any]:
    answer = client.get(f"/jobs?{query}", **kwargs)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def ids(found: dict[str, Any]) -> list[str]:
    return [job["id"] for job in found["content"]]


def expected(client: VendorClient, check: Any, *, upward: bool = False) -> list[str]:
    """The ids of the jobs that satisfy a check, the newest first."""
    world = client.read()
    jobs = world.jobs if upward else world.jobs.newest_first()
    return [native_id(world, "job", job.id) for job in jobs if check(job)]


def test_a_page_has_ten_of_all_jobs_the_newest_first(smartrecruiters: VendorClient) -> None:
    every = expected(smartrecruiters, lambda job: True)

    found = search(smartrecruiters)

    assert list(found) == ["limit", "offset", "totalFound", "content"]
    assert (found["limit"], found["offset"], found["totalFound"]) == (10, 0, len(every))
    assert ids(found) == every[:10]
    created = [job["createdOn"] for job in found["content"]]
    assert created == sorted(created, reverse=True)


def test_a_listed_job_says_less_than_a_whole_one(smartrecruiters: VendorClient) -> None:
    (listed,) = search(smartrecruiters, "limit=1")["content"]
    whole = smartrecruiters.get(f"/jobs/{listed['id']}").json
    optional = {"department"}

    assert set(listed) | optional == {
        "id", "title", "refNumber", "createdOn", "updatedOn", "lastActivityOn", "department", "location", "status",
        "postingStatus", "language", "actions",
    }  # fmt: skip
    assert listed["language"] == whole["jobAd"]["language"]
    assert listed["actions"] == {"details": whole["actions"]["details"]}
    for name in ("latitude", "longitude"):
        whole["location"].pop(name)
    assert {name: whole[name] for name in listed if name not in ("language", "actions")} == {
        name: listed[name] for name in listed if name not in ("language", "actions")
    }


def test_an_offset_leads_to_later_pages(smartrecruiters: VendorClient) -> None:
    every = expected(smartrecruiters, lambda job: True)

    found = search(smartrecruiters, "limit=7&offset=14")

    assert (found["limit"], found["offset"], found["totalFound"]) == (7, 14, len(every))
    assert ids(found) == every[14:21]
    assert "nextPageId" not in found
    assert search(smartrecruiters, "offset=10000000")["content"] == []


def test_links_lead_through_all_jobs_downward(smartrecruiters: VendorClient) -> None:
    base = f"/w/{smartrecruiters.name}/smartrecruiters"
    every = expected(smartrecruiters, lambda job: job.status in ("sourcing", "filled"))
    target, seen = "/jobs?statuses=SOURCING&limit=3&statuses=FILLED", []

    while target:
        answer = smartrecruiters.get(target)
        seen += ids(answer.json)
        link = answer.headers.get("Link", "")
        assert link == "" or link.endswith('>; rel="next"')
        target = link.split(">")[0].removeprefix("<").removeprefix(base)

    assert seen == every
    assert len(every) > 6


def test_page_ids_lead_through_all_jobs_upward(smartrecruiters: VendorClient) -> None:
    found, seen, page = search(smartrecruiters, "sort=job_id&limit=8"), [], 0
    seen += ids(found)

    while "nextPageId" in found:
        page += 1
        found = search(smartrecruiters, f"sort=job_id&limit=8&pageId={found['nextPageId']}")
        assert found["offset"] == 8 * page
        seen += ids(found)

    assert seen == expected(smartrecruiters, lambda job: True, upward=True)
    assert page == (found["totalFound"] - 1) // 8


def test_the_next_page_is_linked_with_the_filters_of_this_one(smartrecruiters: VendorClient) -> None:
    query = "sort=job_id&limit=2&statuses=OFFER&statuses=FILLED"

    answer = smartrecruiters.get(f"/jobs?{query}")
    link = answer.headers["Link"]

    assert link.endswith('; rel="next"')
    target = link.split(">")[0].removeprefix("<")
    base = f"/w/{smartrecruiters.name}/smartrecruiters"
    assert target.startswith(f"{base}/jobs?")
    following = smartrecruiters.get(target.removeprefix(base))
    assert following.json["totalFound"] == answer.json["totalFound"]
    everything = expected(smartrecruiters, lambda job: job.status in ("offer", "filled"), upward=True)
    assert ids(answer.json) + ids(following.json) == everything[:4]


def test_a_link_repeats_nothing_that_is_no_parameter(smartrecruiters: VendorClient) -> None:
    for path in (
        "/jobs?limit=1&colour=red&q=a",
        "/jobs?sort=job_id&colour=red&limit=1",
        "/candidates?limit=1&colour=red",
    ):
        assert "colour" not in smartrecruiters.get(path).headers["Link"]


def test_the_last_page_has_no_next_one(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.get("/jobs?sort=job_id&limit=100")

    assert "nextPageId" not in answer.json
    assert "Link" not in answer.headers


def test_a_job_that_is_opened_between_two_pages_moves_none_of_them(smartrecruiters: VendorClient) -> None:
    first = search(smartrecruiters, "sort=job_id&limit=5")
    second = search(smartrecruiters, f"sort=job_id&limit=5&pageId={first['nextPageId']}")
    body = {
        "title": "Night Baker",
        "location": {"countryCode": "NO", "city": "Oslo"},
        "industry": {"id": "retail"},
        "function": {"id": "sales"},
        "experienceLevel": {"id": "associate"},
    }

    made = smartrecruiters.post("/jobs", json=body).json

    again = search(smartrecruiters, f"sort=job_id&limit=5&pageId={first['nextPageId']}")
    assert ids(again) == ids(second)
    assert again["totalFound"] == second["totalFound"] + 1
    assert ids(search(smartrecruiters))[0] == made["id"]


@pytest.mark.parametrize(
    "query",
    [
        "limit=0", "limit=101", "limit=-1", "limit=ten", "limit=", "limit=1.5", "offset=-1", "offset=x", "sort=title",
        "offset=10000001", "language=pt-PT", "language=", "language=EN",
        "status=OTHER", "status=open", "statuses=CREATED&statuses=OTHER", "postingStatus=public", "updatedAfter=soon",
        "lastActivityAfter=1", "city=", "department=",
    ],
)  # fmt: skip
def test_a_parameter_out_of_its_range_is_refused(smartrecruiters: VendorClient, query: str) -> None:
    answer = smartrecruiters.get(f"/jobs?{query}")

    assert answer.status_code == 400, answer.text
    assert {error["code"] for error in answer.json["errors"]} == {"INVALID_INPUT"}


@pytest.mark.parametrize("page", ["nonsense", "", "eyJhZnRlciI6MX0", "eyJhZnRlciI6InRlbiIsIm9mZnNldCI6MX0"])
def test_a_page_id_that_no_answer_gave_has_a_refusal_of_its_own(smartrecruiters: VendorClient, page: str) -> None:
    answer = smartrecruiters.get(f"/jobs?sort=job_id&pageId={page}")

    assert (answer.status_code, [error["code"] for error in answer.json["errors"]]) == (400, ["INVALID_PAGE_ID"])


def test_a_page_id_goes_only_with_the_order_that_it_came_from(smartrecruiters: VendorClient) -> None:
    page = search(smartrecruiters, "sort=job_id")["nextPageId"]

    for query in (f"pageId={page}", f"sort=default&pageId={page}", f"sort=job_id&offset=1&pageId={page}"):
        answer = smartrecruiters.get(f"/jobs?{query}")
        assert answer.status_code == 400
        assert answer.json["errors"][0]["message"].startswith("pageId goes with sort=job_id")


def test_an_offset_counts_upward_too(smartrecruiters: VendorClient) -> None:
    every = expected(smartrecruiters, lambda job: True, upward=True)

    assert ids(search(smartrecruiters, "sort=job_id&offset=3&limit=4")) == every[3:7]


def test_words_are_looked_for_in_titles_whatever_their_case(smartrecruiters: VendorClient) -> None:
    found = search(smartrecruiters, "q=ENGINEER%20backend&limit=100")

    wanted = expected(smartrecruiters, lambda job: "engineer" in job.title.lower() and "backend" in job.title.lower())
    assert sorted(ids(found)) == sorted(wanted)
    assert found["totalFound"] == len(found["content"]) > 0
    assert search(smartrecruiters, "q=no-such-title")["totalFound"] == 0


def test_the_best_match_comes_first_and_the_newest_of_those_that_match_as_well(smartrecruiters: VendorClient) -> None:
    titles = ["Bakerman", "Night Baker", "BAKER", "Baker of bread and rolls", "Bakery", "baker", "Mason"]
    with smartrecruiters.arrange() as world:
        place = world.jobs[1].place
        for title in titles:
            open_job(world, title=title, place=place, creator=1)

    found = search(smartrecruiters, "q=baker&limit=100")
    second = search(smartrecruiters, "q=baker&limit=2&offset=2")
    oldest = search(smartrecruiters, "q=baker&limit=100&sort=job_id")

    told = [job["title"] for job in found["content"]]
    assert told == ["baker", "BAKER", "Night Baker", "Baker of bread and rolls", "Bakery", "Bakerman"]
    assert second["content"] == found["content"][2:4]
    assert [job["title"] for job in oldest["content"]] == titles[:-1]
    assert ids(search(smartrecruiters, "q=%20&limit=3")) == ids(search(smartrecruiters, "limit=3"))


def test_jobs_are_found_by_city_minding_the_case(smartrecruiters: VendorClient) -> None:
    cities = sorted({job.place.city for job in smartrecruiters.read().jobs})[:2]

    found = search(smartrecruiters, f"limit=100&city={cities[0]}&city={cities[1]}")

    assert ids(found) == expected(smartrecruiters, lambda job: job.place.city in cities)
    assert {job["location"]["city"] for job in found["content"]} == set(cities)
    assert search(smartrecruiters, f"city={cities[0].upper()}")["totalFound"] == 0


def test_jobs_are_found_by_the_label_of_their_department(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    used = {job.department for job in world.jobs}
    one, other, *_ = (department for department in world.departments if department.id in used)
    query = {"department": [one.name, other.name, "no such department"], "limit": 100}

    found = smartrecruiters.get("/jobs", query_string=query).json

    assert ids(found) == expected(smartrecruiters, lambda job: job.department in (one.id, other.id))
    assert {job["department"]["label"] for job in found["content"]} == {one.name, other.name}
    assert smartrecruiters.get("/jobs", query_string={"department": one.name.upper()}).json["totalFound"] == 0


def test_jobs_are_found_by_status(smartrecruiters: VendorClient) -> None:
    single = search(smartrecruiters, "limit=100&status=FILLED")
    several = search(smartrecruiters, "limit=100&statuses=ON_HOLD&statuses=CANCELLED")

    assert ids(single) == expected(smartrecruiters, lambda job: job.status is JobStatus.FILLED)
    assert ids(several) == expected(smartrecruiters, lambda job: job.status in ("on_hold", "cancelled"))
    assert {job["status"] for job in several["content"]} == {"ON_HOLD", "CANCELLED"}


def test_several_statuses_override_the_single_one(smartrecruiters: VendorClient) -> None:
    both = search(smartrecruiters, "status=FILLED&statuses=OFFER&limit=100")

    assert {job["status"] for job in both["content"]} == {"OFFER"}


@pytest.mark.parametrize("status", ["PUBLIC", "INTERNAL", "PRIVATE", "NOT_PUBLISHED"])
def test_jobs_are_found_by_posting_status(smartrecruiters: VendorClient, status: str) -> None:
    every = search(smartrecruiters, "limit=100")["content"]

    found = search(smartrecruiters, f"limit=100&postingStatus={status}")

    assert ids(found) == [job["id"] for job in every if job["postingStatus"] == status] != []


def test_jobs_are_found_by_the_language_of_their_default_ad(smartrecruiters: VendorClient) -> None:
    job = search(smartrecruiters, "limit=1")["content"][0]
    (ad, *_) = smartrecruiters.get(f"/jobs/{job['id']}/jobads").json
    body = {"title": ad["title"], "language": {"code": "sv"}}
    assert search(smartrecruiters, "language=sv")["totalFound"] == 0

    smartrecruiters.put(f"/jobs/{job['id']}/jobads/{ad['id']}", json=body)

    assert ids(search(smartrecruiters, "language=sv")) == [job["id"]]
    assert job["id"] not in ids(search(smartrecruiters, "language=en&limit=100"))


def test_jobs_are_found_by_members_of_their_team(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    member = world.jobs[1].team[0].user
    stranger = native_id(world, "candidate", 1)

    found = search(
        smartrecruiters,
        f"limit=100&hiringTeamMemberId={native_id(world, 'user', member)}&hiringTeamMemberId={stranger}",
    )

    assert ids(found) == expected(smartrecruiters, lambda job: any(one.user == member for one in job.team))
    assert 0 < found["totalFound"] < len(world.jobs)
    assert search(smartrecruiters, f"hiringTeamMemberId={stranger}")["totalFound"] == 0


def test_jobs_are_found_by_when_they_were_changed(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    moments = sorted(job.updated_at for job in world.jobs)
    middle = moments[len(moments) // 2]

    found = search(smartrecruiters, f"limit=100&updatedAfter={iso(middle)}")

    assert ids(found) == expected(smartrecruiters, lambda job: job.updated_at > middle)
    assert 0 < found["totalFound"] < len(world.jobs)
    assert search(smartrecruiters, f"updatedAfter={iso(moments[-1])}")["totalFound"] == 0


def test_jobs_are_found_by_when_something_happened_on_them(smartrecruiters: VendorClient) -> None:
    quiet = smartrecruiters.read().jobs[1]
    now = smartrecruiters.read().now
    with smartrecruiters.arrange() as world:
        world.put(JOBS, replace(quiet, active_at=now + DAY))

    found = search(smartrecruiters, f"lastActivityAfter={iso(now + DAY - 1)}")

    assert ids(found) == [native_id(smartrecruiters.read(), "job", 1)]
    assert search(smartrecruiters, f"updatedAfter={iso(now)}")["totalFound"] == 0


def test_different_parameters_must_all_hold(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    job = world.jobs[1]
    member = native_id(world, "user", job.team[0].user)
    words = {"city": job.place.city, "status": job.status.upper(), "hiringTeamMemberId": member, "q": job.title}

    assert native_id(world, "job", 1) in ids(smartrecruiters.get("/jobs", query_string=words).json)
    for name, other in (("city", "Atlantis"), ("status", "CREATED"), ("q", "zzz")):
        wrong = smartrecruiters.get("/jobs", query_string={**words, name: other}).json
        assert native_id(world, "job", 1) not in ids(wrong)


def test_unknown_parameters_are_ignored(smartrecruiters: VendorClient) -> None:
    assert search(smartrecruiters, "colour=red&limit=3") == search(smartrecruiters, "limit=3")


def test_confidential_jobs_are_absent_for_who_may_not_see_them(smartrecruiters: VendorClient) -> None:
    seen = search(smartrecruiters, "limit=100", token="sandbox-restricted")

    assert ids(seen) == expected(smartrecruiters, lambda job: not job.confidential)
    assert seen["totalFound"] < search(smartrecruiters)["totalFound"]
