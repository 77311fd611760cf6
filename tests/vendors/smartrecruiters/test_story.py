"""SmartRecruiters: a job from its opening to the report of its hire, by requests alone.

What people do in the product, and no API can, is arranged: an offer is made, sent and accepted there.
"""

from base64 import b64encode
from csv import DictReader
from io import StringIO
from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.offers.state import signed_elsewhere
from ats_sandbox.world.clock import HOUR
from ats_sandbox.world.domain.approvals import ApprovalOrder, DecisionMode
from ats_sandbox.world.domain.commands.approvals import request_approval
from ats_sandbox.world.domain.commands.offers import close_offer, make_offer, send_offer
from ats_sandbox.world.domain.offers import OFFERS, OfferStatus
from tests.client import VendorClient

RESUME = b"%PDF-1.4 Imke Example, baker"
SECTIONS = {"jobDescription": {"title": "What you do", "text": "<p>You bake by night.</p>"}}
JOB = {
    "title": "Night Baker",
    "refNumber": "NB-2026",
    "location": {"countryCode": "NO", "city": "Bergen"},
    "industry": {"id": "food_production"},
    "function": {"id": "production"},
    "experienceLevel": {"id": "entry_level"},
    "compensation": {"min": 400_000, "max": 460_000, "currency": "NOK"},
    "jobAd": {"sections": SECTIONS, "language": {"code": "en"}},
}
SEAT = {"type": "NEW", "positionOpenDate": "2026-03-02T00:00:00.000Z", "targetStartDate": "2026-06-01T00:00:00.000Z"}
FIRST_DAY = "2026-06-01T00:00:00.000Z"


class Recruiter:
    """The client of a recruiter, and what it has learnt so far from answers."""

    def __init__(self, client: VendorClient) -> None:
        self.client = client
        self.company = self.ask("GET", "/configuration/company")["identifier"]
        self.me = self.ask("GET", "/users/me")["id"]
        self.job, self.ad, self.seat, self.uuid, self.candidate, self.application = [""] * 6

    def ask(
        self, method: str, path: str, status: int = 200, *, token: str | None = "sandbox-admin", **sent: Any
    ) -> Any:
        """The document of an answer that has to have a status. An hour goes by before each change."""
        if method != "GET":
            self.client.world.advance(HOUR)
        answer = self.client.send(method, path, token=token, **sent)
        assert answer.status_code == status, f"{method} {path}: {answer.status_code} {answer.text}"
        return answer.json if answer.mimetype == "application/json" and answer.data else answer.data

    @property
    def opening(self) -> str:
        """The path of the job."""
        return f"/jobs/{self.job}"

    @property
    def assignment(self) -> str:
        """The path of the candidate on the job."""
        return f"/candidates/{self.candidate}/jobs/{self.job}"

    def board(self) -> list[Any]:
        """What the public sees of the job."""
        path = f"/v1/companies/{self.company}/postings?q={JOB['refNumber']}"
        content: list[Any] = self.ask("GET", path, token=None)["content"]
        return content

    def posting(self) -> Any:
        """What the public reads of the ad."""
        return self.ask("GET", f"/v1/companies/{self.company}/postings/{self.uuid}", token=None)

    def stands(self) -> tuple[str, str]:
        """Where the candidate stands, as the recruiter and as the candidate are told."""
        told = self.ask("GET", f"/postings/{self.uuid}/candidates/{self.candidate}/status")["status"]
        return self.ask("GET", self.assignment)["status"], told

    def bring_to(self, status: str, **facts: str) -> None:
        """Bring the candidate to a status."""
        self.ask("PUT", f"{self.assignment}/status", 204, json={"status": status, **facts})

    def events(self, entity: str) -> list[str]:
        """What the audit trail says of something, oldest first."""
        path = f"/audit-api/v201910/audit-events?limit=100&entityId={entity}"
        return [one["eventName"] for one in reversed(self.ask("GET", path)["content"])]


@pytest.fixture
def recruiter(smartrecruiters: VendorClient) -> Recruiter:
    return Recruiter(smartrecruiters)


def test_a_job_is_filled_from_its_opening_to_the_report_of_the_hire(recruiter: Recruiter) -> None:
    """Each step sees what the earlier ones left behind."""
    open_a_job(recruiter)
    publish_it(recruiter)
    rewrite_the_ad(recruiter)
    apply_in_public(recruiter)
    screen(recruiter)
    interview(recruiter)
    review(recruiter)
    offer = have_an_offer_approved(recruiter)
    sign(recruiter, offer)
    hire(recruiter)
    close_the_job(recruiter)
    report(recruiter)
    audit(recruiter, offer)


def open_a_job(recruiter: Recruiter) -> None:
    opened = recruiter.ask("POST", "/jobs", 201, json=JOB)
    recruiter.job = opened["id"]

    assert (opened["status"], opened["postingStatus"]) == ("CREATED", "NOT_PUBLISHED")
    seat = recruiter.ask("POST", f"{recruiter.opening}/positions", 201, json=SEAT)
    recruiter.seat = seat["id"]
    assert seat["status"] == "OPEN"
    recruiter.ask("POST", f"{recruiter.opening}/hiring-team", json={"id": recruiter.me, "role": "RECRUITER"})
    recruiter.ask("PUT", f"{recruiter.opening}/status", 201, json={"status": "SOURCING"})
    mine = recruiter.ask("GET", f"/jobs?q=night%20baker&statuses=SOURCING&hiringTeamMemberId={recruiter.me}")
    assert [one["id"] for one in mine["content"]] == [recruiter.job]
    (ad,) = recruiter.ask("GET", f"{recruiter.opening}/jobads")
    recruiter.ad = ad["id"]
    assert (ad["jobAd"], ad["default"], "applyUrl" in ad) == (SECTIONS, True, False)
    assert recruiter.board() == []


def publish_it(recruiter: Recruiter) -> None:
    recruiter.ask("POST", f"{recruiter.opening}/publication", 204, json={"visibility": "PUBLIC"})

    assert recruiter.ask("GET", recruiter.opening)["postingStatus"] == "PUBLIC"
    places = recruiter.ask("GET", f"{recruiter.opening}/publication")["content"]
    assert {one["type"] for one in places} == {"CAREER_SITE", "JOB_BOARD"}
    (shown,) = recruiter.board()
    recruiter.uuid = shown["uuid"]
    assert (shown["jobAdId"], shown["releasedDate"]) == (recruiter.ad, places[0]["publishedOn"])
    assert recruiter.posting()["jobAd"]["sections"] == SECTIONS
    ad = recruiter.ask("GET", f"{recruiter.opening}/jobads/{recruiter.ad}")
    assert ad["applyUrl"] == recruiter.posting()["applyUrl"]


def rewrite_the_ad(recruiter: Recruiter) -> None:
    path = f"{recruiter.opening}/jobads/{recruiter.ad}"
    better = {"jobDescription": {"title": "What you do", "text": "<p>You bake by night, and sleep by day.</p>"}}
    recruiter.ask("PUT", path, json={"title": "Night Baker (m/f/d)", "jobAd": better})

    assert recruiter.posting()["jobAd"]["sections"] == SECTIONS
    posted = recruiter.ask("POST", f"{path}/postings", 202, json={})
    assert posted == {"postingStatus": "PENDING"}
    assert recruiter.posting()["jobAd"]["sections"] == better
    assert [one["name"] for one in recruiter.board()] == ["Night Baker (m/f/d)"]


def apply_in_public(recruiter: Recruiter) -> None:
    form = recruiter.ask("GET", f"/postings/{recruiter.uuid}/configuration")
    asked = [one for one in form["questions"] if any(field["required"] for field in one["fields"])]
    body = {
        "firstName": "Imke",
        "lastName": "Example",
        "email": "imke.example@example.com",
        "resume": {"fileName": "cv.pdf", "mimeType": "application/pdf", "fileContent": b64encode(RESUME).decode()},
        "sourceDetails": a_source(recruiter),
        "consent": True,
    }
    answers = [{"id": one["id"], "records": [{"fields": dict(map(answer_to, one["fields"]))}]} for one in asked]
    if asked:
        assert recruiter.ask("POST", f"/postings/{recruiter.uuid}/candidates", 400, json=body)["id"]
    applied = recruiter.ask("POST", f"/postings/{recruiter.uuid}/candidates", json={**body, "answers": answers})
    recruiter.candidate = applied["id"]

    assert recruiter.stands() == ("NEW", "NEW")
    on_job = recruiter.ask("GET", recruiter.assignment)
    recruiter.application = on_job["applicationId"]
    assert on_job["source"] == "LinkedIn Jobs"
    told = recruiter.ask("GET", f"{recruiter.assignment}/screening-answers")["content"]
    assert [one["label"] for one in told] == [one["label"] for one in asked]


def a_source(recruiter: Recruiter) -> dict[str, str]:
    """A source as the company has it, found the way a client finds it."""
    for type in recruiter.ask("GET", "/configuration/sources")["content"]:
        for value in recruiter.ask("GET", f"/configuration/sources/{type['id']}/values")["content"]:
            if value["label"] == "LinkedIn Jobs":
                found = {"sourceTypeId": type["id"], "sourceId": value["id"]}
                subtype = value.get("sourceSubType") or {}
                return {**found, "sourceSubTypeId": subtype["id"]} if subtype else found
    raise LookupError("LinkedIn Jobs")


def answer_to(field: dict[str, Any]) -> tuple[str, list[str]]:
    """The first choice, or a number where there is none."""
    return field["id"], [field["values"][0]["id"] if field["values"] else "420000"]


def screen(recruiter: Recruiter) -> None:
    found = recruiter.ask("GET", f"/candidates?jobId={recruiter.job}&status=NEW&consentStatus=ACQUIRED")
    assert [one["id"] for one in found["content"]] == [recruiter.candidate]
    (resume,) = recruiter.ask("GET", f"{recruiter.assignment}/attachments")["content"]
    assert (resume["name"], resume["type"]) == ("cv.pdf", "RESUME")
    assert recruiter.ask("GET", f"/candidates/attachments/{resume['id']}") == RESUME
    recruiter.ask("PUT", f"/candidates/{recruiter.candidate}/tags", 201, json={"tags": ["night shift"]})
    recruiter.bring_to("IN_REVIEW")

    assert recruiter.stands() == ("IN_REVIEW", "IN_REVIEW")
    tagged = recruiter.ask("GET", f"/candidates?jobId={recruiter.job}&tag=night%20shift&status=IN_REVIEW")
    assert [one["id"] for one in tagged["content"]] == [recruiter.candidate]


def interview(recruiter: Recruiter) -> None:
    root = "/interviews-api/v201904/interviews"
    slot = {
        "title": "Meet the oven",
        "startsOn": "2026-03-16T09:00:00.000Z",
        "endsOn": "2026-03-16T10:00:00.000Z",
        "interviewers": [{"id": recruiter.me, "status": "accepted"}],
        "candidateStatus": "pending",
    }
    invitation = {
        "candidate": {"id": recruiter.candidate, "status": "pending"},
        "jobId": recruiter.job,
        "organizerId": recruiter.me,
        "timezone": "Europe/Oslo",
        "timeslots": [slot],
    }
    invited = recruiter.ask("POST", root, 201, json=invitation)
    slots = f"{root}/{invited['id']}/timeslots"
    recruiter.ask("PUT", f"{slots}/{invited['timeslots'][0]['id']}/candidateStatus", 204, json={"status": "accepted"})
    recruiter.bring_to("INTERVIEW")

    (listed,) = recruiter.ask("GET", f"{root}?applicationId={recruiter.application}")["content"]
    assert (listed["id"], listed["timeslots"][0]["candidateStatus"]) == (invited["id"], "accepted")
    assert recruiter.stands() == ("INTERVIEW", "INTERVIEW")


def review(recruiter: Recruiter) -> None:
    body = {"candidateId": recruiter.candidate, "jobId": recruiter.job, "reviewerId": recruiter.me}
    written = recruiter.ask("POST", "/reviews-api/v201910/reviews", 201, json={**body, "overallRating": 4})
    better = {"overallRating": 5, "reviewerId": recruiter.me, "comment": "The bread!"}
    recruiter.ask("PATCH", f"/reviews-api/v201910/reviews/{written['id']}", 204, json=better)

    listed = recruiter.ask(
        "GET", f"/reviews-api/v201910/reviews?candidateId={recruiter.candidate}&jobId={recruiter.job}"
    )
    assert [(one["id"], one["overallRating"]) for one in listed] == [(written["id"], 5)]
    assert recruiter.ask("GET", f"/candidates/{recruiter.candidate}")["averageRating"] == 5


def have_an_offer_approved(recruiter: Recruiter) -> str:
    """In the product an offer is made and somebody asked to approve it; the API asks another one instead."""
    recruiter.bring_to("OFFERED")
    with recruiter.client.arrange() as world:
        application = ids.APPLICATION.read(world, recruiter.application)
        made = make_offer(world, application, creator=1, salary=440_000, currency="NOK")
        while signed_elsewhere(world, made):
            world.remove(OFFERS, made.id)
            made = make_offer(world, application, creator=1, salary=440_000, currency="NOK")
        order, mode = ApprovalOrder.SEQUENTIAL, DecisionMode.ANY
        request_approval(world, offer=made.id, order=order, mode=mode, steps=[[3]])

    (offer,) = recruiter.ask("GET", f"{recruiter.assignment}/offers")["content"]
    path = f"{recruiter.assignment}/offers/{offer['id']}"
    assert (offer["status"], offer["properties"]["salary"]) == ("PENDING_APPROVAL", "440000")
    root = "/approvals-api/v201910/approvals"
    first = recruiter.ask("GET", f"{path}/approvals/latest")
    assert first["subject"] == {"id": offer["id"], "type": "offer"}
    anew = {"baseId": first["id"], "type": "parallel", "decisionMode": "all"}
    steps = [{"approvers": [{"id": recruiter.me}]}]
    request = recruiter.ask("POST", root, 201, json={**anew, "steps": steps})
    assert recruiter.ask("GET", f"{root}/{first['id']}")["status"] == "ABANDONED"
    assert request["id"] in [one["id"] for one in recruiter.ask("GET", root)["content"]]
    recruiter.ask("POST", f"{root}/{request['id']}/approve-decisions", 204, json={"approverId": recruiter.me})
    assert recruiter.ask("GET", f"{path}/approvals/latest")["status"] == "APPROVED"
    assert recruiter.ask("GET", path)["status"] == "APPROVED"
    assert recruiter.stands() == ("OFFERED", "OFFER")
    id: str = offer["id"]
    return id


def sign(recruiter: Recruiter, offer: str) -> None:
    """In the product the offer is sent; the candidate signs it elsewhere."""
    with recruiter.client.arrange() as world:
        send_offer(world, world.offers[ids.OFFER.read(world, offer) or 0])
    assert recruiter.ask("GET", f"{recruiter.assignment}/offers/{offer}")["status"] == "PENDING_ACCEPTANCE"
    with recruiter.client.arrange() as world:
        close_offer(world, world.offers[ids.OFFER.read(world, offer) or 0], OfferStatus.ACCEPTED)

    accepted = recruiter.ask("GET", "/offers?status=ACCEPTED&limit=1")["content"]
    assert [one["id"] for one in accepted] == [offer]
    documents = recruiter.ask("GET", f"/offers/{offer}/documents")
    assert documents["isCurrentlySyncing"] is False
    assert [one["name"] for one in documents["documents"]] == ["Offer letter.pdf", "Certificate of completion.pdf"]


def hire(recruiter: Recruiter) -> None:
    recruiter.bring_to("HIRED", startsOn=FIRST_DAY)

    assert recruiter.stands() == ("HIRED", "HIRE")
    on_job = recruiter.ask("GET", recruiter.assignment)
    assert on_job["startsOn"] == FIRST_DAY
    seat = recruiter.ask("GET", f"{recruiter.opening}/positions/{recruiter.seat}")
    assert seat["status"] == "FILLED"
    recruiter.ask("PUT", f"{recruiter.assignment}/onboardingStatus", 204, json={"onboardingStatus": "READY_TO_ONBOARD"})
    path = f"{recruiter.assignment}/onboardingStatus"
    assert recruiter.ask("GET", path) == {"onboardingStatus": "READY_TO_ONBOARD"}
    history = recruiter.ask("GET", f"{recruiter.assignment}/status/history")["content"]
    assert [one["status"] for one in history] == ["NEW", "IN_REVIEW", "INTERVIEW", "OFFERED", "HIRED"]


def close_the_job(recruiter: Recruiter) -> None:
    recruiter.ask("PUT", f"{recruiter.opening}/status", 201, json={"status": "FILLED"})
    assert len(recruiter.board()) == 1
    recruiter.ask("DELETE", f"{recruiter.opening}/publication", 204)

    assert recruiter.board() == []
    assert recruiter.posting()["active"] is False
    refused = recruiter.ask("GET", f"/postings/{recruiter.uuid}/configuration", 400)
    assert refused["code"] == "RESOURCE_NOT_FOUND_ERROR"
    job = recruiter.ask("GET", recruiter.opening)
    assert (job["status"], job["postingStatus"]) == ("FILLED", "NOT_PUBLISHED")
    places = recruiter.ask("GET", f"{recruiter.opening}/publication?activeOnly=false")["content"]
    assert all("unpublishedOn" in one for one in places)
    assert recruiter.stands() == ("HIRED", "HIRE")


def report(recruiter: Recruiter) -> None:
    root = "/reporting-api/v201804/reports"
    hires = next(one for one in recruiter.ask("GET", root)["content"] if one["name"] == "Hires")
    path = f"{root}/{hires['reportId']}/files"
    asked = recruiter.ask("POST", path)
    assert asked["reportFileStatus"] in ("PENDING", "RUNNING")
    recent = recruiter.client.get(f"{path}/recent/data")

    rows = list(DictReader(StringIO(recent.text)))
    (mine,) = [one for one in rows if recruiter.candidate in one.values()]
    assert recruiter.job in mine.values()
    again = recruiter.client.get(f"{path}/recent/data", headers={"If-None-Match": recent.headers["ETag"]})
    assert (recent.status_code, again.status_code) == (200, 304)


def audit(recruiter: Recruiter, offer: str) -> None:
    assert recruiter.events(recruiter.ad) == ["JOB_AD_CREATED", "JOB_AD_UPDATED"]
    of_job = recruiter.events(recruiter.job)
    assert [one for one in of_job if one.startswith("POSITION")] == ["POSITION_CREATED", "POSITION_ASSIGNED"]
    assert "HIRING_TEAM_MEMBER_ADDED" in of_job
    of_candidate = recruiter.events(recruiter.candidate)
    assert "CANDIDATE_TAGS_MODIFIED" in of_candidate
    assert not [one for one in of_candidate if one.startswith("CANDIDATE_P")]
    of_application = recruiter.events(recruiter.application)
    assert of_application.count("JOB_APPLICATION_STATE_MODIFIED") == 4
    assert "OFFER_ACCEPTED" in recruiter.events(offer)
