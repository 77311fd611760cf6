"""Skailer: CV uploads."""

from io import BytesIO
from typing import Any

import pytest
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from ats_sandbox.vendors.skailer.state import CVS
from ats_sandbox.vendors.skailer.uploads import parsed
from tests.client import VendorClient

PATH = "/api/v1/upload-cv-file"
TEN_MEGABYTES = 10 * 1024 * 1024


def upload(client: VendorClient, name: str = "cv.pdf", content: bytes = b"%PDF", part: str = "file") -> TestResponse:
    boundary, body = encode_multipart({part: FileStorage(BytesIO(content), name)})
    return client.post(PATH, data=body, content_type=f"multipart/form-data; boundary={boundary}")


def refused(answer: TestResponse, *texts: str) -> bool:
    assert answer.status_code == 422, answer.text
    assert answer.json == {"message": "The given data was invalid.", "errors": {"file": list(texts)}}
    return True


def test_an_uploaded_resume_is_parsed(skailer: VendorClient) -> None:
    content = b"%PDF-1.4 Jane Doe\njane@example.com, +44 7700 900123\n"

    answer = upload(skailer, "Jane_Doe_CV.pdf", content)

    assert answer.status_code == 200
    assert answer.json == {
        "cv_id": answer.json["cv_id"],
        "file_name": "Jane_Doe_CV.pdf",
        "parsed": {"first_name": "Jane", "last_name": "Doe", "email": "jane@example.com", "phone": "+44 7700 900123"},
    }
    assert answer.json["cv_id"] > 0


def test_an_upload_creates_no_applicant(skailer: VendorClient) -> None:
    before = skailer.read()

    upload(skailer)

    after = skailer.read()
    assert len(after.candidates) == len(before.candidates)
    assert len(after.attachments) == len(before.attachments)
    assert len(after[CVS]) == 1


def test_each_upload_has_an_id_of_its_own(skailer: VendorClient) -> None:
    ids = [upload(skailer).json["cv_id"] for _ in range(3)]

    assert ids == sorted(set(ids))


@pytest.mark.parametrize("name", ["a.pdf", "a.PDF", "a.doc", "a.Doc", "a.docx", "a.DOCX", "a.b.docx", "é 履歴書.pdf"])
def test_three_formats_are_taken_whatever_the_case_of_the_extension(skailer: VendorClient, name: str) -> None:
    answer = upload(skailer, name)

    assert answer.status_code == 200
    assert answer.json["file_name"] == name


@pytest.mark.parametrize("name", ["a.txt", "a.pdf.exe", "pdf", "a.", "a.docm", "a pdf"])
def test_other_formats_are_refused(skailer: VendorClient, name: str) -> None:
    assert refused(upload(skailer, name), "The file field must be a file of type: pdf, doc, docx.")


def test_the_folders_in_a_file_name_are_dropped(skailer: VendorClient) -> None:
    assert upload(skailer, "C:\\\\Users\\\\jane\\\\Jane Doe.pdf").json["file_name"] == "Jane Doe.pdf"
    assert upload(skailer, "../../etc/Jane Doe.pdf").json["file_name"] == "Jane Doe.pdf"


def test_an_empty_file_is_refused(skailer: VendorClient) -> None:
    assert refused(upload(skailer, content=b""), "The file field must not be empty.")


def test_ten_megabytes_are_taken_and_one_byte_more_is_not(skailer: VendorClient) -> None:
    assert upload(skailer, content=b"a" * TEN_MEGABYTES).status_code == 200
    answer = upload(skailer, content=b"a" * (TEN_MEGABYTES + 1))
    assert refused(answer, "The file field must not be greater than 10240 kilobytes.")


def test_a_body_too_long_to_read_is_a_file_too_large(skailer: VendorClient) -> None:
    answer = upload(skailer, content=b"a" * (13 * 1024 * 1024))

    assert refused(answer, "The file field must not be greater than 10240 kilobytes.")


def test_all_that_is_wrong_with_a_file_is_told(skailer: VendorClient) -> None:
    assert refused(
        upload(skailer, "a.txt", b""),
        "The file field must be a file of type: pdf, doc, docx.",
        "The file field must not be empty.",
    )


def test_a_file_that_comes_alone_is_taken_under_any_name(skailer: VendorClient) -> None:
    assert upload(skailer, "Ann Lee.pdf", part="resume").json["file_name"] == "Ann Lee.pdf"


def test_the_part_called_file_is_taken_among_several(skailer: VendorClient) -> None:
    data = {"cover": (BytesIO(b"a"), "cover.pdf"), "file": (BytesIO(b"b"), "resume.pdf")}

    answer = skailer.post(PATH, data=data, content_type="multipart/form-data")

    assert answer.json["file_name"] == "resume.pdf"


def test_two_files_neither_of_which_is_called_file_are_refused(skailer: VendorClient) -> None:
    data = {"cover": (BytesIO(b"a"), "cover.pdf"), "resume": (BytesIO(b"b"), "resume.pdf")}

    assert refused(skailer.post(PATH, data=data, content_type="multipart/form-data"), "The file field is required.")


@pytest.mark.parametrize(
    "request_",
    [
        {},
        {"json": {"file": "cv.pdf"}},
        {"data": b"%PDF-1.4", "content_type": "application/pdf"},
        {"data": {"file": "no file"}, "content_type": "multipart/form-data"},
        {"data": {"file": (BytesIO(b""), "")}, "content_type": "multipart/form-data"},
        {"data": b"--x\r\n", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"not multipart", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"not multipart", "content_type": "multipart/form-data"},
        {
            "data": b'--x\r\nContent-Disposition: form-data; name="file"; filename="a.pdf"',
            "content_type": "multipart/form-data; boundary=x",
        },
        {"data": "file=a.pdf", "content_type": "application/x-www-form-urlencoded"},
    ],
    ids=[
        "no body",
        "JSON",
        "bare bytes",
        "a text field",
        "an empty form field",
        "cut short",
        "garbage",
        "no boundary",
        "cut in a header",
        "a plain form",
    ],
)
def test_a_request_without_a_file_part_is_refused(skailer: VendorClient, request_: dict[str, Any]) -> None:
    before = skailer.world.state

    assert refused(skailer.post(PATH, **request_), "The file field is required.")
    assert skailer.world.state is before


@pytest.mark.parametrize(
    ("name", "first", "last"),
    [
        ("Jane_Doe_CV.pdf", "Jane", "Doe"),
        ("resume-ann.lee 2024.docx", "ann", "lee"),
        ("CV Resume.pdf", None, None),
        ("Jane.pdf", "Jane", None),
        ("2024_cv_Jane-Anne_Doe.doc", "Jane", "Anne"),
        ("d'Arc Jeanne Marie.pdf", "Jeanne", "Marie"),
        ("Zoë Müller.pdf", "Zoë", "Müller"),
        (".pdf", None, None),
    ],
)
def test_names_are_read_from_the_file_name(
    skailer: VendorClient, name: str, first: str | None, last: str | None
) -> None:
    found = upload(skailer, name).json["parsed"]

    assert (found["first_name"], found["last_name"]) == (first, last)


@pytest.mark.parametrize(
    ("content", "email", "phone"),
    [
        (b"write to a.b+c@mail.example.com or x@example.org", "a.b+c@mail.example.com", None),
        (b"@example.com a@ b@c d@e.f g@h.example", "g@h.example", None),
        (b"\xff\xfe\x00caf\xe9@example.com", None, None),
        (b"\x00\x01joe@example.com\x00", "joe@example.com", None),
        (b"call +1 (202) 555-0143 or +1 202 555 0199", None, "+1 (202) 555-0143"),
        (b"+12 345", None, None),
        (b"+33199001234", None, "+33199001234"),
        (b"", None, None),
    ],
)
def test_mail_address_and_phone_are_the_first_in_the_bytes(
    content: bytes, email: str | None, phone: str | None
) -> None:
    found = parsed("cv.pdf", content)

    assert (found["email"], found["phone"]) == (email, phone)


@pytest.mark.parametrize("unit", [b"a", b"a@", b"@", b"a.", b"a@b.", b"+1", b"+1 ", b"+ (-"], ids=repr)
def test_reading_comes_to_an_end_whatever_the_content(unit: bytes) -> None:
    """Ten megabytes, tried at every byte to their end, would take days."""
    found = parsed("cv.pdf", unit * (TEN_MEGABYTES // len(unit)))

    assert found["email"] is None


@pytest.mark.parametrize(("texts", "size"), [(1, 2_000_000), (1_500, 10)])
def test_a_form_may_have_long_parts_and_many(skailer: VendorClient, texts: int, size: int) -> None:
    """What bounds a form is the bound of every body."""
    file = b'--x\r\nContent-Disposition: form-data; name="file"; filename="cv.pdf"\r\n\r\n%PDF\r\n'
    text = b'--x\r\nContent-Disposition: form-data; name="note"\r\n\r\n' + b"a" * size + b"\r\n"

    answer = skailer.post(
        "/api/v1/upload-cv-file",
        data=text * texts + file + b"--x--\r\n",
        content_type="multipart/form-data; boundary=x",
    )

    assert answer.status_code == 200, answer.text
