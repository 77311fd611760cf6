"""Requests on candidates that succeed in the demo world."""

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.reading import Reading

SOMEBODY = {
    "firstName": "Noor",
    "lastName": "Verhoeven",
    "email": "noor.verhoeven@example.com",
    "phoneNumber": "+1 202 555 0143",
    "location": {"country": "Netherlands", "countryCode": "NL", "city": "Utrecht"},
    "web": {"linkedin": "https://linkedin.example.com/in/noor-verhoeven"},
    "tags": ["night shifts"],
    "education": [{"institution": "Hogeschool aan de Vecht", "degree": "Bachelor", "current": False}],
    "experience": [{"title": "Planner", "company": "Bakkerij De Molen", "current": True, "startDate": "2021-03"}],
}
"""A CandidateInput."""


def a_candidate(world: Reading) -> str:
    """The first candidate whom everybody may see."""
    return ids.CANDIDATE.write(world, next(iter(world.candidates.where(confidential=False))).id)


def a_job(world: Reading) -> str:
    """The first job that everybody may see."""
    return ids.JOB.write(world, next(iter(world.jobs.where(confidential=False))).id)
