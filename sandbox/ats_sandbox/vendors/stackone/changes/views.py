"""Changes as answers show them."""

from typing import Any

from ats_sandbox.vendors.stackone.applications.status import application_status
from ats_sandbox.vendors.stackone.changes.history import Aspect, Change
from ats_sandbox.vendors.stackone.ids import id_of, id_pair
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import APPLICATION_STATUS
from ats_sandbox.world.domain.applications import Activity

TYPE = {
    Aspect.STAGE: {"value": "interview_stage", "source_value": "StageChange"},
    Aspect.STATUS: {"value": "application_status", "source_value": "StatusChange"},
    Aspect.REASONS: {"value": "rejected_reasons", "source_value": "ReasonChange"},
}


def change(one: Change, context: ViewContext) -> dict[str, Any]:
    """One change; what nobody did has no actor."""
    entry = one.entry
    return {
        **id_pair(context.world, "change", one.id),
        "created_at": moment(entry.at),
        "effective_at": moment(entry.at if entry.dated is None else entry.dated),
        "actor": None if entry.by is None else id_pair(context.world, "user", entry.by),
        "change_type": TYPE[one.aspect],
        "new_values": _values(one, context),
    }


def _values(one: Change, context: ViewContext) -> dict[str, Any]:
    entry, world = one.entry, context.world
    if one.aspect is Aspect.STAGE:
        assert entry.stage is not None
        return {"interview_stage_id": id_of(world, "stage", entry.stage)}
    if one.aspect is Aspect.REASONS:
        ids = [] if entry.reason is None else [id_of(world, "reason", entry.reason)]
        return {"rejected_reason_ids": ids}
    return {"application_status": _status(entry, one, context)}


def _status(entry: Activity, one: Change, context: ViewContext) -> dict[str, Any]:
    """The status in the words in which it was told, as long as these still hold."""
    assert entry.status is not None
    if not one.last:
        return APPLICATION_STATUS.show(entry.status)
    application = context.world.applications[entry.application]
    return application_status(application, facts_of(context.world, APPLICATION_FACTS, application.id))
