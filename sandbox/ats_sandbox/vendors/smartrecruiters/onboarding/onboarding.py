"""SmartOnboard: new hires, their onboarding processes, and what they submitted."""

from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Binary, Document, Example, Reply, Sample
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.documents import Source, id_of, part, parts
from ats_sandbox.vendors.smartrecruiters.ids import APPLICATION, JOB, own
from ats_sandbox.vendors.smartrecruiters.onboarding.assignments import (
    ACTIVITIES,
    PDF_FORMS,
    WEB_FORMS,
    Activity,
    Assignment,
    Assignments,
    PdfForm,
    WebForm,
)
from ats_sandbox.vendors.smartrecruiters.onboarding.state import (
    NEW_HIRE,
    ONBOARDING_PROCESS,
    ONBOARDING_PROCESSES,
    OnboardingProcess,
)
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.seeding.pdf import pdf

ROOT = "/smartonboard-api/v202205"
PROCESS = f"{ROOT}/onboarding-processes/{{onboardingProcessId}}"
WEB_FORM = f"{ROOT}/web-form-assignments/{{webFormAssignmentId}}"
ACTIVITY = f"{ROOT}/activity-assignments/{{activityAssignmentId}}"
SUBMISSIONS = "assignments_submissions_read"
ANSWERS = inferred("path and model are published; when new hires answer is the sandbox's choice, as no API submits")
MOST_FILES = 2
"""Files of one activity at most."""

ATTACHMENT = own("assignment_attachment")


def _open_process(world: Reading) -> OnboardingProcess:
    """The first onboarding process that everybody may see."""
    processes = world[ONBOARDING_PROCESSES]
    return next(one for one in processes if not world.applications[one.application].confidential)


PROCESSES = Records(
    ONBOARDING_PROCESSES,
    "onboardingProcessId",
    errors.OnboardingProcessNotFound,
    errors.OnboardingForbidden,
    sample=_open_process,
    codec=ONBOARDING_PROCESS,
)


def _application(process: OnboardingProcess, call: AnyCall) -> Application:
    return call.world.applications[process.application]


def _first_hire(world: Reading) -> str:
    return NEW_HIRE.write(world, world.applications[_open_process(world).application].candidate)


def _first_attachment(world: Reading) -> str:
    return ATTACHMENT.write(world, (ACTIVITIES.first_done(world).ordinal - 1) * MOST_FILES + 1)


onboarding = Resource("SmartOnboard", "New hires and what they have to do", apis.ONBOARDING, PROCESSES)


class Day(fields.Text):
    """The day of an instant."""

    format = "date"

    def write(self, value: int) -> str:
        return iso(value)[:10]


def _link(kind: str) -> Source:
    return lambda person, call: person.link(kind)


SocialMedia = shape_of(
    "SocialMedia",
    **{kind: fields.Text(of=_link(kind.lower())) for kind in ("skype", "linkedIn", "facebook", "twitter")},
    **{kind: fields.Text(of=_link(kind)) for kind in ("website", "indeed")},
)


def _id(assignments: Assignments[Any]) -> fields.Text:
    return fields.Text(of=lambda one, call: assignments.id_of(call.world, one), required=True)


def _assignment(name: str, assignments: Assignments[Any], **members: Any) -> type[ResponseSchema]:
    """The schema of the assignments of one kind."""
    return shape_of(
        name,
        id=_id(assignments),
        title=fields.Text(of="template.title", required=True),
        description=fields.Text(of="template.description", required=True),
        hasSensitiveData=fields.Boolean(of="template.sensitive", required=True),
        isHighPriority=fields.Boolean(of="template.urgent", required=True),
        **members,
    )


def _assigned(assignments: Assignments[Any], schema: type[ResponseSchema]) -> Any:
    return parts(schema, lambda process, call: assignments.of(process), required=True)


NewHire = shape_of(
    "NewHire",
    id=fields.Text(of=id_of(NEW_HIRE), required=True),
    firstName=fields.Text(of="first_name", required=True),
    lastName=fields.Text(of="last_name", required=True),
    email=fields.Text(of=lambda person, call: person.email or "", required=True),
    phone=fields.Text(),
    socialMedia=part(SocialMedia, required=True),
)
OnboardingProcessEntity = shape_of(
    "OnboardingProcess",
    id=fields.Text(of=lambda one, call: PROCESSES.id_of(call.world, one), required=True),
    newHireId=fields.Text(
        of=lambda one, call: NEW_HIRE.write(call.world, _application(one, call).candidate), required=True
    ),
    employmentStartDate=Day(of=lambda one, call: _application(one, call).starts_at),
    jobId=fields.Text(of=lambda one, call: JOB.write(call.world, _application(one, call).job), required=True),
    applicationId=fields.Text(of=id_of(APPLICATION, "application"), required=True),
)
AssignmentsOfProcess = shape_of(
    "Assignments",
    activityAssignments=_assigned(
        ACTIVITIES,
        _assignment(
            "ActivityAssignment",
            ACTIVITIES,
            isFileUploadRequired=fields.Boolean(of=lambda one, call: bool(one.template.files), required=True),
        ),
    ),
    webFormAssignments=_assigned(WEB_FORMS, _assignment("WebFormAssignment", WEB_FORMS)),
    fillablePdfFormAssignments=_assigned(
        PDF_FORMS,
        _assignment("FillablePdfFormAssignment", PDF_FORMS, fileName=fields.Text(of="template.file", required=True)),
    ),
)
WebFormAnswer = shape_of(
    "WebFormAnswer",
    fieldId=fields.Text(required=True),
    integrationKey=fields.Text(),
    answerValue=fields.Array(fields.Text(), required=True),
)
WebFormAnswers = shape_of("WebFormAnswers", answers=fields.Nested(WebFormAnswer, required=True))


class WebFormFieldsMetadata(ResponseSchema):
    """The questions of a form by the ids of their fields: `{title, type, integrationKey, hintText, isRequired}`."""

    questions = fields.FreeObject(required=True, data_key="fields")


AttachmentIds = shape_of("ActivityAssignmentAttachments", attachmentIds=fields.Array(fields.Text(), required=True))


def new_hire(call: AnyCall) -> Candidate:
    """The new hire that the path names: a candidate of whom an onboarding process has begun."""
    world = call.world
    candidate = world.candidates.get(NEW_HIRE.read(world, call.path["newHireId"]))
    applications = [] if candidate is None else list(world.applications.where(candidate=candidate.id))
    begun = [one for one in applications if world[ONBOARDING_PROCESSES].where(application=one.id)]
    if candidate is None or not begun:
        raise errors.NewHireNotFound(parameter="newHireId")
    if not any(call.can_see(one) for one in begun):
        raise errors.OnboardingForbidden
    return candidate


def files_of(assignment: Assignment[Activity], world: Reading) -> dict[int, str]:
    """The files that were handed in for an activity, by their ordinals; none before that."""
    names = assignment.template.files if assignment.done(world) else ()
    return dict(enumerate(names, start=(assignment.ordinal - 1) * MOST_FILES + 1))


def _named(assignments: Assignments[Any], **path: Sample) -> Example:
    return Example(path={assignments.parameter: assignments.sample, **path})


FORBIDDEN = errors.OnboardingForbidden
onboarding.shows(
    f"{ROOT}/new-hires/{{newHireId}}",
    "Get a new hire.",
    id="get_new_hire",
    scope="new_hires_read",
    schema=NewHire,
    record=new_hire,
    errors=[errors.NewHireNotFound, FORBIDDEN],
    example=Example(path={"newHireId": _first_hire}),
)
onboarding.shows(
    PROCESS,
    "Get an onboarding process.\n\nIt begins when a hire's onboarding status becomes READY_TO_ONBOARD.",
    id="get_onboarding_process",
    schema=OnboardingProcessEntity,
)
onboarding.shows(
    f"{PROCESS}/assignments",
    "Get what a new hire has to do.",
    id="list_assignments",
    scope="assignments_read",
    schema=AssignmentsOfProcess,
)


@onboarding.get(
    f"{WEB_FORM}/form-answers",
    id="get_web_form_answers",
    scope=SUBMISSIONS,
    returns=WebFormAnswers,
    errors=[WEB_FORMS.not_found, errors.WebFormUnanswered, FORBIDDEN],
    example=_named(WEB_FORMS),
    evidence=ANSWERS,
)
def get_web_form_answers(call: Call) -> Document:
    """Get what a new hire answered to a form.

    The new hires of the sandbox answer some days after their onboarding began, by the world's clock; a few never do.
    The contract has one answer for each form, so forms here ask one question.
    """
    form: Assignment[WebForm] = WEB_FORMS.get_or_404(call)
    if not form.done(call.world):
        raise errors.WebFormUnanswered
    asked = form.template
    answer = Chance(call.world.seed, form.kind, form.ordinal).pick("answer", asked.answers)
    document = {"fieldId": asked.field, "integrationKey": asked.key, "answerValue": list(answer)}
    return {"answers": {name: value for name, value in document.items() if value is not None}}


@onboarding.get(
    f"{WEB_FORM}/fields-metadata",
    id="get_web_form_fields",
    scope=SUBMISSIONS,
    returns=WebFormFieldsMetadata,
    errors=[WEB_FORMS.not_found, FORBIDDEN],
    example=_named(WEB_FORMS),
    evidence=apis.ONBOARDING.evidence,
)
def get_web_form_fields(call: Call) -> Document:
    """Get the questions of a form."""
    asked = WEB_FORMS.get_or_404(call).template
    about = {"title": asked.question, "type": asked.type, "integrationKey": asked.key, "hintText": asked.hint}
    known = {name: value for name, value in about.items() if value is not None}
    return {"fields": {asked.field: {**known, "isRequired": asked.required}}}


@onboarding.get(
    f"{ROOT}/fillable-pdf-form-assignments/{{fillablePdfFormAssignmentId}}/form-answers",
    id="get_pdf_form_answers",
    scope=SUBMISSIONS,
    returns={200: Binary(("application/pdf",))},
    errors=[PDF_FORMS.not_found, errors.PdfFormUnanswered, FORBIDDEN],
    example=_named(PDF_FORMS),
    evidence=apis.ONBOARDING.evidence,
)
def get_pdf_form_answers(call: Call) -> Reply:
    """Get the PDF that a new hire filled in."""
    form: Assignment[PdfForm] = PDF_FORMS.get_or_404(call)
    if not form.done(call.world):
        raise errors.PdfFormUnanswered
    text = f"{form.template.title}\n\n{_signature(form, call)}"
    return Reply(200, content=pdf(text), content_type="application/pdf")


@onboarding.get(
    f"{ACTIVITY}/attachments",
    id="list_activity_attachments",
    scope=SUBMISSIONS,
    returns=AttachmentIds,
    errors=[ACTIVITIES.not_found, FORBIDDEN],
    example=_named(ACTIVITIES),
    evidence=apis.ONBOARDING.evidence,
)
def list_activity_attachments(call: Call) -> Document:
    """List the files that a new hire handed in for an activity; none before it is done."""
    handed_in = files_of(ACTIVITIES.get_or_404(call), call.world)
    return {"attachmentIds": [ATTACHMENT.write(call.world, one) for one in handed_in]}


@onboarding.get(
    f"{ACTIVITY}/attachments/{{attachmentId}}",
    id="download_activity_attachment",
    scope=SUBMISSIONS,
    returns={200: Binary()},
    errors=[ACTIVITIES.not_found, errors.AssignmentAttachmentNotFound, FORBIDDEN],
    example=_named(ACTIVITIES, attachmentId=_first_attachment),
    evidence=apis.ONBOARDING.evidence,
)
def download_activity_attachment(call: Call) -> Reply:
    """Get a file that a new hire handed in."""
    activity = ACTIVITIES.get_or_404(call)
    name = files_of(activity, call.world).get(ATTACHMENT.read(call.world, call.path["attachmentId"]) or 0)
    if name is None:
        raise errors.AssignmentAttachmentNotFound(parameter="attachmentId")
    text = f"{activity.template.title}: {name}\n\n{_signature(activity, call)}"
    return Reply(200, content=text.encode(), content_type="application/octet-stream")


def _signature(assignment: Assignment[Any], call: AnyCall) -> str:
    """What stands under a document that a new hire submitted."""
    application = _application(assignment.process, call)
    return f"{call.world.candidates[application.candidate].name}, for {call.world.jobs[application.job].title}\n"
