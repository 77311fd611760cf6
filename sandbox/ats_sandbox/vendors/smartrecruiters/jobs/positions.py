"""Positions: list, add, read, rewrite and drop the seats of a job."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.smartrecruiters import apis, errors, vocabulary
from ats_sandbox.vendors.smartrecruiters.approvals.state import refuse_unapproved
from ats_sandbox.vendors.smartrecruiters.call import Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import Instant, document_of, id_of, input_of
from ats_sandbox.vendors.smartrecruiters.ids import POSITION
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS, POSITIONS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import Spelled
from ats_sandbox.world.domain.commands.positions import add_position, drop_position, revise_position
from ats_sandbox.world.domain.positions import Position
from ats_sandbox.world.domain.reading import Reading

ALL = "/jobs/{jobId}/positions"
ONE = "/jobs/{jobId}/positions/{positionId}"
MANAGING = Facts(forbidden=errors.PositionsForbidden)

positions = Resource("Positions", "The seats that a job fills", apis.JOBS, JOBS, POSITIONS)


class JobPosition(ResponseSchema):
    """A position as it is answered. `positionId` is the customer's own number."""

    id = fields.Text(of=id_of(POSITION), required=True)
    positionId = fields.Text(of="number")
    type = Spelled(vocabulary.POSITION_TYPES, listed=False)
    incumbentName = fields.Text(of="incumbent")
    positionOpenDate = Instant(of="opens_at")
    targetStartDate = Instant(of="starts_at")
    status = Spelled(vocabulary.POSITION_STATUSES, listed=False)


JobPositionInput = input_of(
    JobPosition, "JobPositionInput", "positionId type! incumbentName positionOpenDate! targetStartDate!"
)

positions.lists(ALL, "List the positions of a job.", id="list_job_positions", item=JobPosition)


@positions.post(
    ALL,
    id="create_job_position",
    body=JobPositionInput,
    returns={201: JobPosition},
    errors=[errors.ApprovalProcessEnabled],
    evidence=apis.JOBS.evidence,
    facts=MANAGING,
)
def create_position(call: Call) -> Document:
    """Add an open position to a job."""
    refuse_unapproved(call, JOBS.get_or_404(call).id)
    return document_of(JobPosition, add_position(call.draft, JOBS.get_or_404(call).id, **call.body), call)


positions.shows(ONE, "Get a position of a job.", id="get_job_position", schema=JobPosition)


@positions.put(
    ONE,
    id="put_update_job_position",
    body=JobPositionInput,
    returns={201: JobPosition},
    errors=[errors.ApprovalProcessEnabled],
    evidence=apis.USE_CASES,
    facts=MANAGING,
)
def put_position(call: Call) -> Document:
    """Update a position to a whole new state; whether it is taken stays as it is."""
    refuse_unapproved(call, JOBS.get_or_404(call).id)
    return document_of(JobPosition, revise_position(call.draft, POSITIONS.get_or_404(call), **call.body), call)


def _vacant(world: Reading) -> Position:
    """The first position that nobody was hired for, of a job that everybody may see."""
    vacant = (one for one in world.positions if one.application is None)
    return next(one for one in vacant if not world.jobs[one.job].confidential)


@positions.delete(
    ONE,
    id="delete_job_position",
    errors=[errors.ApprovalProcessEnabled, errors.PositionAssigned],
    evidence=apis.JOBS.evidence,
    example=Example(
        path={
            "jobId": lambda world: JOBS.codec.write(world, _vacant(world).job),
            "positionId": lambda world: POSITIONS.id_of(world, _vacant(world)),
        }
    ),
    facts=MANAGING,
)
def delete_position(call: Call) -> None:
    """Drop a position of a job to which no candidate is assigned."""
    refuse_unapproved(call, JOBS.get_or_404(call).id)
    position = POSITIONS.get_or_404(call)
    if position.application is not None:
        raise errors.PositionAssigned
    drop_position(call.draft, position)
