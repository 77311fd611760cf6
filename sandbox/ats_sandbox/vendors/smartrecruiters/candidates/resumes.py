"""Resumes: candidates who are added by what their resume says."""

from dataclasses import dataclass

from werkzeug import Request

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Multipart, Parts
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, QuerySchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import Call, Facts
from ats_sandbox.vendors.smartrecruiters.candidates.candidates import (
    CandidateDetails,
    Education,
    Experience,
    WebProfile,
    details,
)
from ats_sandbox.vendors.smartrecruiters.candidates.creation import REFUSED, SCOPE, add, source_of
from ats_sandbox.vendors.smartrecruiters.candidates.files import PART, SentFile, is_malware, sent_file
from ats_sandbox.vendors.smartrecruiters.candidates.profile import new_profile
from ats_sandbox.vendors.smartrecruiters.candidates.resume_text import Unreadable, text_of
from ats_sandbox.vendors.smartrecruiters.candidates.resume_work import follows_later, read_later
from ats_sandbox.vendors.smartrecruiters.documents import document_of, part, parts
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.commands.applications import application_of
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.commands.candidates import described, same_person
from ats_sandbox.world.domain.jobs import Job

resumes = Resource("Resumes", "Candidates by what their resume says", apis.CANDIDATES, JOBS)

SAMPLE = b"""Noor Verhoeven
noor.verhoeven@example.com, +1 202 555 0143

Experience
Planner, Bakkerij De Molen
2021-03 - today

Education
Hogeschool aan de Vecht, Bachelor
2017 - 2021
"""
EXAMPLE = Example(files={PART: ("noor-verhoeven.txt", SAMPLE, "text/plain")})


class ResumeForm(QuerySchema):
    """Where the candidate of a resume is from."""

    sourceTypeId = fields.Text()
    sourceSubTypeId = fields.Text()
    sourceId = fields.Text()
    internal = fields.Boolean(load_default=False)


@dataclass(frozen=True, kw_only=True)
class ReadParts(Parts):
    """A form whose file was looked at: the file, and what the resume says; None where no resume can be read."""

    resume: tuple[SentFile, Members] | None


class ResumeBody(Multipart):
    """A form with a resume. It is read with the form, so that a long one does not hold up others who write."""

    def read(self, request: Request) -> ReadParts:
        from ats_sandbox.vendors.smartrecruiters.candidates.resume_reading import read_resume  # many expressions

        form = super().read(request)
        try:
            file = sent_file(form)
            if is_malware(file.content):
                raise errors.InvalidFile
            resume = file, read_resume(text_of(file.extension, file.content))
        except (errors.InvalidFile, Unreadable):
            return ReadParts(**vars(form), resume=None)
        return ReadParts(**vars(form), resume=resume)


UNREADABLE = (errors.UnparsableResume, errors.IncompleteResume)
NEEDED = ("first_name", "last_name", "email")


def resume_in(form: Parts) -> tuple[SentFile, Members]:
    """The file of a form, and what it says. Raises UnparsableResume and IncompleteResume."""
    assert isinstance(form, ReadParts), "resumes are read with their forms"
    if PART not in form.files:
        raise Invalid(Violation(Rule.MISSING, (PART,)))
    if form.resume is None:
        raise errors.UnparsableResume
    if not all(form.resume[1].get(name) for name in NEEDED):
        raise errors.IncompleteResume
    return form.resume


def add_with_resume(call: Call[Parts], job: Job | None = None) -> Document:
    """Add the candidate of a resume, who keeps it, unless they have the very same file there already."""
    file, said = resume_in(call.body)
    source = source_of(call.draft, dict(call.body.fields))
    later = follows_later(call.draft) and same_person(call.draft, said["email"], said["last_name"]) is None
    told = {name: said[name] for name in NEEDED} if later else said
    person = add(call, {**told, "internal": call.body.fields["internal"]}, source, job)
    if later:
        read_later(call.draft, person, described(**new_profile(said)))
    application = None if job is None else application_of(call.draft, person.id, job.id)
    on = None if application is None else application.id
    kept = call.draft.attachments.where(candidate=person.id, application=on)
    if not any((one.name, one.content) == (file.name, file.content) for one in kept):
        attach(
            call.draft,
            person.id,
            name=file.name,
            content=file.content,
            content_type=file.media_type,
            kind=AttachmentKind.RESUME,
            application=on,
        )
    return details(call, person)


FORM = ResumeBody(files=(PART,), fields=ResumeForm)


@resumes.post(
    "/candidates/cv",
    id="create_candidate_by_resume",
    scope=SCOPE,
    body=FORM,
    returns={201: CandidateDetails},
    errors=[*REFUSED, *UNREADABLE],
    evidence=apis.CANDIDATES.evidence,
    example=EXAMPLE,
)
def create_candidate_by_resume(call: Call[Parts]) -> Document:
    """Add the candidate of a resume to the talent pool.

    Names, e-mail address, telephone number, links, jobs and studies are read in plain text, PDF, DOCX and ODT. The
    file becomes an attachment. Somebody with the same e-mail address and last name is the same candidate.
    """
    return add_with_resume(call)


@resumes.post(
    "/jobs/{jobId}/candidates/cv",
    id="create_candidate_on_job_by_resume",
    scope=SCOPE,
    body=FORM,
    returns={201: CandidateDetails},
    errors=[*REFUSED, *UNREADABLE],
    evidence=apis.CANDIDATES.evidence,
    example=EXAMPLE,
    facts=Facts(forbidden=errors.ResumeJobForbidden),
)
def create_candidate_on_job_by_resume(call: Call[Parts]) -> Document:
    """Add the candidate of a resume to a job, as NEW; the file becomes an attachment of the application."""
    return add_with_resume(call, JOBS.get_or_404(call))


ParsedResume = shape_of(
    "ParsedResume",
    firstName=fields.Text(required=True, of="first_name"),
    lastName=fields.Text(required=True, of="last_name"),
    email=fields.Text(required=True),
    phoneNumber=fields.Text(of="phone"),
    web=part(WebProfile),
    education=parts(Education, "education"),
    experience=parts(Experience, "experience"),
)
"""What was read in a resume."""


@resumes.post(
    "/candidates/cv/parse",
    id="parse_resume",
    scope=SCOPE,
    body=FORM,
    returns=ParsedResume,
    errors=UNREADABLE,
    evidence=inferred("the path is published, the answer is not: what adding the candidate would tell of them"),
    example=EXAMPLE,
)
def parse_resume(call: Call[Parts]) -> Document:
    """Read a resume. Nothing is stored."""
    _, said = resume_in(call.body)
    return document_of(ParsedResume, described(**new_profile(said)), call)
