"""Candidates, jobs and applications of the demo world, for tests to act on."""

from typing import Any

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reasons import Decider
from tests.client import VendorClient

ADA: dict[str, Any] = {
    "firstName": "Ada",
    "lastName": "Quist",
    "email": "ada.quist@example.com",
}
"""The least that makes a candidate."""

FULL: dict[str, Any] = {
    **ADA,
    "phoneNumber": "+44 7700 900123",
    "location": {
        "country": "Norway",
        "countryCode": "NO",
        "regionCode": "03",
        "region": "Oslo",
        "city": "Oslo",
        "lat": 59.91,
        "lng": 10.75,
    },
    "web": {
        "skype": "ada.example",
        "linkedin": "https://linkedin.example.com/in/ada",
        "website": "https://ada.example.org",
    },
    "tags": ["math", "nights", "math"],
    "education": [
        {
            "institution": "Example University",
            "degree": "Master",
            "major": "Logic",
            "current": False,
            "location": "Oslo",
            "startDate": "1930",
            "endDate": "1934-06",
            "description": "With honours",
        }
    ],
    "experience": [{"title": "Analyst", "company": "Engines Ltd", "current": True, "startDate": "1935-01-01"}],
    "internal": True,
}
"""Everything that can be told of one."""

UNKNOWN = "00000000-0000-4000-8000-000000000000"


def envelope(code: str, message: str) -> dict[str, Any]:
    """The body of a refusal that has a code."""
    return {"message": message, "errors": [{"code": code, "message": message}]}


def candidate_path(client: VendorClient, candidate: int) -> str:
    return f"/candidates/{ids.CANDIDATE.write(client.read(), candidate)}"


def job_id(client: VendorClient, job: int) -> str:
    return ids.JOB.write(client.read(), job)


def application_path(client: VendorClient, one: Application) -> str:
    return f"{candidate_path(client, one.candidate)}/jobs/{job_id(client, one.job)}"


def an_application(
    client: VendorClient, status: ApplicationStatus = ApplicationStatus.IN_REVIEW, **keys: Any
) -> Application:
    """The first application in a status that everybody may see."""
    found = client.read().applications.where(**{"status": status, "confidential": False, **keys}).first()
    assert found is not None
    return found


def a_hidden_application(client: VendorClient) -> Application:
    """An application to a confidential job, of a candidate who is only on such jobs."""
    world = client.read()
    hidden = next(iter(world.candidates.where(confidential=True)))
    return next(iter(world.applications.where(candidate=hidden.id)))


def a_half_hidden_application(client: VendorClient) -> Application:
    """An application to a confidential job, of a candidate who is on another job too."""
    world = client.read()
    return next(
        one for one in world.applications.where(confidential=True) if not world.candidates[one.candidate].confidential
    )


def an_open_candidate(client: VendorClient) -> str:
    """The path of the first candidate whom everybody may see."""
    return candidate_path(client, next(iter(client.read().candidates.where(confidential=False))).id)


def a_reason(client: VendorClient, decider: Decider) -> str:
    """The id of the first reason of one side."""
    world = client.read()
    return ids.REASON.write(world, next(iter(world.reasons.where(decider=decider))).id)


def a_source(client: VendorClient, label: str) -> dict[str, Any]:
    """A source as requests name it."""
    world = client.read()
    source = world.sources.where(label=label.casefold()).first()
    assert source is not None
    told = {"sourceTypeId": source.type, "sourceId": ids.SOURCE_VALUE.write(world, source.id)}
    return told if source.subtype is None else {**told, "sourceSubTypeId": source.subtype}
