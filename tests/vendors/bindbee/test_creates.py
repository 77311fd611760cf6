"""Creating records of every model: what all creates have in common."""

from collections.abc import Callable
from typing import Any

import pytest

from ats_sandbox.vendors.bindbee.connectors import PERIOD
from ats_sandbox.vendors.bindbee.samples import open_application, open_job
from ats_sandbox.world.domain.equal_opportunity import EQUAL_OPPORTUNITY_ANSWERS
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import (
    PREFIX,
    RESYNC,
    UNKNOWN,
    faults,
    id_of,
    one,
    pair,
    through,
    value_error,
)
from tests.vendors.bindbee.test_relations import everything

Body = dict[str, Any]


def candidate(bindbee: VendorClient) -> str:
    return id_of(bindbee, "candidate", open_application(bindbee.read()).candidate)


def application(bindbee: VendorClient) -> str:
    return id_of(bindbee, "application", open_application(bindbee.read()).id)


def job(bindbee: VendorClient) -> str:
    return id_of(bindbee, "job", open_job(bindbee.read()).id)


def silent(bindbee: VendorClient) -> str:
    """A candidate without equal opportunity answers."""
    world = bindbee.read()
    answers = world[EQUAL_OPPORTUNITY_ANSWERS]
    return id_of(bindbee, "candidate", next(one.id for one in world.candidates if not answers.where(candidate=one.id)))


BODIES: dict[str, Callable[[VendorClient], Body]] = {
    "activities": lambda bindbee: {
        "user": id_of(bindbee, "remote_user", 2),
        "activity_type": "EMAIL",
        "subject": "Hello",
        "body": "Wrote to Ada.",
        "visibility": "ADMIN_ONLY",
        "candidate": candidate(bindbee),
    },
    "applications": pair,
    "attachments": lambda bindbee: {
        "file_name": "site",
        "file_url": "https://www.example.com/cv",
        "attachment_type": "CERTIFICATE",
        "candidate": candidate(bindbee),
    },
    "departments": lambda bindbee: {"name": "Logistics"},
    "eeocs": lambda bindbee: {
        "candidate": silent(bindbee),
        "submitted_at": "2026-01-02T03:04:05Z",
        "race": "HISPANIC_OR_LATINO",
        "gender": "AGENDER",
        "veteran_status": "DISABLED_VETERAN",
        "disability_status": "-",
    },
    "job-interview-stages": lambda bindbee: {"job": job(bindbee), "name": "Reference check", "stage_order": 600},
    "jobs": lambda bindbee: {
        "name": "Baker",
        "description": "Bakes.",
        "code": "BAKER-1",
        "status": "FROZEN",
        "job_posting_urls": [{"value": "https://www.example.com/baker", "url_type": "-"}],
        "confidential": True,
        "departments": [id_of(bindbee, "department", 2)],
        "offices": [id_of(bindbee, "office", 2), id_of(bindbee, "office", 1)],
        "hiring_managers": [id_of(bindbee, "remote_user", 3)],
        "recruiters": [id_of(bindbee, "remote_user", 2), id_of(bindbee, "remote_user", 3)],
    },
    "offers": lambda bindbee: {"application": application(bindbee), "status": "OPENED"},
    "offices": lambda bindbee: {"name": "Moon base", "location": "Mare Tranquillitatis 1"},
    "reject-reasons": lambda bindbee: {"name": "Not in time"},
    "remote-users": lambda bindbee: {
        "first_name": "Ines",
        "last_name": "Vega",
        "email": "ines.vega@example.com",
        "disabled": True,
        "access_role": "SUPER_ADMIN",
    },
    "scheduled-interviews": lambda bindbee: {
        "application": application(bindbee),
        "organizer": id_of(bindbee, "remote_user", 2),
        "interviewers": [id_of(bindbee, "remote_user", 3)],
        "location": "Room 2",
        "start_at": "2026-06-01T09:00:00Z",
        "end_at": "2026-06-01T10:30:00Z",
        "status": "TENTATIVE",
    },
    "scorecards": lambda bindbee: {
        "application": application(bindbee),
        "interviewer": id_of(bindbee, "remote_user", 3),
        "submitted_at": "2026-02-03T04:05:06Z",
        "overall_recommendation": "DEFINITELY_NO",
    },
    "screening-questions": lambda bindbee: {
        "job": job(bindbee),
        "title": "Which shift suits you?",
        "description": "Choose all that do.",
        "type": "MULTI_SELECT",
        "required": True,
        "options": [{"label": "Day"}, {"label": "Night", "value": 2}],
    },
    "tags": lambda bindbee: {"name": "night owl"},
}
RECORDS = ("activities", "jobs")
"""What answers with the record itself."""
EACH = pytest.mark.parametrize("resource", BODIES)


def created(bindbee: VendorClient, resource: str, connector: str = "acme", **members: Any) -> str:
    body = {**BODIES[resource](bindbee), **members}
    answer = bindbee.post(f"{PREFIX}/{resource}", json=body, headers=through(connector))
    assert answer.status_code == (201 if resource in RECORDS else 200), answer.text
    id: str = answer.json["id"] if resource in RECORDS else answer.json
    return id


@EACH
def test_what_was_written_is_read_after_the_next_sync(bindbee: VendorClient, resource: str) -> None:
    body = BODIES[resource](bindbee)
    id = created(bindbee, resource)
    path = f"{PREFIX}/{resource}/{id}"
    assert bindbee.get(path).status_code == 404

    bindbee.post(RESYNC)

    shown = one(bindbee, resource, id)
    assert {name: shown[name] for name in body} == body
    assert shown in everything(bindbee, resource)


@EACH
def test_a_delta_after_the_next_sync_holds_what_was_written_and_nothing_else(
    bindbee: VendorClient, resource: str
) -> None:
    """A stage is one of every job with that pipeline; interviews change by taking place, too."""
    before = everything(bindbee, resource)
    watermark = max(item["modified_at"] for item in before)
    id = created(bindbee, resource)
    bindbee.world.advance(PERIOD)

    changed = everything(bindbee, resource, modified_after=watermark)

    assert changed == [item for item in everything(bindbee, resource) if item not in before]
    assert id in {item["id"] for item in changed}
    assert len(changed) == 1 or resource in ("job-interview-stages", "scheduled-interviews")


@pytest.mark.parametrize("resource", RECORDS)
def test_a_record_is_answered_as_it_will_be_read(bindbee: VendorClient, resource: str) -> None:
    body = BODIES[resource](bindbee)

    answer = bindbee.post(f"{PREFIX}/{resource}", json=body).json

    bindbee.post(RESYNC)
    read = one(bindbee, resource, answer["id"])
    assert answer == {**read, "modified_at": answer["modified_at"]}


@EACH
def test_a_repeated_key_writes_once_and_another_body_conflicts(bindbee: VendorClient, resource: str) -> None:
    path, key, body = f"{PREFIX}/{resource}", {"X-Idempotency-Key": "one"}, BODIES[resource](bindbee)
    first = bindbee.post(path, json=body, headers=key)
    state = bindbee.world.state

    again = bindbee.post(path, json=body, headers=key)
    other = bindbee.post(path, json={**body, "more": 1}, headers=key)

    assert (again.status_code, again.json) == (first.status_code, first.json)
    assert (other.status_code, other.json["detail"]) == (
        409,
        "Idempotency key already exists with a different payload.",
    )
    assert bindbee.world.state is state


@EACH
def test_nothing_is_written_through_a_connector_that_only_reads(bindbee: VendorClient, resource: str) -> None:
    state = bindbee.world.state

    answer = bindbee.post(f"{PREFIX}/{resource}", json=BODIES[resource](bindbee), headers=through("acme-readonly"))

    assert (answer.status_code, answer.json) == (403, {"detail": "Write is not enabled for this model"})
    assert bindbee.world.state is state


@EACH
@pytest.mark.parametrize("body", [[], "text", 1, True])
def test_a_body_is_an_object(bindbee: VendorClient, resource: str, body: Any) -> None:
    (entry,) = faults(bindbee.post(f"{PREFIX}/{resource}", json=body))

    assert (entry["loc"], entry["type"]) == (["body"], "model_attributes_type")


@pytest.mark.parametrize("resource", ["departments", "offers", "offices", "reject-reasons", "remote-users", "tags"])
def test_where_no_body_is_declared_none_is_needed(bindbee: VendorClient, resource: str) -> None:
    answer = bindbee.post(f"{PREFIX}/{resource}")

    assert answer.status_code == 200
    bindbee.post(RESYNC)
    shown = one(bindbee, resource, answer.json)
    assert shown.get("name") is None
    assert shown.get("email") is None


@pytest.mark.parametrize("resource", RECORDS)
def test_a_declared_body_has_to_be_there(bindbee: VendorClient, resource: str) -> None:
    (entry,) = faults(bindbee.post(f"{PREFIX}/{resource}"))

    assert (entry["loc"], entry["type"], entry["msg"]) == (["body"], "missing", "Field required")


@pytest.mark.parametrize(
    ("resource", "member"),
    [
        ("attachments", "candidate"),
        ("eeocs", "candidate"),
        ("job-interview-stages", "job"),
        ("scheduled-interviews", "application"),
        ("scorecards", "application"),
        ("screening-questions", "job"),
    ],
)
def test_what_a_record_hangs_on_has_to_be_said(bindbee: VendorClient, resource: str, member: str) -> None:
    path, body = f"{PREFIX}/{resource}", BODIES[resource](bindbee)
    rest = {name: value for name, value in body.items() if name != member}

    assert faults(bindbee.post(path, json=rest)) == [
        {"loc": ["body", member], "msg": "Field required", "type": "missing", "input": rest}
    ]
    (null,) = faults(bindbee.post(path, json={**body, member: None}))
    assert (null["loc"], null["type"]) == (["body", member], "uuid_type")


@pytest.mark.parametrize(
    ("resource", "member", "what"),
    [
        ("activities", "user", "remote user"),
        ("activities", "candidate", "candidate"),
        ("attachments", "candidate", "candidate"),
        ("attachments", "remote_user_id", "remote user"),
        ("eeocs", "candidate", "candidate"),
        ("job-interview-stages", "job", "job"),
        ("jobs", "remote_user_id", "remote user"),
        ("scheduled-interviews", "application", "application"),
        ("scheduled-interviews", "job_interview_stage", "job interview stage"),
        ("scheduled-interviews", "organizer", "remote user"),
        ("scorecards", "application", "application"),
        ("scorecards", "interview", "scheduled interview"),
        ("scorecards", "interviewer", "remote user"),
        ("screening-questions", "job", "job"),
    ],
)
def test_an_id_has_to_be_that_of_a_record_behind_the_connector(
    bindbee: VendorClient, resource: str, member: str, what: str
) -> None:
    body, state = BODIES[resource](bindbee), bindbee.world.state
    elsewhere = id_of(bindbee, what.replace(" ", "_"), 1, "acme-live")

    for id in (UNKNOWN, elsewhere):
        refused = faults(bindbee.post(f"{PREFIX}/{resource}", json={**body, member: id}))
        assert refused == [value_error(f"{what} not found", id, "body", member)]
    assert bindbee.world.state is state


@pytest.mark.parametrize("member", ["departments", "offices", "hiring_managers", "recruiters"])
def test_an_id_in_a_list_has_its_place(bindbee: VendorClient, member: str) -> None:
    body = BODIES["jobs"](bindbee)
    ids = [*body[member][:1], UNKNOWN]

    (entry,) = faults(bindbee.post(f"{PREFIX}/jobs", json={**body, member: ids}))
    (malformed,) = faults(bindbee.post(f"{PREFIX}/jobs", json={**body, member: ["nobody"]}))

    assert (entry["loc"], entry["type"], entry["input"]) == (["body", member, 1], "value_error", UNKNOWN)
    assert (malformed["loc"], malformed["type"]) == (["body", member, 0], "uuid_parsing")
