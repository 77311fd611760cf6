"""Applications as answers show them."""

from collections.abc import Iterable
from typing import Any

from ats_sandbox.vendors.stackone.applications.status import application_status
from ats_sandbox.vendors.stackone.candidates.views import contact
from ats_sandbox.vendors.stackone.custom_fields.values import custom_fields, unified
from ats_sandbox.vendors.stackone.documents.views import attachment, document
from ats_sandbox.vendors.stackone.enums import ANSWER_TYPE, UNMAPPED
from ats_sandbox.vendors.stackone.ids import ident, idents, told
from ats_sandbox.vendors.stackone.lens import Lens
from ats_sandbox.vendors.stackone.orders.records import result_links
from ats_sandbox.vendors.stackone.rejected_reasons.views import rejected_reason
from ats_sandbox.vendors.stackone.shapes import moment
from ats_sandbox.vendors.stackone.stages.views import stage
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, ApplicationFacts, facts_of, standing
from ats_sandbox.world.domain.applications import Application, ScreeningAnswer
from ats_sandbox.world.domain.pipelines import ApplicationStatus


def application(record: Application, lens: Lens) -> dict[str, Any]:
    """One application; documents only with `expand`, attachments and custom fields only with `include`."""
    world = lens.world
    facts = facts_of(world, APPLICATION_FACTS, record.id)
    where = stage(world.stages[record.stage], lens)
    over = record.status in (ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN)
    reason = world.reasons.get(record.reason) if over else None
    reasons = [] if reason is None else [reason]
    offices = world.jobs[record.job].locations if facts.location is None else (facts.location,)
    files = list(world.attachments.where(application=record.id)) if lens.asked else []
    return {
        **ident(world, "application", record.id),
        "unified_custom_fields": unified(facts),
        **ident(world, "candidate", record.candidate, "candidate_id"),
        **ident(world, "job", record.job, "job_id"),
        "interview_stage": where,
        "application_stage": where,
        **ident(world, "stage", record.stage, "interview_stage_id"),
        **ident(world, "stage", record.stage, "application_stage_id"),
        "rejected_reasons": [rejected_reason(one, lens) for one in reasons],
        **idents(world, "reason", (one.id for one in reasons), "rejected_reason_ids"),
        "rejected_at": moment(record.ended_at) if over else None,
        **ident(world, "location", offices[0] if offices else None, "location_id"),
        **idents(world, "location", offices, "location_ids"),
        "application_status": application_status(record, facts),
        "questionnaires": questionnaires(record.answers),
        "candidate": contact(world.candidates[record.candidate], lens),
        "attachments": [attachment(one, lens) for one in files] if "attachments" in lens.asked else None,
        "documents": [document(one, lens) for one in files] if "documents" in lens.asked else None,
        "result_links": result_links(world, record.id),
        "source": source(record, facts, lens),
        "created_at": moment(record.created_at),
        "updated_at": moment(record.updated_at),
        "custom_fields": custom_fields(facts.custom) if "custom_fields" in lens.asked else None,
    }


def source(record: Application, facts: ApplicationFacts, lens: Lens) -> dict[str, Any] | None:
    """Where an application came from: a source that the company lists, or what it was called."""
    listed = lens.world.sources.get(record.source)
    if listed is not None:
        return {**ident(lens.world, "source", listed.id), "name": listed.label}
    remote = standing(facts.source, record.origin, None)
    return None if remote is None and record.origin is None else {**told(remote), "name": record.origin}


def questionnaires(answers: Iterable[ScreeningAnswer]) -> list[dict[str, Any]]:
    """Answers by the questionnaire that they belong to; ids are those that were given, or the texts themselves."""
    sheets: dict[str | None, list[dict[str, Any]]] = {}
    for one in answers:
        type = {"value": one.type if one.type in ANSWER_TYPE else UNMAPPED, "source_value": one.type}
        shown = {**told(one.question), "type": type, "values": list(one.values)}
        sheets.setdefault(one.questionnaire, []).append(shown)
    return [{**told(sheet), "answers": shown} for sheet, shown in sheets.items()]
