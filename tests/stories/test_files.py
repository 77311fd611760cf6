"""The life of a file: sent to one vendor, read, shown by others, downloaded byte for byte, and deleted."""

import base64
from urllib.parse import urlsplit

from tests.client import VendorClient
from tests.stories.hiring_team import applies, first_open_job, unified
from tests.vendors.smartrecruiters.resume_files import TEXT, docx, upload
from tests.vendors.stackone.api import ATS, everything


def test_a_resume_brings_a_candidate_onto_a_job_and_can_be_taken_away_again(
    smartrecruiters: VendorClient, stackone: VendorClient
) -> None:
    job, file = first_open_job(smartrecruiters), docx(TEXT)

    maud = upload(smartrecruiters, f"/jobs/{job}/candidates/cv", "Lebenslauf Maud – 2026.docx", file).json

    assert (maud["firstName"], maud["lastName"]) == ("Maud", "van der Linden")
    assert maud["experience"][0]["company"] == "Bakkerij De Molen"
    here = f"/candidates/{maud['id']}"
    assert smartrecruiters.get(here).json == maud
    assert smartrecruiters.get("/candidates", query_string={"q": "molen maud"}).json["totalFound"] == 1
    assert unified(stackone, "candidates", maud["id"])["email"] == "maud.vdl@example.com"

    (shown,) = smartrecruiters.get(f"{here}/jobs/{job}/attachments").json["content"]
    answer = smartrecruiters.get(urlsplit(shown["actions"]["download"]["url"]).path.split("/smartrecruiters")[1])
    assert answer.data == file
    assert answer.headers["Content-Type"] == shown["contentType"]
    assert "filename*=UTF-8''Lebenslauf%20Maud%20%E2%80%93%202026.docx" in answer.headers["Content-Disposition"]

    removal = shown["actions"]["remove"]
    path = urlsplit(removal["url"]).path.split("/smartrecruiters")[1]
    assert smartrecruiters.send(removal["method"], path).status_code == 204
    assert smartrecruiters.get(path).status_code == 404
    assert smartrecruiters.get(f"{here}/jobs/{job}/attachments").json == {"totalFound": 0, "content": []}
    assert smartrecruiters.get(here).json["lastName"] == "van der Linden"


def test_a_document_of_stackone_is_where_its_remote_url_says(
    smartrecruiters: VendorClient, stackone: VendorClient
) -> None:
    job = first_open_job(smartrecruiters)
    ada = applies(smartrecruiters, job)
    application = unified(stackone, "candidates", ada)["application_ids"][0]
    file = {"name": "Zoë.pdf", "content": base64.b64encode(b"%PDF-1.4 x").decode()}
    assert stackone.post(f"{ATS}/applications/{application}/documents/upload", json=file).status_code == 201

    (document,) = everything(stackone, f"applications/{application}/documents")
    answer = smartrecruiters.get(urlsplit(document["remote_url"]).path.split("/smartrecruiters")[1])

    assert answer.status_code == 200
    assert answer.data == b"%PDF-1.4 x"
    assert answer.headers["Content-Type"] == "application/pdf"
    assert smartrecruiters.delete(f"/candidates/attachments/{document['remote_id']}").status_code == 204
    assert everything(stackone, f"applications/{application}/documents") == []
