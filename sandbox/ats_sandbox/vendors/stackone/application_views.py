"""The wire shapes of applications, and where their members come from."""

import msgspec

from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import RequestSchema, shape_of
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.stackone import wire
from ats_sandbox.vendors.stackone.candidates import ApplicationCandidate, CandidateInput, profile_of
from ats_sandbox.vendors.stackone.custom_fields import CUSTOM_FIELDS, UNIFIED_FIELDS
from ats_sandbox.vendors.stackone.documents import (
    ApplicationAttachment,
    AtsDocument,
    DocumentInput,
    attachment,
    document,
)
from ats_sandbox.vendors.stackone.enums import ANSWER_TYPE, APPLICATION_STATUS, UNMAPPED, shown
from ats_sandbox.vendors.stackone.ids import id_pair, remote_id_pair
from ats_sandbox.vendors.stackone.orders.records import result_links
from ats_sandbox.vendors.stackone.rejected_reasons import RejectedReason
from ats_sandbox.vendors.stackone.shapes import Unified
from ats_sandbox.vendors.stackone.stages import ApplicationStage, InterviewStage
from ats_sandbox.vendors.stackone.state import APPLICATION_FACTS, ApplicationFacts, effective, facts_of
from ats_sandbox.vendors.stackone.view_context import ViewContext
from ats_sandbox.vendors.stackone.vocabulary import APPLICATION_STATUS as STATUSES
from ats_sandbox.world.domain.applications import Application as Record
from ats_sandbox.world.domain.attachments import Attachment
from ats_sandbox.world.domain.commands.applications import ENDINGS
from ats_sandbox.world.domain.reasons import Reason


class Candidacy(msgspec.Struct, frozen=True):
    """An application with what only StackOne knows of it, its stage as shown, its reasons, offices and files."""

    record: Record
    facts: ApplicationFacts
    stage: Document
    reasons: list[Reason]
    offices: tuple[int, ...]
    files: list[Attachment]

    @property
    def rejected_at(self) -> int | None:
        """When it was rejected or withdrawn."""
        return self.record.ended_at if self.record.status in ENDINGS else None


def candidacy(record: Record, context: ViewContext) -> Candidacy:
    """An application with what its view needs."""
    world = context.world
    facts = facts_of(world, APPLICATION_FACTS, record.id)
    reason = world.reasons.get(record.reason) if record.status in ENDINGS else None
    return Candidacy(
        record,
        facts,
        stage=view_of(ApplicationStage)(world.stages[record.stage], context),
        reasons=[] if reason is None else [reason],
        offices=world.jobs[record.job].locations if facts.location is None else (facts.location,),
        files=list(world.attachments.where(application=record.id)) if context.requested else [],
    )


Answer = wire.identified("Answer", type=wire.enum(ANSWER_TYPE), values=wire.texts())
Questionnaire = wire.identified("Questionnaire", answers=wire.many(Answer))
ResultLink = shape_of("ResultLink", label=wire.text(), url=wire.text())
Source = wire.identified("Source", name=wire.text())


def _questionnaires(one: Candidacy, _context: ViewContext) -> list[Document]:
    """Answers by the questionnaire that they belong to; ids are those that were given, or the texts themselves."""
    answers: dict[str | None, list[Document]] = {}
    for answer in one.record.answers:
        type = shown(answer.type if answer.type in ANSWER_TYPE else UNMAPPED, answer.type)
        one_answer = {**remote_id_pair(answer.question), "type": type, "values": list(answer.values)}
        answers.setdefault(answer.questionnaire, []).append(one_answer)
    return [{**remote_id_pair(id), "answers": given} for id, given in answers.items()]


def _source(one: Candidacy, context: ViewContext) -> Document | None:
    """A source that the company lists, or what it was called."""
    listed, origin = context.world.sources.get(one.record.source), one.record.origin
    if listed is not None:
        return {**id_pair(context.world, "source", listed.id), "name": listed.label}
    remote = effective(one.facts.source, origin, None)
    return None if remote is None and origin is None else {**remote_id_pair(remote), "name": origin}


class Application(Unified):
    """A candidate on a job; documents only with `expand`, attachments and custom fields only with `include`."""

    id, remote_id = wire.ids("application", "record.id")
    unified_custom_fields = UNIFIED_FIELDS
    candidate_id, remote_candidate_id = wire.ids("candidate", "record.candidate")
    job_id, remote_job_id = wire.ids("job", "record.job")
    interview_stage = wire.one(InterviewStage, "stage", deprecated=True)
    application_stage = wire.one(ApplicationStage, "stage")
    interview_stage_id, remote_interview_stage_id = wire.ids("stage", "record.stage", deprecated=True)
    application_stage_id, remote_application_stage_id = wire.ids("stage", "record.stage")
    rejected_reasons = wire.many(RejectedReason, "reasons")
    rejected_reason_ids, remote_rejected_reason_ids = wire.id_lists(
        "reason", lambda one, context: (reason.id for reason in one.reasons)
    )
    rejected_at = wire.moment()
    location_id, remote_location_id = wire.ids(
        "location", lambda one, context: one.offices[0] if one.offices else None, deprecated=True
    )
    location_ids, remote_location_ids = wire.id_lists("location", "offices")
    application_status = wire.enum(
        APPLICATION_STATUS, lambda one, context: STATUSES.show(one.record.status, one.facts.status)
    )
    questionnaires = wire.many(Questionnaire, _questionnaires)
    candidate = wire.one(
        ApplicationCandidate, lambda one, context: profile_of(context.world.candidates[one.record.candidate], context)
    )
    attachments = wire.many(
        ApplicationAttachment,
        wire.requested("attachments", lambda one, context: [attachment(file, context) for file in one.files]),
        deprecated=True,
    )
    documents = wire.many(
        AtsDocument, wire.requested("documents", lambda one, context: [document(file, context) for file in one.files])
    )
    result_links = wire.many(ResultLink, lambda one, context: result_links(context.world, one.record.id))
    source = wire.one(Source, _source)
    created_at = wire.moment("record.created_at")
    updated_at = wire.moment("record.updated_at")
    custom_fields = CUSTOM_FIELDS


AnswerInput = wire.input_of(Answer, "id", type=wire.TextOrEnum(ANSWER_TYPE), values=wire.texts())
QuestionnaireInput = wire.input_of(Questionnaire, "id answers")
SourceInput = wire.input_of(Source, "id name")


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


ApplicationUpdate = wire.input_of(
    Application, "passthrough custom_fields application_status source", name="ApplicationUpdate"
)


MoveInput = wire.input_of(Application, "passthrough", name="MoveInput", interview_stage_id=wire.text())
RejectInput = wire.input_of(Application, "passthrough", name="RejectInput", rejected_reason_id=wire.text())
