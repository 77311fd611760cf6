"""The wire shapes of interviews."""

from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import INTERVIEW_STATUS, INTERVIEW_TYPE
from ats_sandbox.vendors.stackone.stages.schemas import InterviewStage


class InterviewPart(ResponseSchema):
    """One part of an interview."""

    id = wire.text()
    remote_id = wire.text()
    type = wire.enum(INTERVIEW_TYPE)
    title = wire.text()
    interviewer_ids = wire.texts()
    remote_interviewer_ids = wire.texts()
    meeting_url = wire.text()
    meeting_provider = wire.text()
    start_at = wire.moment()
    end_at = wire.moment()
    created_at = wire.moment()
    updated_at = wire.moment()


class Interviewer(ResponseSchema):
    """Somebody who interviews."""

    id = wire.text()
    remote_id = wire.text()
    first_name = wire.text()
    last_name = wire.text()
    name = wire.text()
    email = wire.text()


class ScheduledInterview(ResponseSchema):
    """A meeting about an application, as its application shows it."""

    id = wire.text()
    remote_id = wire.text()
    application_id = wire.text()
    remote_application_id = wire.text()
    interview_stage_id = wire.text()
    remote_interview_stage_id = wire.text()
    interview_stage = wire.one(InterviewStage)
    interview_status = wire.enum(INTERVIEW_STATUS)
    interviewer_ids = wire.texts()
    remote_interviewer_ids = wire.texts()
    interview_parts = wire.many(InterviewPart)
    interviewers = wire.many(Interviewer)
    start_at = wire.moment()
    end_at = wire.moment()
    meeting_url = wire.text()
    created_at = wire.moment()
    updated_at = wire.moment()


class Interview(ScheduledInterview):
    """A meeting about an application."""

    unified_custom_fields = wire.free()
