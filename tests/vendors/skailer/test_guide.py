"""Skailer: the documented way from a website's form to a candidate, step by step."""

from io import BytesIO

from tests.client import VendorClient


def test_a_website_brings_an_application_into_the_ats(skailer: VendorClient) -> None:
    jobs = skailer.post("/api/v1/jobs/search", json={"status": "open"}).json["data"]
    job_id, pipeline_id = jobs[0]["id"], jobs[0]["pipeline_id"]

    pipelines = skailer.get("/api/v1/pipelines/all").json
    stages = next(one["stages"] for one in pipelines if one["id"] == pipeline_id)
    new, interview = (next(one["id"] for one in stages if one["title"] == name) for name in ("New", "Interview"))

    source_id = skailer.get("/api/v1/sources/all").json[0]["id"]

    form = {"file": (BytesIO(b"%PDF-1.4 jane.doe@example.com +1 202 555 0143"), "Jane_Doe_CV.pdf")}
    upload = skailer.post("/api/v1/upload-cv-file", data=form, content_type="multipart/form-data").json

    applicant = skailer.post(
        "/api/v1/applicant", json={**upload["parsed"], "source_id": source_id, "cv_ids": [upload["cv_id"]]}
    ).json
    assert applicant["first_name"] == "Jane"
    assert applicant["email"] == "jane.doe@example.com"
    assert applicant["phone"] == "+1 202 555 0143"
    assert applicant["cv_ids"] == [upload["cv_id"]]

    candidate = skailer.post(
        "/api/v1/candidate",
        json={
            "job_id": job_id,
            "applicant_id": applicant["id"],
            "pipeline_id": pipeline_id,
            "pipeline_stage_id": new,
        },
    ).json
    assert candidate["source_id"] == source_id

    history = f"/api/v1/candidates/{candidate['id']}/actions"
    moved = skailer.post(history, json={"pipeline_stage_id": interview, "comment": "Invited for Monday"}).json
    assert skailer.get(f"/api/v1/candidates/{candidate['id']}").json["pipeline_stage_id"] == interview

    skailer.delete(f"{history}/{moved['id']}")
    assert skailer.get(f"/api/v1/candidates/{candidate['id']}").json == candidate
