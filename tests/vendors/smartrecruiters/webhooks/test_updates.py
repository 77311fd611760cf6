"""SmartRecruiters: which changes of a job and of a candidate are told as updates, and which are not."""

from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.candidates import Education, Experience
from ats_sandbox.world.domain.commands.candidates import amend
from ats_sandbox.world.domain.jobs import Job
from tests.client import VendorClient
from tests.vendors.smartrecruiters import job_properties, people, property_places
from tests.vendors.smartrecruiters.job_bodies import WHOLE, path_of
from tests.vendors.smartrecruiters.webhooks.hearing import PUBLISHED, events, hearing
from tests.vendors.smartrecruiters.webhooks.provocation import done

PATCH = "application/json-patch+json"
Of = Callable[[VendorClient], Any]


def _department(client: VendorClient) -> Any:
    world = client.read()
    return {"id": ids.DEPARTMENT.write(world, max(one.id for one in world.departments))}


def _property(client: VendorClient) -> Any:
    path = job_properties.new_property(client)
    value = done(client.post(f"{path}/values", json={"label": "Nights"})).json["id"]
    done(client.put(f"{path}/activation"))
    return [{"id": path.rpartition("/")[2], "value": {"id": value}}]


JOB: dict[str, Any] = {
    "title": "Day Baker",
    "refNumber": "DB-8",
    "department": _department,
    "location": {**WHOLE["location"], "city": "Lyon"},
    "targetHiringDate": "2026-10-01T00:00:00.000Z",
    "industry": {"id": "hospitality"},
    "function": {"id": "administrative"},
    "typeOfEmployment": {"id": "contract"},
    "experienceLevel": {"id": "associate"},
    "eeoCategory": {"id": "technicians"},
    "template": False,
    "properties": _property,
}
NO_UPDATE = {"compensation": {"min": 1, "max": 2, "currency": "EUR"}}
"""What is told of a job and is no update that is published."""

CANDIDATE: dict[str, Any] = {
    "firstName": "Grace",
    "lastName": "Quill",
    "email": "grace.quill@example.com",
    "phoneNumber": "+44 7700 900999",
    "location": {"country": "Sweden"},
    "web": {"website": "https://grace.example.org"},
    "education": (Education(institution="Another University"),),
    "experience": (Experience(title="Engineer", company="Wheels Ltd"),),
    "internal": False,
    "tags": ["days"],
}
UNASKED = ("education", "experience", "internal")
"""What no request changes."""


def test_all_that_is_published_is_tried() -> None:
    published = PUBLISHED["updates"]

    assert [*JOB] == published["job.updated"]
    assert [*CANDIDATE] == published["candidate.updated"]


@pytest.mark.parametrize("member", JOB)
def test_a_member_of_a_job_that_changes_is_an_update(smartrecruiters: VendorClient, member: str) -> None:
    job = done(smartrecruiters.post("/jobs", json=WHOLE)).json["id"]
    value = JOB[member](smartrecruiters) if callable(JOB[member]) else JOB[member]
    body = [{"op": "add", "path": f"/{member}", "value": value}]

    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.patch(f"/jobs/{job}", json=body, content_type=PATCH))

    assert events(heard)[-1:] == ["job.updated"]
    assert [one.facts for one in heard if one.event == "job.updated"] == [{"id": job}]
    assert set(events(heard)) <= {"job.updated", "job.ad.updated"}

    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.patch(f"/jobs/{job}", json=body, content_type=PATCH))
    assert events(heard) == []


def test_what_else_is_told_of_a_job_is_no_update(smartrecruiters: VendorClient) -> None:
    job = done(smartrecruiters.post("/jobs", json=WHOLE)).json["id"]

    with hearing(smartrecruiters) as heard:
        for member, value in NO_UPDATE.items():
            body = [{"op": "replace", "path": f"/{member}", "value": value}]
            done(smartrecruiters.patch(f"/jobs/{job}", json=body, content_type=PATCH))
        done(smartrecruiters.put(f"/jobs/{job}/note", json={"content": "Soon."}))

    assert events(heard) == []


def test_the_properties_of_a_new_job_are_no_update(smartrecruiters: VendorClient) -> None:
    properties = _property(smartrecruiters)

    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.post("/jobs", json={**WHOLE, "properties": properties}))

    assert events(heard) == ["job.ad.created", "job.created"]


@pytest.mark.parametrize("member", CANDIDATE)
def test_a_member_of_a_candidate_that_changes_is_an_update(smartrecruiters: VendorClient, member: str) -> None:
    id = done(smartrecruiters.post("/candidates", json=people.FULL)).json["id"]
    value: Any = CANDIDATE[member]

    with hearing(smartrecruiters) as heard:
        if member in UNASKED:
            with smartrecruiters.arrange() as draft:
                person = draft.candidates[ids.CANDIDATE.read(draft, id) or 0]
                changed: Any = {member: value}
                amend(draft, person, **changed)
        elif member == "tags":
            done(smartrecruiters.put(f"/candidates/{id}/tags", json={"tags": value}))
        else:
            done(smartrecruiters.patch(f"/candidates/{id}", json={member: value}))

    assert [(one.event, one.facts) for one in heard] == [("candidate.updated", {"id": id})]


def test_a_status_and_a_property_in_the_talent_pool_are_no_update(smartrecruiters: VendorClient) -> None:
    one = people.an_application(smartrecruiters)
    path = people.candidate_path(smartrecruiters, one.candidate)
    property = property_places.property_id(smartrecruiters, "probationEnd")

    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.put(f"{path}/status", json={"status": "OFFERED"}))

    assert set(events(heard)) == {"application.status.updated"}
    pooled = done(smartrecruiters.post("/candidates", json=people.ADA)).json["id"]
    with hearing(smartrecruiters) as heard:
        body = {"value": "2031-05-04T03:00:00.000Z"}
        done(smartrecruiters.put(f"/candidates/{pooled}/properties/{property}", json=body))
    assert events(heard) == []


def test_a_published_ad_that_is_rewritten_is_not_posted_anew(smartrecruiters: VendorClient) -> None:
    job = done(smartrecruiters.post("/jobs", json=WHOLE)).json["id"]
    (ad,) = smartrecruiters.get(f"/jobs/{job}/jobads").json
    done(smartrecruiters.post(f"/jobs/{job}/publication", json={}))
    body = {"title": "Fournier", "language": {"code": "fr"}, "location": {"countryCode": "FR", "city": "Paris"}}

    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.put(f"/jobs/{job}/jobads/{ad['id']}", json=body))

    assert events(heard) == ["job.ad.updated"]


def test_all_ads_that_are_taken_down_together_are_told(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    job = next(one for one in world.jobs if _published(smartrecruiters, one) > 1 and not one.confidential)

    with hearing(smartrecruiters) as heard:
        done(smartrecruiters.delete(f"{path_of(smartrecruiters, job)}/publication"))

    assert events(heard) == ["job.ad.postings.updated"] * _count(world.postings.where(job=job.id, published=True))
    assert len({one.facts["job_ad_id"] for one in heard}) == len(heard)


def _published(client: VendorClient, job: Job) -> int:
    return _count(client.read().postings.where(job=job.id, published=True))


def _count(rows: Any) -> int:
    return len(list(rows))
