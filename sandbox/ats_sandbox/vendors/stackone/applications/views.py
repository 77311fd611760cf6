"""Applications as answers show them."""

from collections.abc import Iterable
from typing import Any

from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone.applications.status import application_status
from ats_sandbox.vendors.stackone.candidates.views import contact
from ats_sandbox.vendors.stackone.custom_fields.values import custom_fields, unified
from ats_sandbox.vendors.stackone.documents.views import attachment, document
from ats_sandbox.vendors.stackone.enums import ANSWER_TYPE, UNMAPPED
from ats_sandbox.vendors.stackone.ids import id_lists, id_pair, remote_id_pair
from ats_sandbox.vendors.stackone.orders.records import result_links
from ats_sandbox.vendors.stackone.rejected_reasons import RejectedReason
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.stages import ApplicationStage
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, ApplicationFacts, effective, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.world.domain.applications import Application, ScreeningAnswer
from ats_sandbox.world.domain.pipelines import ApplicationStatus


def application(record: Application, context: ViewContext) -> dict[str, Any]:
    """One application; documents only with `expand`, attachments and custom fields only with `include`."""
    world = context.world
    facts = facts_of(world, APPLICATION_FACTS, record.id)
    where = view_of(ApplicationStage)(world.stages[record.stage], context)
    over = record.status in (ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN)
    reason = world.reasons.get(record.reason) if over else None
    reasons = [] if reason is None else [reason]
    offices = world.jobs[record.job].locations if facts.location is None else (facts.location,)
    files = list(world.attachments.where(application=record.id)) if context.requested else []
    return {
        **id_pair(world, "application", record.id),
        "unified_custom_fields": unified(facts),
        **id_pair(world, "candidate", record.candidate, "candidate_id"),
        **id_pair(world, "job", record.job, "job_id"),
        "interview_stage": where,
        "application_stage": where,
        **id_pair(world, "stage", record.stage, "interview_stage_id"),
        **id_pair(world, "stage", record.stage, "application_stage_id"),
        "rejected_reasons": [view_of(RejectedReason)(one, context) for one in reasons],
        **id_lists(world, "reason", (one.id for one in reasons), "rejected_reason_ids"),
        "rejected_at": moment(record.ended_at) if over else None,
        **id_pair(world, "location", offices[0] if offices else None, "location_id"),
        **id_lists(world, "location", offices, "location_ids"),
        "application_status": application_status(record, facts),
        "questionnaires": questionnaires(record.answers),
        "candidate": contact(world.candidates[record.candidate], context),
        "attachments": [attachment(one, context) for one in files] if "attachments" in context.requested else None,
        "documents": [document(one, context) for one in files] if "documents" in context.requested else None,
        "result_links": result_links(world, record.id),
        "source": source(record, facts, context),
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
        "custom_fields": custom_fields(facts.custom) if "custom_fields" in context.requested else None,
    }


def source(record: Application, facts: ApplicationFacts, context: ViewContext) -> dict[str, Any] | None:
    """Where an application came from: a source that the company lists, or what it was called."""
    listed = context.world.sources.get(record.source)
    if listed is not None:
        return {**id_pair(context.world, "source", listed.id), "name": listed.label}
    remote = effective(facts.source, record.origin, None)
    return None if remote is None and record.origin is None else {**remote_id_pair(remote), "name": record.origin}


def questionnaires(answers: Iterable[ScreeningAnswer]) -> list[dict[str, Any]]:
    """Answers by the questionnaire that they belong to; ids are those that were given, or the texts themselves."""
    sheets: dict[str | None, list[dict[str, Any]]] = {}
    for one in answers:
        type = {"value": one.type if one.type in ANSWER_TYPE else UNMAPPED, "source_value": one.type}
        shown = {**remote_id_pair(one.question), "type": type, "values": list(one.values)}
        sheets.setdefault(one.questionnaire, []).append(shown)
    return [{**remote_id_pair(sheet), "answers": shown} for sheet, shown in sheets.items()]
