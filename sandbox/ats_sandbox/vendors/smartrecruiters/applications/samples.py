"""Requests on applications that succeed in the demo world."""

from typing import Any

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import Decider


def in_review(world: Reading) -> Application:
    """An application under review that everybody may see."""
    return next(iter(world.applications.where(status=ApplicationStatus.IN_REVIEW, confidential=False)))


IN_REVIEW = {
    "id": lambda world: ids.CANDIDATE.write(world, in_review(world).candidate),
    "jobId": lambda world: ids.JOB.write(world, in_review(world).job),
}
"""The path of that application."""


def rejection(world: Reading) -> dict[str, Any]:
    """A rejection for the company's first reason."""
    reason = next(iter(world.reasons.where(decider=Decider.COMPANY)))
    return {"status": "REJECTED", "reason": ids.REASON.write(world, reason.id)}


def source(world: Reading) -> dict[str, Any]:
    """The first source that has a subtype."""
    first = next(source for source in world.sources if source.subtype is not None)
    return {
        "sourceTypeId": first.type,
        "sourceSubTypeId": first.subtype,
        "sourceId": ids.source_value_id(world, first.id),
    }
