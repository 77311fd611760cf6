"""Where SmartRecruiters shows one record: the paths of its APIs by the world's nouns."""

from collections.abc import Mapping

from ats_sandbox.contract.vendor import Where
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.interviews import Timeslot
from ats_sandbox.world.domain.offers import Offer
from ats_sandbox.world.domain.positions import Position
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading

INTERVIEWS = "/interviews-api/v201904/interviews"


def below(path: str, noun: str) -> Where:
    """The place of records that have their own ids below a path."""
    codec = ids.BY_NOUN[noun]
    return lambda world, one: f"{path}/{codec.write(world, one.id)}"


def application(world: Reading, one: Application) -> str:
    """The job of a candidate."""
    return f"/candidates/{ids.CANDIDATE.write(world, one.candidate)}/jobs/{ids.JOB.write(world, one.job)}"


def offer(world: Reading, one: Offer) -> str:
    """An offer on the job of a candidate; one of no application is only in the list of all."""
    if one.application is None:
        return "/offers"
    place = application(world, world.applications[one.application])
    return f"{place}/offers/{ids.OFFER.write(world, one.id)}"


def posting(world: Reading, one: Posting) -> str:
    """An ad of a job."""
    return f"/jobs/{ids.JOB.write(world, one.job)}/jobads/{ids.JOB_AD.write(world, one.id)}"


def position(world: Reading, one: Position) -> str:
    """A position of a job."""
    return f"/jobs/{ids.JOB.write(world, one.job)}/positions/{ids.POSITION.write(world, one.id)}"


def timeslot(world: Reading, one: Timeslot) -> str:
    """A part of an interview."""
    meeting = ids.INTERVIEW.write(world, one.interview)
    return f"{INTERVIEWS}/{meeting}/timeslots/{ids.TIMESLOT.write(world, one.id)}"


WHERE: Mapping[str, Where] = {
    "application": application,
    "approval": below("/approvals-api/v201910/approvals", "approval"),
    "candidate": below("/candidates", "candidate"),
    "department": below("/configuration/departments", "department"),
    "interview": below(INTERVIEWS, "interview"),
    "job": below("/jobs", "job"),
    "offer": offer,
    "pipeline": below("/configuration/hiring-processes", "pipeline"),
    "position": position,
    "posting": posting,
    "scorecard": below("/reviews-api/v201910/reviews", "scorecard"),
    "source": below("/configuration/sources", "source"),
    "timeslot": timeslot,
    "user": below("/user-api/v201804/users", "user"),
}
"""By the world's nouns. Notes and files are only in lists, or come as bytes."""
