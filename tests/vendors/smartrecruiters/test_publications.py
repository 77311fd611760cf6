"""SmartRecruiters: the ads of jobs are published and taken down."""

from collections.abc import Callable
from typing import Any

import pytest
from msgspec.structs import replace

from ats_sandbox.contract.principal import OWN_PRINCIPALS, OwnPrincipal, Principal
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.features import ALL_JOBS_APPROVED, JOB_APPROVALS
from ats_sandbox.vendors.smartrecruiters.ids import APPROVAL
from ats_sandbox.vendors.smartrecruiters.jobs.publications import MOST_PUBLISHED
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.approvals import APPROVALS, ApprovalStatus
from ats_sandbox.world.domain.features import switch
from ats_sandbox.world.domain.jobs import Job, JobStatus
from ats_sandbox.world.domain.postings import POSTINGS
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.vendors.smartrecruiters.ads import a_job_with_two_waiting_ads, ad_path, an_ad, job_path
from tests.vendors.stackone.api import everything

SITES = ["Company website", "Career page", "Internal job board"]
BOARDS = ["Indeed", "Glassdoor", "France Travail", "Jooble"]


def codes(answer: Any) -> list[str]:
    return [error["code"] for error in answer.json["errors"]]


def names(answer: Any) -> list[str]:
    assert answer.status_code == 200
    return [one["sourceName"] for one in answer.json["content"]]


def test_a_published_job_is_on_its_own_sites_and_on_free_job_boards(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    path = job_path(smartrecruiters, ad.job)

    answer = smartrecruiters.post(f"{path}/publication", json={})

    assert (answer.status_code, answer.data) == (204, b"")
    listed = smartrecruiters.get(f"{path}/publication").json
    now = iso(smartrecruiters.read().now)
    assert list(listed) == ["content"]
    assert [one["sourceName"] for one in listed["content"]] == SITES + BOARDS
    assert {one["type"] for one in listed["content"]} == {"CAREER_SITE", "JOB_BOARD"}
    assert {one["publishedOn"] for one in listed["content"]} == {now}
    assert not any("unpublishedOn" in one for one in listed["content"])
    job, shown = smartrecruiters.get(path).json, smartrecruiters.get(ad_path(smartrecruiters, ad)).json
    assert (job["postingStatus"], job["lastActivityOn"]) == ("PUBLIC", now)
    assert (shown["postingStatus"], shown["visibility"]) == ("PUBLISHED", "PUBLIC")
    assert shown["applyUrl"].endswith("?oga=true")
    assert smartrecruiters.get(f"{ad_path(smartrecruiters, ad)}/postings").json == listed


@pytest.mark.parametrize(
    ("body", "shown", "status"),
    [
        (None, SITES + BOARDS, "PUBLIC"),
        ({"visibility": "PUBLIC", "aggregators": True}, SITES + BOARDS, "PUBLIC"),
        ({"aggregators": False}, SITES, "PUBLIC"),
        ({"visibility": "INTERNAL"}, SITES, "INTERNAL"),
    ],
)
def test_who_sees_a_job_is_said_when_it_is_published(
    smartrecruiters: VendorClient, body: Any, shown: list[str], status: str
) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    path = job_path(smartrecruiters, ad.job)

    sent = {} if body is None else {"json": body}
    assert smartrecruiters.post(f"{path}/publication", **sent).status_code == 204

    assert names(smartrecruiters.get(f"{path}/publication")) == shown
    assert smartrecruiters.get(path).json["postingStatus"] == status


def test_an_ad_is_posted_after_the_answer(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    path = ad_path(smartrecruiters, ad)

    answer = smartrecruiters.post(f"{path}/postings", json={})

    assert (answer.status_code, answer.json) == (202, {"postingStatus": "PENDING"})
    assert names(smartrecruiters.get(f"{path}/postings")) == SITES + BOARDS
    assert smartrecruiters.get(path).json["postingStatus"] == "PUBLISHED"


def test_what_was_taken_down_is_listed_when_it_is_asked_for(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, default=True, published=True)
    path = job_path(smartrecruiters, ad.job)
    assert ad.published_at is not None

    answer = smartrecruiters.delete(f"{path}/publication")

    assert (answer.status_code, answer.data) == (204, b"")
    assert smartrecruiters.get(f"{path}/publication").json == {"content": []}
    assert smartrecruiters.get(f"{path}/publication?activeOnly=true").json == {"content": []}
    (first, *_) = smartrecruiters.get(f"{path}/publication?activeOnly=false").json["content"]
    assert (first["publishedOn"], first["unpublishedOn"]) == (iso(ad.published_at), iso(smartrecruiters.read().now))
    assert smartrecruiters.get(path).json["postingStatus"] == "NOT_PUBLISHED"
    assert smartrecruiters.delete(f"{path}/publication").status_code == 204


def test_jobs_that_are_closed_were_published_once(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    job = next(iter(world.jobs.where(status=JobStatus.FILLED, confidential=False)))
    assert job.closed_at is not None

    assert names(smartrecruiters.get(f"{job_path(smartrecruiters, job.id)}/publication")) == []
    past = smartrecruiters.get(f"{job_path(smartrecruiters, job.id)}/publication?activeOnly=false").json["content"]
    assert {one["unpublishedOn"] for one in past} == {iso(job.closed_at)}


def test_publishing_again_keeps_the_date_and_after_a_break_gives_another(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, default=True, published=True)
    path = f"{job_path(smartrecruiters, ad.job)}/publication"
    assert ad.published_at is not None

    smartrecruiters.post(path, json={"aggregators": False})
    content = smartrecruiters.get(path).json["content"]
    assert {one["publishedOn"] for one in content} == {iso(ad.published_at)}
    assert [one["sourceName"] for one in content] == SITES
    smartrecruiters.delete(path)
    smartrecruiters.world.advance(60_000)
    smartrecruiters.post(path, json={"aggregators": False})

    dates = [one["publishedOn"] for one in smartrecruiters.get(f"{path}?activeOnly=false").json["content"]]
    assert dates == [iso(ad.published_at)] * 3 + [iso(smartrecruiters.read().now)] * 3


def test_other_ads_come_after_the_default_one_and_go_with_it(smartrecruiters: VendorClient) -> None:
    default, other = a_job_with_two_waiting_ads(smartrecruiters)
    first, second = (f"{ad_path(smartrecruiters, one)}/postings" for one in (default, other))
    before = smartrecruiters.world.state

    early = smartrecruiters.post(second, json={})
    assert (early.status_code, codes(early)) == (403, ["JOB_NOT_POSTED"])
    assert smartrecruiters.world.state is before
    for path in (first, second):
        assert smartrecruiters.post(path, json={}).status_code == 202
    assert [one["postingStatus"] for one in smartrecruiters.get(first.rsplit("/", 2)[0]).json] == ["PUBLISHED"] * 2

    assert smartrecruiters.delete(second).status_code == 202
    assert (names(smartrecruiters.get(first)), names(smartrecruiters.get(second))) == (SITES + BOARDS, [])
    smartrecruiters.post(second, json={})
    smartrecruiters.delete(first)
    assert (names(smartrecruiters.get(first)), names(smartrecruiters.get(second))) == ([], [])


def test_other_vendors_see_what_is_published(
    smartrecruiters: VendorClient, client_of: Callable[[str], VendorClient]
) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    stackone, uuid = client_of("stackone"), ids.JOB_AD.write(smartrecruiters.read(), ad.id)

    def statuses() -> dict[str, str]:
        listed = everything(stackone, "job_postings")
        return {one["remote_id"]: one["status"]["value"] for one in listed}

    before = statuses()
    smartrecruiters.post(f"{job_path(smartrecruiters, ad.job)}/publication", json={})

    assert before[uuid] != "live"
    assert statuses() == {**before, uuid: "live"}


def test_a_company_has_only_so_many_published_ads(smartrecruiters: VendorClient) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    with smartrecruiters.arrange() as world:
        shown = len(world.postings.where(published=True))
        for _ in range(MOST_PUBLISHED - shown):
            world.put(POSTINGS, replace(ad, id=world.next_id(POSTINGS), default=False, published=True))

    for path in (f"{job_path(smartrecruiters, ad.job)}/publication", f"{ad_path(smartrecruiters, ad)}/postings"):
        answer = smartrecruiters.post(path, json={})
        assert (answer.status_code, codes(answer)) == (400, ["PUBLISHED_JOB_AD_LIMIT_REACHED"])


@pytest.mark.parametrize("role", [UserRole.INTERVIEWER, UserRole.EMPLOYEE])
def test_an_interviewer_or_an_employee_publishes_nothing(smartrecruiters: VendorClient, role: UserRole) -> None:
    path = f"{job_path(smartrecruiters, an_ad(smartrecruiters, default=True).job)}/publication"
    with smartrecruiters.arrange() as world:
        user = next((one for one in world.users if one.role is role), None)
        if user is None:
            user = replace(world.users[3], role=role)
            world.put(world.users.collection, user)
        own = OwnPrincipal(id=1, principal=Principal("staff", "works here", user=user.id))
        world.put(OWN_PRINCIPALS, own)

    answer = smartrecruiters.post(path, json={}, token="staff")

    assert (answer.status_code, codes(answer)) == (403, ["NOT_AUTHORIZED_TO_PUBLISH_JOB"])


def test_a_job_that_waits_for_approval_is_not_published(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    pending = next(
        one
        for one in world[APPROVALS].where(status=ApprovalStatus.PENDING)
        if one.job is not None and not world.jobs[one.job].confidential
    )
    assert pending.job is not None
    path, request = f"{job_path(smartrecruiters, pending.job)}/publication", APPROVAL.write(world, pending.id)
    before = smartrecruiters.world.state

    answer = smartrecruiters.post(path, json={})

    assert (answer.status_code, codes(answer)) == (403, ["NOT_AUTHORIZED_TO_PUBLISH_JOB"])
    assert smartrecruiters.world.state is before
    for step in pending.steps:
        for one in step.approvers:
            body = {"approverId": ids.USER.write(world, one.user)}
            smartrecruiters.post(f"/approvals-api/v201910/approvals/{request}/approve-decisions", json=body)
    assert smartrecruiters.get(f"/approvals-api/v201910/approvals/{request}").json["status"] == "APPROVED"
    assert smartrecruiters.post(path, json={}).status_code == 204


def test_a_job_of_a_company_that_approves_all_is_not_published_unasked(smartrecruiters: VendorClient) -> None:
    path = f"{job_path(smartrecruiters, an_ad(smartrecruiters, default=True).job)}/publication"
    with smartrecruiters.arrange() as draft:
        switch(draft, ALL_JOBS_APPROVED, on=True)
    assert smartrecruiters.post(path, json={}).status_code == 403
    with smartrecruiters.arrange() as draft:
        switch(draft, JOB_APPROVALS, on=False)
    assert smartrecruiters.post(path, json={}).status_code == 204


def test_a_job_without_an_ad_has_nothing_to_publish(smartrecruiters: VendorClient) -> None:
    ad = next(
        one
        for one in smartrecruiters.read().postings.where(confidential=False)
        if len(smartrecruiters.read().postings.where(job=one.job)) == 1
    )
    path = f"{job_path(smartrecruiters, ad.job)}/publication"
    with smartrecruiters.arrange() as world:
        world.remove(POSTINGS, ad.id)

    answer = smartrecruiters.post(path, json={})
    assert (answer.status_code, codes(answer)) == (404, ["JOBAD_NOT_FOUND"])
    assert smartrecruiters.get(path).json == {"content": []}
    assert smartrecruiters.delete(path).status_code == 204


@pytest.mark.parametrize(
    "body", [{"visibility": "PRIVATE"}, {"visibility": None}, {"aggregators": "yes"}, {"aggregators": None}, []]
)
def test_what_says_no_visibility_is_refused(smartrecruiters: VendorClient, body: Any) -> None:
    ad = an_ad(smartrecruiters, default=True, published=False)
    before = smartrecruiters.world.state

    for path in (f"{job_path(smartrecruiters, ad.job)}/publication", f"{ad_path(smartrecruiters, ad)}/postings"):
        answer = smartrecruiters.post(path, json=body)
        assert (answer.status_code, codes(answer)) == (400, ["INVALID_INPUT"])
        unread = smartrecruiters.post(path, data=b"{", content_type="application/json")
        assert (unread.status_code, codes(unread)) == (400, ["INVALID_REQUEST"])
        assert smartrecruiters.post(path, data="x", content_type="text/plain").status_code == 415
        assert smartrecruiters.get(f"{path}?activeOnly=maybe").status_code == 400
    assert smartrecruiters.world.state is before


def test_who_may_not_see_a_job_does_not_publish_it(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    job: Job = next(iter(world.jobs.where(confidential=True)))
    ad = next(iter(world.postings.where(job=job.id)))
    publication, postings = (
        f"{job_path(smartrecruiters, job.id)}/publication",
        f"{ad_path(smartrecruiters, ad)}/postings",
    )
    before = smartrecruiters.world.state

    def refused(method: str, path: str) -> tuple[int, str]:
        answer = smartrecruiters.send(method, path, token="sandbox-restricted")
        return answer.status_code, codes(answer)[0]

    for method in ("GET", "POST", "DELETE"):
        assert refused(method, publication) == (401, "UNAUTHORIZED_TO_ACCESS_JOB")
        assert refused(method, postings) == (403 if method == "GET" else 401, "ACCESS_FORBIDDEN")
    assert smartrecruiters.world.state is before


def test_what_does_not_exist_is_not_published(smartrecruiters: VendorClient) -> None:
    job = job_path(smartrecruiters, an_ad(smartrecruiters).job)

    for method in ("GET", "POST", "DELETE"):
        for path, code in (
            ("/jobs/x/publication", "JOB_NOT_FOUND"),
            ("/jobs/x/jobads/y/postings", "JOB_NOT_FOUND"),
            (f"{job}/jobads/y/postings", "JOBAD_NOT_FOUND"),
        ):
            answer = smartrecruiters.send(method, path)
            assert (answer.status_code, codes(answer)) == (404, [code])


def test_publishing_is_for_two_requests_a_second(smartrecruiters: VendorClient) -> None:
    path = f"{job_path(smartrecruiters, an_ad(smartrecruiters, default=True).job)}/publication"

    assert smartrecruiters.post(path, json={}).headers["X-RateLimit-Limit"] == "2"
    assert smartrecruiters.delete(path).headers["X-RateLimit-Limit"] == "2"
    assert smartrecruiters.get(path).headers["X-RateLimit-Limit"] == "10"
