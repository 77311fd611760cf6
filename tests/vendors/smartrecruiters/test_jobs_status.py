"""SmartRecruiters: the status of a job, and its history."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.jobs import Job, JobStatus
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient

STATUSES = ["CREATED", "SOURCING", "FILLED", "INTERVIEW", "OFFER", "CANCELLED", "ON_HOLD"]


def job_in(client: VendorClient, *statuses: JobStatus) -> Job:
    return next(job for job in client.read().jobs if job.status in statuses and not job.confidential)


def path_of(client: VendorClient, job: Job) -> str:
    return f"/jobs/{native_id(client.read(), 'job', job.id)}"


def history(client: VendorClient, path: str) -> list[dict[str, Any]]:
    answer = client.get(f"{path}/status/history")
    assert answer.status_code == 200
    assert answer.json["totalFound"] == len(answer.json["content"])
    found: list[dict[str, Any]] = answer.json["content"]
    return found


@pytest.mark.parametrize("old", STATUSES)
@pytest.mark.parametrize("status", STATUSES)
def test_a_job_can_go_from_any_status_to_any_other(smartrecruiters: VendorClient, old: str, status: str) -> None:
    path = path_of(smartrecruiters, job_in(smartrecruiters, *JobStatus))
    smartrecruiters.put(f"{path}/status", json={"status": old})

    answer = smartrecruiters.put(f"{path}/status", json={"status": status})

    assert (answer.status_code, answer.json) == (201, {"status": status})
    assert smartrecruiters.get(path).json["status"] == status
    assert history(smartrecruiters, path)[-1]["status"] == status


def test_a_change_of_status_is_noted_with_its_time_and_its_user(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_in(smartrecruiters, JobStatus.OFFER))
    before = history(smartrecruiters, path)

    smartrecruiters.put(f"{path}/status", json={"status": "ON_HOLD"})

    *earlier, last = history(smartrecruiters, path)
    world = smartrecruiters.read()
    user = f"user-api/v201804/users/{native_id(world, 'user', 1)}"
    assert earlier == before
    assert last == {
        "changedOn": iso(world.now),
        "status": "ON_HOLD",
        "actions": {
            "user": {"url": f"http://localhost/w/{smartrecruiters.name}/smartrecruiters/{user}", "method": "GET"}
        },
    }
    assert smartrecruiters.get(f"/{user}").status_code == 200


def test_the_history_begins_with_the_oldest_status(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_in(smartrecruiters, JobStatus.OFFER, JobStatus.FILLED))

    told = history(smartrecruiters, path)

    moments = [entry["changedOn"] for entry in told]
    assert len(told) > 2
    assert told[0]["status"] == "CREATED"
    assert moments == sorted(moments)


def test_the_same_status_again_is_accepted_and_not_noted(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_in(smartrecruiters, JobStatus.OFFER))
    before = smartrecruiters.world.state

    answer = smartrecruiters.put(f"{path}/status", json={"status": "OFFER"})

    assert (answer.status_code, answer.json) == (201, {"status": "OFFER"})
    assert smartrecruiters.world.state is before


def test_a_closed_job_stays_published_and_its_ad_unchanged(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    posting = next(one for one in world.postings.where(published=True, confidential=False) if one.default)
    path = path_of(smartrecruiters, world.jobs[posting.job])
    before = smartrecruiters.get(path).json

    smartrecruiters.put(f"{path}/status", json={"status": "CANCELLED"})

    after = smartrecruiters.get(path).json
    assert after["status"] == "CANCELLED"
    assert (after["postingStatus"], after["jobAd"]) == (before["postingStatus"], before["jobAd"])
    assert after["lastActivityOn"] > before["lastActivityOn"]


def test_a_job_whose_status_changed_is_found_by_the_new_one(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_in(smartrecruiters, JobStatus.OFFER))

    smartrecruiters.put(f"{path}/status", json={"status": "FILLED"})

    filled = smartrecruiters.get("/jobs?status=FILLED&limit=100").json["content"]
    offering = smartrecruiters.get("/jobs?statuses=OFFER&limit=100").json["content"]
    assert path in [f"/jobs/{job['id']}" for job in filled]
    assert path not in [f"/jobs/{job['id']}" for job in offering]


@pytest.mark.parametrize("wrong", ["OTHER", "created", "HIRED", "", "CREATED "])
def test_what_is_no_status_that_can_be_set_is_refused(smartrecruiters: VendorClient, wrong: str) -> None:
    path = path_of(smartrecruiters, job_in(smartrecruiters, JobStatus.OFFER))
    before = smartrecruiters.world.state

    answer = smartrecruiters.put(f"{path}/status", json={"status": wrong})

    assert answer.status_code == 400
    assert [error["code"] for error in answer.json["errors"]] == ["INVALID_STATUS"]
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("body", [{}, {"status": None}, {"status": 1}, {"status": ["OFFER"]}, [], "OFFER"])
def test_a_status_of_another_shape_is_refused(smartrecruiters: VendorClient, body: Any) -> None:
    path = path_of(smartrecruiters, job_in(smartrecruiters, JobStatus.SOURCING))
    before = smartrecruiters.world.state

    answer = smartrecruiters.put(f"{path}/status", json=body)

    assert answer.status_code == 400
    assert [error["code"] for error in answer.json["errors"]] == ["INVALID_INPUT"]
    assert smartrecruiters.world.state is before


def test_a_status_in_another_media_type_is_not_read(smartrecruiters: VendorClient) -> None:
    path = path_of(smartrecruiters, job_in(smartrecruiters, JobStatus.SOURCING))

    answer = smartrecruiters.put(f"{path}/status", data={"status": "OFFER"})

    assert answer.status_code == 415


def test_the_status_of_an_unknown_job_is_not_found(smartrecruiters: VendorClient) -> None:
    answer = smartrecruiters.put("/jobs/nonsense/status", json={"status": "OFFER"})

    assert answer.status_code == 404
    assert answer.json == {
        "message": "Job not found",
        "errors": [{"code": "JOB_NOT_FOUND", "message": "Job not found"}],
    }


def test_the_status_of_a_confidential_job_is_forbidden_to_who_may_not_see_it(smartrecruiters: VendorClient) -> None:
    hidden = next(iter(smartrecruiters.read().jobs.where(confidential=True)))
    before = smartrecruiters.world.state

    answer = smartrecruiters.put(
        f"{path_of(smartrecruiters, hidden)}/status", json={"status": "OFFER"}, token="sandbox-restricted"
    )

    assert answer.status_code == 403
    assert answer.json["message"] == "Access to job is forbidden"
    assert smartrecruiters.world.state is before
