"""Resumes: candidates who are added by what their resume says."""

from typing import Any

import pytest

from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.seeding.pdf import pdf
from tests.client import VendorClient
from tests.vendors.smartrecruiters import people
from tests.vendors.smartrecruiters.people import UNKNOWN, envelope
from tests.vendors.smartrecruiters.resume_files import EICAR, FILES, PNG, TEXT, docx, odt, upload, zipped

EXPERIENCE = [
    {
        "title": "Baker",
        "company": "Bakkerij De Molen",
        "current": True,
        "startDate": "2019",
        "description": "Three hundred loaves a night.\nTrained four apprentices.",
    },
    {
        "title": "Shop Assistant",
        "company": "Kaas & Co",
        "current": False,
        "startDate": "2016-03",
        "endDate": "2018-12",
    },
]
EDUCATION = [
    {
        "institution": "Hogeschool aan de Vecht",
        "degree": "Bachelor",
        "major": "Food Technology",
        "current": False,
        "startDate": "2012",
        "endDate": "2016",
    }
]
READ = {
    "firstName": "Maud",
    "lastName": "van der Linden",
    "email": "maud.vdl@example.com",
    "phoneNumber": "+31 20 555 0143",
    "web": {"linkedin": "https://linkedin.example.com/in/maud"},
    "experience": EXPERIENCE,
    "education": EDUCATION,
}

POOL = "/candidates/cv"
PARSE = "/candidates/cv/parse"


@pytest.fixture
def job(smartrecruiters: VendorClient) -> str:
    """The first job that everybody may see."""
    return people.job_id(smartrecruiters, next(iter(smartrecruiters.read().jobs.where(confidential=False))).id)


@pytest.fixture
def hidden_job(smartrecruiters: VendorClient) -> str:
    return people.job_id(smartrecruiters, next(iter(smartrecruiters.read().jobs.where(confidential=True))).id)


@pytest.fixture(params=[POOL, PARSE, "on a job"])
def path(request: pytest.FixtureRequest, job: str) -> str:
    """Each operation that reads a resume."""
    return f"/jobs/{job}/candidates/cv" if request.param == "on a job" else str(request.param)


@pytest.fixture(params=[POOL, "on a job"])
def adding(request: pytest.FixtureRequest, job: str) -> str:
    """Each operation that adds somebody."""
    return f"/jobs/{job}/candidates/cv" if request.param == "on a job" else str(request.param)


@pytest.mark.parametrize("name", FILES)
def test_the_same_is_read_in_files_of_every_kind(smartrecruiters: VendorClient, name: str) -> None:
    before = smartrecruiters.world.state

    answer = upload(smartrecruiters, PARSE, name, FILES[name])

    assert (answer.status_code, answer.json) == (200, READ)
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize("name", FILES)
def test_a_resume_becomes_a_candidate_of_the_pool_who_keeps_it(smartrecruiters: VendorClient, name: str) -> None:
    answer = upload(smartrecruiters, POOL, name, FILES[name])

    assert answer.status_code == 201
    made = answer.json
    assert {one: made[one] for one in READ} == READ
    assert "primaryAssignment" not in made
    assert made["internal"] is False
    (file,) = smartrecruiters.get(f"/candidates/{made['id']}/attachments").json["content"]
    assert file["name"] == name
    assert smartrecruiters.get(f"/candidates/attachments/{file['id']}").data == FILES[name]
    (kept,) = [one for one in smartrecruiters.read().attachments.newest_first() if one.name == name]
    assert kept.kind is AttachmentKind.RESUME


def test_a_resume_on_a_job_is_a_new_application_from_the_told_source(smartrecruiters: VendorClient, job: str) -> None:
    source = people.a_source(smartrecruiters, "LinkedIn Jobs")

    made = upload(smartrecruiters, f"/jobs/{job}/candidates/cv", "maud.pdf", pdf(TEXT), **source, internal="true").json

    assert made["internal"] is True
    assignment = made["primaryAssignment"]
    assert (assignment["status"], assignment["source"]) == ("NEW", "LinkedIn Jobs")
    (file,) = smartrecruiters.get(f"/candidates/{made['id']}/jobs/{job}/attachments").json["content"]
    assert (file["name"], file["type"], file["contentType"]) == ("maud.pdf", "RESUME", "application/pdf")


@pytest.mark.parametrize("told", [{}, {"sourceTypeId": "", "sourceSubTypeId": "", "sourceId": ""}])
def test_without_a_source_it_is_the_api(smartrecruiters: VendorClient, job: str, told: dict[str, str]) -> None:
    made = upload(smartrecruiters, f"/jobs/{job}/candidates/cv", "maud.txt", TEXT.encode(), **told).json

    assert made["primaryAssignment"]["source"] == "API"


def test_the_only_subtype_of_a_type_needs_no_telling(smartrecruiters: VendorClient, job: str) -> None:
    source = people.a_source(smartrecruiters, "Employee referral")
    assert "sourceSubTypeId" not in source

    made = upload(smartrecruiters, f"/jobs/{job}/candidates/cv", "maud.txt", TEXT.encode(), **source).json

    assert made["primaryAssignment"]["source"] == "Employee referral"


def test_somebody_who_is_known_stays_as_they_are_and_gets_the_file(smartrecruiters: VendorClient, adding: str) -> None:
    known = smartrecruiters.post(
        "/candidates", json={"firstName": "Maudie", "lastName": "Van Der Linden", "email": READ["email"]}
    ).json

    made = upload(smartrecruiters, adding, "maud.txt", TEXT.encode()).json
    again = upload(smartrecruiters, adding, "maud.txt", TEXT.encode()).json

    assert made["id"] == again["id"] == known["id"]
    assert (made["firstName"], made["experience"]) == ("Maudie", [])
    assert smartrecruiters.get(f"/candidates/{known['id']}/attachments").json["totalFound"] == 1


def test_another_resume_of_the_same_name_is_kept_beside_the_first(smartrecruiters: VendorClient, adding: str) -> None:
    upload(smartrecruiters, adding, "maud.txt", TEXT.encode())

    made = upload(smartrecruiters, adding, "maud.txt", TEXT.replace("Twelve", "Thirteen").encode()).json

    assert smartrecruiters.get(f"/candidates/{made['id']}/attachments").json["totalFound"] == 2


@pytest.mark.parametrize(
    ("told", "status", "code"),
    [
        ({"sourceTypeId": "NO_SUCH", "sourceId": "x"}, 404, "SOURCE_TYPE_NOT_FOUND"),
        ({"sourceId": "x"}, 404, "SOURCE_TYPE_NOT_FOUND"),
        ({"sourceTypeId": "JOB_BOARD", "sourceId": "x"}, 400, "SUBTYPE_REQUIRED"),
        ({"sourceTypeId": "JOB_BOARD", "sourceSubTypeId": "", "sourceId": "x"}, 400, "SUBTYPE_REQUIRED"),
        ({"sourceTypeId": "JOB_BOARD", "sourceSubTypeId": "PAID"}, 400, "SOURCE_NOT_FOUND"),
        ({"sourceTypeId": "JOB_BOARD", "sourceSubTypeId": "PAID", "sourceId": "x"}, 400, "SOURCE_NOT_FOUND"),
        ({"sourceTypeId": "JOB_BOARD", "sourceSubTypeId": "NONE", "sourceId": "x"}, 400, "SOURCE_NOT_FOUND"),
        ({"internal": "perhaps"}, 400, "INVALID_INPUT"),
    ],
)
def test_a_source_that_does_not_exist_is_refused_and_nobody_is_created(
    smartrecruiters: VendorClient, adding: str, told: dict[str, str], status: int, code: str
) -> None:
    before = smartrecruiters.world.state

    answer = upload(smartrecruiters, adding, "maud.txt", TEXT.encode(), **told)

    assert (answer.status_code, answer.json["errors"][0]["code"]) == (status, code)
    assert smartrecruiters.world.state is before


BOMB = b"<w:p><w:t>" + b"x" * 5_000_000 + b"</w:t></w:p>"
LAUGHS = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x><p>&b; a@example.com</p></x>'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.png", PNG),
        ("scan.pdf", pdf("")),
        ("damaged.pdf", b"%PDF-1.4 and then nothing"),
        ("old.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 600),
        ("other.docx", zipped("xl/workbook.xml", b"<x/>")),
        ("bomb.docx", zipped("word/document.xml", BOMB)),
        ("laughs.docx", zipped("word/document.xml", LAUGHS)),
        ("laughs.odt", zipped("content.xml", LAUGHS)),
        ("half.odt", zipped("content.xml", b"<x><p>Ada")),
        ("deep.docx", zipped("word/document.xml", b"<p>" * 200_000)),
        ("blank.txt", b" \n\t"),
        ("empty.txt", b""),
        ("cv.exe", b"MZ"),
        ("cv", TEXT.encode()),
        ("infected.txt", TEXT.encode() + EICAR),
    ],
)
def test_a_file_without_text_is_no_resume(smartrecruiters: VendorClient, path: str, name: str, content: bytes) -> None:
    before = smartrecruiters.world.state

    answer = upload(smartrecruiters, path, name, content)

    assert answer.status_code == 400
    assert answer.json == envelope("UNPARSABLE_RESUME", "Resume could not be parsed")
    assert smartrecruiters.world.state is before


@pytest.mark.parametrize(
    "text",
    [
        "Maud van der Linden",
        "maud@example.com",
        "Maud\nmaud@example.com",
        "123 456\nmaud@example.com",
        "Shopping list\n- 3 eggs",
        "\ufeff" + "x" * 150_000,
        "a." * 60_000 + "@" * 1000,
        "-" * 100_000,
        "\n" * 100_000,
    ],
)
@pytest.mark.parametrize("kind", ["txt", "docx", "odt"])
def test_a_text_without_names_and_an_address_is_an_incomplete_resume(
    smartrecruiters: VendorClient, path: str, kind: str, text: str
) -> None:
    content = {"txt": str.encode, "docx": docx, "odt": odt}[kind](text)

    answer = upload(smartrecruiters, path, f"resume.{kind}", content)

    assert answer.status_code == 400
    assert answer.json["errors"][0]["code"] == ("UNPARSABLE_RESUME" if not text.strip() else "INCOMPLETE_RESUME")


@pytest.mark.parametrize("sent", [{}, {"json": {"firstName": "Maud"}}, {"data": {"file": "Maud"}}, {"data": b"x"}])
def test_what_is_no_form_with_a_file_is_refused(smartrecruiters: VendorClient, path: str, sent: dict[str, Any]) -> None:
    answer = smartrecruiters.post(path, **sent)

    assert answer.status_code == 400
    assert answer.json["errors"] == [{"code": "INVALID_INPUT", "message": "file is required"}]


@pytest.mark.parametrize("id", [UNKNOWN, "x"])
def test_a_job_that_does_not_exist_is_404(smartrecruiters: VendorClient, id: str) -> None:
    answer = upload(smartrecruiters, f"/jobs/{id}/candidates/cv", "maud.txt", TEXT.encode())

    assert (answer.status_code, answer.json) == (404, envelope("JOB_NOT_FOUND", "Job not found"))


def test_a_confidential_job_takes_no_resumes_from_those_who_may_not_see_it(
    smartrecruiters: VendorClient, hidden_job: str
) -> None:
    path = f"/jobs/{hidden_job}/candidates/cv"

    answer = upload(smartrecruiters, path, "maud.txt", TEXT.encode(), token="sandbox-restricted")

    assert (answer.status_code, answer.json) == (401, {"message": "Access to job is forbidden"})


def test_nobody_learns_of_a_hidden_candidate_by_sending_their_resume(
    smartrecruiters: VendorClient, adding: str
) -> None:
    hidden = next(
        one
        for one in smartrecruiters.read().candidates.where(confidential=True)
        if one.email and len(one.name.split()) == 2 and one.last_name.isalpha() and one.name.isascii()
    )
    text = f"{hidden.name}\n{hidden.email}\n"

    answer = upload(smartrecruiters, adding, "cv.txt", text.encode(), token="sandbox-restricted")

    assert answer.status_code == 403
    assert answer.json == envelope("PERMISSION_DENIED", "No permission to access candidate")


def test_the_resumes_of_the_demo_world_say_who_they_are_of(smartrecruiters: VendorClient) -> None:
    world = smartrecruiters.read()
    resumes = [one for one in world.attachments if one.kind is AttachmentKind.RESUME][:40]

    for one in resumes:
        person = world.candidates[one.candidate]
        read = upload(smartrecruiters, PARSE, one.name, one.content).json
        assert (read["firstName"], read["lastName"]) == (person.first_name, person.last_name)
        assert (read["email"], read.get("phoneNumber")) == (person.email, person.phone)
