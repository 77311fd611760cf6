"""StackOne: creating applications."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, listed, made, refused, shown, synthetic

PUBLISHED = json.loads(
    (Path(__file__).parents[3] / "fixtures/stackone/ats_create_application.json").read_text(encoding="utf-8")
)
NEITHER = "Provide either candidate_id or candidate"


def create(client: VendorClient, body: Any, **kwargs: Any) -> Any:
    return client.post(f"{ATS}/applications", json=body, **kwargs)


@pytest.fixture
def resolvable(stackone: VendorClient, job: dict[str, Any]) -> dict[str, Any]:
    """The published request with ids that exist here, and without the candidate's id."""
    posting = next(one for one in everything(stackone, "job_postings") if one["job_id"] == job["id"])
    body = {name: value for name, value in PUBLISHED["request"].items() if name != "candidate_id"}
    location = listed(stackone, "locations")[0]
    return {**body, "job_id": job["id"], "job_posting_id": posting["id"], "location_id": location["id"]}


def test_the_published_request_is_refused_as_it_stands(stackone: VendorClient) -> None:
    """The sample names a candidate and brings one along, which the same page forbids."""
    before = stackone.world.state

    answer = create(stackone, PUBLISHED["request"])

    refused(answer, 400, "Provide either candidate_id or candidate, not both")
    assert stackone.world.state is before


def test_the_published_request_is_taken_with_ids_that_exist(stackone: VendorClient, resolvable: dict[str, Any]) -> None:
    answer = create(stackone, resolvable)

    published = PUBLISHED["answer"]
    assert answer.status_code == 201, answer.text
    assert answer.json.keys() == published.keys()
    assert answer.json["data"].keys() == published["data"].keys()
    assert (answer.json["statusCode"], answer.json["message"]) == (published["statusCode"], published["message"])

    application = shown(stackone, f"applications/{answer.json['data']['id']}")
    assert application["application_status"] == {"value": "hired", "source_value": "HIRED"}
    assert application["location_ids"] == [resolvable["location_id"]]
    assert application["candidate"]["name"] == "Rosalind Sample"
    assert application["source"] == {
        "id": synthetic("8187e5da-dc77-475e-9949-af0f1fa4e4e3"),
        "remote_id": "8187e5da-dc77-475e-9949-af0f1fa4e4e3",
        "name": "LinkedIn",
    }
    assert application["questionnaires"] == [
        {
            "id": synthetic("right_to_work"),
            "remote_id": "right_to_work",
            "answers": [
                {
                    "id": synthetic("answer1"),
                    "remote_id": "answer1",
                    "type": {"value": "unmapped_value", "source_value": "text"},
                    "values": ["Yes"],
                }
            ],
        }
    ]


def test_the_candidate_that_comes_along_becomes_a_person(stackone: VendorClient, resolvable: dict[str, Any]) -> None:
    id = made(stackone, "applications", resolvable)
    application = shown(stackone, f"applications/{id}")
    candidate = shown(stackone, f"candidates/{application['candidate_id']}", include="custom_fields")

    assert candidate["application_ids"] == [id]
    assert candidate["email"] == "rosalind.sample@example.com"
    assert candidate["phone_numbers"] == [
        {"type": "personal", "phone": "+44 7700 900123"},
        {"type": "personal", "phone": "+1 202 555 0143"},
    ]
    assert candidate["hired_at"] == "2021-01-01T01:01:01.000Z"
    assert candidate["country"] == "United States"
    assert candidate["unified_custom_fields"] == PUBLISHED["request"]["candidate"]["unified_custom_fields"]
    assert candidate["custom_fields"] == [
        {
            "id": synthetic("8187e5da-dc77-475e-9949-af0f1fa4e4e3"),
            "remote_id": "8187e5da-dc77-475e-9949-af0f1fa4e4e3",
            "name": "Training Completion Status",
            "value": "Completed",
            "value_id": synthetic("e3cb75bf-aa84-466e-a6c1-b8322b257a48"),
            "remote_value_id": "e3cb75bf-aa84-466e-a6c1-b8322b257a48",
        }
    ]
    assert candidate["hired_at"] == "2021-01-01T01:01:01.000Z"


def test_the_smallest_application_is_active_in_the_first_stage(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    id = made(stackone, "applications", {"job_id": job["id"], "candidate_id": candidate["id"]})
    application = shown(stackone, f"applications/{id}", include="custom_fields,attachments", expand="documents")

    assert application["application_status"] == {"value": "active", "source_value": "NEW"}
    assert application["application_stage"]["name"] == "New"
    assert application["created_at"] == application["updated_at"]
    assert application["source"] is None
    assert application["questionnaires"] == application["documents"] == application["attachments"] == []
    assert application["custom_fields"] == application["rejected_reasons"] == []
    assert application["unified_custom_fields"] is None
    assert shown(stackone, f"candidates/{candidate['id']}")["application_ids"] == [id]


@pytest.mark.parametrize("form", ["id", "remote_id"])
def test_ids_of_either_form_are_taken(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any], form: str
) -> None:
    id = made(stackone, "applications", {"job_id": job[form], "candidate_id": candidate[form]})

    assert shown(stackone, f"applications/{id}")["job_id"] == job["id"]


def test_a_posting_alone_stands_for_its_job(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    posting = next(one for one in everything(stackone, "job_postings") if one["job_id"] == job["id"])

    id = made(stackone, "applications", {"job_posting_id": posting["remote_id"], "candidate_id": candidate["id"]})

    assert shown(stackone, f"applications/{id}")["job_id"] == job["id"]


@pytest.mark.parametrize("both", [{"candidate": {}}, {"candidate": {"name": "Grace Hopper"}}])
def test_a_candidate_is_named_or_brought_along_but_not_both(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any], both: dict[str, Any]
) -> None:
    before = stackone.world.state

    answer = create(stackone, {"job_id": job["id"], "candidate_id": candidate["id"], **both})

    body = refused(answer, 400, "Provide either candidate_id or candidate, not both")
    assert body["errorCode"] == "ValidationError"
    assert body["provider_errors"] == []
    assert stackone.world.state is before


@pytest.mark.parametrize("none", [{}, {"candidate": None}, {"candidate_id": None}])
def test_an_application_needs_a_candidate(stackone: VendorClient, job: dict[str, Any], none: dict[str, Any]) -> None:
    refused(create(stackone, {"job_id": job["id"], **none}), 400, NEITHER)


def test_null_beside_the_other_is_not_both(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    body = {"job_id": job["id"], "candidate_id": candidate["id"], "candidate": None}

    assert create(stackone, body).status_code == 201


def test_an_application_needs_a_job(stackone: VendorClient, candidate: dict[str, Any]) -> None:
    refused(create(stackone, {"candidate_id": candidate["id"]}), 400, "Provide job_id or job_posting_id")


@pytest.mark.parametrize("field", ["job_id", "job_posting_id", "location_id", "candidate_id"])
@pytest.mark.parametrize("id", ["nobody", "", "c28xIQaWQ6MQ"])
def test_a_reference_that_leads_nowhere_is_not_found_by_name(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any], field: str, id: str
) -> None:
    before = stackone.world.state

    answer = create(stackone, {"job_id": job["id"], "candidate_id": candidate["id"], field: id})

    refused(answer, 404, f"{field} not found")
    assert stackone.world.state is before


def test_nobody_is_on_a_job_twice(stackone: VendorClient, application: dict[str, Any]) -> None:
    before = stackone.world.state

    answer = create(stackone, {"job_id": application["job_id"], "candidate_id": application["candidate_id"]})

    refused(answer, 409, "The candidate already has an application for this job")
    assert stackone.world.state is before


def test_bringing_a_known_person_along_conflicts(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    answer = create(stackone, {"job_id": job["id"], "candidate": {"email": candidate["email"].upper()}})

    refused(answer, 409, "A candidate with this email already exists")


def test_a_posting_of_another_job_is_unprocessable(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    other = next(one for one in everything(stackone, "job_postings") if one["job_id"] != job["id"])

    answer = create(stackone, {"job_id": job["id"], "job_posting_id": other["id"], "candidate_id": candidate["id"]})

    body = refused(answer, 422, "Unprocessable Entity")
    assert body["provider_errors"] == [
        {
            "status": 422,
            "url": "https://api.smartrecruiters.com/applications",
            "raw": {"message": "the job posting belongs to another job"},
            "headers": {"content-type": "application/json"},
        }
    ]


MEANT = {
    "active": "NEW",
    "new": "NEW",
    "created": "NEW",
    "lead": "LEAD",
    "review": "IN_REVIEW",
    "screen": "IN_REVIEW",
    "short_list": "IN_REVIEW",
    "approved": "IN_REVIEW",
    "assessment": "INTERVIEW",
    "interview": "INTERVIEW",
    "reference_check": "INTERVIEW",
    "background_check": "OFFERED",
    "offer": "OFFERED",
    "accepted": "OFFERED",
    "onboarding": "HIRED",
    "hired": "HIRED",
    "rejected": "REJECTED",
    "declined_by_candidate": "WITHDRAWN",
    "converted": "TRANSFERRED",
}


@pytest.mark.parametrize("value", MEANT)
def test_an_application_can_begin_in_any_status(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any], value: str
) -> None:
    body = {"job_id": job["id"], "candidate_id": candidate["id"], "application_status": {"value": value}}

    application = shown(stackone, f"applications/{made(stackone, 'applications', body)}")

    assert application["application_status"] == {"value": value, "source_value": MEANT[value]}
    assert (application["rejected_at"] is not None) == (MEANT[value] in ("REJECTED", "WITHDRAWN"))


def test_the_value_list_has_no_status_without_a_meaning() -> None:
    from ats_sandbox.vendors.stackone.enums import APPLICATION_STATUS

    assert {*MEANT, "unmapped_value"} == set(APPLICATION_STATUS.values)


def test_a_status_of_the_providers_own_counts_first(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    status = {"value": "active", "source_value": "In Review"}
    body = {"job_id": job["id"], "candidate_id": candidate["id"], "application_status": status}

    application = shown(stackone, f"applications/{made(stackone, 'applications', body)}")

    assert application["application_status"] == {"value": "review", "source_value": "IN_REVIEW"}
    assert application["application_stage"]["name"] == "In Review"


@pytest.mark.parametrize(
    "status",
    [{"source_value": "Gone fishing"}, {"value": "unmapped_value"}, {"value": None, "source_value": 7}],
)
def test_a_status_that_the_provider_does_not_know_is_unprocessable(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any], status: dict[str, Any]
) -> None:
    body = {"job_id": job["id"], "candidate_id": candidate["id"], "application_status": status}

    told = refused(create(stackone, body), 422, "Unprocessable Entity")
    assert told["provider_errors"][0]["raw"] == {"message": "application_status is unknown"}


def test_a_status_for_which_the_job_has_no_stage_is_unprocessable(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    from ats_sandbox.world.domain.pipelines import STAGES

    with stackone.arrange() as draft:
        for stage in list(draft.stages):
            if stage.name == "Lead":
                draft.remove(STAGES, stage.id)

    body = {"job_id": job["id"], "candidate_id": candidate["id"], "application_status": {"value": "lead"}}

    told = refused(create(stackone, body), 422, "Unprocessable Entity")
    assert told["provider_errors"][0]["raw"] == {"message": "the job has no stage for this status"}


def test_a_known_source_is_recognised_by_id_and_by_name(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    known = next(one["source"] for one in everything(stackone, "applications") if one["source"]["id"])

    by_id = {"job_id": job["id"], "candidate_id": candidate["id"], "source": {"id": known["remote_id"]}}
    first = shown(stackone, f"applications/{made(stackone, 'applications', by_id)}")
    by_name = {"job_id": job["id"], "candidate": {"name": "Grace"}, "source": {"name": known["name"].upper()}}
    second = shown(stackone, f"applications/{made(stackone, 'applications', by_name)}")

    assert first["source"] == second["source"] == known


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"job_id": 7}, "job_id must be a valid string"),
        ({"candidate": []}, "candidate must be a valid object"),
        ({"candidate": {"email": 7}}, "candidate.email must be a valid string"),
        ({"candidate": {"hired_at": "soon"}}, "candidate.hired_at must be a valid date-time"),
        ({"application_status": "hired"}, "application_status must be a valid object"),
        ({"questionnaires": "none"}, "questionnaires must be a valid array"),
        ({"questionnaires": [{"answers": {}}]}, "questionnaires.0.answers must be a valid array"),
        ({"documents": [7]}, "documents.0 must be a valid object"),
        (
            {"documents": [{"file_format": {"value": "no-such"}}]},
            "documents.0.file_format.value must be one of 1211 known values",
        ),
        ({"passthrough": "x"}, "passthrough must be a valid object"),
        ({"job_id": 7, "source": 8}, "job_id must be a valid string, source must be a valid object"),
    ],
)
def test_wrong_types_are_refused_by_name(stackone: VendorClient, wrong: dict[str, Any], message: str) -> None:
    refused(create(stackone, wrong), 400, message)


def test_a_status_outside_the_list_is_refused(stackone: VendorClient) -> None:
    answer = create(stackone, {"application_status": {"value": "sleeping"}})

    assert answer.status_code == 400
    assert answer.json["message"].startswith("application_status.value must be one of the following values: active,")


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("{", "body is not valid JSON"),
        ("", "body is required"),
        ("[]", "body must be an object"),
        ("null", "body must be an object"),
        ('"x"', "body must be an object"),
    ],
)
def test_a_body_that_is_no_object_is_refused(stackone: VendorClient, data: str, message: str) -> None:
    refused(stackone.post(f"{ATS}/applications", data=data), 400, message)


def test_unknown_members_are_ignored(stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]) -> None:
    body = {"job_id": job["id"], "candidate_id": candidate["id"], "colour": "blue", "source": {"colour": "red"}}

    assert create(stackone, body).status_code == 201


def test_letters_of_every_script_survive(stackone: VendorClient, job: dict[str, Any]) -> None:
    name = "Zoë 🎈 אסתר O'Brien-‮李"

    id = made(stackone, "applications", {"job_id": job["id"], "candidate": {"name": name}})

    assert shown(stackone, f"applications/{id}")["candidate"]["name"] == name


def test_an_application_made_here_is_seen_by_others(
    stackone: VendorClient, smartrecruiters: VendorClient, application: dict[str, Any]
) -> None:
    path = f"/candidates/{application['remote_candidate_id']}"

    assert smartrecruiters.get(path).json["email"] == "ada@example.com"
    assignment = smartrecruiters.get(path).json["primaryAssignment"]
    assert assignment["job"]["id"] == application["remote_job_id"]
    assert assignment["status"] == "NEW"
