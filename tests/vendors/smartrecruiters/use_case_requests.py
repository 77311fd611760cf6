"""The requests of the use cases that the vendor's page tells most of."""

from io import BytesIO
from typing import Any

from werkzeug.test import TestResponse

from ats_sandbox.contract.operation import Operation
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reasons import Decider
from ats_sandbox.world.domain.users import UserRole
from tests.client import VendorClient
from tests.contract.example_requests import path_of, resolve, send_example
from tests.contract.status_tables import Requests, Send
from tests.vendors.smartrecruiters import people, test_timeslot_changes
from tests.vendors.smartrecruiters.job_bodies import LEAST
from tests.vendors.smartrecruiters.status_requests import at, body, changed, example, in_role, unknown
from tests.vendors.smartrecruiters.test_job_approvals import approved_job

UNKNOWN_IN_JOB = {
    "department": {"department": {"id": "1"}},
    "industry": {"industry": {"id": "alchemy"}},
    "function": {"function": {"id": "alchemist"}},
    "typeOfEmployment": {"typeOfEmployment": {"id": "for_life"}},
    "language": {"jobAd": {"language": {"code": "pt-PT"}}},
    "eeoCategory": {"eeoCategory": {"id": "nobility"}},
}
SEAT = {"type": "NEW", "positionOpenDate": "2026-03-02T00:00:00.000Z", "targetStartDate": "2026-06-01T00:00:00.000Z"}


def interview(*, here: bool = True, confidential: bool = False, token: str = "sandbox-admin") -> Send:
    """A candidate's answer to a timeslot of an interview of a kind."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        one = test_timeslot_changes.interview_of(client, here=here, confidential=confidential)
        path = f"{test_timeslot_changes.slot_of(client, one)}/candidateStatus"
        return client.put(path, json={"status": "accepted"}, token=token)

    return send


def foreign_timeslot(client: VendorClient) -> str:
    """The id of a timeslot of another interview than the example's."""
    world = client.read()
    operation = next(one for one in SMARTRECRUITERS.operations if one.id == "get_timeslot")
    own = resolve(operation.example.path["interviewId"], world)
    slot = next(one for one in world.timeslots if native_id(world, "interview", one.interview) != own)
    return native_id(world, "timeslot", slot.id)


def decided(status: str, decider: Decider) -> Send:
    return body(lambda client: {"status": status, "reason": people.a_reason(client, decider)})


def source(**told: Any) -> Send:
    """A source, which is said otherwise."""

    def send(client: VendorClient, operation: Operation) -> TestResponse:
        one = people.a_source(client, "LinkedIn Jobs") | told
        return send_example(client, operation, body={name: one[name] for name in one if one[name] is not None})

    return send


def approved(client: VendorClient, operation: Operation) -> TestResponse:
    world, job = client.read(), approved_job(client)
    seat = next(iter(world.positions.where(job=job.id)))
    named = {"jobId": native_id(world, "job", job.id), "positionId": native_id(world, "position", seat.id)}
    return send_example(client, operation, path=path_of(operation, world, **named))


def picture(part: str) -> Send:
    def send(client: VendorClient, operation: Operation) -> TestResponse:
        data = {part: (BytesIO(b"\x89PNG"), "me.png", "image/png")}
        path = path_of(operation, client.read())
        return client.put(path, data=data, content_type="multipart/form-data")

    return send


def section(length: int) -> Send:
    """An ad whose text on the work is so long."""
    return body({"title": "Night Baker", "jobAd": {"jobDescription": {"text": "é" * length}}})


def statuses(*names: str) -> dict[str, Send]:
    """A request for each status."""
    return {f"status: {name}": body({"status": name}) for name in names}


USE_CASES: Requests = {
    "put_update_candidate_status_in_interview_timeslot": {
        **statuses("accepted", "declined", "pending", "tentative", "ACCEPTED"),
        "status: a number": body({"status": 1}),
        "no status": body({}),
        "an interview that the API did not make": interview(here=False),
        "a hidden interview": interview(confidential=True, token="sandbox-restricted"),
        "a timeslot of another interview": at(timeslotId=foreign_timeslot),
    },
    "put_update_candidate_tags": {
        "two tags": body({"tags": ["night shifts", "Dutch"]}),
        "a tag twice": body({"tags": ["a", "b", "a"]}),
        "no tag": body({"tags": []}),
        "a hundred tags of 50 characters": body({"tags": [f"{number:050}" for number in range(100)]}),
        "no tags": body({}),
        "tags: null": body({"tags": None}),
        "tags: a text": body({"tags": "a"}),
        "a tag that is empty": body({"tags": ["a", ""]}),
        "a tag of 51 characters": body({"tags": ["x" * 51]}),
        "101 tags": body({"tags": [str(number) for number in range(101)]}),
    },
    "put_update_candidates_job_status": {
        **statuses("LEAD", "NEW", "IN_REVIEW", "INTERVIEW", "OFFERED", "HIRED", "TRANSFERRED", "OTHER"),
        "status: REJECTED and a reason": decided("REJECTED", Decider.COMPANY),
        "status: WITHDRAWN and a reason": decided("WITHDRAWN", Decider.CANDIDATE),
        "status: HIRED and a day": body({"status": "HIRED", "startsOn": "2026-05-04T00:00:00.000+02:00"}),
        "status: REJECTED and no reason": body({"status": "REJECTED"}),
        "status: WITHDRAWN and no reason": body({"status": "WITHDRAWN"}),
        "status: REJECTED and an unknown reason": body({"status": "REJECTED", "reason": people.UNKNOWN}),
        "status: REJECTED and a reason to withdraw": decided("REJECTED", Decider.CANDIDATE),
        "status: NEW and a reason": decided("NEW", Decider.COMPANY),
        "status: INTERVIEW and an unknown step": body({"status": "INTERVIEW", "subStatus": "no such step"}),
        "no status": body({"subStatus": "Phone call"}),
    },
    "put_update_candidates_source": {
        "a known source": source(),
        "an unknown type": source(sourceTypeId="NO_SUCH"),
        "no subtype where there are some": source(sourceSubTypeId=None),
        "an unknown subtype": source(sourceSubTypeId="NO_SUCH"),
        "an unknown source": source(sourceId="f" * 24),
        "no type": source(sourceTypeId=None),
        "no source": source(sourceId=None),
    },
    "put_update_job_ad": {
        "a title alone": body({"title": "Night Baker"}),
        "no title": changed("title"),
        "an unknown ad": unknown("jobAdId"),
        **{f"a section of {count} characters": section(count) for count in (24_999, 25_000)},
        "a language that ads cannot be in": changed(language={"code": "pt-PT"}),
    },
    "put_update_job_and_jobad": {
        "what is required": body(LEAST),
        **{f"no {name}": changed(name) for name in LEAST},
        **{f"an unknown {name}": body(LEAST | members) for name, members in UNKNOWN_IN_JOB.items()},
    },
    "put_update_job_note": {
        "20000 characters": body({"content": "é" * 20_000}),
        "20001 characters": body({"content": "é" * 20_001}),
        "no content": body({}),
    },
    "put_update_job_position": {
        "what is required": body(SEAT),
        **{f"no {name}": changed(name) for name in SEAT},
        "type: new": changed(type="new"),
        "an unknown position": unknown("positionId"),
        "where positions need approval": approved,
    },
    "put_update_job_status": {
        **statuses("CREATED", "SOURCING", "FILLED", "INTERVIEW", "OFFER", "CANCELLED", "ON_HOLD", "OTHER"),
        "no status": body({}),
    },
    "put_update_user_avatar, put_update_user_avatar_deprecated": {
        "a picture": example(),
        "no form": example(data=b"\x89PNG", content_type="image/png"),
        "a picture under another name than file": picture("avatar"),
        "somebody who may not": in_role(UserRole.EMPLOYEE),
    },
}
