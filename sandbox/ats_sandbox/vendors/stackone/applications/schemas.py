"""The wire shapes of applications as answers show them, and what reads can ask for."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.documents.schemas import ApplicationAttachment, AtsDocument
from ats_sandbox.vendors.stackone.enums import ANSWER_TYPE, APPLICATION_STATUS
from ats_sandbox.vendors.stackone.queries import CreatedFilter, CreatedListQuery, Names, ReadQuery
from ats_sandbox.vendors.stackone.rejected_reasons import RejectedReason
from ats_sandbox.vendors.stackone.shapes import CandidateEmail, CustomFields, PhoneNumber, SocialLink, Unified
from ats_sandbox.vendors.stackone.stages import ApplicationStage, InterviewStage


class ApplicationFilter(CreatedFilter):
    """Which applications to list. Ids are of either form; `stage` is another name of `application_stage_id`."""

    job_id = wire.text()
    stage = wire.text()
    application_stage_id = wire.text()


class ApplicationQuery(ReadQuery):
    """How to show an application."""

    expand = Names(allow_none=True)
    include = Names(allow_none=True)


class ApplicationListQuery(CreatedListQuery):
    """Which applications to list, and how to show them."""

    filter = fields.DeepObject(ApplicationFilter, allow_none=True)
    expand = Names(allow_none=True)
    include = Names(allow_none=True)
    job_id = wire.text(deprecated=True)


class Answer(ResponseSchema):
    """An answer to one screening question."""

    id = wire.text()
    remote_id = wire.text()
    type = wire.enum(ANSWER_TYPE)
    values = wire.texts()


class Questionnaire(ResponseSchema):
    """The answers to one set of questions."""

    id = wire.text()
    remote_id = wire.text()
    answers = wire.many(Answer)


class ApplicationCandidate(ResponseSchema):
    """What an application shows of its candidate."""

    name = wire.text()
    first_name = wire.text()
    last_name = wire.text()
    email = wire.text()
    emails = wire.many(CandidateEmail)
    phone_numbers = wire.many(PhoneNumber)
    social_links = wire.many(SocialLink)
    company = wire.text()
    title = wire.text()


class ResultLink(ResponseSchema):
    """Where a result can be seen."""

    label = wire.text()
    url = wire.text()


class Source(ResponseSchema):
    """Where an application came from."""

    id = wire.text()
    remote_id = wire.text()
    name = wire.text()


class Application(Unified):
    """A candidate on a job."""

    candidate_id = wire.text()
    remote_candidate_id = wire.text()
    job_id = wire.text()
    remote_job_id = wire.text()
    interview_stage = wire.one(InterviewStage, deprecated=True)
    application_stage = wire.one(ApplicationStage)
    interview_stage_id = wire.text(deprecated=True)
    remote_interview_stage_id = wire.text(deprecated=True)
    application_stage_id = wire.text()
    remote_application_stage_id = wire.text()
    rejected_reasons = wire.many(RejectedReason)
    rejected_reason_ids = wire.texts()
    remote_rejected_reason_ids = wire.texts()
    rejected_at = wire.moment()
    location_id = wire.text(deprecated=True)
    remote_location_id = wire.text(deprecated=True)
    location_ids = wire.texts()
    remote_location_ids = wire.texts()
    application_status = wire.enum(APPLICATION_STATUS)
    questionnaires = wire.many(Questionnaire)
    candidate = wire.one(ApplicationCandidate)
    attachments = wire.many(ApplicationAttachment, deprecated=True)
    documents = wire.many(AtsDocument)
    result_links = wire.many(ResultLink)
    source = wire.one(Source)
    created_at = wire.moment()
    updated_at = wire.moment()
    custom_fields = wire.many(CustomFields)
