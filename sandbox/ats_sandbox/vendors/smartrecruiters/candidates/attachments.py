"""Attachments: the files of candidates and of their applications, with their bytes."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Multipart, Parts
from ats_sandbox.contract.downloads import download
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters import apis, errors, ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.candidates.applications import PATH, refusing
from ats_sandbox.vendors.smartrecruiters.candidates.files import BINARY, PART, is_malware, sent_file
from ats_sandbox.vendors.smartrecruiters.documents import Schema, document_of, id_of
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain import attachments as kept
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.commands.attachments import attach, discard
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection

ONE = "/candidates/attachments/{attachmentId}"
OF_CANDIDATE = "/candidates/{id}/attachments"
ON_JOB = f"{PATH}/attachments"
MOST = 100
"""Files that one candidate, or one application, has room for. The vendor's number is not published."""

KINDS = {"RESUME": AttachmentKind.RESUME, "COVER_LETTER": AttachmentKind.COVER_LETTER}
GENERIC = "GENERIC_FILE"
TYPES = {kind: type for type, kind in KINDS.items()}
"""What a file is called of which kind; every other kind is a generic file."""


def _seen_by_all(world: Reading) -> kept.Attachment:
    """The first file that belongs to an application which everybody may see."""
    open_ones = world.applications.where(confidential=False)
    return next(file for one in open_ones for file in world.attachments.where(application=one.id))


def _application(world: Reading) -> Application:
    return world.applications[_seen_by_all(world).application or 0]


ATTACHMENTS = Records(kept.ATTACHMENTS, "attachmentId", errors.FileNotFound, errors.FileForbidden, sample=_seen_by_all)
PEOPLE, APPLICATIONS = refusing(errors.CandidateForbidden, errors.CandidateForbidden, errors.AssignedJobNotFound)

attachments = Resource(
    "Attachments",
    "Files of candidates",
    apis.CANDIDATES,
    PEOPLE,
    APPLICATIONS,
    ATTACHMENTS,
    path={
        "id": lambda world: ids.CANDIDATE.write(world, _application(world).candidate),
        "jobId": lambda world: ids.JOB.write(world, _application(world).job),
    },
)
_ID = id_of(ids.ATTACHMENT)


class CandidateAttachment(ResponseSchema):
    """A file of a candidate."""

    id = fields.Text(of=_ID, required=True)
    name = fields.Text()
    contentType = fields.Text(of="content_type")
    actions = links("CandidateAttachmentActions", required=True, download=link(ONE, _ID, required=True))


class CandidateAttachmentForJob(ResponseSchema):
    """A file that belongs to an application."""

    id = fields.Text(of=_ID, required=True)
    name = fields.Text(required=True)
    type = fields.Text(of=lambda file, call: TYPES.get(file.kind, GENERIC), required=True)
    contentType = fields.Text(of="content_type", required=True)
    actions = links(
        "CandidateAttachmentForJobActions",
        download=link(ONE, _ID, required=True),
        remove=link(ONE, _ID, required=True, method="DELETE"),
    )


class AttachmentForm(QuerySchema):
    """What a file is."""

    attachmentType = fields.Choice((GENERIC, *KINDS), load_default=GENERIC)


FORM = Multipart(files=(PART,), fields=AttachmentForm)
EXAMPLE = Example(files={PART: ("certificate.txt", b"Certificate of attendance", "text/plain")})
KEEPING = (errors.FileAlreadyExists, errors.InvalidFile, errors.TooManyFiles)
FORMER = Facts(forbidden=errors.CandidateAccessDenied)
"""The former operations on files say with 401 that the caller may not see the candidate."""


def of_candidate(call: AnyCall) -> Selection[kept.Attachment]:
    """The files of the candidate that the path names, as far as the caller may see them."""
    return call.visible(call.world.attachments.where(candidate=PEOPLE.get_or_404(call).id))


def on_job(call: AnyCall) -> Selection[kept.Attachment]:
    """The files of the application that the path names."""
    return call.visible(call.world.attachments.where(application=APPLICATIONS.on_path(call).id))


def keep(
    call: Call[Parts], beside: Selection[kept.Attachment], candidate: int, application: int | None, schema: Schema
) -> Document:
    """Keep the file of a form beside others, none of which has its name."""
    kind = KINDS.get(call.body.fields.get("attachmentType", GENERIC), AttachmentKind.OTHER)
    sent = sent_file(call.body)
    if any(one.name == sent.name for one in beside):
        raise errors.FileAlreadyExists
    if len(beside) >= MOST:
        raise errors.TooManyFiles
    file = attach(
        call.draft,
        candidate,
        name=sent.name,
        content=sent.content,
        content_type=sent.media_type,
        kind=kind,
        application=application,
    )
    return document_of(schema, file, call)


def given_out(file: kept.Attachment) -> Reply:
    """A file for download. Raises MalwareDetected."""
    if is_malware(file.content):
        raise errors.MalwareDetected
    return download(file.name, file.content, file.content_type.partition(";")[0].strip().lower(), BINARY)


attachments.lists(
    OF_CANDIDATE,
    "List the files of a candidate.",
    id="list_candidate_attachments",
    item=CandidateAttachment,
    rows=of_candidate,
    envelope="Attachments",
    deprecated=True,
    facts=FORMER,
)


@attachments.post(
    OF_CANDIDATE,
    id="create_candidate_attachment",
    scope="candidates_create",
    body=FORM,
    returns={201: CandidateAttachment},
    errors=KEEPING,
    evidence=apis.CANDIDATES.evidence,
    example=EXAMPLE,
    deprecated=True,
    facts=FORMER,
)
def create_candidate_attachment(call: Call[Parts]) -> Document:
    """Attach a file to a candidate, on no job in particular."""
    return keep(call, of_candidate(call), PEOPLE.get_or_404(call).id, None, CandidateAttachment)


@attachments.get(
    f"{OF_CANDIDATE}/{{attachmentId}}",
    id="download_candidate_attachment",
    returns={200: BINARY},
    response_headers=["Content-Disposition"],
    errors=[errors.MalwareDetected],
    evidence=apis.CANDIDATES.evidence,
    deprecated=True,
    facts=FORMER,
)
def download_candidate_attachment(call: AnyCall) -> Reply:
    """Download a file of a candidate."""
    person, file = PEOPLE.get_or_404(call), ATTACHMENTS.get_or_404(call)
    if file.candidate != person.id:
        raise errors.FileNotFound(parameter="attachmentId")
    return given_out(file)


attachments.lists(
    ON_JOB,
    "List the files of a candidate on a job.",
    id="list_application_attachments",
    item=CandidateAttachmentForJob,
    rows=on_job,
    envelope="CandidateAttachmentsForJob",
)


@attachments.post(
    ON_JOB,
    id="create_application_attachment",
    scope="candidates_create",
    body=FORM,
    returns={201: CandidateAttachmentForJob},
    errors=KEEPING,
    evidence=apis.CANDIDATES.evidence,
    example=EXAMPLE,
)
def create_application_attachment(call: Call[Parts]) -> Document:
    """Attach a file to a candidate on a job."""
    one = APPLICATIONS.on_path(call)
    return keep(call, on_job(call), one.candidate, one.id, CandidateAttachmentForJob)


@attachments.get(
    ONE,
    id="download_attachment",
    returns={200: BINARY},
    response_headers=["Content-Disposition"],
    errors=[errors.MalwareDetected],
    evidence=apis.CANDIDATES.evidence,
)
def download_attachment(call: AnyCall) -> Reply:
    """Download a file."""
    return given_out(ATTACHMENTS.get_or_404(call))


@attachments.delete(ONE, id="delete_attachment", evidence=apis.CANDIDATES.evidence)
def delete_attachment(call: Call) -> None:
    """Delete a file."""
    discard(call.draft, ATTACHMENTS.get_or_404(call))
