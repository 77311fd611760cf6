"""StackOne: where the vendor's own texts disagree, this is which of them is followed."""

import json
from pathlib import Path
from typing import Any

import pytest

from ats_sandbox.contract.openapi import document_of
from ats_sandbox.vendors.stackone import STACKONE
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, basic, everything, listed, made, refused, shown, synthetic

PUBLISHED = json.loads(
    (Path(__file__).parents[3] / "fixtures/stackone/ats_create_application.json").read_text(encoding="utf-8")
)


def test_the_list_of_accounts_is_a_bare_array_as_the_contract_has_it_and_not_wrapped_as_a_guide_shows(
    stackone: VendorClient,
) -> None:
    accounts = stackone.get("/accounts").json

    assert isinstance(accounts, list)
    assert {one["id"] for one in accounts} >= {"acme", "acme-basic"}


@pytest.mark.parametrize("credentials", ["sandbox-admin:", "sandbox-admin"])
def test_the_key_is_taken_with_the_colon_of_newer_guides_and_without_it_as_in_older_ones(
    stackone: VendorClient, credentials: str
) -> None:
    headers = {**basic(credentials), "x-account-id": "acme"}

    assert stackone.get(f"{ATS}/jobs", token=None, headers=headers).status_code == 200


def test_pages_hold_a_hundred_as_an_older_guide_says_and_more_is_no_error_as_the_contract_states_no_maximum(
    stackone: VendorClient,
) -> None:
    assert len(listed(stackone, "applications", page_size="100")) == 100
    assert len(listed(stackone, "applications", page_size="1000")) == 100


def test_a_deletion_answers_200_and_says_204_in_its_body_as_the_sample_does(stackone: VendorClient) -> None:
    id = made(stackone, "background_checks/packages", {"name": "Drivers"})

    answer = stackone.delete(f"{ATS}/background_checks/packages/{id}")

    assert answer.status_code == 200
    assert answer.json["statusCode"] == 204
    assert answer.json["message"] == "Record deleted successfully."
    assert answer.json.keys() == {"statusCode", "message", "timestamp"}


@pytest.mark.parametrize("path", ["candidates", "jobs"])
def test_an_update_has_the_members_of_a_creation_but_its_own_status_and_text(stackone: VendorClient, path: str) -> None:
    """The published sample of the answer is that of a creation, 201 included; the operation itself answers 200."""
    one = listed(stackone, path)[0]

    answer = stackone.patch(f"{ATS}/{path}/{one['id']}", json={})

    assert answer.status_code == answer.json["statusCode"] == 200
    assert answer.json["message"] == "Record updated successfully."
    assert answer.json["data"] == {"id": one["id"], "remote_id": one["remote_id"]}


@pytest.mark.parametrize(
    "category", [{"value": "resume", "source_value": "RESUME"}, {"name": "resume", "id": synthetic("RESUME")}]
)
def test_the_category_of_an_upload_is_read_as_the_schema_and_as_the_sample_write_it(
    stackone: VendorClient, application: dict[str, Any], category: dict[str, str]
) -> None:
    path = f"applications/{application['id']}/documents"

    answer = stackone.post(f"{ATS}/{path}/upload", json={"content": "QQ==", "category": category})

    assert answer.status_code == 201
    assert listed(stackone, path)[0]["category"] == {"value": "resume", "source_value": "RESUME"}


def test_the_published_request_names_a_candidate_and_brings_one_and_is_refused_as_its_own_text_demands(
    stackone: VendorClient,
) -> None:
    assert PUBLISHED["request"].keys() >= {"candidate_id", "candidate"}

    answer = stackone.post(f"{ATS}/applications", json=PUBLISHED["request"])

    refused(answer, 400, "Provide either candidate_id or candidate, not both")


@pytest.mark.parametrize("one", [True, False])
@pytest.mark.parametrize("type", ["short_text", {"value": "short_text"}, {"source_value": "short_text"}])
def test_questionnaires_are_read_as_one_object_or_many_and_answers_with_bare_types_and_always_shown_by_the_schema(
    stackone: VendorClient, job: dict[str, Any], one: bool, type: Any
) -> None:
    sheet = {"id": "s", "answers": [{"id": "a", "type": type, "values": ["Yes"]}]}
    body = {"job_id": job["id"], "candidate": {"name": "Grace"}, "questionnaires": sheet if one else [sheet]}

    application = shown(stackone, f"applications/{made(stackone, 'applications', body)}")

    (found,) = application["questionnaires"]
    assert found["answers"][0]["type"] == {"value": "short_text", "source_value": "short_text"}


def test_the_type_text_of_the_published_request_is_unmapped(stackone: VendorClient, job: dict[str, Any]) -> None:
    sheet = {"id": "s", "answers": [{"id": "a", "type": "text", "values": ["Yes"]}]}
    body = {"job_id": job["id"], "candidate": {"name": "Grace"}, "questionnaires": sheet}

    application = shown(stackone, f"applications/{made(stackone, 'applications', body)}")

    (answer,) = application["questionnaires"][0]["answers"]
    assert answer["type"] == {"value": "unmapped_value", "source_value": "text"}


def test_documents_are_taken_along_as_the_later_contract_has_them_and_errors_declared_that_the_older_page_lacks(
    stackone: VendorClient, job: dict[str, Any]
) -> None:
    body = {"job_id": job["id"], "candidate": {"name": "Grace"}, "documents": [{"content": "QQ=="}]}

    id = made(stackone, "applications", body)

    assert len(everything(stackone, f"applications/{id}/documents")) == 1
    responses = document_of(STACKONE)["paths"][f"{ATS}/applications"]["post"]["responses"]
    assert {"201", "400", "404", "409", "422"} <= responses.keys()


def test_what_is_not_there_is_not_found_in_the_contracts_words(stackone: VendorClient) -> None:
    """A guide says `Resource not found`."""
    refused(stackone.get(f"{ATS}/jobs/nobody"), 404, "Not Found")
    refused(stackone.get("/nowhere"), 404, "Not Found")


EARLIER = [
    "assessments/orders/{id}",
    "assessments/orders/{id}/results",
    "background_checks/orders",
    "background_checks/orders/{id}",
    "background_checks/orders/{id}/results",
]


@pytest.mark.parametrize("path", EARLIER)
def test_reads_that_the_vendor_has_removed_are_still_served_and_marked_as_deprecated(
    stackone: VendorClient, path: str
) -> None:
    """Clients from before mid-2025 ask them; nothing that the contract has today takes their place."""
    assert document_of(STACKONE)["paths"][f"{ATS}/{path}"]["get"]["deprecated"] is True
    id = stackone.post(f"{ATS}/{path.partition('/')[0]}/orders", json={}).json["id"]

    data = stackone.get(f"{ATS}/{path.format(id=id)}").json["data"]

    assert id in ([one["id"] for one in data] if isinstance(data, list) else [data["id"]])


@pytest.mark.parametrize("path", ["interview_stages", "interview_stages/{id}"])
def test_the_older_name_of_stages_is_served_beside_the_newer_one(stackone: VendorClient, path: str) -> None:
    assert document_of(STACKONE)["paths"][f"{ATS}/{path}"]["get"]["deprecated"] is True
    id = listed(stackone, "application_stages")[0]["id"]

    assert stackone.get(f"{ATS}/{path.format(id=id)}").status_code == 200


def test_postings_name_their_job_by_the_newer_name_alone(stackone: VendorClient) -> None:
    posting = listed(stackone, "job_postings")[0]

    assert posting["job_id"] == synthetic(posting["remote_job_id"])
    assert "remote_job_posting_id" not in posting


def test_an_amount_is_a_number_in_offers_and_a_text_in_postings_as_the_contract_has_it(stackone: VendorClient) -> None:
    salaries = [one["salary"] for one in everything(stackone, "offers")]
    pay = [part for one in everything(stackone, "job_postings") for part in one["compensation"] or ()]

    assert all(isinstance(one, int | float) for one in salaries if one is not None)
    assert pay
    amounts = [part[name] for part in pay for name in ("value", "min_value_range", "max_value_range")]
    assert all(isinstance(one, str) for one in amounts if one is not None)


def test_the_organisation_of_a_connect_session_is_a_number_as_in_the_contract_and_not_a_text_as_in_later_clients(
    stackone: VendorClient,
) -> None:
    owner = {"origin_owner_id": "customer-1", "origin_owner_name": "Customer One"}

    session = stackone.post("/connect_sessions", json=owner)

    assert session.status_code == 201, session.text
    assert isinstance(session.json["organization_id"], int)
