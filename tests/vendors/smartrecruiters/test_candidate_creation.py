"""Creating candidates, in the talent pool and on jobs."""

from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, FULL, UNKNOWN, envelope


@pytest.fixture
def job(smartrecruiters: VendorClient) -> str:
    """The first job that everybody may see."""
    return people.job_id(smartrecruiters, next(iter(smartrecruiters.read().jobs.where(confidential=False))).id)


@pytest.fixture
def hidden_job(smartrecruiters: VendorClient) -> str:
    return people.job_id(smartrecruiters, next(iter(smartrecruiters.read().jobs.where(confidential=True))).id)


@pytest.fixture
def hidden(smartrecruiters: VendorClient) -> str:
    """A candidate who is only on confidential jobs."""
    return people.candidate_path(smartrecruiters, people.a_hidden_application(smartrecruiters).candidate)


def test_a_candidate_of_the_pool_has_everything_that_was_told_and_no_assignment(smartrecruiters: VendorClient) -> None:
    response = smartrecruiters.post("/candidates", json=FULL)

    assert response.status_code == 201
    made = response.json
    for name in ("firstName", "lastName", "email", "phoneNumber", "location", "web", "education", "internal"):
        assert made[name] == FULL[name], name
    assert made["tags"] == ["math", "nights"]
    assert made["experience"] == FULL["experience"]
    assert made["secondaryAssignments"] == []
    assert "primaryAssignment" not in made
    assert "averageRating" not in made
    assert made["createdOn"] == made["updatedOn"]
    assert smartrecruiters.get(f"/candidates/{made['id']}").json == made


def test_the_least_makes_a_candidate(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=ADA).json

    assert made["internal"] is False
    assert (made["tags"], made["education"], made["experience"], made["web"]) == ([], [], [], {})
    assert not {"phoneNumber", "location", "primaryAssignment"} & set(made)


def test_null_is_the_same_as_absent_where_nothing_is_required(smartrecruiters: VendorClient) -> None:
    nulls = dict.fromkeys(["phoneNumber", "location", "web", "tags", "education", "experience", "sourceDetails"])

    made = smartrecruiters.post("/candidates", json={**ADA, **nulls, "internal": None}).json

    assert not {"phoneNumber", "location"} & set(made)


def test_a_candidate_on_a_job_is_new_there_and_comes_from_the_api(smartrecruiters: VendorClient, job: str) -> None:
    response = smartrecruiters.post(f"/jobs/{job}/candidates", json=ADA)

    assert response.status_code == 201
    made = response.json
    assert made["primaryAssignment"]["status"] == "NEW"
    assert made["primaryAssignment"]["source"] == "API"
    assert made["primaryAssignment"]["job"]["id"] == job
    assert made["primaryAssignment"]["job"]["actions"]["details"]["url"].endswith(f"/jobs/{job}")
    assert smartrecruiters.get(f"/candidates/{made['id']}/jobs/{job}").json["status"] == "NEW"
    history = smartrecruiters.get(f"/candidates/{made['id']}/jobs/{job}/status/history").json
    assert [one["status"] for one in history["content"]] == ["NEW"]


def test_the_told_source_is_that_of_the_application(smartrecruiters: VendorClient, job: str) -> None:
    told = {**ADA, "sourceDetails": people.a_source(smartrecruiters, "LinkedIn Jobs")}

    made = smartrecruiters.post(f"/jobs/{job}/candidates", json=told).json

    assert made["primaryAssignment"]["source"] == "LinkedIn Jobs"


def test_every_source_that_the_company_lists_is_taken(smartrecruiters: VendorClient) -> None:
    """By the types, subtypes and values that the Configuration API tells; a type without subtypes has its own name."""
    jobs = [people.job_id(smartrecruiters, one.id) for one in smartrecruiters.read().jobs.where(confidential=False)]
    types = [one["id"] for one in smartrecruiters.get("/configuration/sources").json["content"]]
    listed = {type: smartrecruiters.get(f"/configuration/sources/{type}/values").json["content"] for type in types}
    values = [(type, value) for type in types for value in listed[type]]
    assert len(values) > 5

    for number, (type, value) in enumerate(values):
        source = {"sourceTypeId": type, "sourceSubTypeId": value["sourceSubType"]["id"], "sourceId": value["id"]}
        told = {**ADA, "lastName": f"Quist {number}", "sourceDetails": source}
        job = jobs[number % len(jobs)]
        made = smartrecruiters.post(f"/jobs/{job}/candidates", json=told).json
        assert made["primaryAssignment"]["source"] == value["label"]
        assert smartrecruiters.put(f"/candidates/{made['id']}/jobs/{job}/source", json=source).status_code == 204


def test_a_second_job_is_a_secondary_assignment(smartrecruiters: VendorClient, job: str) -> None:
    other = next(one for one in smartrecruiters.read().jobs.where(confidential=False) if one.id != 1)
    other_id = people.job_id(smartrecruiters, other.id)
    first = smartrecruiters.post(f"/jobs/{job}/candidates", json=ADA).json

    second = smartrecruiters.post(f"/jobs/{other_id}/candidates", json=ADA).json

    assert second["id"] == first["id"]
    assert second["primaryAssignment"]["job"]["id"] == job
    assert [one["job"]["id"] for one in second["secondaryAssignments"]] == [other_id]


@pytest.mark.parametrize("same", [{}, {"lastName": "QUIST"}, {"email": "Ada.Quist@Example.com"}])
def test_the_same_address_and_last_name_are_the_same_candidate(
    smartrecruiters: VendorClient, same: dict[str, str]
) -> None:
    first = smartrecruiters.post("/candidates", json=FULL).json

    again = smartrecruiters.post("/candidates", json={**ADA, "firstName": "Adelaide", **same})

    assert again.status_code == 201
    assert again.json == first


def test_one_address_may_belong_to_two_last_names(smartrecruiters: VendorClient) -> None:
    first = smartrecruiters.post("/candidates", json=ADA).json

    other = smartrecruiters.post("/candidates", json={**ADA, "lastName": "Quistgaard"}).json

    assert other["id"] != first["id"]


def test_who_is_on_the_job_already_stays_as_they_stand(smartrecruiters: VendorClient, job: str) -> None:
    id = smartrecruiters.post(f"/jobs/{job}/candidates", json=ADA).json["id"]
    smartrecruiters.put(f"/candidates/{id}/jobs/{job}/status", json={"status": "OFFERED"})

    again = smartrecruiters.post(f"/jobs/{job}/candidates", json=ADA)

    assert again.status_code == 201
    assert again.json["primaryAssignment"]["status"] == "OFFERED"


def test_an_internal_application_makes_a_known_candidate_internal(smartrecruiters: VendorClient) -> None:
    smartrecruiters.post("/candidates", json=ADA)

    assert smartrecruiters.post("/candidates", json={**ADA, "internal": True}).json["internal"] is True


CREATE = pytest.mark.parametrize("on_job", [False, True], ids=["in the pool", "on a job"])


@CREATE
@pytest.mark.parametrize(
    ("told", "status", "code", "message"),
    [
        ({"sourceTypeId": "NO_SUCH"}, 404, "SOURCE_TYPE_NOT_FOUND", "Source type not found"),
        ({"sourceSubTypeId": None}, 400, "SUBTYPE_REQUIRED", "Source subtype is required"),
        ({"sourceSubTypeId": "NO_SUCH"}, 400, "SOURCE_NOT_FOUND", "Source not found"),
        ({"sourceId": "no such"}, 400, "SOURCE_NOT_FOUND", "Source not found"),
    ],
)
def test_a_source_that_does_not_exist_is_refused_and_nobody_is_created(
    smartrecruiters: VendorClient,
    job: str,
    on_job: bool,
    told: dict[str, Any],
    status: int,
    code: str,
    message: str,
) -> None:
    before = smartrecruiters.world.state
    source = people.a_source(smartrecruiters, "LinkedIn Jobs") | told

    path = f"/jobs/{job}/candidates" if on_job else "/candidates"
    response = smartrecruiters.post(path, json={**ADA, "sourceDetails": source})

    assert response.status_code == status
    assert response.json == envelope(code, message)
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize(("on_job", "code"), [(True, "INVALID_SOURCE_ID"), (False, "SOURCE_NOT_FOUND")])
def test_a_source_of_another_type_is_told_from_none_on_a_job_only(
    smartrecruiters: VendorClient, job: str, on_job: bool, code: str
) -> None:
    other = people.a_source(smartrecruiters, "Employee referral")["sourceId"]
    source = {**people.a_source(smartrecruiters, "LinkedIn Jobs"), "sourceId": other}

    path = f"/jobs/{job}/candidates" if on_job else "/candidates"
    response = smartrecruiters.post(path, json={**ADA, "sourceDetails": source})

    assert (response.status_code, response.json["errors"][0]["code"]) == (400, code)


@CREATE
@pytest.mark.parametrize(
    "spoiled",
    [
        {"firstName": None},
        {"firstName": ""},
        {"lastName": ""},
        {"lastName": 7},
        {"email": None},
        {"email": "nobody"},
        {"email": "@example.com"},
        {"email": "a b@example.com"},
        {"phoneNumber": 12},
        {"location": "Oslo"},
        {"location": {"countryCode": "NOR"}},
        {"location": {"countryCode": "N"}},
        {"location": {"city": ""}},
        {"location": {"country": ""}},
        {"location": {"lat": "59"}},
        {"web": []},
        {"web": {"skype": 1}},
        {"tags": "math"},
        {"tags": [1]},
        {"tags": [None]},
        {"education": {}},
        {"education": [{}]},
        {"education": [{"institution": "", "degree": "BA"}]},
        {"education": [{"institution": "X", "degree": "BA", "major": ""}]},
        {"education": [None]},
        {"experience": ["x"]},
        {"experience": [{"title": ""}]},
        {"experience": [{"current": "yes"}]},
        {"sourceDetails": {}},
        {"sourceDetails": {"sourceTypeId": "API", "sourceId": ""}},
        {"internal": "true"},
    ],
)
def test_a_candidate_of_other_types_is_400_and_stores_nothing(
    smartrecruiters: VendorClient, job: str, on_job: bool, spoiled: dict[str, Any]
) -> None:
    before = smartrecruiters.world.state

    path = f"/jobs/{job}/candidates" if on_job else "/candidates"
    response = smartrecruiters.post(path, json={**FULL, **spoiled})

    assert response.status_code == 400
    assert response.json["message"] == "Input validation failed"
    assert response.json["errors"]
    for error in response.json["errors"]:
        assert error["code"] == "INVALID_INPUT"
        assert error["message"].startswith(next(iter(spoiled)))
    assert smartrecruiters.world.state is before


def test_every_fault_is_told_at_once(smartrecruiters: VendorClient) -> None:
    response = smartrecruiters.post("/candidates", json={"lastName": "", "email": 5})

    assert [error["message"] for error in response.json["errors"]] == [
        "firstName is required",
        "lastName must be at least 1 characters long",
        "email must be of type string",
    ]


def test_members_that_nobody_knows_are_ignored_at_every_depth(smartrecruiters: VendorClient) -> None:
    told = {**ADA, "shoeSize": 38, "location": {"city": "Oslo", "moon": "Io"}, "web": {"myspace": "ada"}}

    made = smartrecruiters.post("/candidates", json=told)

    assert made.status_code == 201
    assert made.json["location"] == {"city": "Oslo"}
    assert made.json["web"] == {}


def test_the_code_of_a_country_tells_its_name_and_the_reverse(smartrecruiters: VendorClient) -> None:
    by_code = smartrecruiters.post("/candidates", json={**ADA, "location": {"countryCode": "NO"}}).json
    told = {**ADA, "lastName": "Other", "location": {"country": "Norway"}}
    by_name = smartrecruiters.post("/candidates", json=told).json

    assert by_code["location"] == by_name["location"] == {"country": "Norway", "countryCode": "NO"}


def test_a_confidential_job_takes_no_candidates_from_those_who_may_not_see_it(
    smartrecruiters: VendorClient, hidden_job: str
) -> None:
    response = smartrecruiters.post(f"/jobs/{hidden_job}/candidates", json=ADA, token="sandbox-restricted")

    assert response.status_code == 401
    assert response.json == envelope("PERMISSION_DENIED", "Access to job is forbidden")


@CREATE
def test_nobody_learns_of_a_hidden_candidate_by_creating_them_again(
    smartrecruiters: VendorClient, hidden: str, job: str, on_job: bool
) -> None:
    known = smartrecruiters.get(hidden).json
    told = {name: known[name] for name in ("firstName", "lastName", "email")}

    path = f"/jobs/{job}/candidates" if on_job else "/candidates"
    response = smartrecruiters.post(path, json=told, token="sandbox-restricted")

    assert response.status_code == 403
    assert response.json == envelope("PERMISSION_DENIED", "No permission to access candidate")


@pytest.mark.parametrize("id", [UNKNOWN, "1", "x" * 500, "%F0%9F%9A%80"])
def test_a_job_that_does_not_exist_is_404_before_the_body_is_looked_at(smartrecruiters: VendorClient, id: str) -> None:
    response = smartrecruiters.post(f"/jobs/{id}/candidates", json=[])

    assert response.status_code == 404
    assert response.json == envelope("JOB_NOT_FOUND", "Job not found")


@pytest.mark.parametrize("letter", ["a", "é", "🚀", "ש"])
def test_very_long_names_in_any_script_come_back_as_they_were(smartrecruiters: VendorClient, letter: str) -> None:
    told = {**ADA, "firstName": letter * 5000, "lastName": f"O'{letter}<script>\"\\"}

    made = smartrecruiters.post("/candidates", json=told).json

    assert (made["firstName"], made["lastName"]) == (told["firstName"], told["lastName"])


@pytest.mark.parametrize("on_job", [False, True])
def test_a_form_is_no_candidate(smartrecruiters: VendorClient, job: str, on_job: bool) -> None:
    path = f"/jobs/{job}/candidates" if on_job else "/candidates"

    response = smartrecruiters.post(path, data={"firstName": "Ada"})

    assert response.status_code == 415
    assert response.json == {"message": "Unsupported Media Type"}
