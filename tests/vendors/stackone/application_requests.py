"""Requests of the table of statuses: applications, with their documents and notes."""

from ats_sandbox.vendors.stackone.repositories import CANDIDATES, POSTINGS, REASONS
from tests.contract.status_tables import Requests
from tests.vendors.stackone import sending
from tests.vendors.stackone.sending import (
    FISHING,
    UNKNOWN,
    at,
    body,
    but,
    ended,
    example,
    without_leads,
)

LEAD = {"value": "lead"}
TAKEN = {"candidate": None, "candidate_id": sending.first_candidate, "job_id": sending.first_job}
"""A candidate on a job that they are on."""
EMAIL_TAKEN = {"candidate": lambda world: {"email": sending.taken_email(world)}}
NOT_BASE64 = [{"content": "?"}]
UNFILED = [{"content": "QQ==", "category_id": UNKNOWN}]

APPLICATIONS: Requests = {
    "ats_create_application": {
        "its example": example(),
        "a candidate_id on another job": but(
            candidate=None, candidate_id=sending.candidate_elsewhere, job_id=sending.job_elsewhere
        ),
        "a job_posting_id alone": but(job_id=None, job_posting_id=POSTINGS.first_id),
        "ids of the provider": but(
            candidate=None, candidate_id=sending.remote(CANDIDATES), job_id=sending.remote_job_elsewhere
        ),
        "candidate_id and candidate": but(candidate_id=CANDIDATES.first_id),
        "neither candidate_id nor candidate": but(candidate=None),
        "neither job_id nor job_posting_id": but(job_id=None),
        "an empty object": body(),
        "job_id: a number": but(job_id=1),
        "application_status: a text": but(application_status="active"),
        "application_status.value: none of them": but(application_status={"value": "fishing"}),
        "candidate.hired_at: no date": but(candidate={"hired_at": "yesterday"}),
        "a document without content": but(documents=[{"name": "a.pdf"}]),
        "a document that is not base64": but(documents=NOT_BASE64),
        "candidate_id: unknown": but(candidate=None, candidate_id=UNKNOWN),
        "job_id: unknown": but(job_id=UNKNOWN),
        "job_posting_id: unknown": but(job_posting_id=UNKNOWN),
        "location_id: unknown": but(location_id=UNKNOWN),
        "documents.0.category_id: unknown": but(documents=UNFILED),
        "a candidate who is on the job": but(**TAKEN),
        "an email that another candidate has": but(**EMAIL_TAKEN),
        "a posting of another job": but(job_id=sending.first_job, job_posting_id=sending.posting_elsewhere),
        "a status that the provider does not know": but(application_status=FISHING),
        "a status that the job has no stage for": without_leads(but(application_status=LEAD)),
        "not base64, and job_id: unknown": but(documents=NOT_BASE64, job_id=UNKNOWN),
        "location_id: unknown, and a candidate who is on the job": but(**TAKEN, location_id=UNKNOWN),
        "candidate_id: unknown, and a status that the provider does not know": but(
            candidate=None, candidate_id=UNKNOWN, application_status=FISHING
        ),
        "candidate_id: unknown, and a posting of another job": but(
            candidate=None,
            candidate_id=UNKNOWN,
            job_id=sending.first_job,
            job_posting_id=sending.posting_elsewhere,
        ),
        "documents.0.category_id: unknown, and an email that another candidate has": but(
            **EMAIL_TAKEN, documents=UNFILED
        ),
        "a candidate who is on the job, and a status that the provider does not know": but(
            **TAKEN, application_status=FISHING
        ),
        "a candidate who is on the job, and a posting of another job": but(
            **TAKEN, job_posting_id=sending.posting_elsewhere
        ),
        "a candidate who is on the job, and a status that it has no stage for": without_leads(
            but(**TAKEN, application_status=LEAD)
        ),
        "an email that another candidate has, and a status that the provider does not know": but(
            **EMAIL_TAKEN, application_status=FISHING
        ),
    },
    "ats_update_application": {
        "its example": example(),
        "an empty object": body(),
        "source: a text": body(source="LinkedIn"),
        "a status that the provider does not know": body(application_status=FISHING),
        "a status that the job has no stage for": without_leads(body(application_status=LEAD)),
        "an unknown record and a status that the provider does not know": at(body={"application_status": FISHING}),
    },
    "ats_move_application": {
        "its example": example(),
        "an empty object": body(),
        "interview_stage_id: null": body(interview_stage_id=None),
        "interview_stage_id: a number": body(interview_stage_id=1),
        "interview_stage_id: unknown": body(interview_stage_id=UNKNOWN),
        "a rejected application": ended(),
        "a stage of another job": sending.move_elsewhere(body),
        "an unknown record and an empty object": at(body={}),
        "a rejected application and an unknown stage": ended(interview_stage_id=UNKNOWN),
        "a rejected application and a stage of another job": sending.move_elsewhere(ended),
    },
    "ats_reject_application": {
        "its example": example(),
        "an empty object": body(),
        "rejected_reason_id: a number": body(rejected_reason_id=1),
        "rejected_reason_id: unknown": body(rejected_reason_id=UNKNOWN),
        "a rejected application": ended(rejected_reason_id=REASONS.first_id),
        "a reason of the candidate's": body(rejected_reason_id=sending.own_reason),
        "a rejected application and an unknown reason": ended(rejected_reason_id=UNKNOWN),
        "a rejected application and a reason of the candidate's": ended(rejected_reason_id=sending.own_reason),
    },
    "ats_upload_application_document": {
        "its example": example(),
        "an empty object": body(),
        "content: not base64": body(content="?"),
        "content: a number": body(content=1),
        "file_format.value: none of them": but(file_format={"value": "no-such-format"}),
        "category_id: unknown": but(category_id=UNKNOWN),
        "an unknown record and content that is not base64": at(body={"content": "?"}),
    },
    "ats_create_*_note": {"its example": example(), "an empty object": body()},
    "ats_create_*_note, ats_update_*_note": {
        "content: a text": body(content="Good."),
        "author_id: unknown": body(author_id=UNKNOWN),
        "a visibility that the provider does not know": body(visibility=FISHING),
        "author_id: unknown, and a visibility that the provider does not know": body(
            author_id=UNKNOWN, visibility=FISHING
        ),
    },
    "ats_update_*_note": {"its example": example()},
}
