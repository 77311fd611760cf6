"""Skailer: candidates, which are applicants on jobs."""

from typing import Any

import pytest

from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.commands import applications
from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient

CREATE = "/api/v1/candidate"
SEARCH = "/api/v1/candidates/search"


@pytest.fixture
def body(job: dict[str, Any], stages: list[int], applicant: dict[str, Any]) -> dict[str, Any]:
    return {
        "job_id": job["id"],
        "applicant_id": applicant["id"],
        "pipeline_id": job["pipeline_id"],
        "pipeline_stage_id": stages[1],
    }


def errors(client: VendorClient, body: Any, **kwargs: Any) -> dict[str, list[str]]:
    before = client.world.state
    answer = client.post(CREATE, json=body, **kwargs)
    assert answer.status_code == 422, answer.text
    assert answer.json["message"] == "The given data was invalid."
    assert client.world.state is before
    told: dict[str, list[str]] = answer.json["errors"]
    return told


def search(client: VendorClient, **body: Any) -> dict[str, Any]:
    answer = client.post(SEARCH, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def test_an_applicant_is_put_on_a_job_and_read_back(
    skailer: VendorClient, body: dict[str, Any], applicant: dict[str, Any]
) -> None:
    answer = skailer.post(CREATE, json=body)

    application = applications.application_of(skailer.read(), applicant["id"], body["job_id"])
    assert application is not None
    assert answer.status_code == 200
    assert answer.json == {
        "id": application.id,
        **body,
        "source_id": applicant["source_id"],
        "disqualification_reason_id": None,
        "reserved": False,
        "created_at": iso_seconds(application.created_at),
    }
    assert skailer.get(f"/api/v1/candidates/{application.id}").json == answer.json
    assert search(skailer, applicant_id=applicant["id"])["data"] == [answer.json]


def test_creating_a_candidate_writes_no_action(skailer: VendorClient, candidate: dict[str, Any]) -> None:
    assert skailer.get(f"/api/v1/candidates/{candidate['id']}/actions").json == []


def test_a_source_of_its_own_goes_before_the_applicants(skailer: VendorClient, body: dict[str, Any]) -> None:
    assert skailer.post(CREATE, json={**body, "source_id": 5}).json["source_id"] == 5


def test_a_source_that_is_null_is_the_applicants(
    skailer: VendorClient, body: dict[str, Any], applicant: dict[str, Any]
) -> None:
    assert skailer.post(CREATE, json={**body, "source_id": None}).json["source_id"] == applicant["source_id"]


def test_any_stage_of_the_pipeline_may_be_the_first(
    skailer: VendorClient, body: dict[str, Any], stages: list[int]
) -> None:
    made = skailer.post(CREATE, json={**body, "pipeline_stage_id": stages[-1]}).json

    assert made["pipeline_stage_id"] == stages[-1]
    assert skailer.read().applications[made["id"]].status is ApplicationStatus.HIRED


def test_an_applicant_is_on_a_job_once(skailer: VendorClient, body: dict[str, Any]) -> None:
    assert skailer.post(CREATE, json=body).status_code == 200

    assert errors(skailer, body) == {"applicant_id": ["The applicant is already attached to this job."]}


def test_an_applicant_may_be_on_several_jobs(
    skailer: VendorClient, candidate: dict[str, Any], applicant: dict[str, Any]
) -> None:
    jobs = skailer.post("/api/v1/jobs/search", json={"pipeline_id": candidate["pipeline_id"]}).json["data"]
    other = next(one for one in jobs if one["id"] != candidate["job_id"])

    answer = skailer.post(
        CREATE,
        json={
            "job_id": other["id"],
            "applicant_id": applicant["id"],
            "pipeline_id": other["pipeline_id"],
            "pipeline_stage_id": candidate["pipeline_stage_id"],
        },
    )

    assert answer.status_code == 200
    found = search(skailer, applicant_id=applicant["id"])["data"]
    assert [one["job_id"] for one in found] == [candidate["job_id"], other["id"]]


def test_a_closed_job_takes_candidates(skailer: VendorClient, applicant: dict[str, Any]) -> None:
    job = next(one for one in skailer.read().jobs if one.status is JobStatus.CANCELLED)

    answer = skailer.post(
        CREATE,
        json={
            "job_id": job.id,
            "applicant_id": applicant["id"],
            "pipeline_id": job.pipeline,
            "pipeline_stage_id": applications.stages_of(skailer.read(), job.id)[0].id,
        },
    )

    assert answer.status_code == 200


def test_every_missing_member_is_named(skailer: VendorClient) -> None:
    required = {
        name: [f"The {name.replace('_', ' ')} field is required."]
        for name in ("job_id", "applicant_id", "pipeline_id", "pipeline_stage_id")
    }

    assert errors(skailer, {}) == required
    assert errors(skailer, dict.fromkeys(required)) == required


def test_every_unknown_id_is_named(skailer: VendorClient) -> None:
    names = ("job_id", "applicant_id", "pipeline_id", "pipeline_stage_id", "source_id")

    for unknown in (99_999, 0, -1):
        assert errors(skailer, dict.fromkeys(names, unknown)) == {
            name: [f"The selected {name.replace('_', ' ')} is invalid."] for name in names
        }


@pytest.mark.parametrize("wrong", ["1", 1.5, True, [1], {}, "", 2**64])
def test_ids_are_integers(skailer: VendorClient, wrong: Any) -> None:
    names = ("job_id", "applicant_id", "pipeline_id", "pipeline_stage_id", "source_id")

    assert errors(skailer, dict.fromkeys(names, wrong)) == {
        name: [f"The {name.replace('_', ' ')} field must be an integer."] for name in names
    }


def test_malformed_missing_and_unknown_are_told_together(skailer: VendorClient, body: dict[str, Any]) -> None:
    assert errors(skailer, {"job_id": 99_999, "applicant_id": "x", "pipeline_stage_id": body["pipeline_stage_id"]}) == {
        "applicant_id": ["The applicant id field must be an integer."],
        "pipeline_id": ["The pipeline id field is required."],
        "job_id": ["The selected job id is invalid."],
    }


def test_the_pipeline_is_the_jobs(skailer: VendorClient, body: dict[str, Any], foreign_stage: int) -> None:
    other = skailer.read().stages[foreign_stage].pipeline

    assert errors(skailer, {**body, "pipeline_id": other, "pipeline_stage_id": foreign_stage}) == {
        "pipeline_id": ["The selected pipeline id is invalid."]
    }
    assert errors(skailer, {**body, "pipeline_id": other}) == {
        "pipeline_id": ["The selected pipeline id is invalid."],
        "pipeline_stage_id": ["The selected pipeline stage id is invalid."],
    }


def test_the_stage_is_one_of_the_pipeline(skailer: VendorClient, body: dict[str, Any], foreign_stage: int) -> None:
    assert errors(skailer, {**body, "pipeline_stage_id": foreign_stage}) == {
        "pipeline_stage_id": ["The selected pipeline stage id is invalid."]
    }


def test_a_job_or_person_one_may_not_see_is_an_unknown_one(skailer: VendorClient, body: dict[str, Any]) -> None:
    world = skailer.read()
    job = next(one for one in world.jobs if one.confidential)
    person = next(one for one in world.candidates if one.confidential)
    stage = applications.stages_of(world, job.id)[0].id
    hidden = {"job_id": job.id, "applicant_id": person.id, "pipeline_id": job.pipeline, "pipeline_stage_id": stage}

    assert errors(skailer, hidden, token="sandbox-restricted") == {
        "job_id": ["The selected job id is invalid."],
        "applicant_id": ["The selected applicant id is invalid."],
    }
    assert skailer.post(CREATE, json=body, token="sandbox-restricted").status_code == 200


def test_the_refusal_of_a_hidden_job_tells_nothing_of_its_pipeline(
    skailer: VendorClient, body: dict[str, Any], foreign_stage: int
) -> None:
    job = next(one for one in skailer.read().jobs if one.confidential)
    foreign = skailer.read().stages[foreign_stage]
    own = {**body, "job_id": job.id, "pipeline_id": job.pipeline}
    other = {**own, "pipeline_id": foreign.pipeline, "pipeline_stage_id": foreign.id}

    answers = [errors(skailer, one, token="sandbox-restricted") for one in (own, other, {**own, "job_id": 10**9})]

    assert answers == [{"job_id": ["The selected job id is invalid."]}] * 3


def test_a_candidate_of_a_job_one_may_not_see_is_forbidden(skailer: VendorClient) -> None:
    hidden = next(one for one in skailer.read().applications if one.confidential)

    answer = skailer.get(f"/api/v1/candidates/{hidden.id}", token="sandbox-restricted")

    assert answer.status_code == 403
    assert answer.json == {"message": "This action is unauthorized."}
    assert skailer.get(f"/api/v1/candidates/{hidden.id}").status_code == 200


def test_candidates_of_hidden_jobs_are_in_no_search_of_some(skailer: VendorClient) -> None:
    world = skailer.read()
    job = next(one for one in world.jobs if one.confidential and world.applications.where(job=one.id))

    found = skailer.post(SEARCH, json={"job_id": job.id}, token="sandbox-restricted").json
    everyone = skailer.post(SEARCH, token="sandbox-restricted").json

    assert found["data"] == []
    assert found["meta"]["total"] == 0
    assert everyone["meta"]["total"] == len(world.applications.where(confidential=False)) < len(world.applications)


@pytest.mark.parametrize("id_", ["0", "999999", "abc", "1.0", "-1", "9" * 40])
def test_an_unknown_id_is_not_found(skailer: VendorClient, id_: str) -> None:
    answer = skailer.get(f"/api/v1/candidates/{id_}")

    assert answer.status_code == 404
    assert answer.json == {"message": "Not Found."}


def test_the_companys_applications_are_its_candidates(skailer: VendorClient) -> None:
    world = skailer.read()
    for application in list(world.applications)[:50]:
        shown = skailer.get(f"/api/v1/candidates/{application.id}").json
        assert (shown["job_id"], shown["applicant_id"]) == (application.job, application.candidate)
        assert shown["pipeline_id"] == world.jobs[application.job].pipeline
        assert shown["pipeline_stage_id"] == application.stage
        rejected = application.status is ApplicationStatus.REJECTED
        assert shown["disqualification_reason_id"] == (application.reason if rejected else None)


def test_each_filter_finds_what_it_says(skailer: VendorClient) -> None:
    shown = [one for page in range(1, 6) for one in search(skailer, page=page, per_page=100)["data"]]
    stage = shown[0]["pipeline_stage_id"]
    filters: list[tuple[dict[str, Any], list[int]]] = [
        ({"job_id": 1}, [one["id"] for one in shown if one["job_id"] == 1]),
        ({"pipeline_stage_id": stage}, [one["id"] for one in shown if one["pipeline_stage_id"] == stage]),
        ({"reserved": True}, [one["id"] for one in shown if one["reserved"]]),
        ({"reserved": False}, [one["id"] for one in shown if not one["reserved"]]),
        ({"disqualified": True}, [one["id"] for one in shown if one["disqualification_reason_id"]]),
        ({"disqualified": False}, [one["id"] for one in shown if not one["disqualification_reason_id"]]),
        (
            {"job_id": 1, "disqualified": True},
            [one["id"] for one in shown if one["job_id"] == 1 and one["disqualification_reason_id"]],
        ),
    ]

    assert len(shown) == len(skailer.read().applications)
    for body, expected in filters:
        assert expected, body
        found = search(skailer, **body, per_page=100)
        assert [one["id"] for one in found["data"]] == expected[:100], body
        assert found["meta"]["total"] == len(expected), body


def test_a_search_is_paged_by_twenty(skailer: VendorClient) -> None:
    total = len(skailer.read().applications)

    found = search(skailer)

    assert len(found["data"]) == 20
    assert found["meta"] == {"current_page": 1, "per_page": 20, "last_page": -(-total // 20), "total": total}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"reserved": "yes"}, {"reserved": ["The reserved field must be true or false."]}),
        ({"disqualified": 1}, {"disqualified": ["The disqualified field must be true or false."]}),
        ({"job_id": "1"}, {"job_id": ["The job id field must be an integer."]}),
        ({"applicant_id": []}, {"applicant_id": ["The applicant id field must be an integer."]}),
        ({"pipeline_stage_id": 1.5}, {"pipeline_stage_id": ["The pipeline stage id field must be an integer."]}),
        ({"page": -1}, {"page": ["The page field must be at least 1."]}),
    ],
)
def test_a_bad_filter_is_refused(skailer: VendorClient, body: dict[str, Any], told: dict[str, list[str]]) -> None:
    answer = skailer.post(SEARCH, json=body)

    assert answer.status_code == 422
    assert answer.json["errors"] == told
