"""Creating candidates."""

from base64 import b64encode
from typing import Any

import pytest

from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.commands.applications import stages_of
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import (
    APPLICATIONS,
    CANDIDATES,
    RESYNC,
    UNKNOWN,
    an_open_job,
    faults,
    id_of,
    one,
    ordinal,
    through,
    value_error,
)

CARMEN: dict[str, Any] = {
    "first_name": "Carmen",
    "last_name": "Ortega",
    "company": "Example Bakery",
    "title": "Baker",
    "is_private": True,
    "can_email": False,
    "locations": ["Seville, Spain", "Anywhere"],
    "phone_numbers": ["+1 202 555 0147"],
    "email_addresses": ["carmen.ortega@example.com", "carmen@example.org"],
    "urls": [{"value": "https://www.example.com/carmen", "url_type": "PORTFOLIO"}],
    "tags": ["bread", "night shift"],
    "avatar": "https://www.example.com/carmen.png",
}


def created(bindbee: VendorClient, body: dict[str, Any], connector: str = "acme") -> dict[str, Any]:
    answer = bindbee.post(CANDIDATES, json=body, headers=through(connector))
    assert answer.status_code == 200, answer.text
    document: dict[str, Any] = answer.json
    return document


@pytest.mark.parametrize("wrapped", [True, False])
def test_a_candidate_is_answered_as_it_will_be_read(bindbee: VendorClient, wrapped: bool) -> None:
    person = created(bindbee, {"data": CARMEN} if wrapped else CARMEN)

    assert {name: person[name] for name in CARMEN} == CARMEN
    assert person["applications"] == []
    assert person["modified_at"] == "2026-03-02T09:00:00.001000Z"
    bindbee.post(RESYNC)
    read = one(bindbee, "candidates", person["id"])
    assert read == {**person, "modified_at": read["modified_at"]}
    assert read["remote_id"] == native_id(bindbee.read(), "candidate", ordinal(bindbee, "candidate", person["id"]))


def test_a_candidate_is_not_readable_before_the_next_sync(bindbee: VendorClient) -> None:
    path = f"{CANDIDATES}/{created(bindbee, CARMEN)['id']}"

    assert bindbee.get(path).status_code == 404
    bindbee.post(RESYNC)
    assert bindbee.get(path).status_code == 200


def test_the_provider_knows_a_new_candidate_at_once(bindbee: VendorClient) -> None:
    person = ordinal(bindbee, "candidate", created(bindbee, CARMEN)["id"])

    held = bindbee.read().candidates[person]
    assert (held.first_name, held.employer, held.tags) == ("Carmen", "Example Bakery", ("bread", "night shift"))
    assert held.email == "carmen.ortega@example.com"
    assert held.place is not None
    assert (held.place.city, held.place.country_code) == ("Seville", "ES")


def test_a_live_connector_shows_its_own_writes_at_once(bindbee: VendorClient) -> None:
    person = created(bindbee, CARMEN, "acme-live")

    assert one(bindbee, "candidates", person["id"], "acme-live") == person


@pytest.mark.parametrize("body", [{}, {"data": {}}, {"unknown": 1, "first_name": None}, {"data": {"tags": None}}])
def test_nothing_is_required_of_a_candidate(bindbee: VendorClient, body: dict[str, Any]) -> None:
    person = created(bindbee, body)

    assert (person["first_name"], person["company"], person["tags"]) == (None, None, [])


def test_addresses_on_the_web_may_say_type_for_url_type(bindbee: VendorClient) -> None:
    person = created(bindbee, {"urls": [{"value": "https://www.example.com", "type": "LINKEDIN"}]})

    assert person["urls"] == [{"value": "https://www.example.com", "url_type": "SOCIAL_MEDIA"}]


@pytest.mark.parametrize("yes", [True, 1, 1.0, "yes", "ON"])
def test_booleans_in_a_body_are_read_leniently(bindbee: VendorClient, yes: Any) -> None:
    assert created(bindbee, {"is_private": yes})["is_private"] is True


def test_a_candidate_with_a_job_applies_for_it(bindbee: VendorClient) -> None:
    job = an_open_job(bindbee)
    id = id_of(bindbee, "job", job.id)

    for body in (
        {"data": {"first_name": "Ada", "job_id": id}},
        {"first_name": "Ada", "job": id},
        {"data": {"first_name": "Ada"}, "job_requisition_id": job.reference},
    ):
        (application,) = created(bindbee, body)["applications"]
        held = bindbee.read().applications[ordinal(bindbee, "application", application)]
        assert (held.job, held.status) == (job.id, ApplicationStatus.NEW)


def test_a_candidate_can_begin_in_a_stage_of_the_job(bindbee: VendorClient) -> None:
    job = an_open_job(bindbee)
    stage = stages_of(bindbee.read(), job.id)[3]
    data = {"job_interview_stage_id": id_of(bindbee, "job_interview_stage", job.id * 1000 + stage.position)}

    for more in ({}, {"job_id": id_of(bindbee, "job", job.id)}):
        (application,) = created(bindbee, {"data": {**data, **more}})["applications"]
        held = bindbee.read().applications[ordinal(bindbee, "application", application)]
        assert (held.job, held.stage) == (job.id, stage.id)


@pytest.mark.parametrize("form", ["bindbee", "native"])
def test_the_acting_user_gets_the_credit(bindbee: VendorClient, form: str) -> None:
    user = id_of(bindbee, "remote_user", 2) if form == "bindbee" else native_id(bindbee.read(), "user", 2)
    job = id_of(bindbee, "job", an_open_job(bindbee).id)

    person = created(bindbee, {"data": {"job_id": job}, "remote_user_id": user})

    held = bindbee.read().applications[ordinal(bindbee, "application", person["applications"][0])]
    assert held.credited_to == 2


def test_files_come_along_in_base64_or_as_an_address(bindbee: VendorClient) -> None:
    files = [
        {
            "file_name": "cv.pdf",
            "file_content": b64encode(b"%PDF-1.4 Carmen").decode(),
            "content_type": "application/pdf",
            "attachment_type": "RESUME",
        },
        {"file_url": "https://www.example.com/letter.pdf", "attachment_type": "PORTRAIT"},
    ]
    person = created(bindbee, {"first_name": "Carmen", "attachments": files})

    held = [bindbee.read().attachments[ordinal(bindbee, "attachment", id)] for id in person["attachments"]]
    assert [(one.name, one.kind, one.content_type) for one in held] == [
        ("cv.pdf", AttachmentKind.RESUME, "application/pdf"),
        ("attachment", AttachmentKind.OTHER, "text/uri-list"),
    ]
    assert [one.content for one in held] == [b"%PDF-1.4 Carmen", b"https://www.example.com/letter.pdf"]


def test_known_files_are_copied_by_their_ids(bindbee: VendorClient) -> None:
    held = bindbee.read().attachments.first()
    assert held is not None
    person = created(bindbee, {"data": {"attachments": [id_of(bindbee, "attachment", held.id)]}})

    (copy,) = (bindbee.read().attachments[ordinal(bindbee, "attachment", id)] for id in person["attachments"])
    assert (copy.name, copy.content, copy.candidate) == (
        held.name,
        held.content,
        ordinal(bindbee, "candidate", person["id"]),
    )


def test_moments_of_the_flat_form_are_kept(bindbee: VendorClient) -> None:
    moments = {"remote_created_at": "2025-05-01T08:00:00Z", "last_interaction_at": "2025-06-01T08:00:00Z"}

    person = created(bindbee, {"first_name": "Ada", **moments, "remote_updated_at": "2025-07-01T08:00:00Z"})

    assert {name: person[name] for name in moments} == moments


@pytest.mark.parametrize(
    ("body", "entry"),
    [
        (
            {"data": {"job_id": UNKNOWN}},
            value_error("job not found", UNKNOWN, "body", "CreateCandidate", "data", "job_id"),
        ),
        ({"job": UNKNOWN}, value_error("job not found", UNKNOWN, "body", "AtsCandidateWrite", "job")),
        (
            {"data": {}, "job_requisition_id": "R-00007"},
            value_error("job requisition not found", "R-00007", "body", "CreateCandidate", "job_requisition_id"),
        ),
        (
            {"data": {}, "remote_user_id": "nobody"},
            value_error("remote user not found", "nobody", "body", "CreateCandidate", "remote_user_id"),
        ),
        (
            {"data": {"attachments": [UNKNOWN]}},
            value_error("attachment not found", UNKNOWN, "body", "CreateCandidate", "data", "attachments", 0),
        ),
        (
            {"attachments": [{}]},
            value_error(
                "either file_url or file_content is required", {}, "body", "AtsCandidateWrite", "attachments", 0
            ),
        ),
        (
            {"attachments": [{"file_content": "?"}]},
            value_error("invalid base64", "?", "body", "AtsCandidateWrite", "attachments", 0, "file_content"),
        ),
        (
            {"last_interaction_at": "yesterday"},
            value_error("invalid datetime", "yesterday", "body", "AtsCandidateWrite", "last_interaction_at"),
        ),
    ],
)
def test_a_candidate_that_names_what_does_not_exist_is_refused(
    bindbee: VendorClient, body: dict[str, Any], entry: dict[str, Any]
) -> None:
    before = bindbee.world.state

    assert faults(bindbee.post(CANDIDATES, json=body)) == [entry]
    assert bindbee.world.state is before


def test_a_stage_of_another_job_is_refused(bindbee: VendorClient) -> None:
    before = bindbee.world.state
    job, other = (one.id for one in list(bindbee.read().jobs.where(confidential=False))[:2])
    stage = id_of(bindbee, "job_interview_stage", other * 1000 + 1)

    answers = (
        bindbee.post(
            CANDIDATES, json={"data": {"job_id": id_of(bindbee, "job", job), "job_interview_stage_id": stage}}
        ),
        bindbee.post(
            APPLICATIONS,
            json={
                "candidate": id_of(bindbee, "candidate", 1),
                "job": id_of(bindbee, "job", job),
                "current_stage": stage,
            },
        ),
    )

    for answer in answers:
        assert faults(answer)[0]["msg"] == "Value error, stage does not belong to this job"
    assert bindbee.world.state is before
