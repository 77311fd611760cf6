"""The wire shapes of job postings."""

from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import (
    COMPENSATION_TYPE,
    CONDITION_TYPE,
    EMPLOYMENT_CONTRACT_TYPE,
    EMPLOYMENT_TYPE,
    JOB_POSTING_STATUS,
    PAY_FREQUENCY,
    PAY_PERIOD,
    QUESTION_TYPE,
    SECTION_TYPE,
    TRUTH,
)
from ats_sandbox.vendors.stackone.queries import CreatedListQuery, Names, ReadQuery
from ats_sandbox.vendors.stackone.shapes import Unified


class JobPostingQuery(ReadQuery):
    """How to show a posting."""

    include = Names(allow_none=True)


class JobPostingListQuery(CreatedListQuery):
    """Which postings to list, and how to show them."""

    include = Names(allow_none=True)


class JobPostingLocation(ResponseSchema):
    """Where the job is."""

    id = wire.text()
    remote_id = wire.text()
    name = wire.text()


class JobPostingContentSection(ResponseSchema):
    """A part of the text."""

    id = wire.text()
    remote_id = wire.text()
    type = wire.enum(SECTION_TYPE)
    label = wire.text()
    content = wire.text()


class JobPostingContent(ResponseSchema):
    """The text, whole and in parts."""

    plain = wire.text()
    html = wire.text()
    sections = wire.many(JobPostingContentSection)


class JobPostingCompensation(ResponseSchema):
    """What the job pays; amounts are strings."""

    title = wire.text()
    type = wire.enum(COMPENSATION_TYPE)
    pay_period = wire.enum(PAY_PERIOD)
    pay_frequency = wire.enum(PAY_FREQUENCY)
    currency = wire.text()
    value = wire.text()
    min_value_range = wire.text()
    max_value_range = wire.text()


class QuestionMultipleChoiceAnswers(ResponseSchema):
    """One of the answers to choose from."""

    id = wire.text()
    remote_id = wire.text()
    text = wire.text()


class ParentQuestion(ResponseSchema):
    """The question that another one depends on."""

    id = wire.text()
    remote_id = wire.text()
    option_ids = wire.texts()
    remote_option_ids = wire.texts()
    condition_type = wire.enum(CONDITION_TYPE)


class Question(ResponseSchema):
    """A screening question."""

    id = wire.text()
    remote_id = wire.text()
    name = wire.text()
    type = wire.enum(QUESTION_TYPE)
    text = wire.text()
    required = wire.boolish()
    multiple_choice_answers = wire.many(QuestionMultipleChoiceAnswers)
    parent_question = wire.one(ParentQuestion)


class JobPostingQuestionnaire(ResponseSchema):
    """Questions that applicants are asked."""

    id = wire.text()
    remote_id = wire.text()
    name = wire.text()
    internal = wire.boolish()
    questions = wire.many(Question)


class JobPosting(Unified):
    """An advertisement of a job."""

    title = wire.text()
    locations = wire.many(JobPostingLocation)
    internal = wire.bare(TRUTH)
    status = wire.enum(JOB_POSTING_STATUS)
    job_id = wire.text()
    remote_job_id = wire.text()
    content = wire.one(JobPostingContent)
    compensation = wire.many(JobPostingCompensation)
    employment_type = wire.enum(EMPLOYMENT_TYPE)
    employment_contract_type = wire.enum(EMPLOYMENT_CONTRACT_TYPE)
    external_url = wire.text()
    external_apply_url = wire.text()
    questionnaires = wire.many(JobPostingQuestionnaire)
    start_date = wire.moment()
    created_at = wire.moment()
    updated_at = wire.moment()
