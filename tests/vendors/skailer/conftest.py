"""People and candidates of a test's own, made through the API."""

from typing import Any

import pytest

from tests.client import VendorClient


@pytest.fixture
def job(skailer: VendorClient) -> dict[str, Any]:
    """An open job."""
    found: dict[str, Any] = skailer.post("/api/v1/jobs/search", json={"status": "open"}).json["data"][0]
    return found


@pytest.fixture
def stages(skailer: VendorClient, job: dict[str, Any]) -> list[int]:
    """The ids of the stages of that job's pipeline, in their order."""
    pipelines = skailer.get("/api/v1/pipelines/all").json
    return [stage["id"] for one in pipelines if one["id"] == job["pipeline_id"] for stage in one["stages"]]


@pytest.fixture
def foreign_stage(skailer: VendorClient, job: dict[str, Any]) -> int:
    """A stage of another pipeline."""
    pipelines = skailer.get("/api/v1/pipelines/all").json
    found: int = next(one for one in pipelines if one["id"] != job["pipeline_id"])["stages"][0]["id"]
    return found


@pytest.fixture
def reason(skailer: VendorClient) -> int:
    """A reason to disqualify somebody."""
    found: int = skailer.get("/api/v1/disqualification-reasons/all").json[0]["id"]
    return found


@pytest.fixture
def applicant(skailer: VendorClient) -> dict[str, Any]:
    """A person who is on no job."""
    body = {"first_name": "Jane", "last_name": "Doe", "email": "jane.doe@example.com", "source_id": 3}
    made: dict[str, Any] = skailer.post("/api/v1/applicant", json=body).json
    return made


@pytest.fixture
def candidate(
    skailer: VendorClient, job: dict[str, Any], stages: list[int], applicant: dict[str, Any]
) -> dict[str, Any]:
    """That person on that job, on its first stage."""
    body = {
        "job_id": job["id"],
        "applicant_id": applicant["id"],
        "pipeline_id": job["pipeline_id"],
        "pipeline_stage_id": stages[0],
    }
    made: dict[str, Any] = skailer.post("/api/v1/candidate", json=body).json
    return made
