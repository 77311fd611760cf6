"""Requests for the rows about what single models take."""

from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.world.domain.equal_opportunity import EQUAL_OPPORTUNITY_ANSWERS
from tests.client import VendorClient
from tests.contract.example_requests import send_example
from tests.contract.status_tables import Requests, Send
from tests.vendors.bindbee.demo_world import PREFIX, UNKNOWN, id_of, through
from tests.vendors.bindbee.requests import at, body, by, changed, known, linked_anew, raw

POSTING = "https://jobs.example.com/1"
LONG = f"https://example.com/{'x' * 2064}"
START, BEFORE = "2026-05-01T10:00:00Z", "2026-05-01T09:00:00Z"


def job_and_stage_of_another(client: VendorClient) -> tuple[str, str]:
    """A job, and a stage of another one."""
    mine, other = [one.id for one in client.read().jobs.where(confidential=False) if not one.template][:2]
    page = client.get(f"{PREFIX}/job-interview-stages?job={id_of(client, 'job', other)}")
    return id_of(client, "job", mine), page.json["items"][0]["id"]


def data_for_another_job(client: VendorClient, operation: Operation) -> TestResponse:
    job, stage = job_and_stage_of_another(client)
    return send_example(client, operation, body={"data": {"job_id": job, "job_interview_stage_id": stage}})


def applying_for_another_job(client: VendorClient, operation: Operation) -> TestResponse:
    job, stage = job_and_stage_of_another(client)
    return changed(job=job, current_stage=stage)(client, operation)


def on_the_job(client: VendorClient, operation: Operation) -> TestResponse:
    held = next(iter(client.read().applications))
    ids = {kind: id_of(client, kind, getattr(held, kind)) for kind in ("candidate", "job")}
    return send_example(client, operation, body=ids)


def interviewed_by_others(client: VendorClient, operation: Operation) -> TestResponse:
    world = client.read()
    interview = next(one for one in world.interviews if one.application is not None)
    other = next(one for one in world.applications if one.id != interview.application)
    ids = {"application": other.id, "scheduled_interview": interview.id}
    application, held = (id_of(client, kind, id) for kind, id in ids.items())
    return send_example(client, operation, body={"application": application, "interview": held})


def answered(client: VendorClient) -> str:
    return id_of(client, "candidate", next(iter(client.read()[EQUAL_OPPORTUNITY_ANSWERS])).candidate)


def greenhouse_job(token: str) -> Send:
    """What Greenhouse requires of a job; ids are those behind the connector."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        ordinals = {"job": next(one.id for one in client.read().jobs if one.template), "remote_user": 1}
        job, user = (id_of(client, kind, one, token) for kind, one in ordinals.items())
        told = {"template_id": job, "remote_user_id": user, "openings": 1}
        return send_example(client, operation, body=told, headers=through(token))

    return send


FILES: dict[str, Send] = {
    "file_url: relative": changed(file_url="cv.pdf"),
    "file_url: empty": changed(file_url=""),
    "file_url: of FTP": changed(file_url="ftp://example.com"),
    "file_url: 2084 characters": changed(file_url=LONG),
    "file_url: a number": changed(file_url=1),
    "file_content: no base64": changed(file_content="§"),
    "remote_user_id: unknown": changed(remote_user_id=UNKNOWN),
}

WRITES: Requests = {
    "create_activity": {
        "no members": body(),
        "user, activity_type, subject, body and visibility: null": changed(
            user=None, activity_type=None, subject=None, body=None, visibility=None
        ),
        "activity_type and visibility: other words": changed(activity_type="CALL", visibility="TEAM"),
        "numbers": changed(user=1, activity_type=1, subject=1, body=1, visibility=1),
        "candidate: no UUID": changed(candidate="123"),
        "candidate: unknown": changed(candidate=UNKNOWN),
        "user: unknown": changed(user=UNKNOWN),
        "candidate: null": changed(candidate=None),
    },
    "create_job": {
        "no members": body(),
        "confidential: maybe": body(confidential="maybe"),
        "confidential: an array": body(confidential=[]),
        "departments: a text": body(departments="x"),
        "departments: a number in it": body(departments=[1]),
        "departments: two": changed(departments=lambda client: [id_of(client, "department", one) for one in (1, 2)]),
        "offices: an unknown one": changed(offices=lambda client: [id_of(client, "office", 1), UNKNOWN]),
        "offices: two": changed(offices=lambda client: [id_of(client, "office", one) for one in (1, 2)]),
        "openings: a word": body(openings="two"),
        "openings: a fraction": body(openings=1.5),
        "openings: an array": body(openings=[]),
        "openings: -1": body(openings=-1),
        "template_id: unknown": body(template_id="x"),
        "template_id: a job that is no template": changed(template_id=known("job")),
        "job_posting_urls: a text": body(job_posting_urls=[POSTING]),
        "job_posting_urls: type for url_type": body(job_posting_urls=[{"value": POSTING, "type": "OTHER"}]),
        "job_posting_urls: without value": body(job_posting_urls=[{"url_type": "OTHER"}]),
        "job_posting_urls: a number": body(job_posting_urls=[1]),
        "no members, through a connector of Greenhouse": linked_anew("greenhouse", lambda token: by(token, body={})),
        "what Greenhouse requires, through a connector of it": linked_anew("greenhouse", greenhouse_job),
    },
    "create_candidate": {
        "an array": raw(b"[]"),
        "no members": body(),
        "data: no members": body(data={}),
        "data: null": body(data=None),
        "data: is_private: maybe": body(data={"is_private": "maybe"}),
        "is_private: maybe": body(is_private="maybe"),
        "first_name: a number": body(first_name=1),
        "tags: a text": body(tags="x"),
        "tags: a null in it": body(tags=["x", None]),
        "custom_fields: an array": body(custom_fields=[]),
        "last_interaction_at: no datetime": body(last_interaction_at="soon"),
        "attachments: nothing of a file": body(attachments=[{}]),
        "job: unknown": body(job=UNKNOWN),
        "data: job_id: unknown": body(data={"job_id": UNKNOWN}),
        "data: job_interview_stage_id: of another job": data_for_another_job,
        "data: attachments: an unknown one": body(data={"attachments": [UNKNOWN]}),
        "remote_user_id: unknown": body(data={}, remote_user_id="x"),
        "job_requisition_id: unknown": body(data={}, job_requisition_id="R-0"),
    },
    "create_candidate_attachment": {
        "a candidate that is not there": at(UNKNOWN),
        "the candidate 123": at("123"),
        "no members": body(),
        "a candidate that is not there, and a wrong member": at(UNKNOWN, body={"file_name": 1}),
        "file_url": body(file_url="https://files.example.com/cv.pdf"),
    },
    "create_candidate_attachment, create_attachment": FILES,
    "create_application": {
        "a candidate who is on the job": on_the_job,
        "candidate: unknown": changed(candidate=UNKNOWN),
        "current_stage: of another job": applying_for_another_job,
    },
    "create_eeoc": {"a candidate who has answered": changed(candidate=answered)},
    "create_remote_user": {
        "the address of somebody else": changed(
            email=lambda client: next(one.email for one in client.read().users if one.active)
        )
    },
    "create_scheduled_interview": {"end_at before start_at": changed(start_at=START, end_at=BEFORE)},
    "create_scorecard": {"interview: of another application": interviewed_by_others},
    "create_screening_question": {
        "required: an object": changed(required={}),
        "options: texts": changed(options=["Day", "Night"]),
    },
    "create_job_interview_stage": {"stage_order: a word": changed(stage_order="last")},
    "create_offer": {
        "application: unknown": changed(application=UNKNOWN),
        "status: another word": changed(status="ON-HOLD"),
    },
}
