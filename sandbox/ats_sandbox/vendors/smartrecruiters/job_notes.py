"""The note of a job: one text that recruiters share."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.vendors.smartrecruiters import samples
from ats_sandbox.vendors.smartrecruiters.call import Call, Facts, Resource
from ats_sandbox.vendors.smartrecruiters.declare import declare_get
from ats_sandbox.vendors.smartrecruiters.documents import request_of, shape
from ats_sandbox.vendors.smartrecruiters.errors import USE_CASES, JobNoteForbidden
from ats_sandbox.vendors.smartrecruiters.repositories import JOBS
from ats_sandbox.world.domain.commands.jobs import revise_job

LONGEST = 20_000
"""Characters of a job's note."""

SILENT = inferred("path and model are published; before any note is written its content is taken to be empty")

job_notes = Resource(
    "Job notes",
    "What recruiters write down about a job",
    scope="jobs",
    evidence=SILENT,
    names=(JOBS,),
    path=samples.A_JOB,
    labels=True,
)


JobNote = shape("JobNote", content=fields.Text(of="note", required=True))
JobNoteInput = request_of("JobNoteInput", content=fields.Text(most=LONGEST, required=True))

declare_get(
    job_notes,
    "/jobs/{jobId}/note",
    "Get the note of a job, which is empty before one is written.",
    id="get_job_note",
    schema=JobNote,
    record=JOBS.get_or_404,
)


@job_notes.put(
    "/jobs/{jobId}/note",
    id="put_update_job_note",
    body=JobNoteInput,
    returns=JobNote,
    evidence=USE_CASES,
    example=Example(body={"content": "The team prefers calls in the morning."}),
    facts=Facts(forbidden=JobNoteForbidden),
)
def put_note(call: Call) -> Document:
    """Update the note of a job: up to 20 000 characters, counted as characters.

    A caller who may not see the job is refused with 401 here.
    """
    job = JOBS.get_or_404(call, forbidden=JobNoteForbidden)
    return {"content": revise_job(call.draft, job, note=call.body["content"]).note}
