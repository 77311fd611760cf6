"""Skailer: applicants."""

from io import BytesIO
from typing import Any

import pytest

from ats_sandbox.vendors.skailer.state import CVS
from ats_sandbox.world.clock import iso_seconds
from ats_sandbox.world.domain.attachments import ATTACHMENTS, AttachmentKind
from ats_sandbox.world.domain.candidates import Email
from ats_sandbox.world.domain.commands import candidates
from ats_sandbox.world.domain.commands.attachments import attach
from tests.client import VendorClient

CREATE = "/api/v1/applicant"
SEARCH = "/api/v1/applicants/search"
JANE = {"first_name": "Jane", "last_name": "Doe"}


def upload(client: VendorClient, content: bytes = b"%PDF", name: str = "cv.pdf") -> int:
    data = {"file": (BytesIO(content), name)}
    made: int = client.post("/api/v1/upload-cv-file", data=data, content_type="multipart/form-data").json["cv_id"]
    return made


def create(client: VendorClient, **body: Any) -> dict[str, Any]:
    answer = client.post(CREATE, json={**JANE, **body})
    assert answer.status_code == 200, answer.text
    made: dict[str, Any] = answer.json
    return made


def errors(client: VendorClient, body: Any) -> dict[str, list[str]]:
    before = client.world.state
    answer = client.post(CREATE, json=body)
    assert answer.status_code == 422, answer.text
    assert answer.json["message"] == "The given data was invalid."
    assert client.world.state is before
    told: dict[str, list[str]] = answer.json["errors"]
    return told


def search(client: VendorClient, **body: Any) -> dict[str, Any]:
    answer = client.post(SEARCH, json=body)
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json
    return found


def test_an_applicant_is_created_and_read_back(skailer: VendorClient) -> None:
    cv = upload(skailer)
    body = {**JANE, "email": "jane@example.com", "phone": "+1 202 555 0143", "source_id": 2, "cv_ids": [cv]}

    answer = skailer.post(CREATE, json=body)

    person = max(one.id for one in skailer.read().candidates)
    assert answer.status_code == 200
    assert answer.json == {
        "id": person,
        **body,
        "created_at": iso_seconds(skailer.read().candidates[person].created_at),
    }
    assert skailer.get(f"/api/v1/applicants/{person}").json == answer.json
    assert search(skailer, email="JANE@example.com")["data"] == [answer.json]


def test_a_name_is_enough(skailer: VendorClient) -> None:
    made = create(skailer)

    assert [made[name] for name in ("email", "phone", "source_id", "cv_ids")] == [None, None, None, []]


def test_null_is_the_same_as_leaving_out(skailer: VendorClient) -> None:
    made = create(skailer, email=None, phone=None, source_id=None, cv_ids=None)

    assert [made[name] for name in ("email", "phone", "source_id", "cv_ids")] == [None, None, None, []]


def test_an_empty_phone_is_no_phone(skailer: VendorClient) -> None:
    assert create(skailer, phone="")["phone"] is None


def test_one_person_may_be_created_twice(skailer: VendorClient) -> None:
    first, second = create(skailer, email="jane@example.com"), create(skailer, email="jane@example.com")

    assert first["id"] < second["id"]
    assert [one["id"] for one in search(skailer, email="jane@example.com")["data"]] == [first["id"], second["id"]]


def test_unknown_members_are_ignored(skailer: VendorClient) -> None:
    made = create(skailer, id=1, colour="green", created_at="2020-01-01")

    assert made["id"] != 1
    assert "colour" not in made


@pytest.mark.parametrize("name", ["李小龍", "O'Brien–Ó", "مريم", "👩‍💻", "x" * 255, "<script>", "Robert'); DROP"])
def test_names_come_back_as_they_were_sent(skailer: VendorClient, name: str) -> None:
    made = create(skailer, first_name=name, last_name=name)

    assert skailer.get(f"/api/v1/applicants/{made['id']}").json["first_name"] == name


def test_cvs_become_the_applicants_files_for_everybody(skailer: VendorClient) -> None:
    cvs = [upload(skailer, b"one", "one.pdf"), upload(skailer, b"two", "two.DOCX"), upload(skailer, b"3", "three.doc")]

    made = create(skailer, cv_ids=cvs)

    files = list(skailer.read().attachments.where(candidate=made["id"]))
    docx = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert made["cv_ids"] == cvs
    assert {file.kind for file in files} == {AttachmentKind.RESUME}
    assert [(file.name, file.content, file.content_type) for file in files] == [
        ("one.pdf", b"one", "application/pdf"),
        ("two.DOCX", b"two", docx),
        ("three.doc", b"3", "application/msword"),
    ]
    assert {cv.content for cv in skailer.read()[CVS]} == {b""}, "the bytes are kept once"


def test_a_cv_that_is_named_twice_is_attached_once(skailer: VendorClient) -> None:
    cv = upload(skailer)

    assert create(skailer, cv_ids=[cv, cv])["cv_ids"] == [cv]


def test_a_cv_that_is_not_named_is_not_attached(skailer: VendorClient) -> None:
    upload(skailer)

    made = create(skailer)

    assert made["cv_ids"] == []
    assert not skailer.read().attachments.where(candidate=made["id"])


def test_a_cv_belongs_to_one_applicant(skailer: VendorClient) -> None:
    taken, free = upload(skailer), upload(skailer)
    create(skailer, cv_ids=[taken])

    assert errors(skailer, {**JANE, "cv_ids": [free, taken, 999_999]}) == {
        "cv_ids.1": ["The selected cv ids.1 is invalid."],
        "cv_ids.2": ["The selected cv ids.2 is invalid."],
    }
    assert create(skailer, cv_ids=[free])["cv_ids"] == [free]


def test_a_cv_stays_taken_when_its_file_is_deleted(skailer: VendorClient) -> None:
    cv = upload(skailer)
    made = create(skailer, cv_ids=[cv])
    file = skailer.read().attachments.where(candidate=made["id"]).first()
    assert file is not None
    with skailer.arrange() as draft:
        draft.remove(ATTACHMENTS, file.id)

    assert skailer.get(f"/api/v1/applicants/{made['id']}").json["cv_ids"] == []
    assert errors(skailer, {**JANE, "cv_ids": [cv]}) == {"cv_ids.0": ["The selected cv ids.0 is invalid."]}


def test_a_resume_that_came_another_way_is_a_cv_too(skailer: VendorClient) -> None:
    """Its id is nobody's upload, and cannot be given to anybody else."""
    uploaded = upload(skailer)
    made = create(skailer, cv_ids=[uploaded])
    with skailer.arrange() as draft:
        attach(
            draft, made["id"], name="b.pdf", content=b"b", content_type="application/pdf", kind=AttachmentKind.RESUME
        )
        attach(draft, made["id"], name="c.pdf", content=b"c", content_type="application/pdf")

    first, second = skailer.get(f"/api/v1/applicants/{made['id']}").json["cv_ids"]

    assert first == uploaded
    assert errors(skailer, {**JANE, "cv_ids": [second]}) == {"cv_ids.0": ["The selected cv ids.0 is invalid."]}
    assert upload(skailer) not in (first, second)


def test_no_two_cvs_of_the_company_share_an_id(skailer: VendorClient) -> None:
    create(skailer, cv_ids=[upload(skailer), upload(skailer)])
    pages = [search(skailer, page=page, per_page=100)["data"] for page in (1, 2, 3)]

    ids = [cv for page in pages for one in page for cv in one["cv_ids"]]

    assert len(ids) > 100
    assert len(ids) == len(set(ids))


REQUIRED = {
    "first_name": ["The first name field is required."],
    "last_name": ["The last name field is required."],
}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({}, REQUIRED),
        ({"first_name": None, "last_name": None}, REQUIRED),
        ({"first_name": "", "last_name": " \t"}, REQUIRED),
        (
            {"first_name": 1, "last_name": ["x"]},
            {
                "first_name": ["The first name field must be a string."],
                "last_name": ["The last name field must be a string."],
            },
        ),
        (
            {**JANE, "last_name": "x" * 256},
            {"last_name": ["The last name field must not be greater than 255 characters."]},
        ),
        ({**JANE, "phone": 33}, {"phone": ["The phone field must be a string."]}),
        ({**JANE, "email": 33}, {"email": ["The email field must be a string."]}),
        ({**JANE, "source_id": 99_999}, {"source_id": ["The selected source id is invalid."]}),
        ({**JANE, "source_id": 0}, {"source_id": ["The selected source id is invalid."]}),
        ({**JANE, "source_id": -1}, {"source_id": ["The selected source id is invalid."]}),
        ({**JANE, "source_id": "1"}, {"source_id": ["The source id field must be an integer."]}),
        ({**JANE, "source_id": 2**70}, {"source_id": ["The source id field must be an integer."]}),
        ({**JANE, "cv_ids": 501}, {"cv_ids": ["The cv ids field must be an array."]}),
        ({**JANE, "cv_ids": {"0": 501}}, {"cv_ids": ["The cv ids field must be an array."]}),
        (
            {**JANE, "cv_ids": ["a", 999, None, -1, 0]},
            {
                "cv_ids.0": ["The cv ids.0 field must be an integer."],
                "cv_ids.2": ["The cv ids.2 field must be an integer."],
                "cv_ids.1": ["The selected cv ids.1 is invalid."],
                "cv_ids.3": ["The selected cv ids.3 is invalid."],
                "cv_ids.4": ["The selected cv ids.4 is invalid."],
            },
        ),
        (
            {"email": "nobody", "source_id": 99_999, "cv_ids": [999]},
            {
                **REQUIRED,
                "email": ["The email field must be a valid email address."],
                "source_id": ["The selected source id is invalid."],
                "cv_ids.0": ["The selected cv ids.0 is invalid."],
            },
        ),
    ],
)
def test_everything_that_is_wrong_is_told_at_once(
    skailer: VendorClient, body: dict[str, Any], told: dict[str, list[str]]
) -> None:
    assert errors(skailer, body) == told


@pytest.mark.parametrize(
    "email",
    ["", " ", "nobody", "@example.com", "a@", "a@b", "a b@example.com", "a@@example.com", "a@.com", "a@example..com",
     "a@example.com\n", f"{'a' * 65}@example.com", "a" * 1_000_000, f"a@{'b.' * 200_000}c"],
    ids=lambda email: repr(email[:20]),
)  # fmt: skip
def test_what_is_no_mail_address_is_refused(skailer: VendorClient, email: str) -> None:
    assert errors(skailer, {**JANE, "email": email}) == {"email": ["The email field must be a valid email address."]}


@pytest.mark.parametrize("email", ["a@b.co", "first.last+tag@sub.example.org", "ö@example.com", "o'neil@example.com"])
def test_mail_addresses_are_kept_as_sent(skailer: VendorClient, email: str) -> None:
    assert create(skailer, email=email)["email"] == email


@pytest.mark.parametrize("id_", ["0", "999999", "-1", "abc", "1.0", "1e3", "01", "%31x", "9" * 30, "null", "١"])
def test_an_id_that_is_nobodys_is_not_found(skailer: VendorClient, id_: str) -> None:
    answer = skailer.get(f"/api/v1/applicants/{id_}")

    assert answer.status_code == 404
    assert answer.json == {"message": "Not Found."}


def test_a_person_who_was_forgotten_is_not_found(skailer: VendorClient) -> None:
    made = create(skailer, cv_ids=[upload(skailer)])
    with skailer.arrange() as draft:
        candidates.forget(draft, draft.candidates[made["id"]])

    assert skailer.get(f"/api/v1/applicants/{made['id']}").status_code == 404
    assert create(skailer)["id"] > made["id"]


def test_the_companys_people_are_its_applicants(skailer: VendorClient) -> None:
    person = skailer.read().candidates[1]

    shown = skailer.get("/api/v1/applicants/1").json

    assert (shown["first_name"], shown["last_name"]) == (person.first_name, person.last_name)
    assert (shown["email"], shown["phone"]) == (person.email, person.phone)
    assert shown["source_id"] == person.source


def test_people_are_found_by_a_part_of_either_name_of_both_or_of_the_address(skailer: VendorClient) -> None:
    made = create(skailer, first_name="Xanthippe", last_name="Quibell", email="xq.77@example.org")

    for text in ("anthi", "QUIB", "pe qui", "xq.77@", "Xanthippe Quibell"):
        assert [one["id"] for one in search(skailer, text=text)["data"]] == [made["id"]], text
    assert search(skailer, text="quibell xanthippe")["data"] == []


def test_the_mail_filter_is_exact(skailer: VendorClient) -> None:
    made = create(skailer, email="Jane.Doe@example.com")

    assert [one["id"] for one in search(skailer, email="jane.doe@EXAMPLE.com")["data"]] == [made["id"]]
    assert search(skailer, email="jane.doe@example.co")["data"] == []
    assert search(skailer, email="")["data"] == []


def test_the_mail_filter_looks_at_the_address_that_shows(skailer: VendorClient) -> None:
    with skailer.arrange() as draft:
        candidates.register(
            draft, first_name="A", last_name="B", emails=(Email("one@example.com"), Email("two@example.com"))
        )

    assert len(search(skailer, email="one@example.com")["data"]) == 1
    assert search(skailer, email="two@example.com")["data"] == []


def test_people_are_found_by_source_and_name_together(skailer: VendorClient) -> None:
    made = create(skailer, first_name="Xanthippe", source_id=2)
    create(skailer, first_name="Xanthippe", source_id=1)

    everyone = search(skailer, source_id=2)

    assert everyone["meta"]["total"] == len([one for one in skailer.read().candidates if one.source == 2])
    assert {one["source_id"] for one in everyone["data"]} == {2}
    assert [one["id"] for one in search(skailer, source_id=2, text="xanthippe")["data"]] == [made["id"]]


def test_a_search_is_paged_by_twenty(skailer: VendorClient) -> None:
    total = len(skailer.read().candidates)

    found = search(skailer, page=3)

    assert [one["id"] for one in found["data"]] == [one.id for one in skailer.read().candidates][40:60]
    assert found["meta"] == {"current_page": 3, "per_page": 20, "last_page": -(-total // 20), "total": total}


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ({"text": 1}, {"text": ["The text field must be a string."]}),
        ({"email": 1}, {"email": ["The email field must be a string."]}),
        ({"source_id": "x"}, {"source_id": ["The source id field must be an integer."]}),
        ({"per_page": 1000}, {"per_page": ["The per page field must not be greater than 100."]}),
    ],
)
def test_a_bad_filter_is_refused(skailer: VendorClient, body: dict[str, Any], told: dict[str, list[str]]) -> None:
    answer = skailer.post(SEARCH, json=body)

    assert answer.status_code == 422
    assert answer.json["errors"] == told


def test_people_who_are_only_on_confidential_jobs_are_hidden_from_some(skailer: VendorClient) -> None:
    hidden = next(one for one in skailer.read().candidates if one.confidential)
    visible = [one.id for one in skailer.read().candidates if not one.confidential]

    answer = skailer.get(f"/api/v1/applicants/{hidden.id}", token="sandbox-restricted")
    found = skailer.post(SEARCH, json={"per_page": 100}, token="sandbox-restricted").json

    assert answer.status_code == 403
    assert answer.json == {"message": "This action is unauthorized."}
    assert [one["id"] for one in found["data"]] == visible[:100]
    assert found["meta"]["total"] == len(visible)
    assert skailer.get(f"/api/v1/applicants/{visible[0]}", token="sandbox-restricted").status_code == 200
