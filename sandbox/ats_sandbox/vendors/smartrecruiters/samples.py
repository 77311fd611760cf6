"""Requests that succeed in the demo world, for the examples of operations. Their bodies are in `samples.json`.

They are about records that everybody may see.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES, JOBS
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.commands.postings import default_posting
from ats_sandbox.world.domain.interviews import Interview
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.positions import Position
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import Decider


def body(name: str) -> Callable[[Reading], Document]:
    """A body that names no record of the world, once it is asked for."""
    return lambda world: _body(name)


def _body(name: str) -> Document:
    bodies: dict[str, Document] = msgspec.json.decode(Path(__file__).with_suffix(".json").read_bytes())
    return bodies[name]


def _first_open(repository: Repository[Any]) -> Callable[[Reading], str]:
    return lambda world: repository.id_of(world, next(iter(world[repository.collection].where(confidential=False))))


def _default_ad(world: Reading) -> str:
    posting = default_posting(world, next(iter(world.jobs.where(confidential=False))).id)
    assert posting is not None, "an example needs an ad"
    return ids.JOB_AD.write(world, posting.id)


def _position(world: Reading) -> Position:
    return next(one for job in world.jobs.where(confidential=False) for one in world.positions.where(job=job.id))


def _in_review(world: Reading) -> Application:
    return next(iter(world.applications.where(status=ApplicationStatus.IN_REVIEW, confidential=False)))


def _interview(world: Reading) -> Interview:
    """The first interview that the API may change."""
    mine = (one for one in world.interviews if one.scheduled_here and not one.cancelled)
    return next(one for one in mine if not world.applications[one.application].confidential)


A_CANDIDATE = {"id": _first_open(CANDIDATES)}
A_JOB = {"jobId": _first_open(JOBS)}
AN_AD = {**A_JOB, "jobAdId": _default_ad}
A_POSITION = {
    "jobId": lambda world: ids.JOB.write(world, _position(world).job),
    "positionId": lambda world: ids.POSITION.write(world, _position(world).id),
}
IN_REVIEW = {
    "id": lambda world: ids.CANDIDATE.write(world, _in_review(world).candidate),
    "jobId": lambda world: ids.JOB.write(world, _in_review(world).job),
}
"""An application under review."""
A_TIMESLOT = {
    "interviewId": lambda world: ids.INTERVIEW.write(world, _interview(world).id),
    "timeslotId": lambda world: ids.TIMESLOT.write(
        world, next(iter(world.timeslots.where(interview=_interview(world).id))).id
    ),
}
ITS_APPLICATION = {"applicationId": lambda world: ids.APPLICATION.write(world, _interview(world).application)}


def whole_job(world: Reading) -> Document:
    """A body that says everything that can be said about a job."""
    return {**_body("job"), "department": {"id": ids.DEPARTMENT.write(world, 1)}}


def rejection(world: Reading) -> Document:
    """A rejection for the company's first reason."""
    reason = next(iter(world.reasons.where(decider=Decider.COMPANY)))
    return {"status": "REJECTED", "reason": ids.REASON.write(world, reason.id)}


def source(world: Reading) -> Document:
    """The first source that has a subtype."""
    one = next(source for source in world.sources if source.subtype is not None)
    return {
        "sourceTypeId": one.type,
        "sourceSubTypeId": one.subtype,
        "sourceId": ids.SOURCE_VALUE.write(world, one.id),
    }


def whole_timeslot(world: Reading) -> Document:
    """A body that says everything that can be said about a timeslot."""
    return {**_body("timeslot"), "interviewers": [{"id": ids.USER.write(world, 1), "status": "accepted"}]}


def whole_interview(world: Reading) -> Document:
    """A body that says everything that can be said about an interview."""
    application = world.applications[_interview(world).application]
    return {
        **_body("interview"),
        "candidate": {"id": ids.CANDIDATE.write(world, application.candidate), "status": "pending"},
        "jobId": ids.JOB.write(world, application.job),
        "organizerId": ids.USER.write(world, 1),
        "timeslots": [whole_timeslot(world)],
    }
