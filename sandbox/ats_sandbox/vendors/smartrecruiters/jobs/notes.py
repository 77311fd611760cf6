"""The note of a job: what recruiters share about it."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import document_of, input_of
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.commands.jobs import revise_job
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading

job_notes = Resource("Job notes", "What recruiters write down about a job", apis.JOBS, JOBS)

JobNote = shape_of("JobNote", content=fields.Text(of="note", required=True))
JobNoteInput = input_of(JobNote, "JobNoteInput", content=fields.Text(most=20_000, required=True))


def noted_id(world: Reading) -> str:
    """The id of a job with a note that everybody may see."""
    return JOBS.id_of(world, next(job for job in world.jobs.where(confidential=False) if job.note is not None))


def noted(call: AnyCall) -> Job:
    """The job that the path names, which has a note."""
    job = JOBS.get_or_404(call)
    if job.note is None:
        raise errors.JobNoteNotFound
    return job


job_notes.shows(
    "/jobs/{jobId}/note",
    "Get the note of a job, once one was written.",
    id="get_job_note",
    schema=JobNote,
    record=noted,
    errors=[errors.JobNoteNotFound],
    example=Example(path={"jobId": noted_id}),
    facts=Facts(forbidden=errors.JobUnauthorized),
)


@job_notes.put(
    "/jobs/{jobId}/note",
    id="put_update_job_note",
    body=JobNoteInput,
    returns=JobNote,
    evidence=apis.USE_CASES,
    facts=Facts(forbidden=errors.JobUnauthorized),
)
def put_note(call: Call) -> Document:
    """Update the note of a job: up to 20 000 characters, counted as characters.

    A caller who may not see the job is refused with 401 here.
    """
    return document_of(JobNote, revise_job(call.draft, JOBS.get_or_404(call), note=call.body["note"]), call)
