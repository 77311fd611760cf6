"""CV uploads: files that wait for the applicant they are of, and what is read in them.

The real parser is not public; this one is simple, never fails, and always finds the same.
"""

import re
from collections.abc import Mapping

from werkzeug.datastructures import FileStorage

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import Multipart, Parts
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import shape_of
from ats_sandbox.vendors.skailer import bodies
from ats_sandbox.vendors.skailer.errors import FILE_EMPTY, FILE_REQUIRED, FILE_TOO_LARGE, FILE_TYPE
from ats_sandbox.vendors.skailer.resource import Resource, step
from ats_sandbox.vendors.skailer.state import CVS, Cv

PART = "file"
"""The name of the part; undocumented, so a file that comes alone under another name is taken too."""

SAMPLE = b"%PDF-1.4\n% Jane Doe, jane.doe@example.com, +1 202 555 0143\n%%EOF\n"

MEDIA_TYPES = {
    ".pdf": "application/pdf",
    ".doc": "application/msword",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
"""The accepted formats, by file name extension."""

LARGEST = 10 * 1024 * 1024
"""Bytes of a CV."""

# A run of letters is tried once only, from its beginning: ten megabytes of them take no longer than ten of anything.
_EMAIL = re.compile(rb"(?<![A-Za-z0-9._%+-])[A-Za-z0-9._%+-]++@[A-Za-z0-9.-]+\.[A-Za-z]{2,}")
_PHONE = re.compile(rb"\+[0-9][0-9 ()-]{7,17}[0-9]")
_BETWEEN = re.compile(r"[ _.-]+")
_TITLES = {"cv", "resume"}

uploads = Resource("CV uploads", "Resumes, uploaded and parsed before their applicant is created")

Parsed = shape_of(
    "Parsed", **{one: bodies.OptionalText(required=True) for one in ("first_name", "last_name", "email", "phone")}
)
"""What was read in a resume, to fill in a form with."""

Upload = shape_of(
    "Upload", cv_id=bodies.Id(), file_name=fields.Text(required=True), parsed=fields.Nested(Parsed, required=True)
)
"""A CV that waits for its applicant."""


@uploads.post(
    "/api/v1/upload-cv-file",
    id="upload_cv_file",
    body=Multipart(files=(PART,)),
    returns=Upload,
    evidence=step(4),
    example=Example(files={PART: ("Jane_Doe_CV.pdf", SAMPLE, "application/pdf")}),
)
def upload_cv_file(call: Call[Parts]) -> Document:
    """Upload a resume for parsing.

    PDF, DOC or DOCX, up to 10 MB. Nothing else happens until an applicant is created with the `cv_id`.
    """
    part = _file(call.body.files)
    if part is None:
        raise _invalid(FILE_REQUIRED)
    name, content = base_name(part.filename or ""), part.read()
    wrong = {FILE_TYPE: not media_type_of(name), FILE_EMPTY: not content, FILE_TOO_LARGE: len(content) > LARGEST}
    if any(wrong.values()):
        raise _invalid(*(text for text, is_so in wrong.items() if is_so))
    cv = Cv(id=call.draft.next_id(CVS), file_name=name, content=content, uploaded_at=call.draft.now)
    return {"cv_id": call.draft.put(CVS, cv).cv_id, "file_name": name, "parsed": parsed(name, content)}


def _file(files: Mapping[str, FileStorage]) -> FileStorage | None:
    """The part to take. A part without a file name is a form's field that was left empty."""
    named = {part: file for part, file in files.items() if file.filename}
    return named.get(PART, next(iter(named.values())) if len(named) == 1 else None)


def _invalid(*texts: str) -> Invalid:
    return Invalid(*(Violation(Rule.CUSTOM, (PART,), text=text) for text in texts))


def base_name(name: str) -> str:
    """A file's name without the folders that some clients send along."""
    return name.replace("\\", "/").rpartition("/")[2]


def media_type_of(name: str) -> str:
    """The media type of a file by what follows the last dot of its name; empty for a format that is not accepted."""
    return MEDIA_TYPES.get("".join(name.rpartition(".")[1:]).lower(), "")


def parsed(name: str, content: bytes) -> dict[str, str | None]:
    """`first_name`, `last_name` from the file's name; `email`, `phone` are the first ones in its bytes."""
    words = [word for word in _BETWEEN.split(name.rpartition(".")[0]) if word.isalpha() and word.lower() not in _TITLES]
    first, last = [*words, None, None][:2]
    return {"first_name": first, "last_name": last, "email": _first(_EMAIL, content), "phone": _first(_PHONE, content)}


def _first(pattern: re.Pattern[bytes], content: bytes) -> str | None:
    found = pattern.search(content)
    return found[0].decode("ascii") if found else None
