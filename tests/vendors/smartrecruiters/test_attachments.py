"""Attachments: files of candidates and of their applications, byte for byte."""

from typing import Any

import pytest

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.attachments import Attachment, AttachmentKind
from ats_sandbox.world.domain.commands.attachments import attach
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import UNKNOWN, envelope
from tests.vendors.smartrecruiters.resume_files import EICAR, PNG, docx, upload, zipped

DENIED = envelope("PERMISSION_DENIED", "No permission to access candidate")
NOT_FOUND = envelope("FILE_NOT_FOUND", "File not found")
INVALID = envelope("INVALID_FILE", "File is invalid")


def with_files(client: VendorClient, *, hidden: bool = False) -> Attachment:
    """The first file of an application; a hidden one belongs to a candidate whom not everybody may see."""
    world = client.read()
    return next(
        one
        for one in world.attachments
        if one.application is not None and world.candidates[one.candidate].confidential is hidden
    )


def file_path(client: VendorClient, one: Attachment) -> str:
    return f"/candidates/attachments/{ids.ATTACHMENT.write(client.read(), one.id)}"


@pytest.fixture
def file(smartrecruiters: VendorClient) -> Attachment:
    return with_files(smartrecruiters)


@pytest.fixture
def candidate(smartrecruiters: VendorClient, file: Attachment) -> str:
    return people.candidate_path(smartrecruiters, file.candidate)


@pytest.fixture
def path(smartrecruiters: VendorClient) -> str:
    """An application."""
    return people.application_path(smartrecruiters, people.an_application(smartrecruiters))


@pytest.fixture
def hidden(smartrecruiters: VendorClient) -> str:
    return people.application_path(smartrecruiters, people.a_hidden_application(smartrecruiters))


@pytest.fixture
def half_hidden(smartrecruiters: VendorClient) -> str:
    return people.application_path(smartrecruiters, people.a_half_hidden_application(smartrecruiters))


def test_the_files_of_a_candidate_are_listed_with_where_to_download_them(
    smartrecruiters: VendorClient, candidate: str, file: Attachment
) -> None:
    listed = smartrecruiters.get(f"{candidate}/attachments").json

    kept = list(smartrecruiters.read().attachments.where(candidate=file.candidate))
    assert listed["totalFound"] == len(kept) == len(listed["content"])
    for shown, one in zip(listed["content"], kept, strict=True):
        assert set(shown) == {"id", "name", "contentType", "actions"}
        assert (shown["name"], shown["contentType"]) == (one.name, one.content_type)
        assert list(shown["actions"]) == ["download"]
        assert shown["actions"]["download"]["url"].endswith(f"/candidates/attachments/{shown['id']}")


def test_the_files_of_an_application_say_what_they_are_and_how_to_remove_them(
    smartrecruiters: VendorClient, file: Attachment
) -> None:
    one = smartrecruiters.read().applications[file.application or 0]

    listed = smartrecruiters.get(f"{people.application_path(smartrecruiters, one)}/attachments").json["content"]

    kept = smartrecruiters.read().attachments.where(application=one.id)
    assert [shown["id"] for shown in listed] == [ids.ATTACHMENT.write(smartrecruiters.read(), one.id) for one in kept]
    assert {shown["type"] for shown in listed} <= {"RESUME", "COVER_LETTER", "GENERIC_FILE"}
    assert "RESUME" in {shown["type"] for shown in listed}
    actions = listed[0]["actions"]
    assert {name: one["method"] for name, one in actions.items()} == {"download": "GET", "remove": "DELETE"}
    assert actions["remove"]["url"] == actions["download"]["url"]


@pytest.mark.parametrize("former", [False, True])
def test_every_file_of_the_world_downloads_as_it_is(
    smartrecruiters: VendorClient, candidate: str, file: Attachment, former: bool
) -> None:
    id = ids.ATTACHMENT.write(smartrecruiters.read(), file.id)

    answer = smartrecruiters.get(f"{candidate}/attachments/{id}" if former else f"/candidates/attachments/{id}")

    assert answer.status_code == 200
    assert answer.data == file.content
    assert answer.headers["Content-Type"] == file.content_type
    assert answer.headers["Content-Disposition"] == f'attachment; filename="{file.name}"'


@pytest.mark.parametrize("scoped", [True, False], ids=["on a job", "of a candidate"])
@pytest.mark.parametrize(
    ("name", "content", "content_type"),
    [
        ("notes.txt", "Zoë, 日本 🚀\r\n".encode(), "text/plain"),
        ("Zeugnis für Zoë 🚀.PDF", b"%PDF-1.7\n\x00\xff", "application/pdf"),
        ("履歴書.docx", docx("x"), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        ("My Pictures/photo.png", PNG, "image/png"),
        ("../../etc/passwd.txt", b"root", "text/plain"),
        ("x" * 400 + ".csv", b"a,b", "text/csv"),
        ("a;b, c.rtf", b"{\\rtf1 x}", "application/rtf"),
    ],
    ids=["text", "an umlaut and a rocket", "Japanese", "a folder", "folders above", "a long name", "punctuation"],
)
def test_what_is_attached_comes_back_byte_for_byte_under_its_name(
    smartrecruiters: VendorClient, path: str, scoped: bool, name: str, content: bytes, content_type: str
) -> None:
    where = f"{path if scoped else path.partition('/jobs')[0]}/attachments"

    made = upload(smartrecruiters, where, name, content)

    assert made.status_code == 201
    assert made.json["name"] == name.rpartition("/")[2]
    assert made.json["contentType"] == content_type
    assert made.json in smartrecruiters.get(where).json["content"]
    answer = smartrecruiters.get(f"/candidates/attachments/{made.json['id']}")
    assert answer.data == content
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")


@pytest.mark.parametrize(
    ("sent", "kind"),
    [
        ({}, "GENERIC_FILE"),
        ({"attachmentType": "GENERIC_FILE"}, "GENERIC_FILE"),
        ({"attachmentType": "RESUME"}, "RESUME"),
        ({"attachmentType": "COVER_LETTER"}, "COVER_LETTER"),
    ],
)
def test_a_file_is_what_it_is_sent_as_and_generic_otherwise(
    smartrecruiters: VendorClient, path: str, sent: dict[str, Any], kind: str
) -> None:
    made = upload(smartrecruiters, f"{path}/attachments", "file.txt", b"x", **sent)

    assert (made.status_code, made.json["type"]) == (201, kind)


def test_a_file_of_no_job_is_not_among_those_of_an_application(smartrecruiters: VendorClient, path: str) -> None:
    candidate = path.partition("/jobs")[0]
    before = smartrecruiters.get(f"{path}/attachments").json

    made = upload(smartrecruiters, f"{candidate}/attachments", "pool.txt", b"x").json

    assert smartrecruiters.get(f"{path}/attachments").json == before
    assert made in smartrecruiters.get(f"{candidate}/attachments").json["content"]


def test_a_file_of_another_system_downloads_whatever_it_is(smartrecruiters: VendorClient, file: Attachment) -> None:
    with smartrecruiters.arrange() as draft:
        odd = attach(draft, file.candidate, name="Zoë\r\nX: y.bin", content=b"\x00\x01", content_type="odd/type; x=1")

    answer = smartrecruiters.get(file_path(smartrecruiters, odd))

    assert answer.data == b"\x00\x01"
    assert answer.headers["Content-Type"] == "application/octet-stream"
    assert "filename*=UTF-8''Zo%C3%AB%0D%0AX%3A%20y.bin" in answer.headers["Content-Disposition"]


BOTH = pytest.mark.parametrize("scoped", [True, False], ids=["on a job", "of a candidate"])


@BOTH
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("virus.exe", b"MZ"),
        ("page.html", b"<p>x</p>"),
        ("file", b"x"),
        ("pdf", b"%PDF-1.4"),
        (".", b"x"),
        ("empty.txt", b""),
        ("photo.pdf", PNG),
        ("text.png", b"hello"),
        ("broken.docx", b"PK\x03\x04 and no more"),
        ("binary.txt", b"\x00\x01\x02"),
    ],
)
def test_a_file_of_no_accepted_kind_is_refused(
    smartrecruiters: VendorClient, path: str, scoped: bool, name: str, content: bytes
) -> None:
    before = smartrecruiters.world.state

    answer = upload(smartrecruiters, f"{path if scoped else path.partition('/jobs')[0]}/attachments", name, content)

    assert (answer.status_code, answer.json) == (400, INVALID)
    assert smartrecruiters.world.state is before


@BOTH
@pytest.mark.parametrize(
    "sent",
    [
        {"data": {"attachmentType": "RESUME"}, "content_type": "multipart/form-data"},
        {"data": {"file": "no file"}, "content_type": "multipart/form-data"},
        {"data": b"--x\r\nnonsense", "content_type": "multipart/form-data; boundary=x"},
        {"data": b"%PDF-1.4", "content_type": "application/pdf"},
        {"json": {"file": "x"}},
        {},
    ],
    ids=["no file", "a text", "no parts", "bytes", "json", "nothing"],
)
def test_what_is_no_form_with_a_file_is_refused(
    smartrecruiters: VendorClient, path: str, scoped: bool, sent: dict[str, Any]
) -> None:
    answer = smartrecruiters.post(f"{path if scoped else path.partition('/jobs')[0]}/attachments", **sent)

    assert (answer.status_code, answer.json) == (400, INVALID)


def test_a_type_outside_the_list_is_refused(smartrecruiters: VendorClient, path: str) -> None:
    answer = upload(smartrecruiters, f"{path}/attachments", "a.txt", b"x", attachmentType="OFFER_LETTER")

    assert answer.status_code == 400
    (error,) = answer.json["errors"]
    assert error["message"] == "attachmentType must be one of GENERIC_FILE, RESUME, COVER_LETTER"


@BOTH
def test_a_name_is_taken_once(smartrecruiters: VendorClient, path: str, scoped: bool) -> None:
    where = f"{path if scoped else path.partition('/jobs')[0]}/attachments"
    assert upload(smartrecruiters, where, "same.txt", b"x").status_code == 201

    again = upload(smartrecruiters, where, "same.txt", b"y")

    assert again.status_code == 400
    assert again.json == envelope("FILE_ALREADY_EXIST", "File with given name already exists")


@BOTH
def test_there_is_room_for_a_hundred_files(smartrecruiters: VendorClient, path: str, scoped: bool) -> None:
    where = f"{path if scoped else path.partition('/jobs')[0]}/attachments"
    one = people.an_application(smartrecruiters)
    missing = 100 - smartrecruiters.get(where).json["totalFound"]
    with smartrecruiters.arrange() as draft:
        for number in range(missing):
            attach(
                draft,
                one.candidate,
                name=f"{number}.txt",
                content=b"x",
                content_type="text/plain",
                kind=AttachmentKind.OTHER,
                application=one.id if scoped else None,
            )

    answer = upload(smartrecruiters, where, "one-more.txt", b"x")

    assert answer.status_code == 422
    assert answer.json == envelope("ATTACHMENT_LIMIT_EXCEEDED", "Limit of attachments was exceeded")


@pytest.mark.parametrize("former", [False, True])
def test_malware_is_kept_and_never_given_out(smartrecruiters: VendorClient, path: str, former: bool) -> None:
    id = upload(smartrecruiters, f"{path}/attachments", "game.txt", b"\n" + EICAR).json["id"]

    where = f"{path.partition('/jobs')[0]}/attachments" if former else "/candidates/attachments"
    answer = smartrecruiters.get(f"{where}/{id}")

    assert answer.status_code == 403
    assert answer.json == envelope("MALWARE_DETECTED", "Malware was detected in the file")


def test_a_deleted_file_is_gone_everywhere(smartrecruiters: VendorClient, candidate: str, file: Attachment) -> None:
    here = file_path(smartrecruiters, file)

    answer = smartrecruiters.delete(here)

    assert (answer.status_code, answer.data) == (204, b"")
    assert smartrecruiters.get(here).json == NOT_FOUND
    assert smartrecruiters.delete(here).status_code == 404
    assert file.name not in [one["name"] for one in smartrecruiters.get(f"{candidate}/attachments").json["content"]]


@pytest.mark.parametrize("id", [UNKNOWN, "x", "1", "é", "%F0%9F%9A%80", "x" * 500])
def test_a_file_that_does_not_exist_is_404(smartrecruiters: VendorClient, candidate: str, id: str) -> None:
    for method, path in (("GET", ""), ("DELETE", ""), ("GET", candidate)):
        where = f"{path}/attachments/{id}" if path else f"/candidates/attachments/{id}"
        answer = smartrecruiters.send(method, where)
        assert (answer.status_code, answer.json) == (404, NOT_FOUND)


def test_a_file_of_somebody_else_is_404_below_a_candidate(smartrecruiters: VendorClient, file: Attachment) -> None:
    world = smartrecruiters.read()
    other = next(one for one in world.attachments if one.candidate != file.candidate)
    path = people.candidate_path(smartrecruiters, other.candidate)

    answer = smartrecruiters.get(f"{path}/attachments/{ids.ATTACHMENT.write(world, file.id)}")

    assert (answer.status_code, answer.json) == (404, NOT_FOUND)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_a_candidate_who_does_not_exist_has_no_files(smartrecruiters: VendorClient, path: str, method: str) -> None:
    for where in (f"/candidates/{UNKNOWN}/attachments", f"/candidates/{UNKNOWN}/{path.split('/', 3)[3]}/attachments"):
        answer = smartrecruiters.send(method, where)
        assert answer.status_code == 404
        assert answer.json == envelope("CANDIDATE_NOT_FOUND", "Candidate not found")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("job", [UNKNOWN, "x"])
def test_a_job_that_a_candidate_is_not_on_is_404(
    smartrecruiters: VendorClient, path: str, method: str, job: str
) -> None:
    answer = smartrecruiters.send(method, f"{path.rpartition('/')[0]}/{job}/attachments")

    assert answer.status_code == 404
    assert answer.json == envelope("JOB_NOT_FOUND", "Candidate is not assigned to given job")


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("which", ["hidden", "half_hidden"])
def test_the_files_on_a_confidential_job_are_403(
    smartrecruiters: VendorClient, request: pytest.FixtureRequest, which: str, method: str
) -> None:
    path = request.getfixturevalue(which)

    answer = smartrecruiters.send(method, f"{path}/attachments", token="sandbox-restricted")

    assert (answer.status_code, answer.json) == (403, DENIED)


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_the_former_operations_say_with_401_that_somebody_may_not_be_seen(
    smartrecruiters: VendorClient, hidden: str, method: str
) -> None:
    candidate = hidden.partition("/jobs")[0]

    answer = smartrecruiters.send(method, f"{candidate}/attachments", token="sandbox-restricted")

    assert (answer.status_code, answer.json) == (401, {"message": "Candidate access denied"})


def test_a_file_of_somebody_whom_one_may_not_see_is_refused(smartrecruiters: VendorClient) -> None:
    file = with_files(smartrecruiters, hidden=True)
    here, person = file_path(smartrecruiters, file), people.candidate_path(smartrecruiters, file.candidate)

    for method in ("GET", "DELETE"):
        answer = smartrecruiters.send(method, here, token="sandbox-restricted")
        assert answer.status_code == 403
        assert answer.json == envelope("PERMISSION_DENIED", "No permission to access file")
    former = smartrecruiters.get(f"{person}/attachments/{here.rpartition('/')[2]}", token="sandbox-restricted")
    assert former.status_code == 401
    assert smartrecruiters.get(here).status_code == 200


def test_the_files_that_one_may_not_see_are_not_listed(smartrecruiters: VendorClient, half_hidden: str) -> None:
    candidate = half_hidden.partition("/jobs")[0]
    secret = upload(smartrecruiters, f"{half_hidden}/attachments", "secret.txt", b"x").json["id"]

    listed = smartrecruiters.get(f"{candidate}/attachments", token="sandbox-restricted").json["content"]

    assert secret not in [one["id"] for one in listed]
    assert secret in [one["id"] for one in smartrecruiters.get(f"{candidate}/attachments").json["content"]]


def test_a_word_document_without_its_text_is_still_a_file(smartrecruiters: VendorClient, path: str) -> None:
    assert upload(smartrecruiters, f"{path}/attachments", "a.docx", zipped("x", b"y")).status_code == 201
