"""The Application API: what applying to an ad takes, the application itself, and where it stands."""

import re
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import JsonObject
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, QuerySchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.apply.envelope import APPLY_ERRORS
from ats_sandbox.vendors.smartrecruiters.apply.files import FileInput, files_in, read_as
from ats_sandbox.vendors.smartrecruiters.apply.members import read_members
from ats_sandbox.vendors.smartrecruiters.apply.questions import (
    TYPES,
    AnswerInput,
    answers_in,
    example_answers,
    questions_of,
)
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.candidates.candidates import email_in
from ats_sandbox.vendors.smartrecruiters.candidates.profile import new_profile
from ats_sandbox.vendors.smartrecruiters.configuration import sources
from ats_sandbox.vendors.smartrecruiters.documents import made, parts
from ats_sandbox.vendors.smartrecruiters.ids import CANDIDATE
from ats_sandbox.vendors.smartrecruiters.languages import Wanted
from ats_sandbox.vendors.smartrecruiters.public.addresses import POSTING_UUID
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.screening import FIELD
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, Spelled
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.candidates import Candidate, Consent
from ats_sandbox.world.domain.commands.applications import application_of, apply
from ats_sandbox.world.domain.commands.attachments import attach
from ats_sandbox.world.domain.commands.candidates import amend, register, same_person
from ats_sandbox.world.domain.commands.notes import write_note
from ats_sandbox.world.domain.commands.publications import last_publication
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.postings import Posting, PostingVisibility
from ats_sandbox.world.domain.reading import Reading, Transaction

OF_POSTING = "/postings/{uuid}"
HEX = "[a-fA-F0-9]"
UUID = f"{HEX}{{8}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{4}}-{HEX}{{12}}"
UUIDS = {"uuid": {"type": "string", "pattern": f"^{UUID}$"}}
PORTAL = "my.smartrecruiters.com"
STATUSES = {
    **CANDIDATE_STATUSES,
    ApplicationStatus.OFFERED: "OFFER",
    ApplicationStatus.HIRED: "HIRE",
}
"""How this API spells where an application stands."""
OTHER = ("OTHER",)

apply_api = Resource(
    "Applications on a candidate's behalf", "Apply to published ads", apis.APPLY, envelope=APPLY_ERRORS
)


def posting_on_path(call: AnyCall, *, active: bool = True) -> Posting:
    """The ad that the path names by its UUID, which is to be active. One that the caller may not see is none."""
    uuid = call.path["uuid"]
    if re.fullmatch(UUID, uuid) is None:
        raise Invalid(Violation(Rule.FORMAT, ("uuid",), "path", expected="UUID", value=uuid))
    ad = call.world.postings.get(POSTING_UUID.read(call.world, uuid))
    if ad is None or not call.can_see(ad) or last_publication(call.world, ad) is None:
        raise errors.ApplyPostingNotFound(parameter="uuid")
    if active and not ad.published:
        raise errors.ApplyPostingNotFound(parameter="uuid")
    return ad


def _example_ad(world: Reading) -> Posting:
    """The first ad that everybody may apply to."""
    shown = world.postings.where(published=True, visibility=PostingVisibility.PUBLIC, confidential=False)
    return next(iter(shown))


def _example_uuid(world: Reading) -> str:
    return POSTING_UUID.write(world, _example_ad(world).id)


def _example_applicant(world: Reading) -> str:
    """Somebody who is on the job of that ad."""
    application = world.applications.where(job=_example_ad(world).job).first()
    return "" if application is None else CANDIDATE.write(world, application.candidate)


def _example_body(world: Reading) -> Members:
    return {
        "firstName": "Imke",
        "lastName": "Example",
        "email": "imke.example@example.com",
        "phoneNumber": "+1 555 0100",
        "location": {"countryCode": "NO", "country": "Norway", "city": "Bergen"},
        "web": {"linkedIn": "https://profiles.example.com/imke"},
        "education": [{"institution": "Example University", "degree": "BSc"}],
        "experience": [{"title": "Baker", "company": "Example Bakery", "startDate": "2021-04-01", "current": True}],
        "answers": list(example_answers(world, _example_ad(world))),
        "consent": True,
    }


FieldValue = shape_of("FieldValue", id=fields.Text(required=True), label=fields.Text(required=True))
QuestionField = shape_of(
    "ScreeningQuestionField",
    id=fields.Text(of=lambda one, call: FIELD, required=True),
    label=fields.Text(required=True),
    type=fields.Choice(TYPES, required=True),
    required=fields.Boolean(required=True),
    complianceType=fields.Choice(("DIVERSITY",), of=lambda one, call: None),
    values=parts(FieldValue, "values", required=True),
)
"""What is asked; no question here is about diversity."""
ScreeningQuestion = shape_of(
    "ScreeningQuestion",
    id=fields.Text(required=True),
    label=fields.Text(required=True),
    repeatable=fields.Boolean(of=lambda one, call: False, required=True),
    fields=parts(QuestionField, lambda one, call: [one], required=True),
)
ApplyConfiguration = shape_of(
    "ApplyConfiguration",
    questions=parts(
        ScreeningQuestion,
        lambda ad, call: questions_of(call.world, ad, conditional=call.query["conditionalsIncluded"]),
        required=True,
    ),
    settings=made(
        shape_of("ApplySettings", avatarUploadAvailable=fields.Boolean()),
        lambda ad, call: {"avatarUploadAvailable": False},
        required=True,
    ),
    privacyPolicies=fields.Array(
        fields.Nested(shape_of("PrivacyPolicy", url=fields.Text(), orgName=fields.Text())),
        of=lambda ad, call: [{"url": f"{call.world.company.website}/privacy", "orgName": call.world.company.name}],
    ),
)
"""What has to be known to apply. Pictures of candidates are not kept."""


class ConfigurationQuery(QuerySchema):
    """Whether questions that follow on answers are listed, too."""

    conditionalsIncluded = fields.Boolean(load_default=False)


class ApplyHeader(QuerySchema):
    """In which language labels are wanted."""

    accept_language = Wanted()


DECISION = fields.Boolean()


class Decisions(fields.FreeObject):
    """A decision by scope."""

    @property
    def form(self) -> dict[str, object]:
        return {**super().form, "additionalProperties": {"type": "boolean"}}

    def accept(self, value: object) -> Any:
        return read_members(super().accept(value), DECISION)


def _text(member: str, most: int, least: int = 0) -> fields.Strict:
    return read_as(member, fields.Text(least=least, most=most))


_PERIOD = {
    "current": fields.Boolean(),
    "location": fields.Text(least=0, most=200),
    "description": fields.Text(least=0, most=4_000),
}
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def _day(member: str, *, required: bool = False) -> fields.Strict:
    return read_as(member, fields.Pattern("date", _DAY.fullmatch, pattern=_DAY.pattern, required=required))


ApplyLocation = request_of(
    "ApplyLocation",
    country=fields.Text(least=1, most=128),
    countryCode=_text("country_code", 2, 2),
    region=fields.Text(least=0, most=128),
    regionCode=_text("region_code", 5, 2),
    city=fields.Text(least=1, most=128),
    lat=read_as("latitude", fields.Number(least=-90, most=90)),
    lng=read_as("longitude", fields.Number(least=-180, most=180)),
)
ApplyWeb = request_of(
    "ApplyWeb",
    skype=fields.Text(least=0, most=100),
    linkedIn=_text("linkedin", 1_000),
    facebook=fields.Text(least=0, most=1_000),
    twitter=fields.Text(least=0, most=100),
    website=fields.Text(least=0, most=1_000),
)
ApplyEducation = request_of(
    "ApplyEducation",
    institution=fields.Text(least=1, most=200, required=True),
    degree=fields.Text(least=1, most=200, required=True),
    major=fields.Text(least=1, most=200),
    startDate=read_as("start_date", fields.Text()),
    endDate=read_as("end_date", fields.Text()),
    **_PERIOD,
)
Employment = request_of(
    "Employment",
    title=fields.Text(least=0, most=200, required=True),
    company=fields.Text(least=0, most=200),
    startDate=_day("start_date", required=True),
    endDate=_day("end_date"),
    **_PERIOD,
)
ApplyApiRequest = request_of(
    "ApplyApiRequest",
    firstName=read_as("first_name", fields.Text(least=0, most=128, required=True)),
    lastName=read_as("last_name", fields.Text(least=0, most=128, required=True)),
    email=fields.Pattern("email", email_in, most=128, required=True),
    phoneNumber=_text("phone", 128),
    location=read_as("place", fields.Nested(ApplyLocation)),
    web=fields.Nested(ApplyWeb),
    tags=fields.Array(fields.Text()),
    education=fields.Array(fields.Nested(ApplyEducation)),
    experience=fields.Array(fields.Nested(Employment)),
    sourceDetails=fields.Nested(sources.CandidateSource),
    resume=fields.Nested(FileInput),
    avatar=fields.Nested(FileInput),
    attachments=fields.Array(fields.Nested(FileInput)),
    answers=fields.Array(fields.Nested(AnswerInput)),
    messageToHiringManager=fields.Text(least=0, most=4_000),
    consent=fields.Boolean(),
    consentDecisions=Decisions(),
    internal=fields.Boolean(),
    createJoinLink=fields.Boolean(),
    conditionalsIncluded=fields.Boolean(),
)
"""An application."""
ApplyApiResponse = shape_of(
    "ApplyApiResponse",
    id=fields.Text(),
    createdOn=fields.Text(),
    candidatePortalUrl=fields.Text(),
    smartrJoinUrl=fields.Text(),
)
ApplicationStatusInfo = shape_of("ApplicationStatusInfo", status=Spelled(STATUSES, OTHER))


apply_api.shows(
    f"{OF_POSTING}/configuration",
    "Get what applying to an ad takes: its screening questions, and the privacy policy.\n\n"
    "Those who work for the company are asked nothing. `conditionalsIncluded` adds questions that follow on answers.",
    id="get_apply_configuration",
    scope="",
    query=ConfigurationQuery,
    headers=ApplyHeader,
    schema=ApplyConfiguration,
    record=posting_on_path,
    errors=[errors.ApplyPostingNotFound],
    path_types=UUIDS,
    example=Example(path={"uuid": _example_uuid}),
)


@apply_api.post(
    f"{OF_POSTING}/candidates",
    id="apply_to_posting",
    scope="",
    body=JsonObject(ApplyApiRequest),
    returns=ApplyApiResponse,
    errors=[errors.ApplyPostingNotFound, errors.AnswersInvalid, errors.ApplyFileUnreadable, *sources.REFUSED],
    evidence=apis.APPLY.evidence,
    path_types=UUIDS,
    example=Example(path={"uuid": _example_uuid}, body=_example_body),
)
def apply_to_posting(call: Call) -> Document:
    """Apply to an ad on a candidate's behalf.

    Somebody with the same e-mail address and last name is the same candidate; who is on the job already stays as they
    are. Required screening questions have to be answered, but not by those who work for the company.
    """
    world, body, ad = call.draft, call.body, posting_on_path(call)
    internal = ad.visibility is PostingVisibility.INTERNAL or body.get("internal", False)
    asked = questions_of(world, ad, conditional=body.get("conditionalsIncluded", False))
    answers = answers_in(body.get("answers", ()), asked, needed=not internal)
    files, chosen = files_in(body), body.get("sourceDetails")
    source = {"source": sources.chosen_source(world, chosen).id} if chosen else sources.default_source(world)
    person = same_person(world, body["email"], body["last_name"])
    known = None if person is None else application_of(world, person.id, ad.job)
    if person is None:
        person = register(world, source=source.get("source"), **new_profile(body))
    if known is None:
        _agree(world, person, body, internal=internal)
        known = apply(world, person.id, ad.job, posting=ad.id, answers=answers, **source)
        for one in files:
            attach(world, person.id, application=known.id, **one._asdict())
        if body.get("messageToHiringManager"):
            write_note(world, person.id, body["messageToHiringManager"], application=known.id)
    return _applied(call, known, join=body.get("createJoinLink", False))


def _agree(world: Transaction, person: Candidate, body: Members, *, internal: bool) -> None:
    """Note down that a person works for the company, and agreed to being kept on file, in every scope if asked so."""
    decisions = [*body.get("consentDecisions", {}).values(), *([body["consent"]] if "consent" in body else [])]
    changed: dict[str, Any] = {}
    if decisions and all(decisions) and person.consent is not Consent.ACQUIRED:
        changed |= {"consent": Consent.ACQUIRED, "consented_at": world.now}
    if internal and not person.internal:
        changed["internal"] = True
    if changed:
        amend(world, person, **changed)


def _applied(call: AnyCall, application: Application, *, join: bool) -> Document:
    id = CANDIDATE.write(call.world, application.candidate)
    answer = {
        "id": id,
        "createdOn": iso(application.created_at),
        "candidatePortalUrl": call.url_at(PORTAL, f"/candidates/{id}"),
    }
    return {**answer, "smartrJoinUrl": call.url_at(PORTAL, f"/join/{id}")} if join else answer


def application_on_path(call: AnyCall) -> Application:
    """The application of the candidate `{candidateId}` to the job of the ad, which may have been taken down since."""
    ad = posting_on_path(call, active=False)
    candidate = CANDIDATE.read(call.world, call.path["candidateId"])
    application = None if candidate is None else application_of(call.world, candidate, ad.job)
    if application is None or not call.can_see(application):
        raise errors.ApplyCandidateNotFound(parameter="candidateId")
    return application


apply_api.shows(
    f"{OF_POSTING}/candidates/{{candidateId}}/status",
    "Get where an application stands.",
    id="get_apply_status",
    scope="",
    schema=ApplicationStatusInfo,
    record=application_on_path,
    errors=[errors.ValidationFailed, errors.ApplyPostingNotFound, errors.ApplyCandidateNotFound],
    path_types=UUIDS,
    example=Example(path={"uuid": _example_uuid, "candidateId": _example_applicant}),
)
