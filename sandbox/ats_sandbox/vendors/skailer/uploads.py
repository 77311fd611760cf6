"""CV uploads: files that wait for the applicant they are of."""

from collections.abc import Mapping
from typing import Any

from werkzeug.datastructures import FileStorage

from ats_sandbox.contract.body import Multipart, Parts
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resource import Resource
from ats_sandbox.vendors.skailer import resumes
from ats_sandbox.vendors.skailer.directory import GUIDE
from ats_sandbox.vendors.skailer.errors import FILE_EMPTY, FILE_REQUIRED, FILE_TOO_LARGE, FILE_TYPE
from ats_sandbox.vendors.skailer.ids import uploaded_cv
from ats_sandbox.vendors.skailer.schemas import Upload
from ats_sandbox.vendors.skailer.state import CVS, Cv

PART = "file"
"""The name of the part; undocumented, so a file that comes alone under another name is taken too."""

SAMPLE = b"%PDF-1.4\n% Jane Doe, jane.doe@example.com, +1 202 555 0143\n%%EOF\n"

uploads = Resource("CV uploads", "Resumes, uploaded and parsed before their applicant is created")


@uploads.post(
    "/api/v1/upload-cv-file",
    id="upload_cv_file",
    scope="recruiting",
    body=Multipart(files=(PART,)),
    returns=Upload,
    evidence=documented(f"{GUIDE}, step 4"),
    example=Example(files={PART: ("Jane_Doe_CV.pdf", SAMPLE, "application/pdf")}),
)
def upload_cv_file(call: Call[Parts]) -> dict[str, Any]:
    """Upload a resume for parsing.

    PDF, DOC or DOCX, up to 10 MB. Nothing else happens until an applicant is created with the `cv_id`.
    """
    sent = _file(call.body.files)
    if sent is None:
        raise _invalid(FILE_REQUIRED)
    name, content = resumes.base_name(sent.filename or ""), sent.read()
    wrong = {
        FILE_TYPE: resumes.extension(name) not in resumes.MEDIA_TYPES,
        FILE_EMPTY: not content,
        FILE_TOO_LARGE: len(content) > resumes.LARGEST,
    }
    if any(wrong.values()):
        raise _invalid(*(text for text, so in wrong.items() if so))
    cv = Cv(id=call.draft.next_id(CVS), file_name=name, content=content, attachment=None, uploaded_at=call.draft.now)
    call.draft.put(CVS, cv)
    return {"cv_id": uploaded_cv(cv.id), "file_name": name, "parsed": resumes.parsed(name, content)}


def _file(files: Mapping[str, FileStorage]) -> FileStorage | None:
    """The part to take. A part without a file name is a form's field that was left empty."""
    named = {part: file for part, file in files.items() if file.filename}
    if PART in named:
        return named[PART]
    return next(iter(named.values())) if len(named) == 1 else None


def _invalid(*texts: str) -> Invalid:
    return Invalid(*(Violation(Rule.CUSTOM, (PART,), text=text) for text in texts))
