"""The note of a job: one text that recruiters share."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.operation import Example
from ats_sandbox.vendors.smartrecruiters.errors import USE_CASES, JobForbidden, JobNoteForbidden, JobNotFound
from ats_sandbox.vendors.smartrecruiters.facts import Resource
from ats_sandbox.vendors.smartrecruiters.finding import the_job
from ats_sandbox.vendors.smartrecruiters.jobs.operations import known_job
from ats_sandbox.vendors.smartrecruiters.jobs.schemas import JobNote, JobNoteInput
from ats_sandbox.vendors.smartrecruiters.languages import LanguageHeader
from ats_sandbox.world.domain.commands.jobs import revise_job

job_notes = Resource("Job notes", "What recruiters write down about a job")


@job_notes.get(
    "/jobs/{jobId}/note",
    id="get_job_note",
    scope="jobs_read",
    headers=LanguageHeader,
    returns=JobNote,
    errors=[JobNotFound, JobForbidden],
    evidence=inferred("path and model are published; before any note is written its content is taken to be empty"),
    example=Example(path={"jobId": known_job}),
)
def get_note(call: Call) -> dict[str, Any]:
    """Get the note of a job, which is empty before one is written."""
    return {"content": the_job(call).note}


@job_notes.put(
    "/jobs/{jobId}/note",
    id="put_update_job_note",
    scope="jobs_manage",
    body=JobNoteInput,
    returns=JobNote,
    errors=[JobNotFound, JobNoteForbidden],
    evidence=USE_CASES,
    example=Example(path={"jobId": known_job}, body={"content": "The team prefers calls in the morning."}),
)
def put_note(call: Call) -> dict[str, Any]:
    """Update the note of a job: up to 20 000 characters, counted as characters.

    A caller who may not see the job is told so with 401 here.
    """
    job = the_job(call, forbidden=JobNoteForbidden)
    return {"content": revise_job(call.draft, job, note=call.body["content"]).note}
