"""Applicants: people, whatever jobs they are on."""

from itertools import count

from msgspec.structs import replace

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall, Call
from ats_sandbox.contract.evidence import documented
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.resource import Resource
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.resources.repository import Repository
from ats_sandbox.contract.schema import ResponseSchema
from ats_sandbox.contract.views import view_of
from ats_sandbox.vendors.skailer.bodies import Body, BodyCheck, Email, Filled, OptionalId, OptionalText
from ats_sandbox.vendors.skailer.errors import Forbidden, NotFound
from ats_sandbox.vendors.skailer.ids import NUMBERS, upload_of
from ats_sandbox.vendors.skailer.reads import GUIDE, Instant, declare_get, declare_search, indexed
from ats_sandbox.vendors.skailer.state import CVS, Cv, cv_ids
from ats_sandbox.vendors.skailer.uploads import MEDIA_TYPES, extension
from ats_sandbox.world.domain.attachments import AttachmentKind
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate
from ats_sandbox.world.domain.candidates import Email as EmailAddress
from ats_sandbox.world.domain.candidates import Phone as PhoneNumber
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.commands.candidates import register
from ats_sandbox.world.domain.sources import SOURCES
from ats_sandbox.world.store.selection import Selection

LONGEST_NAME = 255

applicants: Resource = Resource("Applicants", "People: profiles and resumes")

people = Repository(collection=CANDIDATES, codec=NUMBERS, not_found=NotFound, forbidden=Forbidden)


class ApplicantBody(Body):
    """A person; `cv_ids` are uploads to attach."""

    first_name = Filled(required=True, most=LONGEST_NAME)
    last_name = Filled(required=True, most=LONGEST_NAME)
    email = Email()
    phone = OptionalText()
    source_id = OptionalId()
    cv_ids = fields.Array(fields.Integer(), allow_none=True)


class Applicant(ResponseSchema):
    """A person."""

    id = fields.Integer(required=True)
    first_name = fields.Text(required=True)
    last_name = fields.Text(required=True)
    email = fields.Text(required=True, allow_none=True)
    phone = fields.Text(required=True, allow_none=True)
    source_id = fields.Integer(required=True, allow_none=True, of="source")
    cv_ids = fields.Array(fields.Integer(), required=True, of=lambda person, call: cv_ids(call.world, person.id))
    created_at = Instant(required=True)


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
def create_applicant(call: Call) -> Document:
    """Create an applicant.

    The CVs of `cv_ids` become the applicant's files; a CV that is not named here belongs to nobody.
    """
    check = BodyCheck(call)
    source = check.look_up("source_id", SOURCES)
    cvs = _cvs(check)
    body = check.accepted()
    person = register(
        call.draft,
        first_name=body["first_name"],
        last_name=body["last_name"],
        emails=(EmailAddress(body["email"]),) if body.get("email") else (),
        phones=(PhoneNumber(body["phone"]),) if body.get("phone") else (),
        source=source.id if source else None,
    )
    for cv in cvs:
        _attach(call, person, cv)
    return view_of(Applicant)(person, call)


def _cvs(check: BodyCheck) -> list[Cv]:
    """The uploads that `cv_ids` names and that are nobody's yet; a CV that is named twice is one CV."""
    malformed = {violation.path for violation in check.violations}
    places = (place for place in count() if ("cv_ids", place) not in malformed)
    cvs: dict[int, Cv] = {}
    for place, cv_id in zip(places, check.body.get("cv_ids", []), strict=False):
        cv = check.call.world[CVS].get(upload_of(cv_id))
        if cv is None or cv.attachment is not None:
            check.refuse("cv_ids", place)
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
        content_type=MEDIA_TYPES[extension(cv.file_name)],
        kind=AttachmentKind.RESUME,
    )
    call.draft.put(CVS, replace(cv, content=b"", attachment=attachment.id))


def _with_text(_call: AnyCall, rows: Selection[Candidate], text: str) -> Selection[Candidate]:
    part = text.casefold()

    def matches(person: Candidate) -> bool:
        name = f"{person.first_name} {person.last_name}".casefold()
        return part in name or part in (person.email or "").casefold()

    return rows.only(matches)


def _with_email(_call: AnyCall, rows: Selection[Candidate], text: str) -> Selection[Candidate]:
    address = text.casefold()
    return rows.where(email=address).only(lambda person: (person.email or "").casefold() == address)


declare_get(applicants, "applicant", people, Applicant)
declare_search(
    applicants,
    "applicant",
    people.rows,
    Applicant,
    Filter("text", OptionalText, _with_text),
    Filter("email", OptionalText, _with_email),
    indexed("source_id", "source"),
    sample={"text": "an", "per_page": 5},
)
