"""Raw data: the objects of the linked system that records were copied from, as its own API gives them."""

from collections.abc import Callable, Mapping
from typing import Any

from ats_sandbox.contract.forwarding import Copying
from ats_sandbox.contract.operation import Document
from ats_sandbox.vendors.bindbee.call import AnyCall, LinkedSystem
from ats_sandbox.vendors.bindbee.connectors import HOSTS
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.reasons import Decider


def _of(path: str, noun: str) -> Callable[[Reading, Any], str]:
    return lambda world, record: path + native_id(world, noun, record.id)


def _on_job(world: Reading, application: Application) -> str:
    """Where a candidate on a job is."""
    candidate, job = native_id(world, "candidate", application.candidate), native_id(world, "job", application.job)
    return f"/candidates/{candidate}/jobs/{job}"


def _offer(world: Reading, offer: Any) -> str | None:
    application = world.applications.get(offer.application)
    id = native_id(world, "offer", offer.id)
    return None if application is None else f"{_on_job(world, application)}/offers/{id}"


def _files(world: Reading, file: Any) -> str:
    application = world.applications.get(file.application)
    if application is None:
        return f"/candidates/{native_id(world, 'candidate', file.candidate)}/attachments"
    return f"{_on_job(world, application)}/attachments"


def _reasons(world: Reading, reason: Any) -> str:
    return f"/configuration/{'rejection' if reason.decider is Decider.COMPANY else 'withdrawal'}-reasons"


def _pipeline(world: Reading, stage: Any) -> str:
    return f"/configuration/hiring-processes/{native_id(world, 'pipeline', stage.stage.pipeline)}"


PATHS: Mapping[str, Callable[[Reading, Any], str | None]] = {
    "application": _on_job,
    "attachment": _files,
    "candidate": _of("/candidates/", "candidate"),
    "department": _of("/configuration/departments/", "department"),
    "job": _of("/jobs/", "job"),
    "job_interview_stage": _pipeline,
    "offer": _offer,
    "reject_reason": _reasons,
    "remote_user": _of("/user-api/v201804/users/", "user"),
    "scheduled_interview": _of("/interviews-api/v201904/interviews/", "interview"),
    "scorecard": _of("/reviews-api/v201910/reviews/", "scorecard"),
}
"""Where SmartRecruiters has what a record of each model was copied from; of the others it has no object to get.

Stages are just names in a hiring process there. Files and reasons are only listed: their object is the entry.
"""
LISTED = frozenset({"attachment", "reject_reason"})


class RawData:
    """The objects behind the records of one connector, as they were at its last sync."""

    def __init__(self, call: AnyCall, system: LinkedSystem) -> None:
        host, workspace = HOSTS.get(system.connector.slug, ""), call.context.workspace
        provider = None if workspace is None else workspace.neighbour(host)
        self.world = system.world
        self._copying = None if provider is None else Copying(call, provider, system.world)

    def of(self, kind: str, record: Any, remote_id: str) -> Document | None:
        """The object that a record was copied from; None where none was kept."""
        path_of = PATHS.get(kind)
        path = None if path_of is None else path_of(self.world, record)
        answer = None if self._copying is None or path is None else self._copying.get(path)
        if not isinstance(answer, dict):
            return None
        if kind not in LISTED:
            return answer
        listed: list[Document] = answer["content"]
        return next((one for one in listed if one["id"] == remote_id), None)
