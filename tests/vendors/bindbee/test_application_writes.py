"""Creating applications."""

from typing import Any

import pytest

from ats_sandbox.world.domain.commands.applications import stages_of
from tests.client import VendorClient
from tests.vendors.bindbee.demo_world import (
    APPLICATIONS,
    CANDIDATES,
    RESYNC,
    UNKNOWN,
    an_open_job,
    faults,
    free_pair,
    id_of,
    one,
    ordinal,
    pair,
    through,
    value_error,
)


def test_an_application_answers_its_id_as_a_bare_text(bindbee: VendorClient) -> None:
    body = pair(bindbee)

    answer = bindbee.post(APPLICATIONS, json=body)

    assert answer.status_code == 200
    assert isinstance(answer.json, str)
    assert bindbee.get(f"{APPLICATIONS}/{answer.json}").status_code == 404
    bindbee.post(RESYNC)
    application = one(bindbee, "applications", answer.json)
    assert {name: application[name] for name in body} == body
    assert (application["applied_at"], application["rejected_at"]) == ("2026-03-02T09:00:00Z", None)


def test_an_application_takes_all_its_members(bindbee: VendorClient) -> None:
    candidate, job = free_pair(bindbee)
    stage = stages_of(bindbee.read(), job)[2]
    body = {
        "candidate": id_of(bindbee, "candidate", candidate, "acme-live"),
        "job": id_of(bindbee, "job", job, "acme-live"),
        "applied_at": "2026-01-05T10:00:00Z",
        "rejected_at": "2026-02-05T10:00:00Z",
        "source": "A friend of the house",
        "credited_to": id_of(bindbee, "remote_user", 3, "acme-live"),
        "current_stage": id_of(bindbee, "job_interview_stage", job * 1000 + stage.position, "acme-live"),
        "reject_reason": id_of(bindbee, "reject_reason", 1, "acme-live"),
    }

    id = bindbee.post(APPLICATIONS, json=body, headers=through("acme-live")).json

    application = one(bindbee, "applications", id, "acme-live")
    assert {name: application[name] for name in body} == body


def test_a_known_source_is_recognised_by_its_name(bindbee: VendorClient) -> None:
    label = next(iter(bindbee.read().sources)).label

    id = bindbee.post(APPLICATIONS, json={**pair(bindbee), "source": label.upper()}).json

    held = bindbee.read().applications[ordinal(bindbee, "application", id)]
    assert (held.source, held.origin) == (1, None)


def test_a_candidate_who_was_just_created_can_apply_before_the_sync(bindbee: VendorClient) -> None:
    body = {
        "candidate": bindbee.post(CANDIDATES, json={"first_name": "Ada"}).json["id"],
        "job": id_of(bindbee, "job", an_open_job(bindbee).id),
    }

    assert bindbee.post(APPLICATIONS, json=body).status_code == 200


def test_one_candidate_is_on_a_job_once(bindbee: VendorClient) -> None:
    body = pair(bindbee)
    bindbee.post(APPLICATIONS, json=body)
    before = bindbee.world.state

    (entry,) = faults(bindbee.post(APPLICATIONS, json=body))

    assert entry == value_error("candidate already has an application for this job", body, "body")
    assert bindbee.world.state is before


@pytest.mark.parametrize("body", [None, {}, {"candidate": None, "job": None}])
def test_an_application_needs_a_candidate_and_a_job(bindbee: VendorClient, body: Any) -> None:
    answer = bindbee.post(APPLICATIONS) if body is None else bindbee.post(APPLICATIONS, json=body)

    kind = "uuid_type" if body else "missing"
    assert [(entry["loc"], entry["type"]) for entry in faults(answer)] == [
        (["body", "candidate"], kind),
        (["body", "job"], kind),
    ]


@pytest.mark.parametrize("member", ["candidate", "job", "credited_to", "current_stage", "reject_reason"])
def test_an_application_names_only_what_exists(bindbee: VendorClient, member: str) -> None:
    body = {**pair(bindbee), member: UNKNOWN}
    before = bindbee.world.state

    (entry,) = faults(bindbee.post(APPLICATIONS, json=body))

    assert entry["loc"] == ["body", member]
    assert entry["msg"].endswith(" not found")
    assert bindbee.world.state is before


def test_ids_of_another_connector_are_unknown(bindbee: VendorClient) -> None:
    body = {**pair(bindbee), "job": id_of(bindbee, "job", 1, "acme-live")}

    assert faults(bindbee.post(APPLICATIONS, json=body))[0]["loc"] == ["body", "job"]


def test_a_restricted_key_cannot_apply_for_a_job_it_does_not_see(bindbee: VendorClient) -> None:
    secret = bindbee.read().jobs.where(confidential=True).first()
    assert secret is not None
    body = {**pair(bindbee), "job": id_of(bindbee, "job", secret.id)}

    answer = bindbee.post(APPLICATIONS, json=body, token="sandbox-restricted")

    assert faults(answer)[0]["msg"] == "Value error, job not found"


@pytest.mark.parametrize("member", ["applied_at", "rejected_at"])
def test_moments_of_an_application_must_be_moments(bindbee: VendorClient, member: str) -> None:
    answer = bindbee.post(APPLICATIONS, json={**pair(bindbee), member: "soon"})

    assert faults(answer) == [value_error("invalid datetime", "soon", "body", member)]
