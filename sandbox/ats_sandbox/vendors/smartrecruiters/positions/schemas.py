"""The wire shapes of positions."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.vocabulary import POSITION_TYPES


class JobPositionInput(RequestSchema):
    """A whole position; null is the same as absent. `positionId` is the customer's own number."""

    positionId = fields.Text(allow_none=True)
    type = fields.Choice(POSITION_TYPES.all, required=True)
    incumbentName = fields.Text(allow_none=True)
    positionOpenDate = fields.DateTime(required=True)
    targetStartDate = fields.DateTime(required=True)


class JobPosition(ResponseSchema):
    """A position as it is answered."""

    id = fields.Text(required=True)
    positionId = fields.Text()
    type = fields.Text()
    incumbentName = fields.Text()
    positionOpenDate = fields.Text()
    targetStartDate = fields.Text()
    status = fields.Text()


class JobPositions(ResponseSchema):
    """Every position of a job."""

    totalFound = fields.Integer(required=True)
    content = fields.Array(fields.Nested(JobPosition), required=True)
