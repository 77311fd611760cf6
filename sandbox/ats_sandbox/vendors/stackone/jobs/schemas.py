"""The wire shapes of jobs."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import RequestSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import JOB_STATUS, TRUTH
from ats_sandbox.vendors.stackone.queries import CreatedFilter, CreatedListQuery, Names, ReadQuery
from ats_sandbox.vendors.stackone.shapes import CustomFields, CustomFieldsInput, HiringTeam, HiringTeamInput, Unified
from ats_sandbox.vendors.stackone.stages import InterviewStage, InterviewStageInput

FILTERED = ("open", "draft")
"""The only statuses that lists can be narrowed to."""


class JobFilter(CreatedFilter):
    """Which jobs to list."""

    job_status = fields.Choice(FILTERED, allow_none=True)
    status = fields.Choice(FILTERED, allow_none=True, metadata={"deprecated": True})


class JobQuery(ReadQuery):
    """How to show a job."""

    expand = Names(allow_none=True)
    include = Names(allow_none=True)


class JobListQuery(CreatedListQuery):
    """Which jobs to list, and how to show them."""

    filter = fields.DeepObject(JobFilter, allow_none=True)
    expand = Names(allow_none=True)
    include = Names(allow_none=True)


class JobInput(RequestSchema):
    """A new job, or what changes of one; nothing is required."""

    unified_custom_fields = wire.free()
    code = wire.text()
    title = wire.text()
    description = wire.text()
    status = wire.text(deprecated=True)
    job_status = wire.enum_input(JOB_STATUS)
    department_ids = wire.texts()
    location_ids = wire.texts()
    hiring_team = wire.many(HiringTeamInput)
    interview_stages = wire.many(InterviewStageInput)
    confidential = wire.bare(TRUTH)
    custom_fields = wire.many(CustomFieldsInput)
    passthrough = wire.free()


class AtsJob(Unified):
    """A requisition."""

    code = wire.text()
    title = wire.text()
    description = wire.text()
    status = wire.text(deprecated=True)
    job_status = wire.enum(JOB_STATUS)
    department_ids = wire.texts()
    remote_department_ids = wire.texts()
    location_ids = wire.texts()
    remote_location_ids = wire.texts()
    hiring_team = wire.many(HiringTeam)
    interview_stages = wire.many(InterviewStage)
    confidential = wire.bare(TRUTH)
    custom_fields = wire.many(CustomFields)
    created_at = wire.moment()
    updated_at = wire.moment()
