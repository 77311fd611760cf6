"""An interview from its invitation to what people say about it afterwards."""

from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.stories.hiring_team import applies, first_open_job, unified

INTERVIEWS = "/interviews-api/v201904/interviews"
REVIEWS = "/reviews-api/v201910/reviews"


def test_an_interview_is_moved_missed_repeated_reviewed_and_talked_about(
    smartrecruiters: VendorClient, stackone: VendorClient
) -> None:
    job = first_open_job(smartrecruiters)
    ada = applies(smartrecruiters, job)
    application = smartrecruiters.get(f"/candidates/{ada}/jobs/{job}").json["applicationId"]
    recruiter, manager = (native_id(smartrecruiters.read(), "user", number) for number in (1, 2))
    slot = {
        "interviewType": smartrecruiters.get("/interview-types").json[0],
        "startsOn": "2026-03-09T09:00:00.000Z",
        "endsOn": "2026-03-09T10:00:00.000Z",
        "interviewers": [{"id": recruiter, "status": "accepted"}, {"id": manager, "status": "pending"}],
    }

    interview = smartrecruiters.post(
        INTERVIEWS,
        json={
            "candidate": {"id": ada},
            "jobId": job,
            "organizerId": recruiter,
            "timezone": "Europe/Paris",
            "timeslots": [slot],
        },
    ).json
    first = f"{INTERVIEWS}/{interview['id']}/timeslots/{interview['timeslots'][0]['id']}"
    moved = {"startsOn": "2026-03-10T09:00:00.000Z", "endsOn": "2026-03-10T10:00:00.000Z"}
    assert smartrecruiters.patch(first, json={**slot, **moved}).status_code == 204
    assert smartrecruiters.put(f"{first}/candidateStatus", json={"status": "accepted"}).status_code == 204
    assert smartrecruiters.put(f"{first}/interviewers/{manager}/status", json={"status": "accepted"}).status_code == 204
    assert smartrecruiters.patch(f"{first}/noshow?value=true").status_code == 204
    again = smartrecruiters.post(f"{INTERVIEWS}/{interview['id']}/timeslots", json=slot)
    assert again.status_code == 201

    (told,) = smartrecruiters.get(f"{INTERVIEWS}?applicationId={application}").json["content"]
    missed, second = told["timeslots"]
    assert {one["status"] for one in missed["interviewers"]} == {"accepted"}
    assert missed["startsOn"] == moved["startsOn"]
    assert (missed["candidateStatus"], missed["noShow"]) == ("accepted", True)
    assert (second["candidateStatus"], second["noShow"]) == (None, False)

    about = {"candidateId": ada, "jobId": job}
    ratings = []
    for reviewer, stars in ((recruiter, 5), (manager, 2)):
        review = {**about, "reviewerId": reviewer, "overallRating": stars, "comment": f"{stars} stars"}
        assert smartrecruiters.post(REVIEWS, json=review).status_code == 201
        ratings.append(smartrecruiters.get(f"/candidates/{ada}").json["averageRating"])
    assert ratings == [5, 3.5]
    found = smartrecruiters.get(f"/candidates?jobId={job}&averageRating=4&limit=100").json["content"]
    assert ada in [one["id"] for one in found], "3.5 counts as 4 stars"

    content = f"@[USER:{manager}] why only 2 for #[CANDIDATE:{ada}]?"
    shared = smartrecruiters.post("/messages/shares", json={"content": content, "shareWith": {"openNote": True}})
    assert shared.status_code == 201
    (message,) = smartrecruiters.get(f"/messages?candidateId={ada}&jobId={job}").json
    assert (message["content"], message["visibility"], message["authorId"]) == (content, "OPEN", recruiter)
    assert [one["applicationId"] for one in message["context"]["applications"]] == [application]

    cards = stackone.get(f"/unified/ats/applications/{application}/scorecards").json["data"]
    assert [one["overall_recommendation"] for one in cards] == ["strong_yes", "no"]
    assert [one["remote_id"] for one in cards] == [
        one["id"] for one in smartrecruiters.get(REVIEWS, query_string=about).json
    ]
    (note,) = stackone.get(f"/unified/ats/candidates/{ada}/notes").json["data"]
    assert (note["remote_id"], note["content"][0]["body"]) == (shared.json["id"], content)
    assert unified(stackone, "candidates", ada)["remote_id"] == ada
