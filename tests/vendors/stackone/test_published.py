"""StackOne: the published examples of requests are taken, and answered as the published answers are."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, everything, listed, made, refused, shown, synthetic

FIXTURES = Path(__file__).parents[3] / "fixtures/stackone"
ORDERS = ["assessments", "background_checks"]


def published(operation: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """The request and the answer of an operation."""
    held = json.loads((FIXTURES / f"ats_{operation}.json").read_text(encoding="utf-8"))
    return held["request"], held["answer"]


def answered(answer: Any, expected: dict[str, Any]) -> None:
    """The published members; statuses and texts are the published ones."""
    assert answer.json.keys() == expected.keys()
    for name in ("statusCode", "message"):
        assert answer.json[name] == expected[name]


def test_the_published_note_is_taken_with_an_author_who_exists(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    """Its visibility is a bare word, which the schema has as an object."""
    path = f"{ATS}/applications/{application['id']}/notes"
    request, expected = published("create_application_note")
    author = listed(stackone, "users")[1]

    refused(stackone.post(path, json=request), 404, "author_id not found")
    answer = stackone.post(path, json={**request, "author_id": author["id"]})

    assert answer.status_code == 201
    answered(answer, expected)
    (note,) = listed(stackone, f"applications/{application['id']}/notes")
    assert note["content"] == request["content"]
    assert note["visibility"] == {"value": "public", "source_value": "PUBLIC"}

    request, expected = published("update_application_note")
    answer = stackone.patch(f"{path}/{note['id']}", json={**request, "author_id": author["remote_id"]})
    assert answer.status_code == 200
    answered(answer, expected)


def test_the_published_upload_is_taken_with_a_category_that_exists(
    stackone: VendorClient, application: dict[str, Any]
) -> None:
    """Its base64 lacks the padding, and its answer speaks of an employee, as that of every vertical does."""
    path = f"{ATS}/applications/{application['id']}/documents"
    request, expected = published("upload_application_document")

    refused(stackone.post(f"{path}/upload", json=request), 404, "category_id not found")
    answer = stackone.post(f"{path}/upload", json={**request, "category_id": "RESUME"})

    assert answer.status_code == answer.json["statusCode"] == expected["statusCode"] == 201
    assert answer.json.keys() == expected.keys()
    (document,) = listed(stackone, f"applications/{application['id']}/documents")
    assert document["name"] == "weather-forecast"
    assert document["file_format"] == request["file_format"]
    content = stackone.get(f"{path}/{document['id']}/download")
    assert content.data == b"This isn't really a sample file, but no one will ever know!"
    assert content.headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("kind", "order", "result"),
    [
        ("assessments", "order_assessments_request", "update_assessments_result"),
        ("background_checks", "order_background_check_request", "update_background_check_result"),
    ],
)
def test_the_published_order_and_its_result_are_taken_with_ids_that_exist(
    stackone: VendorClient, application: dict[str, Any], kind: str, order: str, result: str
) -> None:
    request, expected = published(order)
    package = listed(stackone, f"{kind}/packages")[0]
    user = listed(stackone, "users")[0]
    there = {
        "package": {"id": package["id"]},
        "application": {"id": application["id"]},
        "job": {"id": application["job_id"]},
        "candidate": {"id": application["candidate_id"]},
        "requester": {"user_id": user["id"]},
    }

    refused(stackone.post(f"{ATS}/{kind}/orders", json=request), 404, "package.id not found")
    body = {**request, **{name: {**request[name], **ids} for name, ids in there.items()}}
    answer = stackone.post(f"{ATS}/{kind}/orders", json=body)

    assert answer.status_code == 200
    assert answer.json.keys() == expected.keys()
    assert answer.json["remote_id"] == expected["remote_id"]
    assert answer.json["id"] == synthetic(expected["remote_id"])

    request, expected = published(result)
    about = {**request["candidate"], "id": application["candidate_id"]}
    path = f"{ATS}/{kind}/orders/{answer.json['id']}/result"
    refused(stackone.patch(path, json=request), 404, "candidate.id not found")
    done = stackone.patch(path, json={**request, "candidate": about})

    assert done.status_code == 200
    answered(done, expected)
    links = shown(stackone, f"applications/{application['id']}")["result_links"]
    assert links == [{"label": package["name"], "url": request["result_url"]}]


def test_the_published_package_is_created_updated_and_deleted(stackone: VendorClient) -> None:
    path = "background_checks/packages"
    request, expected = published("create_background_check_package")
    created = stackone.post(f"{ATS}/{path}", json=request)
    assert created.status_code == 201
    answered(created, expected)
    one = shown(stackone, f"{path}/{created.json['data']['id']}")

    request, expected = published("update_background_check_package")
    refused(stackone.patch(f"{ATS}/{path}/{one['id']}", json=request), 404, "tests.0.id not found")
    tests = [{**request["tests"][0], "id": one["tests"][0]["id"]}]
    updated = stackone.patch(f"{ATS}/{path}/{one['id']}", json={**request, "tests": tests})
    assert updated.status_code == 200
    answered(updated, expected)

    _, expected = published("delete_background_check_package")
    deleted = stackone.delete(f"{ATS}/{path}/{one['id']}")
    assert deleted.status_code == 200
    answered(deleted, expected)


def test_a_change_of_the_status_looks_like_the_published_one(stackone: VendorClient, job: dict[str, Any]) -> None:
    """The sample fills in all three new values; the text says that only those stand there that changed."""
    _, expected = published("list_application_changes")
    id = made(stackone, "applications", {"job_id": job["id"], "candidate": {"name": "Grace"}})
    status = expected["new_values"]["application_status"]
    stackone.patch(f"{ATS}/applications/{id}", json={"application_status": status})

    changes = everything(stackone, f"applications/{id}/changes")

    found = next(one for one in changes if one["change_type"] == expected["change_type"])
    assert found.keys() == expected.keys()
    assert found["actor"].keys() == expected["actor"].keys()
    assert found["new_values"]["application_status"]["value"] == status["value"]
    assert {name for one in changes for name in one["new_values"]} <= expected["new_values"].keys()
