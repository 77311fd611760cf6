"""SmartRecruiters: jobs are rewritten together with their default ad."""

from copy import deepcopy
from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.postings import POSTINGS
from tests.client import VendorClient
from tests.vendors.smartrecruiters.job_bodies import (
    ENGLISH,
    INVALID,
    LEAST,
    OPENING,
    UNKNOWN,
    UNKNOWN_IDS,
    WHOLE,
    codes,
    job_of,
    path_of,
)


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize(("member", "value", "code"), UNKNOWN, ids=UNKNOWN_IDS)
def test_each_unknown_word_has_a_refusal_of_its_own(
    smartrecruiters: VendorClient, method: str, member: str, value: Any, code: str
) -> None:
    path = "/jobs" if method == "POST" else path_of(smartrecruiters, job_of(smartrecruiters))
    before = smartrecruiters.world.state

    answer = smartrecruiters.send(method, path, json={**WHOLE, member: value})

    assert answer.status_code == 400
    assert codes(answer) == [code]
    assert answer.json["message"] == answer.json["errors"][0]["message"]
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("method", ["POST", "PUT"])
@pytest.mark.parametrize("wrong", INVALID)
def test_an_invalid_job_is_refused_and_stores_nothing(smartrecruiters: VendorClient, method: str, wrong: str) -> None:
    path = "/jobs" if method == "POST" else path_of(smartrecruiters, job_of(smartrecruiters))
    body = deepcopy(WHOLE)
    INVALID[wrong](body)
    before = smartrecruiters.world.state

    answer = smartrecruiters.send(method, path, json=body)

    code = OPENING.get(wrong) if method == "POST" else None
    assert (answer.status_code, codes(answer)) == ((400, [code]) if code else (422, ["INVALID_INPUT"]))
    assert smartrecruiters.world.state is before


def test_every_fault_of_a_job_is_told_at_once(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.post("/jobs", json={})

    told = [error["message"] for error in answer.json["errors"]]
    assert told == [f"{name} is required" for name in ("title", "location", "industry", "function", "experienceLevel")]


@pytest.mark.parametrize("method", ["POST", "PUT"])
def test_a_body_that_is_no_json_is_malformed(smartrecruiters: VendorClient, method: str) -> None:
    path = "/jobs" if method == "POST" else path_of(smartrecruiters, job_of(smartrecruiters))

    for text in ("", "{", "tru", '{"title": 1e999}'):
        answer = smartrecruiters.send(method, path, data=text, content_type="application/json")
        assert (answer.status_code, codes(answer)) == (400, ["INVALID_REQUEST"])


def test_a_body_of_another_media_type_is_not_read(smartrecruiters: VendorClient) -> None:
    for path, method in (("/jobs", "POST"), (path_of(smartrecruiters, job_of(smartrecruiters)), "PUT")):
        answer = smartrecruiters.send(method, path, data="title=Baker", content_type="text/plain")
        assert answer.status_code == 415


def test_an_updated_job_is_answered_and_read_back(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    path = path_of(smartrecruiters, job)
    before = smartrecruiters.get(path).json

    answer = smartrecruiters.put(path, json={**WHOLE, "title": "Day Baker"})

    assert answer.status_code == 200
    told = answer.json
    assert told["title"] == "Day Baker"
    assert told["jobAd"]["sections"] == WHOLE["jobAd"]["sections"]
    for kept in ("id", "createdOn", "status", "postingStatus", "creator", "actions"):
        assert told[kept] == before[kept]
    assert told["updatedOn"] == told["lastActivityOn"] == iso(smartrecruiters.read().now)
    assert smartrecruiters.get(path).json == told


def test_what_an_update_leaves_out_is_removed(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_of(smartrecruiters))
    smartrecruiters.put(path, json=WHOLE)

    told = smartrecruiters.put(path, json=LEAST).json

    removed = {"targetHiringDate", "department", "typeOfEmployment", "eeoCategory", "compensation"}
    assert not removed & set(told)
    assert told["template"] is False
    assert told["jobAd"] == {"sections": {}, "language": ENGLISH}
    assert told["location"] == {"country": "Norway", "countryCode": "no", "city": "Tromsø", "remote": False}
    assert told["refNumber"] == "NB-7", "every job has a reference, so the last one stays"


def test_null_in_an_update_is_the_same_as_absent(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_of(smartrecruiters))
    smartrecruiters.put(path, json=WHOLE)
    empty = dict.fromkeys(set(WHOLE) - set(LEAST))

    told = smartrecruiters.put(path, json={**LEAST, **empty, "properties": None}).json

    assert told | {"updatedOn": "", "lastActivityOn": ""} == smartrecruiters.put(path, json=LEAST).json | {
        "updatedOn": "",
        "lastActivityOn": "",
    }


def test_single_sections_of_the_ad_can_be_removed(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_of(smartrecruiters))
    smartrecruiters.put(path, json=WHOLE)
    only = {"qualifications": {"title": "Needed", "text": "Two hands."}}

    told = smartrecruiters.put(path, json={**WHOLE, "jobAd": {"sections": only}}).json

    assert told["jobAd"]["sections"] == only


def test_an_update_reaches_the_default_ad_and_no_other(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    job = next(job for job in world.jobs.where(confidential=False) if len(world.postings.where(job=job.id)) > 1)
    path = path_of(smartrecruiters, job)
    default, *others = smartrecruiters.get(f"{path}/jobads").json

    smartrecruiters.put(path, json=WHOLE)

    rewritten, *untouched = smartrecruiters.get(f"{path}/jobads").json
    assert rewritten["id"] == default["id"]
    assert rewritten["title"] == "Night Baker"
    assert rewritten["jobAd"] == WHOLE["jobAd"]["sections"]
    assert rewritten["location"]["city"] == "Paris"
    assert [one["jobAd"] for one in untouched] == [one["jobAd"] for one in others]


def test_a_job_without_an_ad_is_given_one_by_an_update(smartrecruiters: VendorClient) -> None:
    job = job_of(smartrecruiters)
    with smartrecruiters.arrange() as world:
        for posting in list(world.postings.where(job=job.id)):
            world.remove(POSTINGS, posting.id)
    path = path_of(smartrecruiters, job)
    bare = smartrecruiters.get(path).json

    told = smartrecruiters.put(path, json=WHOLE).json

    assert "jobAd" not in bare
    assert bare["postingStatus"] == "NOT_PUBLISHED"
    assert told["jobAd"]["sections"] == WHOLE["jobAd"]["sections"]


def test_properties_that_the_company_does_not_have_are_ignored(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_of(smartrecruiters))
    unknown = [{"id": "5ec29396d4a5de40e44b1f5a", "value": {"id": "null"}}, {"id": "x", "value": {"label": "y"}}]

    answer = smartrecruiters.put(path, json={**WHOLE, "properties": unknown, "salary": "high", "status": "FILLED"})

    assert answer.status_code == 200
    assert "properties" not in answer.json
    assert answer.json["status"] != "FILLED"


def test_a_job_that_was_read_can_be_written_back_unchanged(smartrecruiters: VendorClient) -> None:
    """Answers hold more than requests take; the surplus is ignored, and nothing else is lost."""
    path = path_of(smartrecruiters, job_of(smartrecruiters))
    read = smartrecruiters.get(path).json

    written = smartrecruiters.put(path, json=read).json

    moved = {"updatedOn", "lastActivityOn"}
    assert {name: written[name] for name in written if name not in moved} == {
        name: read[name] for name in read if name not in moved
    }


def test_an_update_of_a_job_that_does_not_exist_is_not_found_whatever_its_body(
    smartrecruiters: VendorClient,
) -> None:
    for body in (WHOLE, {}, []):
        answer = smartrecruiters.put("/jobs/00000000-0000-4000-8000-000000000000", json=body)
        assert (answer.status_code, codes(answer)) == (404, ["JOB_NOT_FOUND"])


def test_a_confidential_job_is_not_updated_by_who_may_not_see_it(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_of(smartrecruiters, confidential=True))
    before = smartrecruiters.world.state

    answer = smartrecruiters.put(path, json=WHOLE, token="sandbox-restricted")

    assert (answer.status_code, codes(answer)) == (401, ["JOB_ACCESS_DENIED"])
    assert smartrecruiters.world.state is before


def test_people_are_employed_per_diem_where_the_country_has_that(smartrecruiters: VendorClient) -> None:
    body = {
        **LEAST,
        "location": {"countryCode": "us", "city": "Reno", "regionCode": "NV"},
        "typeOfEmployment": {"id": "per_diem"},
    }

    made = smartrecruiters.post("/jobs", json=body)
    moved = smartrecruiters.patch(f"/jobs/{made.json['id']}", json={"location": LEAST["location"]})

    assert made.json["typeOfEmployment"] == {"id": "per_diem", "label": "Per diem"}
    assert (moved.status_code, codes(moved)) == (400, ["TYPE_OF_EMPLOYMENT_NOT_ALLOWED"])
