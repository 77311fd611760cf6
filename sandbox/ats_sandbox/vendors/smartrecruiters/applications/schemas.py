"""The wire shapes of a candidate on a job."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters.labels import Labelled
from ats_sandbox.vendors.smartrecruiters.links import Action
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES


class AssignmentActions(ResponseSchema):
    """What an assignment leads to."""

    sourceDetails = fields.Nested(Action)


class AssignmentJobActions(ResponseSchema):
    """What the job of an assignment leads to; a position only for who was hired into it."""

    details = fields.Nested(Action, required=True)
    positionDetails = fields.Nested(Action)


class AssignmentJob(ResponseSchema):
    """The job of an assignment."""

    id = fields.Text()
    title = fields.Text()
    actions = fields.Nested(AssignmentJobActions)


class Standing(ResponseSchema):
    """Where a candidate stands on a job; what does not apply is left out."""

    status = fields.Choice(CANDIDATE_STATUSES.all)
    subStatus = fields.Text()
    startsOn = fields.DateTime()
    source = fields.Text()
    reasonOfRejection = fields.Nested(Labelled)
    reasonOfWithdrawal = fields.Nested(Labelled)
    actions = fields.Nested(AssignmentActions)


class Assignment(Standing):
    """Where a candidate stands on which job."""

    job = fields.Nested(AssignmentJob)


class Application(Standing):
    """Where a candidate stands on the job that was asked about."""

    url = fields.Text()
    applicationId = fields.Text()


class CandidateStatusHistoryListElem(ResponseSchema):
    """A change of status; the actions are links by name."""

    changedOn = fields.DateTime()
    status = fields.Choice(CANDIDATE_STATUSES.all)
    subStatus = fields.Text()
    actions = fields.FreeObject()


class CandidateStatusHistoryList(ResponseSchema):
    """Every change of status, oldest first."""

    totalFound = fields.Integer()
    content = fields.Array(fields.Nested(CandidateStatusHistoryListElem))


class CandidateStatus(RequestSchema):
    """The status to bring a candidate to; null is the same as absent."""

    status = fields.Choice(CANDIDATE_STATUSES.all, required=True)
    subStatus = fields.Text(allow_none=True)
    startsOn = fields.DateTime(allow_none=True)
    reason = fields.Text(allow_none=True)
