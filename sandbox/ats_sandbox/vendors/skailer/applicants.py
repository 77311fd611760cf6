"""Applicants: people, whatever jobs they are on."""

from itertools import count

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.skailer import bodies
from ats_sandbox.vendors.skailer.resource import Resource, indexed, records_of, step
from ats_sandbox.vendors.skailer.state import CVS, Cv, cv_ids, upload_of
from ats_sandbox.vendors.skailer.uploads import media_type_of
from ats_sandbox.world.domain import candidates
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.store.selection import Selection

LONGEST_NAME = 255

applicants = Resource("Applicants", "People: profiles and resumes")
people = records_of(CANDIDATES)


class ApplicantBody(bodies.Body):
    """A person; `cv_ids` are uploads to attach."""

    first_name = bodies.Filled(required=True, most=LONGEST_NAME)
    last_name = bodies.Filled(required=True, most=LONGEST_NAME)
    email = bodies.Email()
    phone = bodies.OptionalText()
    source_id = bodies.OptionalId(of="source")
    cv_ids = fields.Array(fields.Integer(), allow_none=True)


Applicant = bodies.answer_of(
    ApplicantBody,
    "Applicant",
    cv_ids=fields.Array(fields.Integer(), required=True, of=lambda person, call: cv_ids(call.world, person.id)),
)

SAMPLE = {"first_name": "Jane", "last_name": "Doe", "email": "jane.doe@example.com", "phone": None}


@applicants.post(
    "/api/v1/applicant",
    id="create_applicant",
    body=bodies.JsonBody(ApplicantBody),
    returns=Applicant,
    evidence=step(5),
    example=Example(body=lambda world: {**SAMPLE, "source_id": world.sources.first().id}),
)
def create_applicant(call: Call) -> Document:
    """Create an applicant.

    The CVs of `cv_ids` become the applicant's files; a CV that is not named here belongs to nobody.
    """
    check = bodies.BodyCheck(call)
    source = check.look_up("source_id", call.world.sources)
    cvs = _cvs(check)
    body = check.accepted()
    person = register(
        call.draft,
        first_name=body["first_name"],
        last_name=body["last_name"],
        emails=(candidates.Email(body["email"]),) if body.get("email") else (),
        phones=(candidates.Phone(body["phone"]),) if body.get("phone") else (),
        source=source.id if source else None,
    )
    for cv in cvs:
        kind, media_type = AttachmentKind.RESUME, media_type_of(cv.file_name)
        file = attach(call.draft, person.id, name=cv.file_name, content=cv.content, content_type=media_type, kind=kind)
        call.draft.put(CVS, replace(cv, content=b"", attachment=file.id))
    return view_of(Applicant)(person, call)


def _cvs(check: bodies.BodyCheck) -> list[Cv]:
    """The uploads that `cv_ids` names and that are nobody's yet; a CV that is named twice is one CV."""
    malformed = {violation.path for violation in check.violations}
    places = (place for place in count() if ("cv_ids", place) not in malformed)
    cvs: dict[int, Cv] = {}
    for place, cv_id in zip(places, check.body.get("cv_ids", []), strict=False):
        cv = upload_of(check.call.world, cv_id)
        if cv is None or cv.attachment is not None:
            check.refuse("cv_ids", place)
        else:
            cvs[cv.id] = cv
    return list(cvs.values())


def _with_text(_call: AnyCall, rows: Selection[Candidate], text: str) -> Selection[Candidate]:
    part = text.casefold()
    return rows.only(
        lambda one: part in f"{one.first_name} {one.last_name}".casefold() or part in (one.email or "").casefold()
    )


def _with_email(_call: AnyCall, rows: Selection[Candidate], text: str) -> Selection[Candidate]:
    address = text.casefold()
    return rows.where(email=address).only(lambda one: (one.email or "").casefold() == address)


applicants.read_one("applicant", people, Applicant)
applicants.search(
    "applicant",
    people,
    Applicant,
    Filter("text", bodies.OptionalText, _with_text),
    Filter("email", bodies.OptionalText, _with_email),
    indexed("source_id", "source"),
    sample={"text": "an", "per_page": 5},
)
