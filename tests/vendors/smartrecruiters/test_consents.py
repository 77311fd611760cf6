"""Consent of candidates, and requests for it."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.consents.state import CONSENT_REQUESTS
from ats_sandbox.vendors.smartrecruiters.features import PRIVACY_POLICY, SEPARATED_CONSENT
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.candidates import Candidate, Consent
from ats_sandbox.world.domain.features import switch
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, UNKNOWN

JOB_APPLICATIONS = "/job-applications-api/v202112/job-applications"
REQUESTS = "/candidates/consent-requests"


def somebody(client: VendorClient, consent: Consent) -> Candidate:
    """The first candidate whom everybody may see with such consent."""
    found = client.read().candidates.where(consent=consent, confidential=False).first()
    assert found is not None
    return found


def id_of(client: VendorClient, person: Candidate) -> str:
    return ids.CANDIDATE.write(client.read(), person.id)


@pytest.mark.parametrize("consent", Consent)
def test_consent_has_a_date_once_it_was_given(smartrecruiters: VendorClient, consent: Consent) -> None:
    person = somebody(smartrecruiters, consent)

    shown = smartrecruiters.get(f"/candidates/{id_of(smartrecruiters, person)}/consent").json

    date = {"date": iso(person.consented_at or 0)} if consent is Consent.ACQUIRED else {}
    assert shown == {"status": consent.value.upper(), **date}


def test_there_is_one_decision_on_single_consent(smartrecruiters: VendorClient) -> None:
    statuses = set()
    for person in smartrecruiters.read().candidates:
        shown = smartrecruiters.get(f"/candidates/{id_of(smartrecruiters, person)}/consents").json
        (decision,) = shown["decisions"]
        statuses.add(decision["status"])
        assert decision["scope"] == "Single"
        assert ("decidedOn" in decision) == (decision["status"] != "required")
        assert (decision["status"] == "acquired") == (person.consent is Consent.ACQUIRED)
        assert ("recentPendingRequestCreatedOn" in shown) == (person.consent is Consent.PENDING)
    assert statuses == {"acquired", "declined", "required"}


def test_separated_consent_has_a_decision_for_each_scope(smartrecruiters: VendorClient) -> None:
    with smartrecruiters.arrange() as draft:
        switch(draft, SEPARATED_CONSENT, on=True)
    person = somebody(smartrecruiters, Consent.ACQUIRED)

    decisions = smartrecruiters.get(f"/candidates/{id_of(smartrecruiters, person)}/consents").json["decisions"]

    scopes = ["SmartRecruit", "SmartCRM", "SmartMessage:SMS", "SmartMessage:WhatsApp"]
    assert [one["scope"] for one in decisions] == scopes
    assert decisions[0] == {
        "status": "acquired",
        "scope": "SmartRecruit",
        "decidedOn": iso(person.consented_at or 0),
    }


def test_a_new_candidate_has_decided_nothing(smartrecruiters: VendorClient) -> None:
    id = smartrecruiters.post("/candidates", json=ADA).json["id"]

    assert smartrecruiters.get(f"/candidates/{id}/consent").json == {"status": "REQUIRED"}
    assert smartrecruiters.get(f"/candidates/{id}/consents").json == {
        "decisions": [{"status": "required", "scope": "Single"}]
    }


def test_a_batch_answers_each_item_in_its_order(smartrecruiters: VendorClient) -> None:
    asked, given = (somebody(smartrecruiters, one) for one in (Consent.REQUIRED, Consent.ACQUIRED))
    asked_id, given_id = (id_of(smartrecruiters, one) for one in (asked, given))

    response = smartrecruiters.post(
        REQUESTS, json={"content": [{"id": asked_id}, {"id": UNKNOWN}, {"id": given_id}, {"id": "🚀"}]}
    )

    assert response.status_code == 201
    first, second, third, fourth = response.json["results"]
    assert (first["status"], third["status"]) == (202, 202)
    assert second == fourth == {"status": 403, "body": False}
    assert first["body"]["location"].endswith(f"/candidates/{asked_id}/consents")
    shown = smartrecruiters.get(f"/candidates/{asked_id}/consents").json
    now = smartrecruiters.read()[CONSENT_REQUESTS].where(candidate=asked.id).first()
    assert now is not None
    assert shown["recentPendingRequestCreatedOn"] == iso(now.created_at)
    assert smartrecruiters.get(f"/candidates/{asked_id}/consent").json == {"status": "PENDING"}
    assert smartrecruiters.get(f"/candidates/{given_id}/consent").json["status"] == "ACQUIRED"


def test_without_a_privacy_policy_there_is_nothing_to_consent_to(smartrecruiters: VendorClient) -> None:
    application = people.an_application(smartrecruiters)
    job_application = ids.APPLICATION.write(smartrecruiters.read(), application.id)
    id = ids.CANDIDATE.write(smartrecruiters.read(), application.candidate)
    with smartrecruiters.arrange() as draft:
        switch(draft, PRIVACY_POLICY, on=False)

    batch = smartrecruiters.post(REQUESTS, json={"content": [{"id": id}]})
    single = smartrecruiters.post(f"{JOB_APPLICATIONS}/{job_application}/consent-request")

    assert (batch.status_code, batch.json) == (201, {"results": [{"status": 403, "body": False}]})
    assert single.status_code == 403
    assert single.json["errors"][0]["code"] == "PRIVACY_POLICY_NOT_CONFIGURED"
    assert not smartrecruiters.read()[CONSENT_REQUESTS]


@pytest.mark.parametrize(
    "body",
    [{}, {"content": []}, {"content": [{}]}, {"content": [{"id": None}]}, {"content": [{"id": "x"}] * 1_001}, []],
)
def test_a_batch_of_other_than_1_to_1000_items_is_400(smartrecruiters: VendorClient, body: Any) -> None:
    assert smartrecruiters.post(REQUESTS, json=body).status_code == 400


def test_the_candidate_of_a_job_application_is_asked(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    application = next(one for one in world.applications if world.candidates[one.candidate].consent is Consent.REQUIRED)
    path = f"{JOB_APPLICATIONS}/{ids.APPLICATION.write(world, application.id)}"
    candidate = people.candidate_path(smartrecruiters, application.candidate)

    response = smartrecruiters.post(f"{path}/consent-request")

    assert (response.status_code, response.data) == (202, b"")
    assert smartrecruiters.get(f"{candidate}/consent").json == {"status": "PENDING"}
    shown = smartrecruiters.get(f"{path}/consents").json
    assert shown == smartrecruiters.get(f"{candidate}/consents").json
    assert shown["decisions"][0]["status"] == "required"


def test_a_job_application_that_is_unknown_malformed_or_hidden_is_refused(smartrecruiters: VendorClient) -> None:
    hidden = ids.APPLICATION.write(smartrecruiters.read(), people.a_hidden_application(smartrecruiters).id)
    for id, token, status, code in (
        (UNKNOWN, "sandbox-admin", 404, "JOB_APPLICATION_NOT_FOUND"),
        ("x", "sandbox-admin", 400, "INVALID_JOB_APPLICATION_ID"),
        (hidden, "sandbox-restricted", 403, "NO_ACCESS_TO_CANDIDATE"),
    ):
        for response in (
            smartrecruiters.get(f"{JOB_APPLICATIONS}/{id}/consents", token=token),
            smartrecruiters.post(f"{JOB_APPLICATIONS}/{id}/consent-request", token=token),
        ):
            assert (response.status_code, response.json["errors"][0]["code"]) == (status, code)


def test_who_may_not_see_the_candidate_learns_nothing_of_consent(smartrecruiters: VendorClient) -> None:
    hidden = people.a_hidden_application(smartrecruiters)
    path = people.candidate_path(smartrecruiters, hidden.candidate)

    for below in ("consent", "consents"):
        assert smartrecruiters.get(f"{path}/{below}", token="sandbox-restricted").status_code == 403
        assert smartrecruiters.get(f"/candidates/{UNKNOWN}/{below}").status_code == 404
    batch = {"content": [{"id": path.removeprefix("/candidates/")}]}
    response = smartrecruiters.post(REQUESTS, json=batch, token="sandbox-restricted")
    assert response.json == {"results": [{"status": 403, "body": False}]}
    assert not smartrecruiters.read()[CONSENT_REQUESTS]


def test_features_outlive_a_reset_and_requests_do_not(smartrecruiters: VendorClient) -> None:
    person = somebody(smartrecruiters, Consent.REQUIRED)
    id = id_of(smartrecruiters, person)
    smartrecruiters.post(REQUESTS, json={"content": [{"id": id}]})
    with smartrecruiters.arrange() as draft:
        switch(draft, PRIVACY_POLICY, on=False)

    smartrecruiters.sandbox.worlds[smartrecruiters.name].reset()

    assert smartrecruiters.get(f"/candidates/{id}/consent").json == {"status": "REQUIRED"}
    assert smartrecruiters.post(REQUESTS, json={"content": [{"id": id}]}).json["results"][0]["status"] == 403
