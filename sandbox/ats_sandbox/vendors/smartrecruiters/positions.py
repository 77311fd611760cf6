"""Positions: list, add, read, rewrite and drop the seats of a job."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members, RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters import samples
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Resource
from ats_sandbox.vendors.smartrecruiters.declare import declare_get, declare_list
from ats_sandbox.vendors.smartrecruiters.documents import Instant, document_of, id_of
from ats_sandbox.vendors.smartrecruiters.errors import USE_CASES
from ats_sandbox.vendors.smartrecruiters.ids import POSITION
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS, POSITIONS, POSITIONS_OF_JOB
from ats_sandbox.vendors.smartrecruiters.vocabulary import POSITION_STATUSES, POSITION_TYPES
from ats_sandbox.world.domain.commands.positions import add_position, drop_position, revise_position
from ats_sandbox.world.domain.positions import Position

PORTAL = documented("developers.smartrecruiters.com, Job API; models of clients generated from its contract")
SILENT = inferred("path and body are published, the number of the success is not: 201 creates, 204 deletes")
ALL = "/jobs/{jobId}/positions"
ONE = "/jobs/{jobId}/positions/{positionId}"

positions = Resource(
    "Positions",
    "The seats that a job fills",
    scope="jobs",
    evidence=PORTAL,
    names=(
        JOBS,
        POSITIONS,
    ),
    path=samples.A_POSITION,
    labels=True,
)


class JobPositionInput(RequestSchema):
    """A whole position; null is the same as absent. `positionId` is the customer's own number."""

    positionId = fields.Text(allow_none=True)
    type = fields.Choice(POSITION_TYPES.all, required=True)
    incumbentName = fields.Text(allow_none=True)
    positionOpenDate = fields.DateTime(required=True)
    targetStartDate = fields.DateTime(required=True)


class JobPosition(ResponseSchema):
    """A position as it is answered."""

    id = fields.Text(of=id_of(POSITION), required=True)
    positionId = fields.Text(of="number")
    type = fields.Text(of=lambda one, call: POSITION_TYPES.write(one.type))
    incumbentName = fields.Text(of="incumbent")
    positionOpenDate = Instant(of="opens_at")
    targetStartDate = Instant(of="starts_at")
    status = fields.Text(of=lambda one, call: POSITION_STATUSES.write(one.status))


def the_position(call: AnyCall) -> Position:
    """The position `{positionId}` of the job `{jobId}`."""
    return POSITIONS_OF_JOB.get_or_404(call, POSITIONS)


def position_fields(body: Members) -> Members:
    """Fields of a Position, as a request describes them; what it leaves out is empty."""
    return {
        "number": body.get("positionId"),
        "type": POSITION_TYPES.read(body["type"]),
        "incumbent": body.get("incumbentName"),
        "opens_at": body["positionOpenDate"],
        "starts_at": body["targetStartDate"],
    }


declare_list(
    positions,
    ALL,
    "List the positions of a job.",
    id="list_job_positions",
    item=JobPosition,
    rows=lambda call: POSITIONS_OF_JOB.rows(call, POSITIONS),
)


@positions.post(
    ALL,
    id="create_job_position",
    body=JobPositionInput,
    returns={201: JobPosition},
    evidence=SILENT,
    example=Example(body=samples.body("position")),
)
def create_position(call: Call) -> Document:
    """Add an open position to a job."""
    job = JOBS.get_or_404(call)
    return document_of(JobPosition, add_position(call.draft, job.id, **position_fields(call.body)), call)


declare_get(positions, ONE, "Get a position of a job.", id="get_job_position", schema=JobPosition, record=the_position)


@positions.put(
    ONE,
    id="put_update_job_position",
    body=JobPositionInput,
    returns={201: JobPosition},
    evidence=USE_CASES,
    example=Example(body=samples.body("position")),
)
def put_position(call: Call) -> Document:
    """Update a position to a whole new state; whether it is taken stays as it is."""
    position = the_position(call)
    return document_of(JobPosition, revise_position(call.draft, position, **position_fields(call.body)), call)


@positions.delete(
    ONE,
    id="delete_job_position",
    evidence=SILENT,
)
def delete_position(call: Call) -> None:
    """Drop a position of a job."""
    drop_position(call.draft, the_position(call))
