"""The wire shapes of applications as requests send them."""

from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.candidates.schemas import CandidateInput
from ats_sandbox.vendors.stackone.documents.schemas import DocumentInput
from ats_sandbox.vendors.stackone.enums import ANSWER_TYPE, APPLICATION_STATUS
from ats_sandbox.vendors.stackone.shapes import CustomFieldsInput


class AnswerInput(RequestSchema):
    """An answer to one screening question."""

    id = wire.text()
    type = wire.TextOrEnum(ANSWER_TYPE)
    values = wire.texts()


class QuestionnaireInput(RequestSchema):
    """The answers to one set of questions."""

    id = wire.text()
    answers = wire.many(AnswerInput)


class SourceInput(RequestSchema):
    """Where an application came from."""

    id = wire.text()
    name = wire.text()


class ApplicationInput(RequestSchema):
    """A new application: of a known candidate or of one that comes along, on a job."""

    passthrough = wire.free()
    job_id = wire.text()
    job_posting_id = wire.text()
    location_id = wire.text()
    application_status = wire.enum_input(APPLICATION_STATUS)
    questionnaires = wire.OneOrMany(QuestionnaireInput)
    source = wire.one(SourceInput)
    candidate_id = wire.text()
    candidate = wire.one(CandidateInput)
    documents = wire.many(DocumentInput)


class ApplicationUpdate(RequestSchema):
    """What changes; absent members stay, null clears."""

    passthrough = wire.free()
    custom_fields = wire.many(CustomFieldsInput)
    application_status = wire.enum_input(APPLICATION_STATUS)
    source = wire.one(SourceInput)


class MoveInput(RequestSchema):
    """The stage to move to."""

    passthrough = wire.free()
    interview_stage_id = wire.text()


class RejectInput(RequestSchema):
    """Why the application is rejected."""

    passthrough = wire.free()
    rejected_reason_id = wire.text()
