"""Tags of candidates."""

import pytest

from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import UNKNOWN, envelope

MISSING = f"/candidates/{UNKNOWN}/tags"


@pytest.fixture
def path(smartrecruiters: VendorClient) -> str:
    return f"{people.an_open_candidate(smartrecruiters)}/tags"


@pytest.fixture
def hidden(smartrecruiters: VendorClient) -> str:
    one = people.a_hidden_application(smartrecruiters)
    return f"{people.candidate_path(smartrecruiters, one.candidate)}/tags"


def test_put_replaces_every_tag_and_answers_201_with_the_list(smartrecruiters: VendorClient, path: str) -> None:
    response = smartrecruiters.put(path, json={"tags": ["zebra", "apple"]})

    assert response.status_code == 201
    assert response.json == {"tags": ["zebra", "apple"]}
    assert smartrecruiters.get(path).json == {"tags": ["zebra", "apple"]}
    assert smartrecruiters.get(path.removesuffix("/tags")).json["tags"] == ["zebra", "apple"]


def test_replaced_tags_are_found_by_search_whatever_the_case(smartrecruiters: VendorClient, path: str) -> None:
    id = path.split("/")[2]
    smartrecruiters.put(path, json={"tags": ["Night Owl 77"]})

    found = smartrecruiters.get("/candidates?tag=night owl 77").json

    assert [one["id"] for one in found["content"]] == [id]
    assert found["content"][0]["tags"] == ["Night Owl 77"]


def test_exact_repeats_collapse_and_the_order_stays(smartrecruiters: VendorClient, path: str) -> None:
    response = smartrecruiters.put(path, json={"tags": ["b", "a", "b", "B"]})

    assert response.json == {"tags": ["b", "a", "B"]}


def test_an_empty_list_clears(smartrecruiters: VendorClient, path: str) -> None:
    assert smartrecruiters.put(path, json={"tags": []}).status_code == 201
    assert smartrecruiters.get(path).json == {"tags": []}


def test_replacing_tags_moves_the_date_of_the_candidate(smartrecruiters: VendorClient, path: str) -> None:
    before = smartrecruiters.get(path.removesuffix("/tags")).json["updatedOn"]

    smartrecruiters.put(path, json={"tags": ["moved"]})

    assert smartrecruiters.get(path.removesuffix("/tags")).json["updatedOn"] > before


def test_post_adds_to_what_is_there(smartrecruiters: VendorClient, path: str) -> None:
    smartrecruiters.put(path, json={"tags": ["one"]})

    response = smartrecruiters.post(path, json={"tags": ["two", "one"]})

    assert response.status_code == 201
    assert response.json == {"tags": ["one", "two"]}
    assert smartrecruiters.get(path).json == {"tags": ["one", "two"]}


def test_post_adds_up_to_a_hundred_tags_in_all(smartrecruiters: VendorClient, path: str) -> None:
    tags = [f"tag {number}" for number in range(99)]
    smartrecruiters.put(path, json={"tags": tags})

    response = smartrecruiters.post(path, json={"tags": ["one more", "one too many"]})

    assert response.status_code == 400
    assert response.json["errors"] == [{"code": "INVALID_INPUT", "message": "tags must be at most 100 items long"}]
    assert smartrecruiters.get(path).json == {"tags": tags}
    assert smartrecruiters.post(path, json={"tags": ["one more", "tag 7"]}).json == {"tags": [*tags, "one more"]}


def test_post_needs_a_tag(smartrecruiters: VendorClient, path: str) -> None:
    response = smartrecruiters.post(path, json={"tags": []})

    assert response.status_code == 400
    assert response.json["errors"] == [{"code": "INVALID_INPUT", "message": "tags must be at least 1 items long"}]


def test_delete_removes_every_tag(smartrecruiters: VendorClient, path: str) -> None:
    smartrecruiters.put(path, json={"tags": ["gone"]})

    response = smartrecruiters.delete(path)

    assert (response.status_code, response.data) == (204, b"")
    assert smartrecruiters.get(path).json == {"tags": []}


@pytest.mark.parametrize(
    "tags", [[""], ["x" * 51], [1], [None], "tag", None, {}, [["a"]], [str(number) for number in range(101)]]
)
@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_tags_are_1_to_50_characters_and_at_most_100(
    smartrecruiters: VendorClient, path: str, method: str, tags: object
) -> None:
    before = smartrecruiters.get(path).json

    response = smartrecruiters.send(method, path, json={"tags": tags})

    assert response.status_code == 400
    assert response.json["message"] == "Input validation failed"
    assert smartrecruiters.get(path).json == before


def test_the_longest_and_the_most_tags_are_taken(smartrecruiters: VendorClient, path: str) -> None:
    tags = [f"{number:03d}" + "é" * 47 for number in range(100)]

    assert smartrecruiters.put(path, json={"tags": tags}).json == {"tags": tags}


def test_tags_are_required(smartrecruiters: VendorClient, path: str) -> None:
    response = smartrecruiters.put(path, json={})

    assert response.status_code == 400
    assert response.json["errors"] == [{"code": "INVALID_INPUT", "message": "tags is required"}]


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_a_candidate_one_may_not_see_is_403(smartrecruiters: VendorClient, hidden: str, method: str) -> None:
    response = smartrecruiters.send(method, hidden, token="sandbox-restricted", json={"tags": ["x"]})

    assert response.status_code == 403
    assert response.json == envelope("PERMISSION_DENIED", "No permission to access candidate")


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_an_unknown_candidate_is_404_even_with_a_bad_body(smartrecruiters: VendorClient, method: str) -> None:
    response = smartrecruiters.send(method, MISSING, json={"tags": 5})

    assert response.status_code == 404
    assert response.json == envelope("CANDIDATE_NOT_FOUND", "Candidate not found")


@pytest.mark.parametrize("method", ["PUT", "POST"])
def test_tags_that_are_no_json_are_415(smartrecruiters: VendorClient, path: str, method: str) -> None:
    response = smartrecruiters.send(method, path, data="tags=a", content_type="application/x-www-form-urlencoded")

    assert response.status_code == 415
    assert response.json == {"message": "Unsupported Media Type"}


@pytest.mark.parametrize("method", ["GET", "PUT", "POST", "DELETE"])
def test_nobody_touches_tags_without_a_credential(smartrecruiters: VendorClient, path: str, method: str) -> None:
    response = smartrecruiters.send(method, path, token=None, json={"tags": ["x"]})

    assert response.status_code == 401
    assert response.json == {"message": "Unauthorized"}
