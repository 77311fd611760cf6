"""Candidates: reading, changing and deleting them."""

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.commands.candidates import register
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import ADA, FULL, UNKNOWN, envelope


@pytest.fixture
def path(smartrecruiters: VendorClient) -> str:
    return people.an_open_candidate(smartrecruiters)


@pytest.fixture
def hidden(smartrecruiters: VendorClient) -> str:
    """A candidate who is only on confidential jobs."""
    return people.candidate_path(smartrecruiters, people.a_hidden_application(smartrecruiters).candidate)


def test_only_what_is_told_changes(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=FULL).json

    response = smartrecruiters.patch(f"/candidates/{made['id']}", json={"phoneNumber": "+44 7700 900999"})

    assert response.status_code == 200
    changed = response.json
    assert changed["phoneNumber"] == "+44 7700 900999"
    assert changed["updatedOn"] > made["updatedOn"]
    same = set(made) - {"phoneNumber", "updatedOn"}
    assert {name: changed[name] for name in same} == {name: made[name] for name in same}
    assert smartrecruiters.get(f"/candidates/{made['id']}").json == changed


def test_names_and_address_change(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=FULL).json
    told = {"firstName": "Adele", "lastName": "Kvist", "email": "adele.kvist@example.org"}

    changed = smartrecruiters.patch(f"/candidates/{made['id']}", json=told).json

    assert {name: changed[name] for name in told} == told


def test_web_and_location_are_merged_member_by_member(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=FULL).json
    told = {"web": {"skype": None, "twitter": "@ada"}, "location": {"city": "Bergen", "regionCode": None}}

    changed = smartrecruiters.patch(
        f"/candidates/{made['id']}", json=told, headers={"Content-Type": "application/merge-patch+json"}
    ).json

    assert changed["web"] == {
        "linkedin": "https://linkedin.example.com/in/ada",
        "twitter": "@ada",
        "website": "https://ada.example.org",
    }
    assert changed["location"] == {"country": "Norway", "countryCode": "NO", "region": "Oslo", "city": "Bergen"}


def test_another_country_takes_its_own_code_along(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=FULL).json

    changed = smartrecruiters.patch(f"/candidates/{made['id']}", json={"location": {"country": "Sweden"}}).json

    assert (changed["location"]["country"], changed["location"]["countryCode"]) == ("Sweden", "SE")


def test_null_clears(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=FULL).json
    told = {"phoneNumber": None, "location": None, "web": None}

    changed = smartrecruiters.patch(f"/candidates/{made['id']}", json=told).json

    assert not {"phoneNumber", "location"} & set(changed)
    assert changed["web"] == {}


def test_a_change_that_changes_nothing_leaves_no_trace(smartrecruiters: VendorClient) -> None:
    made = smartrecruiters.post("/candidates", json=FULL).json
    before = smartrecruiters.world.state

    for told in ({}, {"firstName": "Ada"}, {"web": {}}, {"tags": ["not", "personal"]}):
        assert smartrecruiters.patch(f"/candidates/{made['id']}", json=told).json == made
    assert smartrecruiters.world.state is before


def test_the_pair_of_another_candidate_is_a_conflict(smartrecruiters: VendorClient) -> None:
    smartrecruiters.post("/candidates", json=ADA)
    other = smartrecruiters.post("/candidates", json={**ADA, "lastName": "Other"}).json
    before = smartrecruiters.world.state

    response = smartrecruiters.patch(f"/candidates/{other['id']}", json={"lastName": "quist"})

    assert response.status_code == 409
    assert response.json == envelope(
        "CANDIDATE_DATA_CONFLICT", "Candidate with given email and last name already exists"
    )
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize(
    "told",
    [
        {"firstName": None},
        {"firstName": ""},
        {"lastName": ""},
        {"email": None},
        {"email": "x"},
        {"phoneNumber": []},
        {"location": []},
        {"location": {"countryCode": "XYZ"}},
        {"web": "x"},
        [],
        "x",
        5,
    ],
)
def test_a_change_of_other_types_is_400(smartrecruiters: VendorClient, path: str, told: object) -> None:
    before = smartrecruiters.world.state

    response = smartrecruiters.patch(path, json=told)

    assert response.status_code == 400
    assert {error["code"] for error in response.json["errors"]} == {"INVALID_INPUT"}
    assert smartrecruiters.world.state is before


def test_a_json_patch_is_no_way_to_change_a_candidate(smartrecruiters: VendorClient, path: str) -> None:
    response = smartrecruiters.patch(path, data=b"[]", content_type="application/json-patch+json")

    assert response.status_code == 415


def test_a_deleted_candidate_is_gone_with_all_that_hung_on_them(smartrecruiters: VendorClient) -> None:
    one = people.an_application(smartrecruiters)
    path = people.candidate_path(smartrecruiters, one.candidate)
    total = smartrecruiters.get("/candidates").json["totalFound"]

    response = smartrecruiters.delete(path)

    assert (response.status_code, response.data) == (204, b"")
    assert smartrecruiters.get(path).status_code == 404
    assert smartrecruiters.get(f"{path}/tags").status_code == 404
    assert smartrecruiters.get(people.application_path(smartrecruiters, one)).status_code == 404
    assert smartrecruiters.get("/candidates").json["totalFound"] == total - 1
    assert smartrecruiters.delete(path).json == envelope("CANDIDATE_NOT_FOUND", "Candidate not found")


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
def test_a_candidate_one_may_not_see_is_401_to_read_and_403_to_change(
    smartrecruiters: VendorClient, hidden: str, method: str
) -> None:
    response = smartrecruiters.send(method, hidden, token="sandbox-restricted", json={"firstName": "X"})

    if method == "GET":
        assert (response.status_code, response.json) == (401, {"message": "Candidate access denied"})
    else:
        assert response.status_code == 403
        assert response.json == envelope("PERMISSION_DENIED", "No permission to access candidate")
    assert smartrecruiters.get(hidden).json["firstName"] != "X"


@pytest.mark.parametrize("method", ["GET", "PATCH", "DELETE"])
@pytest.mark.parametrize("id", [UNKNOWN, "1", "null", "x" * 500])
def test_an_id_that_was_never_given_out_is_404(smartrecruiters: VendorClient, method: str, id: str) -> None:
    response = smartrecruiters.send(method, f"/candidates/{id}", json=[])

    assert response.status_code == 404
    assert response.json == envelope("CANDIDATE_NOT_FOUND", "Candidate not found")


def test_assignments_to_confidential_jobs_are_left_out_for_some(smartrecruiters: VendorClient) -> None:
    one = people.a_half_hidden_application(smartrecruiters)
    path = people.candidate_path(smartrecruiters, one.candidate)
    job = people.job_id(smartrecruiters, one.job)

    assert job in smartrecruiters.get(path).text
    assert job not in smartrecruiters.get(path, token="sandbox-restricted").text
    listed = {"jobId": job, "limit": 100}
    assert smartrecruiters.get("/candidates", query_string=listed).json["totalFound"] > 0
    assert smartrecruiters.get("/candidates", query_string=listed, token="sandbox-restricted").json["totalFound"] == 0


def test_a_person_without_an_address_has_no_email_member(smartrecruiters: VendorClient) -> None:
    """Other systems may add such people; null in its place breaks generated clients."""
    with smartrecruiters.arrange() as draft:
        person = register(draft, first_name="No", last_name="Address")
    id = ids.CANDIDATE.write(smartrecruiters.read(), person.id)

    assert "email" not in smartrecruiters.get(f"/candidates/{id}").json
    assert smartrecruiters.patch(f"/candidates/{id}", json={"email": "no.address@example.com"}).status_code == 200
    assert smartrecruiters.get(f"/candidates/{id}").json["email"] == "no.address@example.com"


@pytest.mark.parametrize("method", ["POST", "PATCH"])
@pytest.mark.parametrize("content", [b"", b"{", b"\xff", b'{"firstName": "\\ud800"}', b"a" * 1_000_000])
def test_what_is_no_json_is_400(smartrecruiters: VendorClient, path: str, method: str, content: bytes) -> None:
    target = "/candidates" if method == "POST" else path

    response = smartrecruiters.send(method, target, data=content, content_type="application/json")

    assert response.status_code == 400
    assert response.json == {
        "message": "Request body is not readable",
        "errors": [{"code": "INVALID_REQUEST", "message": "body is not readable JSON"}],
    }


@pytest.mark.parametrize(
    ("method", "rest"), [("GET", ""), ("POST", ""), ("GET", "/x"), ("PATCH", "/x"), ("DELETE", "/x")]
)
def test_nobody_gets_anywhere_without_a_credential(smartrecruiters: VendorClient, method: str, rest: str) -> None:
    response = smartrecruiters.send(method, f"/candidates{rest}", token=None, json=ADA)

    assert response.status_code == 401
    assert response.json == {"message": "Unauthorized"}
