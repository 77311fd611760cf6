"""The wire shapes of changes, and how their list is narrowed."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.enums import APPLICATION_CHANGE_TYPE, APPLICATION_STATUS
from ats_sandbox.vendors.stackone.pages import RawResponse
from ats_sandbox.vendors.stackone.queries import CursorQuery


class ChangeFilter(QuerySchema):
    """Which changes to list."""

    created_after = fields.DateTime(allow_none=True)
    change_type = wire.bare(APPLICATION_CHANGE_TYPE)


class ChangesQuery(CursorQuery):
    """Set C, with the filters of changes."""

    filter = fields.DeepObject(ChangeFilter, allow_none=True)


class ChangesActor(ResponseSchema):
    """Who changed something."""

    id = wire.text()
    remote_id = wire.text()


class ChangedValues(ResponseSchema):
    """What changed, and nothing else."""

    interview_stage_id = wire.text(deprecated=True)
    rejected_reason_ids = wire.texts()
    application_status = wire.enum(APPLICATION_STATUS)


class ApplicationChange(ResponseSchema):
    """One property of an application changed."""

    id = wire.text()
    remote_id = wire.text()
    created_at = fields.DateTime(required=True)
    effective_at = wire.moment()
    actor = wire.one(ChangesActor)
    change_type = wire.enum(APPLICATION_CHANGE_TYPE)
    new_values = fields.Nested(ChangedValues, required=True)


class ApplicationChangesPaginated(ResponseSchema):
    """The envelope of this list: it has no `next_page`, and even its records are optional."""

    next = wire.text()
    data = wire.many(ApplicationChange)
    raw = wire.many(RawResponse)
