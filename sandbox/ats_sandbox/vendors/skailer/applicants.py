"""Applicants: people, whatever jobs they are on."""

from itertools import count
from typing import Any

from msgspec.structs import replace

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.vendors.skailer import resumes, views
from ats_sandbox.vendors.skailer.directory import GUIDE
from ats_sandbox.vendors.skailer.errors import Forbidden, NotFound
from ats_sandbox.vendors.skailer.findings import Findings
from ats_sandbox.vendors.skailer.ids import INTEGER, the_id, upload_of
from ats_sandbox.vendors.skailer.schemas import Applicant, ApplicantBody, ApplicantPage, ApplicantSearch
from ats_sandbox.vendors.skailer.searches import filters, found
from ats_sandbox.vendors.skailer.state import CVS, Cv
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.candidates import Candidate, Email, Phone
from ats_sandbox.world.domain.commands import candidates
from ats_sandbox.world.domain.commands.attachments import attach

READ_BACK = inferred("what was created must be readable; path and method after the vendor's documented habits")

applicants = Resource("Applicants", "People: profiles and resumes")


@applicants.post(
    "/api/v1/applicant",
    id="create_applicant",
    scope="recruiting",
    body=ApplicantBody,
    returns=Applicant,
    evidence=documented(f"{GUIDE}, step 5"),
    example=Example(
        body=lambda world: {
            "first_name": "Jane",
            "last_name": "Doe",
            "email": "jane.doe@example.com",
            "phone": None,
            "source_id": world.sources.first().id,
        }
    ),
)
def create_applicant(call: Call) -> dict[str, Any]:
    """Create an applicant.

    The CVs of `cv_ids` become the applicant's files; a CV that is not named here belongs to nobody.
    """
    findings = Findings(call)
    source = findings.body.get("source_id")
    if source is not None and source not in call.world.sources:
        findings.refuse("source_id")
    cvs = _cvs(call, findings)
    body = findings.settle()
    person = candidates.register(
        call.draft,
        first_name=body["first_name"],
        last_name=body["last_name"],
        emails=(Email(body["email"]),) if body.get("email") else (),
        phones=(Phone(body["phone"]),) if body.get("phone") else (),
        source=source,
    )
    for cv in cvs:
        _attach(call, person, cv)
    return views.applicant(call.world, person)


def _cvs(call: Call, findings: Findings) -> list[Cv]:
    """The uploads that `cv_ids` names and that are nobody's yet; a CV that is named twice is one CV."""
    malformed = {violation.path for violation in findings.violations}
    places = (place for place in count() if ("cv_ids", place) not in malformed)
    cvs: dict[int, Cv] = {}
    for place, cv_id in zip(places, findings.body.get("cv_ids", []), strict=False):
        cv = call.world[CVS].get(upload_of(cv_id))
        if cv is None or cv.attachment is not None:
            findings.refuse("cv_ids", place)
        else:
            cvs[cv.id] = cv
    return list(cvs.values())


def _attach(call: Call, person: Candidate, cv: Cv) -> None:
    """Make an upload the person's file, which keeps the bytes from then on."""
    attachment = attach(
        call.draft,
        person.id,
        name=cv.file_name,
        content=cv.content,
        content_type=resumes.MEDIA_TYPES[resumes.extension(cv.file_name)],
        kind=AttachmentKind.RESUME,
    )
    call.draft.put(CVS, replace(cv, content=b"", attachment=attachment.id))


@applicants.get(
    "/api/v1/applicants/{id}",
    id="get_applicant",
    scope="recruiting",
    returns=Applicant,
    errors=[NotFound],
    evidence=READ_BACK,
    example=Example(path={"id": "1"}),
    path_types={"id": INTEGER},
)
def get_applicant(call: Call) -> dict[str, Any]:
    """Get an applicant."""
    person = call.world.candidates.get(the_id(call, "id"))
    if person is None:
        raise NotFound
    if not call.can_see(person):
        raise Forbidden
    return views.applicant(call.world, person)


@applicants.post(
    "/api/v1/applicants/search",
    id="search_applicants",
    scope="recruiting",
    writes=False,
    body=filters(ApplicantSearch),
    returns=ApplicantPage,
    evidence=READ_BACK,
    example=Example(body={"text": "an", "per_page": 5}),
)
def search_applicants(call: Call) -> dict[str, Any]:
    """Search applicants."""
    body = call.body
    rows = call.visible(call.world.candidates)
    if "source_id" in body:
        rows = rows.where(source=body["source_id"])
    if "email" in body:
        address = body["email"].casefold()
        rows = rows.where(email=address).only(lambda person: (person.email or "").casefold() == address)
    if "text" in body:
        part = body["text"].casefold()
        rows = rows.only(lambda person: part in spoken(person) or part in (person.email or "").casefold())
    return found(call, rows, views.applicant)


def spoken(person: Candidate) -> str:
    """First and last name joined by a space, as they were written, for a search that ignores letter case."""
    return f"{person.first_name} {person.last_name}".casefold()
