"""StackOne: jobs."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, listed, made, refused, shown, synthetic

ASKED = {"expand": "interview_stages", "include": "custom_fields"}


def create(client: VendorClient, **body: Any) -> dict[str, Any]:
    """A new job with its stages and custom fields."""
    return shown(client, f"jobs/{made(client, 'jobs', body)}", **ASKED)


def patched(client: VendorClient, job: dict[str, Any], body: Any) -> dict[str, Any]:
    """The job after a PATCH, with its stages and custom fields."""
    answer = client.patch(f"{ATS}/jobs/{job['id']}", json=body)
    assert answer.status_code == 200, answer.text
    assert {**answer.json, "timestamp": None} == {
        "statusCode": 200,
        "message": "Record updated successfully.",
        "timestamp": None,
        "data": {"id": job["id"], "remote_id": job["remote_id"]},
    }
    return shown(client, f"jobs/{job['id']}", **ASKED)


STATUSES = {
    "CREATED": "draft",
    "SOURCING": "open",
    "INTERVIEW": "open",
    "OFFER": "open",
    "FILLED": "closed",
    "CANCELLED": "archived",
    "ON_HOLD": "on_hold",
}
MEANT = {
    "draft": "CREATED",
    "pending": "CREATED",
    "open": "SOURCING",
    "published": "SOURCING",
    "internal": "SOURCING",
    "on_hold": "ON_HOLD",
    "closed": "FILLED",
    "archived": "CANCELLED",
    "deleted": "CANCELLED",
}


def test_every_status_shows_in_stackones_word_and_the_providers(stackone: VendorClient) -> None:
    jobs = everything(stackone, "jobs")

    assert {one["job_status"]["source_value"]: one["job_status"]["value"] for one in jobs} == STATUSES
    assert all(one["status"] == one["job_status"]["value"] for one in jobs)


def test_a_job_tells_its_place_its_department_and_its_team(stackone: VendorClient) -> None:
    for job in listed(stackone, "jobs", page_size="10"):
        assert [shown(stackone, f"departments/{id}")["remote_id"] for id in job["department_ids"]] == job[
            "remote_department_ids"
        ]
        assert [shown(stackone, f"locations/{id}")["remote_id"] for id in job["location_ids"]] == job[
            "remote_location_ids"
        ]
        assert job["hiring_team"]
        for member in job["hiring_team"]:
            user = shown(stackone, f"users/{member['user_id']}")
            assert member["user_id"] == synthetic(member["remote_user_id"])
            assert {name: member[name] for name in ("first_name", "last_name", "email")} == {
                name: user[name] for name in ("first_name", "last_name", "email")
            }
            assert member["role"] in ("Recruiter", "Hiring Manager", "Interview Team", "Coordinator", "Executive")


def test_stages_and_custom_fields_show_only_when_asked_for(stackone: VendorClient) -> None:
    usual = listed(stackone, "jobs")
    full = listed(stackone, "jobs", **ASKED)

    assert all(one["interview_stages"] is None and one["custom_fields"] is None for one in usual)
    assert all(one["interview_stages"] for one in full)
    assert all(isinstance(one["custom_fields"], list) for one in full)
    assert [stage["order"] for stage in full[0]["interview_stages"]] == list(
        range(1, len(full[0]["interview_stages"]) + 1)
    )
    assert full[0]["interview_stages"][0] == shown(stackone, f"interview_stages/{full[0]['interview_stages'][0]['id']}")


def test_expanding_job_postings_changes_nothing(stackone: VendorClient) -> None:
    """The contract lists the name and gives a job no such property."""
    assert listed(stackone, "jobs", expand="job_postings") == listed(stackone, "jobs")


@pytest.mark.parametrize("value", ["open", "draft"])
@pytest.mark.parametrize("name", ["filter[job_status]", "filter[status]"])
def test_the_status_filter_finds_exactly_its_own(stackone: VendorClient, name: str, value: str) -> None:
    whole = everything(stackone, "jobs")
    expected = [one for one in whole if one["job_status"]["value"] == value]

    assert 0 < len(expected) < len(whole)
    assert everything(stackone, "jobs", **{name: value}) == expected


def test_the_status_filter_looks_at_what_shows(stackone: VendorClient) -> None:
    pending = create(stackone, job_status={"value": "pending"})
    internal = create(stackone, job_status={"value": "internal"})
    draft = create(stackone, job_status={"value": "draft"})

    drafts = {one["id"] for one in everything(stackone, "jobs", **{"filter[job_status]": "draft"})}
    opens = {one["id"] for one in everything(stackone, "jobs", **{"filter[job_status]": "open"})}
    assert draft["id"] in drafts
    assert not {pending["id"], internal["id"]} & (drafts | opens)


@pytest.mark.parametrize("name", ["filter[job_status]", "filter[status]"])
@pytest.mark.parametrize("value", ["closed", "OPEN", ""])
def test_a_status_that_lists_are_not_narrowed_to_is_refused(stackone: VendorClient, name: str, value: str) -> None:
    answer = stackone.get(f"{ATS}/jobs", query_string={name: value})

    refused(answer, 400, f"{name} must be one of the following values: open, draft")


def test_nothing_is_required_of_a_job(stackone: VendorClient) -> None:
    job = create(stackone)

    assert job["title"] is None
    assert job["description"] is None
    assert job["code"].startswith("REF")
    assert job["job_status"] == {"value": "draft", "source_value": "CREATED"}
    assert job["department_ids"] == job["location_ids"] == job["hiring_team"] == job["custom_fields"] == []
    assert job["confidential"] == "false"
    assert [one["name"] for one in job["interview_stages"]][:2] == ["Lead", "New"]


def body_of(client: VendorClient) -> dict[str, Any]:
    """A job with everything that can be told of one."""
    departments, locations, users = (everything(client, name) for name in ("departments", "locations", "users"))
    return {
        "passthrough": {"a": 1},
        "unified_custom_fields": {"my_project_custom_field_1": "REF-1236"},
        "code": "GARDEN-7",
        "title": "Gardener",
        "description": "Looks after the roof garden.",
        "job_status": {"value": "published", "source_value": "Live!"},
        "department_ids": [departments[1]["remote_id"], departments[2]["id"]],
        "location_ids": [locations[3]["id"], locations[0]["id"]],
        "hiring_team": [
            {"user_id": users[0]["id"], "role": "hiring_manager"},
            {"remote_user_id": users[1]["remote_id"], "role": "Head of Plants"},
            {"email": users[2]["email"].upper(), "first_name": "Ignored"},
        ],
        "confidential": "false",
        "custom_fields": [{"id": "cost_centre", "name": "Cost centre", "value": 4711}],
    }


def test_everything_told_of_a_job_reads_back(stackone: VendorClient) -> None:
    body = body_of(stackone)
    departments, locations, users = (everything(stackone, name) for name in ("departments", "locations", "users"))

    job = create(stackone, **body)

    same = ("unified_custom_fields", "code", "title", "description", "job_status", "confidential")
    assert {name: job[name] for name in same} == {name: body[name] for name in same}
    assert job["status"] == "published"
    assert job["department_ids"] == [departments[1]["id"], departments[2]["id"]]
    assert job["location_ids"] == [locations[3]["id"], locations[0]["id"]]
    assert [(one["user_id"], one["email"], one["role"]) for one in job["hiring_team"]] == [
        (users[0]["id"], users[0]["email"], "hiring_manager"),
        (users[1]["id"], users[1]["email"], "Head of Plants"),
        (users[2]["id"], users[2]["email"], "Interview Team"),
    ]
    assert [(one["remote_id"], one["value"]) for one in job["custom_fields"]] == [("cost_centre", 4711)]


def test_a_job_made_here_shows_in_the_companys_own_system(
    stackone: VendorClient, smartrecruiters: VendorClient
) -> None:
    job = create(stackone, **body_of(stackone))

    there = smartrecruiters.get(f"/jobs/{job['remote_id']}").json

    assert (there["title"], there["refNumber"], there["status"]) == ("Gardener", "GARDEN-7", "SOURCING")


@pytest.mark.parametrize("value", MEANT)
def test_a_status_reads_back_as_it_was_written(stackone: VendorClient, value: str) -> None:
    told = {"value": value, "source_value": MEANT[value]}

    assert create(stackone, job_status={"value": value})["job_status"] == told
    assert patched(stackone, create(stackone, title="x"), {"status": value})["job_status"] == told


def test_the_value_list_has_no_status_without_a_meaning() -> None:
    from ats_sandbox.vendors.stackone.enums import JOB_STATUS

    assert {*MEANT, "unmapped_value"} == set(JOB_STATUS.values)


@pytest.mark.parametrize(
    ("sent", "shows"),
    [
        ({"status": "On Hold"}, "on_hold"),
        ({"status": "FILLED"}, "closed"),
        ({"status": "open", "job_status": {"value": "closed"}}, "closed"),
        ({"status": None, "job_status": None}, "open"),
        ({"job_status": {"value": None}}, "open"),
        ({"job_status": {"value": "draft", "source_value": "CANCELLED"}}, "archived"),
    ],
)
def test_the_bare_status_stands_in_for_the_other(stackone: VendorClient, sent: dict[str, Any], shows: str) -> None:
    job = create(stackone, title="x", job_status={"value": "open"})

    assert patched(stackone, job, sent)["status"] == shows


def test_writing_the_status_that_shows_leaves_the_job_where_it_is(stackone: VendorClient) -> None:
    """Several states of the provider's read as open; saying so again sends no job back to an earlier one."""
    jobs = everything(stackone, "jobs")
    job = next(one for one in jobs if one["job_status"]["source_value"] == "OFFER")

    assert patched(stackone, job, {"job_status": {"value": "open"}})["job_status"] == job["job_status"]


@pytest.mark.parametrize("sent", [{"status": "gone fishing"}, {"job_status": {"source_value": "gone fishing"}}])
def test_a_status_that_the_provider_does_not_know_is_unprocessable(
    stackone: VendorClient, job: dict[str, Any], sent: dict[str, Any]
) -> None:
    for answer in (
        stackone.post(f"{ATS}/jobs", json=sent),
        stackone.patch(f"{ATS}/jobs/{job['id']}", json=sent),
    ):
        told = refused(answer, 422, "Unprocessable Entity")
        assert told["provider_errors"][0]["raw"] == {"message": "job_status is unknown"}


def test_what_is_absent_stays(stackone: VendorClient) -> None:
    before = create(stackone, **body_of(stackone))

    assert {**patched(stackone, before, {}), "updated_at": None} == {**before, "updated_at": None}


@pytest.mark.parametrize(
    ("name", "cleared"),
    [
        ("title", None),
        ("description", None),
        ("unified_custom_fields", None),
        ("department_ids", []),
        ("location_ids", []),
        ("hiring_team", []),
        ("custom_fields", []),
        ("code", None),
    ],
)
def test_null_clears(stackone: VendorClient, name: str, cleared: Any) -> None:
    before = create(stackone, **body_of(stackone))

    after = patched(stackone, before, {name: None})

    assert after[name] == cleared
    kept = {other for other in before if other not in (name, f"remote_{name}", "updated_at")}
    assert {other: after[other] for other in kept} == {other: before[other] for other in kept}


@pytest.mark.parametrize("word", ["true", "false"])
def test_confidential_is_a_word(stackone: VendorClient, word: str) -> None:
    job = create(stackone, confidential=word)

    assert job["confidential"] == word
    assert patched(stackone, job, {"confidential": "unmapped_value"})["confidential"] == word
    assert patched(stackone, job, {"confidential": None})["confidential"] == "false"


@pytest.mark.parametrize(
    ("sent", "field"),
    [
        ({"department_ids": ["nobody"]}, "department_ids"),
        ({"location_ids": ["nobody"]}, "location_ids"),
        ({"hiring_team": [{"user_id": "nobody"}]}, "hiring_team.user_id"),
        ({"hiring_team": [{"remote_user_id": "nobody"}]}, "hiring_team.remote_user_id"),
        ({"hiring_team": [{"email": "nobody@example.com"}]}, "hiring_team.email"),
        ({"hiring_team": [{}]}, "hiring_team.email"),
        ({"interview_stages": [{"id": "nobody"}]}, "interview_stages.id"),
    ],
)
def test_a_reference_that_leads_nowhere_is_not_found_by_name(
    stackone: VendorClient, job: dict[str, Any], sent: dict[str, Any], field: str
) -> None:
    before = stackone.world.state

    refused(stackone.post(f"{ATS}/jobs", json=sent), 404, f"{field} not found")
    refused(stackone.patch(f"{ATS}/jobs/{job['id']}", json=sent), 404, f"{field} not found")
    assert stackone.world.state is before


def pipelines_of(client: VendorClient) -> list[list[dict[str, Any]]]:
    """The stages of two different pipelines."""
    first = shown(client, f"jobs/{made(client, 'jobs', {})}", **ASKED)["interview_stages"]
    others = [one["interview_stages"] for one in everything(client, "jobs", **ASKED)]
    return [first, next(stages for stages in others if stages != first)]


def test_stages_choose_the_pipeline_by_id_or_by_name(stackone: VendorClient) -> None:
    _, wanted = pipelines_of(stackone)
    own_name = next(one["name"] for one in wanted if one["name"] not in {s["name"] for s in pipelines_of(stackone)[0]})

    by_id = create(stackone, interview_stages=[{"id": wanted[0]["id"]}, {"remote_id": wanted[1]["remote_id"]}])
    by_name = create(stackone, interview_stages=[{"name": own_name}, {"name": "New"}])

    assert by_id["interview_stages"] == by_name["interview_stages"] == wanted


def test_stages_of_two_pipelines_are_unprocessable(stackone: VendorClient) -> None:
    stages = [{"id": stages[0]["id"]} for stages in pipelines_of(stackone)]

    answer = stackone.post(f"{ATS}/jobs", json={"interview_stages": stages})

    told = refused(answer, 422, "Unprocessable Entity")
    assert told["provider_errors"][0]["raw"] == {"message": "the stage does not belong to the job"}


def test_stages_that_no_pipeline_has_are_unprocessable(stackone: VendorClient) -> None:
    answer = stackone.post(f"{ATS}/jobs", json={"interview_stages": [{"name": "Juggling"}]})

    told = refused(answer, 422, "Unprocessable Entity")
    assert told["provider_errors"][0]["raw"] == {"message": "interview_stages is unknown"}


def test_a_job_without_applications_changes_its_stages(stackone: VendorClient) -> None:
    first, second = pipelines_of(stackone)
    job = create(stackone)

    after = patched(stackone, job, {"interview_stages": [{"id": second[0]["id"]}]})

    assert job["interview_stages"] == first
    assert after["interview_stages"] == second


def test_a_job_with_applications_keeps_its_stages(stackone: VendorClient, application: dict[str, Any]) -> None:
    job = shown(stackone, f"jobs/{application['job_id']}", **ASKED)
    other = next(stages for stages in pipelines_of(stackone) if stages != job["interview_stages"])

    same = stackone.patch(f"{ATS}/jobs/{job['id']}", json={"interview_stages": job["interview_stages"]})
    answer = stackone.patch(f"{ATS}/jobs/{job['id']}", json={"interview_stages": [{"id": other[0]["id"]}]})

    assert same.status_code == 200
    refused(answer, 409, "The job has applications and keeps its stages")


def test_an_update_of_no_job_is_not_found(stackone: VendorClient) -> None:
    refused(stackone.patch(f"{ATS}/jobs/nobody", json={}), 404, "Not Found")


@pytest.mark.parametrize(
    ("wrong", "message"),
    [
        ({"title": ["x"]}, "title must be a valid string"),
        ({"department_ids": "x"}, "department_ids must be a valid array"),
        ({"department_ids": [1]}, "department_ids.0 must be a valid string"),
        ({"department_ids": [None]}, "department_ids.0 must not be null"),
        ({"job_status": "open"}, "job_status must be a valid object"),
        ({"confidential": True}, "confidential must be a valid string"),
        (
            {"confidential": "yes"},
            "confidential must be one of the following values: true, false, unmapped_value",
        ),
        ({"interview_stages": [{"order": "1"}]}, "interview_stages.0.order must be a valid number"),
    ],
)
def test_wrong_values_are_refused_by_name(
    stackone: VendorClient, job: dict[str, Any], wrong: dict[str, Any], message: str
) -> None:
    refused(stackone.post(f"{ATS}/jobs", json=wrong), 400, message)
    refused(stackone.patch(f"{ATS}/jobs/{job['id']}", json=wrong), 400, message)
