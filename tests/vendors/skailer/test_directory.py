"""Skailer: jobs, pipelines, sources and reasons."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient

JOBS = "/api/v1/jobs/search"


def search(client: VendorClient, **body: Any) -> dict[str, Any]:
    answer = client.post(JOBS, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def test_a_search_without_a_body_finds_the_first_twenty_jobs(skailer: VendorClient) -> None:
    answer = skailer.post(JOBS)

    jobs = list(skailer.read().jobs)
    assert len(jobs) > 20, "the default page size is to show"
    assert answer.status_code == 200
    assert [job["id"] for job in answer.json["data"]] == [job.id for job in jobs[:20]]
    assert answer.json["meta"] == {"current_page": 1, "per_page": 20, "last_page": 2, "total": len(jobs)}


def test_a_job_names_its_pipeline(skailer: VendorClient) -> None:
    job = skailer.read().jobs[1]

    assert search(skailer)["data"][0] == {
        "id": 1,
        "title": job.title,
        "status": "open",
        "pipeline_id": job.pipeline,
        "description": job.description,
        "created_at": iso_seconds(job.created_at),
    }


def test_a_job_without_a_description_says_null(skailer: VendorClient) -> None:
    from msgspec.structs import replace

    from ats_sandbox.world.domain.jobs import JOBS as ALL

    with skailer.arrange() as draft:
        draft.put(ALL, replace(draft.jobs[1], description=""))

    assert search(skailer)["data"][0]["description"] is None


def test_jobs_are_open_or_closed(skailer: VendorClient) -> None:
    closed = {JobStatus.FILLED, JobStatus.CANCELLED, JobStatus.ON_HOLD}
    expected = {job.id: "closed" if job.status in closed else "open" for job in skailer.read().jobs}

    shown = {job["id"]: job["status"] for job in search(skailer, per_page=100)["data"]}

    assert shown == expected
    for status in ("open", "closed"):
        matching = [number for number, one in expected.items() if one == status]
        assert matching
        assert [job["id"] for job in search(skailer, status=status, per_page=100)["data"]] == matching


def test_jobs_are_found_by_a_part_of_the_title_in_any_case(skailer: VendorClient) -> None:
    part = skailer.read().jobs[1].title[2:7]
    expected = [job.id for job in skailer.read().jobs if part.casefold() in job.title.casefold()]

    assert [job["id"] for job in search(skailer, text=part.upper(), per_page=100)["data"]] == expected
    assert search(skailer, text="no such title")["data"] == []


def test_filters_hold_together(skailer: VendorClient) -> None:
    expected = [
        job.id
        for job in skailer.read().jobs
        if job.pipeline == 2 and job.status not in (JobStatus.FILLED, JobStatus.CANCELLED, JobStatus.ON_HOLD)
    ]

    found = search(skailer, pipeline_id=2, status="open", per_page=100)

    assert expected
    assert [job["id"] for job in found["data"]] == expected
    assert found["meta"]["total"] == len(expected)


def test_a_pipeline_nobody_knows_has_no_jobs(skailer: VendorClient) -> None:
    assert search(skailer, pipeline_id=9999) == {
        "data": [],
        "meta": {"current_page": 1, "per_page": 20, "last_page": 1, "total": 0},
    }


def test_pages_follow_each_other(skailer: VendorClient) -> None:
    everything = [job["id"] for job in search(skailer, per_page=100)["data"]]
    pages = [search(skailer, page=page, per_page=7) for page in (1, 2, 3, 4, 5, 6)]

    assert [job["id"] for page in pages for job in page["data"]] == everything
    assert [page["meta"]["current_page"] for page in pages] == [1, 2, 3, 4, 5, 6]
    assert {page["meta"]["last_page"] for page in pages} == {-(-len(everything) // 7)}


@pytest.mark.parametrize("page", [99, 2**62])
def test_a_page_past_the_end_is_empty(skailer: VendorClient, page: int) -> None:
    found = search(skailer, page=page)

    assert found["data"] == []
    assert found["meta"]["current_page"] == page
    assert search(skailer, text="e", page=page)["data"] == []


def test_null_filters_say_nothing(skailer: VendorClient) -> None:
    nulls = dict.fromkeys(("text", "status", "pipeline_id", "page", "per_page"))

    assert search(skailer, **nulls) == search(skailer)


def test_unknown_members_of_a_search_are_ignored(skailer: VendorClient) -> None:
    assert search(skailer, colour="green") == search(skailer)


@pytest.mark.parametrize(
    ("body", "errors"),
    [
        ({"status": "draft"}, {"status": ["The selected status is invalid."]}),
        ({"status": 1}, {"status": ["The status field must be a string."]}),
        ({"text": ["a"]}, {"text": ["The text field must be a string."]}),
        ({"pipeline_id": "1"}, {"pipeline_id": ["The pipeline id field must be an integer."]}),
        ({"pipeline_id": 1.5}, {"pipeline_id": ["The pipeline id field must be an integer."]}),
        ({"pipeline_id": True}, {"pipeline_id": ["The pipeline id field must be an integer."]}),
        ({"page": 0}, {"page": ["The page field must be at least 1."]}),
        ({"page": "2"}, {"page": ["The page field must be an integer."]}),
        ({"per_page": 0}, {"per_page": ["The per page field must be at least 1."]}),
        ({"per_page": 101}, {"per_page": ["The per page field must not be greater than 100."]}),
        (
            {"status": "draft", "page": 0},
            {"status": ["The selected status is invalid."], "page": ["The page field must be at least 1."]},
        ),
    ],
)
def test_a_bad_filter_is_refused(skailer: VendorClient, body: dict[str, Any], errors: dict[str, list[str]]) -> None:
    answer = skailer.post(JOBS, json=body)

    assert answer.status_code == 422
    assert answer.json == {"message": "The given data was invalid.", "errors": errors}


def test_a_recruiter_without_access_finds_no_confidential_job(skailer: VendorClient) -> None:
    open_to_all = [job.id for job in skailer.read().jobs if not job.confidential]

    found = skailer.post(JOBS, json={"per_page": 100}, token="sandbox-restricted").json

    assert len(open_to_all) < len(skailer.read().jobs)
    assert [job["id"] for job in found["data"]] == open_to_all
    assert found["meta"]["total"] == len(open_to_all)


def test_a_credential_for_reading_may_search(skailer: VendorClient) -> None:
    assert skailer.post(JOBS, token="sandbox-readonly").status_code == 200


def test_all_pipelines_come_with_their_stages_in_order(skailer: VendorClient) -> None:
    answer = skailer.get("/api/v1/pipelines/all")

    world = skailer.read()
    assert answer.status_code == 200
    assert [(one["id"], one["title"]) for one in answer.json] == [(one.id, one.name) for one in world.pipelines]
    assert len(answer.json) >= 2
    for shown in answer.json:
        stages = sorted(world.stages.where(pipeline=shown["id"]), key=lambda stage: stage.position)
        assert shown["stages"] == [
            {"id": stage.id, "title": stage.name, "position": stage.position} for stage in stages
        ]
        assert len(stages) >= 3


def test_stage_ids_are_unique_across_pipelines(skailer: VendorClient) -> None:
    ids = [stage["id"] for one in skailer.get("/api/v1/pipelines/all").json for stage in one["stages"]]

    assert len(ids) == len(set(ids))


def test_the_sources_are_the_companys(skailer: VendorClient) -> None:
    answer = skailer.get("/api/v1/sources/all")

    assert answer.status_code == 200
    assert answer.json == [{"id": one.id, "title": one.label} for one in skailer.read().sources]
    assert len(answer.json) >= 3


def test_the_disqualification_reasons_are_the_companys_own_not_the_candidates(skailer: VendorClient) -> None:
    answer = skailer.get("/api/v1/disqualification-reasons/all")

    reasons = list(skailer.read().reasons)
    assert answer.status_code == 200
    assert answer.json == [{"id": one.id, "title": one.label} for one in reasons if one.decider is Decider.COMPANY]
    assert 3 <= len(answer.json) < len(reasons)
