"""SmartRecruiters: a candidate from the resume to the deletion."""

from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.resume_files import TEXT, upload


def test_a_candidate_comes_by_a_resume_is_hired_taken_back_and_deleted(smartrecruiters: VendorClient) -> None:
    """They are tagged, given a file, put on a second job and hired there, and leave with all that was theirs."""
    first, second = [one.id for one in smartrecruiters.read().jobs.where(confidential=False)][:2]
    jobs = [people.job_id(smartrecruiters, one) for one in (first, second)]
    source = people.a_source(smartrecruiters, "LinkedIn Jobs")
    made = upload(smartrecruiters, f"/jobs/{jobs[0]}/candidates/cv", "maud.txt", TEXT.encode(), **source).json
    here = f"/candidates/{made['id']}"
    smartrecruiters.patch(here, json={"location": {"city": "Utrecht", "countryCode": "NL"}})
    smartrecruiters.post(f"{here}/tags", json={"tags": ["night shifts"]})

    told = {name: made[name] for name in ("firstName", "lastName", "email")}
    again = smartrecruiters.post(f"/jobs/{jobs[1]}/candidates", json={**told, "internal": True}).json
    assert (again["id"], again["internal"], again["tags"]) == (made["id"], True, ["night shifts"])
    assert again["location"] == {"country": "Netherlands", "countryCode": "NL", "city": "Utrecht"}
    assert again["primaryAssignment"]["source"] == "LinkedIn Jobs"
    assert [one["source"] for one in again["secondaryAssignments"]] == ["API"]

    letter = upload(
        smartrecruiters, f"{here}/jobs/{jobs[1]}/attachments", "letter.txt", b"Dear all", attachmentType="COVER_LETTER"
    ).json
    names = [one["name"] for one in smartrecruiters.get(f"{here}/attachments").json["content"]]
    assert names == ["maud.txt", "letter.txt"]

    reason = people.a_reason(smartrecruiters, Decider.COMPANY)
    assert smartrecruiters.put(f"{here}/status", json={"status": "REJECTED", "reason": reason}).status_code == 204
    on_second = f"{here}/jobs/{jobs[1]}"
    for status in ("IN_REVIEW", "INTERVIEW", "OFFERED", "HIRED"):
        body = {"status": status, "startsOn": "2026-06-01T00:00:00.000Z"}
        assert smartrecruiters.put(f"{on_second}/status", json=body).status_code == 204
    hired = smartrecruiters.get(on_second).json
    assert (hired["status"], hired["startsOn"]) == ("HIRED", "2026-06-01T00:00:00.000Z")
    history = smartrecruiters.get(f"{on_second}/status/history").json["content"]
    assert [one["status"] for one in history] == ["NEW", "IN_REVIEW", "INTERVIEW", "OFFERED", "HIRED"]

    assert smartrecruiters.delete(f"{here}/jobs/{jobs[0]}").status_code == 204
    left = smartrecruiters.get(here).json
    assert (left["primaryAssignment"]["job"]["id"], left["secondaryAssignments"]) == (jobs[1], [])
    assert smartrecruiters.get(f"{here}/attachments").json["content"][0]["id"] == letter["id"]

    assert smartrecruiters.delete(here).status_code == 204
    assert smartrecruiters.get(f"/candidates/attachments/{letter['id']}").status_code == 404
    number = hired["applicationId"]
    assert smartrecruiters.get(f"/job-applications-api/v202112/job-applications/{number}").status_code == 404
    events = smartrecruiters.get("/audit-api/v201910/audit-events?limit=100").json["content"]
    mine = [one["eventName"] for one in events if one["entityId"] in (made["id"], number)]
    assert mine == [
        "CANDIDATE_DELETED",
        *["JOB_APPLICATION_STATE_MODIFIED"] * 4,
        "JOB_APPLICATION_CREATED",
        "CANDIDATE_TAGS_MODIFIED",
    ]
