"""Positions: list, add, read, rewrite and drop the seats of a job."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.smartrecruiters.errors import USE_CASES, JobForbidden, JobNotFound, PositionNotFound
from ats_sandbox.vendors.smartrecruiters.facts import Resource
from ats_sandbox.vendors.smartrecruiters.finding import the_job
from ats_sandbox.vendors.smartrecruiters.ids import JOB, POSITION
from ats_sandbox.vendors.smartrecruiters.languages import LanguageHeader
from ats_sandbox.vendors.smartrecruiters.paging import whole
from ats_sandbox.vendors.smartrecruiters.positions.schemas import JobPosition, JobPositionInput, JobPositions
from ats_sandbox.vendors.smartrecruiters.positions.views import job_position, position_told
from ats_sandbox.world.domain.commands.positions import add_position, drop_position, revise_position
from ats_sandbox.world.domain.positions import Position
from ats_sandbox.world.domain.reading import Reading

PORTAL = documented("developers.smartrecruiters.com, Job API; models of clients generated from its contract")
SILENT = inferred("path and body are published, the number of the success is not: 201 creates, 204 deletes")

WHOLE_POSITION = {
    "positionId": "P-2026-17",
    "type": "REPLACEMENT",
    "incumbentName": "Odile Example",
    "positionOpenDate": "2026-03-02T00:00:00.000Z",
    "targetStartDate": "2026-06-01T00:00:00.000Z",
}

positions = Resource("Positions", "The seats that a job fills")


def _known(world: Reading) -> Position:
    """The first position of a job that everybody may see."""
    found = (one for job in world.jobs.where(confidential=False) for one in world.positions.where(job=job.id))
    return next(found)


def its_job(world: Reading) -> str:
    """The id of a job that has a position."""
    return JOB.write(world, _known(world).job)


def its_position(world: Reading) -> str:
    """The id of that position."""
    return POSITION.write(world, _known(world).id)


def the_position(call: Call) -> Position:
    """The position `{positionId}`, which must be one of the job `{jobId}`."""
    job = the_job(call)
    position = call.world.positions.get(POSITION.read(call.world, call.path["positionId"]))
    if position is None or position.job != job.id:
        raise PositionNotFound
    return position


@positions.get(
    "/jobs/{jobId}/positions",
    id="list_job_positions",
    scope="jobs_read",
    headers=LanguageHeader,
    returns=JobPositions,
    errors=[JobNotFound, JobForbidden],
    evidence=PORTAL,
    example=Example(path={"jobId": its_job}),
)
def list_positions(call: Call) -> dict[str, Any]:
    """List the positions of a job."""
    found = call.world.positions.where(job=the_job(call).id)
    return whole(job_position(call.world, position) for position in found)


@positions.post(
    "/jobs/{jobId}/positions",
    id="create_job_position",
    scope="jobs_manage",
    body=JobPositionInput,
    returns=JobPosition,
    status=201,
    errors=[JobNotFound, JobForbidden],
    evidence=SILENT,
    example=Example(path={"jobId": its_job}, body=WHOLE_POSITION),
)
def create_position(call: Call) -> dict[str, Any]:
    """Add an open position to a job."""
    job = the_job(call)
    return job_position(call.world, add_position(call.draft, job.id, **position_told(call.body)))


@positions.get(
    "/jobs/{jobId}/positions/{positionId}",
    id="get_job_position",
    scope="jobs_read",
    headers=LanguageHeader,
    returns=JobPosition,
    errors=[JobNotFound, JobForbidden, PositionNotFound],
    evidence=PORTAL,
    example=Example(path={"jobId": its_job, "positionId": its_position}),
)
def get_position(call: Call) -> dict[str, Any]:
    """Get a position of a job."""
    return job_position(call.world, the_position(call))


@positions.put(
    "/jobs/{jobId}/positions/{positionId}",
    id="put_update_job_position",
    scope="jobs_manage",
    body=JobPositionInput,
    returns=JobPosition,
    status=201,
    errors=[JobNotFound, JobForbidden, PositionNotFound],
    evidence=USE_CASES,
    example=Example(path={"jobId": its_job, "positionId": its_position}, body=WHOLE_POSITION),
)
def put_position(call: Call) -> dict[str, Any]:
    """Update a position to a whole new state; whether it is taken stays as it is."""
    position = the_position(call)
    return job_position(call.world, revise_position(call.draft, position, **position_told(call.body)))


@positions.delete(
    "/jobs/{jobId}/positions/{positionId}",
    id="delete_job_position",
    scope="jobs_manage",
    errors=[JobNotFound, JobForbidden, PositionNotFound],
    evidence=SILENT,
    example=Example(path={"jobId": its_job, "positionId": its_position}),
)
def delete_position(call: Call) -> None:
    """Drop a position of a job."""
    drop_position(call.draft, the_position(call))
