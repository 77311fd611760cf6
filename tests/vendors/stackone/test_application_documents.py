"""StackOne: the documents that come along with a new application."""

import base64
from typing import Any

import pytest

from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, made, refused, shown, synthetic


def create(client: VendorClient, body: Any) -> Any:
    return client.post(f"{ATS}/applications", json=body)


def test_documents_that_come_along_are_kept(
    stackone: VendorClient, job: dict[str, Any], candidate: dict[str, Any]
) -> None:
    content = base64.b64encode(b"Dear Sir or Madam").decode()
    documents = [
        {
            "name": "cv.pdf",
            "file_format": {"value": "pdf"},
            "content": content,
            "category": {"value": "resume"},
            "confidential": {"value": "true"},
            "path": "/cv",
        },
        {"name": "letter.txt", "content": content, "category": {"name": "cover_letter", "id": "Cover Letter"}},
        {"content": "", "category_id": synthetic("Passport"), "category": {"value": "resume"}},
        {"content": content, "file_format": {"value": "docx"}, "category": {"source_value": "Portfolio"}},
    ]
    body = {"job_id": job["id"], "candidate_id": candidate["id"], "documents": documents[:2] + documents[3:]}

    id = made(stackone, "applications", body)
    application = shown(stackone, f"applications/{id}", expand="documents", include="attachments")

    assert [(one["name"], one["category"], one["file_format"]) for one in application["documents"]] == [
        (
            "cv.pdf",
            {"value": "resume", "source_value": "RESUME"},
            {"value": "pdf", "source_value": "application/pdf"},
        ),
        (
            "letter.txt",
            {"value": "cover_letter", "source_value": "Cover Letter"},
            {"value": "txt", "source_value": "text/plain"},
        ),
        (
            "document.docx",
            {"value": "other", "source_value": "Portfolio"},
            {
                "value": "docx",
                "source_value": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            },
        ),
    ]
    assert [one["content"] for one in application["attachments"]] == [content] * 3
    assert {one.content for one in stackone.read().attachments.newest_first().page(0, 3)} == {b"Dear Sir or Madam"}


@pytest.mark.parametrize("content", [{}, {"content": None}, {"content": ""}, {"content": "não"}, {"content": "abcde"}])
def test_a_document_that_is_not_base64_is_refused_and_nothing_is_stored(
    stackone: VendorClient, job: dict[str, Any], content: dict[str, Any]
) -> None:
    before = stackone.world.state
    good = {"name": "a.txt", "content": "QQ=="}

    answer = create(
        stackone,
        {"job_id": job["id"], "candidate": {"name": "Grace"}, "documents": [good, {"name": "b.txt", **content}]},
    )

    refused(answer, 400, "documents.1.content must be base64")
    assert stackone.world.state is before


def test_a_document_of_an_unknown_category_is_not_found_by_name(stackone: VendorClient, job: dict[str, Any]) -> None:
    documents = [{"content": "QQ=="}, {"content": "QQ==", "category_id": "nobody"}]
    before = stackone.world.state

    answer = create(stackone, {"job_id": job["id"], "candidate": {"name": "Grace"}, "documents": documents})

    refused(answer, 404, "documents.1.category_id not found")
    assert stackone.world.state is before
