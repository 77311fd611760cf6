"""StackOne: the documents of applications, their categories, uploads and downloads."""

import base64
from typing import Any

import pytest

from ats_sandbox.vendors.stackone.enums import DOCUMENT_TYPE
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient
from tests.vendors.stackone.api import ATS, MOMENT, everything, listed, refused, shown, synthetic

CATEGORIES = "documents/application_categories"
TEXT = base64.b64encode(b"Dear Sir or Madam").decode()
FILE = {"name": "letter.txt", "file_format": {"value": "txt"}, "content": TEXT}


def documents(client: VendorClient, application: dict[str, Any], **query: str) -> list[dict[str, Any]]:
    return listed(client, f"applications/{application['id']}/documents", **query)


def upload(client: VendorClient, application: dict[str, Any], **body: Any) -> dict[str, Any]:
    """Send a file; gives the document that was not there before."""
    path = f"applications/{application['id']}/documents"
    answer = client.post(f"{ATS}/{path}/upload", json={**FILE, **body})
    assert answer.status_code == 201, answer.text
    return everything(client, path)[-1]


def download(client: VendorClient, application: dict[str, Any], document: dict[str, Any], **query: str) -> Any:
    path = f"{ATS}/applications/{application['id']}/documents/{document['id']}/download"
    return client.get(path, query_string=query)


def kept(client: VendorClient, name: str, type: str, content: bytes = b"\x00\xff") -> dict[str, Any]:
    """A file that another system put on the newest application; what its list shows of it."""
    with client.arrange() as draft:
        application = next(iter(draft.applications.newest_first()))
        attach(
            draft,
            application.candidate,
            name=name,
            content=content,
            content_type=type,
            kind=AttachmentKind.OTHER,
            application=application.id,
        )
    world = client.read()
    return listed(client, f"applications/{native_id(world, 'application', application.id)}/documents")[-1]


def test_an_upload_says_that_it_is_done_and_no_more(stackone: VendorClient, application: dict[str, Any]) -> None:
    answer = stackone.post(f"{ATS}/applications/{application['id']}/documents/upload", json=FILE)

    assert answer.status_code == 201
    assert MOMENT.fullmatch(answer.json["timestamp"])
    assert answer.json == {
        "statusCode": 201,
        "timestamp": answer.json["timestamp"],
        "message": "Document uploaded successfully.",
        "provider_errors": [],
        "unified_warnings": [],
    }


def test_an_uploaded_document_is_listed_with_where_it_is(stackone: VendorClient, application: dict[str, Any]) -> None:
    one = upload(stackone, application, category={"value": "cover_letter"}, path="/letters")

    format = {"value": "txt", "source_value": "text/plain"}
    category = {"value": "cover_letter", "source_value": "COVER_LETTER"}
    origin = f"http://localhost/w/{stackone.name}/stackone{ATS}"
    unified = f"{origin}/applications/{application['id']}/documents/{one['id']}/download"
    assert one == {
        "id": synthetic(one["remote_id"]),
        "remote_id": one["remote_id"],
        "name": "letter.txt",
        "category": category,
        "contents": [{"url": one["remote_url"], "unified_url": unified, "file_format": format}],
        "category_id": synthetic("COVER_LETTER"),
        "created_at": one["created_at"],
        "updated_at": one["created_at"],
        "remote_url": one["remote_url"],
        "file_format": format,
        "unified_custom_fields": None,
        "type": category,
    }
    assert one["remote_url"].endswith(
        f"/candidates/{application['remote_candidate_id']}/attachments/{one['remote_id']}"
    )
    assert shown(stackone, f"applications/{application['id']}", expand="documents")["documents"] == [one]


@pytest.mark.parametrize("word", [word for word in DOCUMENT_TYPE.values if word != "unmapped_value"])
def test_every_category_is_listed_and_taken_by_its_id(
    stackone: VendorClient, application: dict[str, Any], word: str
) -> None:
    category = shown(stackone, f"{CATEGORIES}/{synthetic(word.upper())}")

    for id in (category["id"], category["remote_id"]):
        one = upload(stackone, application, category_id=id, category={"value": "resume", "source_value": "Resume"})
        assert one["category"] == {"value": word, "source_value": category["remote_id"]}
        assert one["category_id"] == category["id"]
    assert category == {
        "id": synthetic(word.upper()),
        "remote_id": word.upper(),
        "name": category["name"],
        "active": word != "avatar",
    }


@pytest.mark.parametrize(
    ("category", "expected", "id"),
    [
        (None, {"value": "other", "source_value": "OTHER"}, synthetic("OTHER")),
        ({"value": "passport"}, {"value": "passport", "source_value": "PASSPORT"}, synthetic("PASSPORT")),
        (
            {"value": "resume", "source_value": "Cover Letter"},
            {"value": "cover_letter", "source_value": "Cover Letter"},
            synthetic("COVER_LETTER"),
        ),
        ({"value": "resume", "source_value": "Poem"}, {"value": "other", "source_value": "Poem"}, None),
        (
            {"name": "resume", "id": synthetic("OFFER_LETTER")},
            {"value": "offer_letter", "source_value": "OFFER_LETTER"},
            synthetic("OFFER_LETTER"),
        ),
        ({"name": "resume"}, {"value": "resume", "source_value": "RESUME"}, synthetic("RESUME")),
    ],
)
def test_the_providers_own_word_counts_before_stackones(
    stackone: VendorClient,
    application: dict[str, Any],
    category: dict[str, Any] | None,
    expected: dict[str, Any],
    id: str | None,
) -> None:
    one = upload(stackone, application, category=category)

    assert one["category"] == expected
    assert one["category_id"] == id


def test_documents_are_filtered_by_type(stackone: VendorClient, application: dict[str, Any]) -> None:
    upload(stackone, application, category={"value": "resume"})
    upload(stackone, application, category={"source_value": "Poem"})

    def values(type: str) -> list[str]:
        return [one["category"]["source_value"] for one in documents(stackone, application, **{"filter[type]": type})]

    assert values("resume") == ["RESUME"]
    assert values("RESUME") == ["RESUME"]
    assert values("poem") == values("other") == ["Poem"]
    assert values("passport") == []
    assert len(documents(stackone, application)) == 2


@pytest.mark.parametrize(
    ("wrong", "status", "message"),
    [
        ({"content": None}, 400, "content must be base64"),
        ({"content": ""}, 400, "content must be base64"),
        ({"content": "a"}, 400, "content must be base64"),
        ({"content": "não"}, 400, "content must be base64"),
        ({"content": 7}, 400, "content must be a valid string"),
        ({"name": []}, 400, "name must be a valid string"),
        ({"file_format": "pdf"}, 400, "file_format must be a valid object"),
        ({"file_format": {"value": "nonsense"}}, 400, "file_format.value must be one of 1211 known values"),
        ({"confidential": {"value": True}}, 400, "confidential.value must be a valid string"),
        ({"category": {"source_value": 7}}, 400, "category.source_value must be a valid string"),
        ({"category_id": "nobody"}, 404, "category_id not found"),
    ],
)
def test_wrong_uploads_are_refused_and_not_kept(
    stackone: VendorClient, application: dict[str, Any], wrong: dict[str, Any], status: int, message: str
) -> None:
    path = f"{ATS}/applications/{application['id']}/documents/upload"
    before = stackone.world.state

    refused(stackone.post(path, json={**FILE, **wrong}), status, message)
    assert stackone.world.state is before


def test_an_upload_to_nobody_is_not_found(stackone: VendorClient) -> None:
    refused(stackone.post(f"{ATS}/applications/nobody/documents/upload", json=FILE), 404, "Not Found")


def test_content_is_required_and_nothing_else(stackone: VendorClient, application: dict[str, Any]) -> None:
    path = f"{ATS}/applications/{application['id']}/documents/upload"

    refused(stackone.post(path, json={"name": "a.txt"}), 400, "content must be base64")
    assert stackone.post(path, json={"content": TEXT}).status_code == 201
    assert documents(stackone, application)[0]["name"] == "document.bin"


def test_a_download_is_the_file_itself(stackone: VendorClient, application: dict[str, Any]) -> None:
    one = upload(stackone, application)

    answer = download(stackone, application, one)

    assert answer.status_code == 200
    assert answer.data == b"Dear Sir or Madam"
    assert answer.headers["Content-Type"] == "text/plain"
    assert answer.headers["Content-Length"] == "17"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="letter.txt"'


def test_the_unified_address_leads_to_the_download(stackone: VendorClient, application: dict[str, Any]) -> None:
    one = upload(stackone, application)
    path = one["contents"][0]["unified_url"].partition("/stackone")[2]

    assert stackone.get(path).data == b"Dear Sir or Madam"


def test_a_download_in_base64_is_text(stackone: VendorClient, application: dict[str, Any]) -> None:
    one = upload(stackone, application, name="cv.pdf", file_format={"value": "pdf"})

    answer = download(stackone, application, one, format="base64")

    assert answer.data == TEXT.encode()
    assert answer.headers["Content-Type"] == "text/plain"
    assert download(stackone, application, one, format="binary").headers["Content-Type"] == "application/pdf"


@pytest.mark.parametrize(
    ("name", "type", "asked", "expected"),
    [
        ("a.html", "text/html; charset=utf-8", {}, "text/html"),
        ("a.html", "text/html", {"export_format": "text/plain"}, "text/plain"),
        ("a.pdf", "application/pdf", {"export_format": "text/plain"}, "application/pdf"),
        ("a.html", "text/html", {"export_format": "application/pdf"}, "text/html"),
        ("a.xyz", "chemical/x-xyz", {}, "application/octet-stream"),
        ("a.svg", "image/svg+xml", {}, "application/octet-stream"),
        ("a.png", "IMAGE/PNG", {}, "image/png"),
        ("a", "", {}, "application/octet-stream"),
    ],
)
def test_a_download_has_one_of_the_declared_types(
    stackone: VendorClient,
    application: dict[str, Any],
    name: str,
    type: str,
    asked: dict[str, str],
    expected: str,
) -> None:
    one = kept(stackone, name, type, b"<p>x</p>")

    answer = download(stackone, application, one, **asked)

    assert answer.headers["Content-Type"] == expected
    assert answer.data == b"<p>x</p>"


@pytest.mark.parametrize(
    ("name", "disposition"),
    [
        ("example.pdf", 'attachment; filename="example.pdf"'),
        ('a"b\\c.pdf', "attachment; filename=\"a_b_c.pdf\"; filename*=UTF-8''a%22b%5Cc.pdf"),
        ("Zoë.pdf", "attachment; filename=\"Zo_.pdf\"; filename*=UTF-8''Zo%C3%AB.pdf"),
        ("a\r\nSet-Cookie: x", "attachment; filename=\"a__Set-Cookie: x\"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x"),
    ],
)
def test_the_name_of_a_file_goes_into_its_header_whatever_it_is(
    stackone: VendorClient, application: dict[str, Any], name: str, disposition: str
) -> None:
    one = kept(stackone, name, "application/pdf")

    assert download(stackone, application, one).headers["Content-Disposition"] == disposition
    assert one["name"] == name


@pytest.mark.parametrize(
    ("name", "given"),
    [
        ("a" * 70_000, "a" * 255),
        ("a" * 70_000 + ".pdf", "a" * 251 + ".pdf"),
        ("a." + "b" * 70_000, "a." + "b" * 253),
        ("." * 70_000, "." * 255),
    ],
    ids=["letters", "with an ending", "all ending", "dots"],
)
def test_a_download_gives_no_longer_a_name_than_files_have(
    stackone: VendorClient, application: dict[str, Any], name: str, given: str
) -> None:
    """A header line of more than 64 kB breaks Python's client; file systems take 255 bytes."""
    one = kept(stackone, name, "application/pdf")

    answer = download(stackone, application, one)

    assert answer.headers["Content-Disposition"] == f'attachment; filename="{given}"'
    assert one["name"] == name


def test_a_long_name_beyond_ascii_fits_into_a_head(stackone: VendorClient, application: dict[str, Any]) -> None:
    one = kept(stackone, "\U0001f600" * 20_000 + ".pdf", "application/pdf")

    assert len(download(stackone, application, one).headers["Content-Disposition"]) < 4_000


def test_only_the_applications_own_files_are_downloaded(stackone: VendorClient, application: dict[str, Any]) -> None:
    one = upload(stackone, application)
    other = next(
        found for found in everything(stackone, "applications", fields="id") if found["id"] != application["id"]
    )

    for parent, file in ((other, one), ({"id": "nobody"}, one), (application, {"id": "nobody"})):
        refused(download(stackone, parent, file), 404, "Not Found")


def test_a_file_of_a_confidential_application_stays_hidden(stackone: VendorClient) -> None:
    seen = {one["id"] for one in everything(stackone, "applications", token="sandbox-restricted", fields="id")}
    hidden = next(
        one
        for one in everything(stackone, "applications", expand="documents", fields="id,documents")
        if one["id"] not in seen and one["documents"]
    )
    path = f"{ATS}/applications/{hidden['id']}/documents/{hidden['documents'][0]['id']}/download"

    assert stackone.get(path).status_code == 200
    refused(stackone.get(path, token="sandbox-restricted"), 403, "Forbidden resource")


def test_a_megabyte_travels_there_and_back(stackone: VendorClient, application: dict[str, Any]) -> None:
    content = bytes(range(256)) * 4_096
    one = upload(stackone, application, content=base64.b64encode(content).decode())

    assert download(stackone, application, one).data == content


def test_every_word_has_a_category(stackone: VendorClient) -> None:
    found = everything(stackone, CATEGORIES)

    assert [one["remote_id"].lower() for one in found] == [
        one for one in DOCUMENT_TYPE.values if one != "unmapped_value"
    ]
    assert {one["active"] for one in found} == {True, False}
    assert shown(stackone, f"{CATEGORIES}/Cover Letter") == shown(stackone, f"{CATEGORIES}/COVER_LETTER")
