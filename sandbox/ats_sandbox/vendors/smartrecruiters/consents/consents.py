"""Consent of candidates: how it stands, what was decided, and requests for it."""

from typing import NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import RequestSchema, ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors, ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.consents.state import CONSENT_REQUESTS, ConsentRequest
from ats_sandbox.vendors.smartrecruiters.documents import parts
from ats_sandbox.vendors.smartrecruiters.features import PRIVACY_POLICY, SEPARATED_CONSENT
from ats_sandbox.vendors.smartrecruiters.properties.state import first_candidates
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES, Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import CONSENTS, Spelled
from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY
from ats_sandbox.world.domain import applications
from ats_sandbox.world.domain.candidates import Candidate, Consent
from ats_sandbox.world.domain.commands.candidates import amend
from ats_sandbox.world.domain.features import is_on
from ats_sandbox.world.domain.reading import Reading

SINGLE = "Single"
RECRUITING = "SmartRecruit"
SCOPES = (RECRUITING, "SmartCRM", "SmartMessage:SMS", "SmartMessage:WhatsApp")
"""The data scopes of separated consent, the first of which is that of a single one."""
DECISIONS = ("acquired", "declined", "required")


class Decision(NamedTuple):
    """What somebody decided about a scope, and when (milliseconds); no instant while they have not."""

    scope: str
    status: str
    at: int | None = None


def decision(world: Reading, person: Candidate, scope: str) -> Decision:
    """How somebody decided about a scope. Of the world's first candidates some declined instead of not answering."""
    if scope in (SINGLE, RECRUITING) and person.consent is Consent.ACQUIRED:
        return Decision(scope, "acquired", person.consented_at)
    if person.id > first_candidates(world) or person.consent is Consent.PENDING:
        return Decision(scope, "required")
    chance = Chance(world.seed, f"smartrecruiters.consent.{scope}", person.id)
    outcomes: tuple[tuple[str, int], ...] = (("declined", 20), ("required", 80))
    if scope not in (SINGLE, RECRUITING) and person.consent is Consent.ACQUIRED:
        outcomes = (("acquired", 50), ("declined", 20), ("required", 30))
    status = chance.weighted("status", outcomes)
    at = person.consented_at or min(person.created_at + chance.between("days", 1, 5) * DAY, world.now)
    return Decision(scope, status, None if status == "required" else at)


class Consents(NamedTuple):
    """What somebody decided, and when they were last asked without having answered."""

    decisions: list[Decision]
    asked_at: int | None


def consents_of(person: Candidate, call: AnyCall) -> Consents:
    """The decisions of a person: one, or one for each scope where the company asks for them apart."""
    world = call.world
    scopes = SCOPES if is_on(world, SEPARATED_CONSENT) else (SINGLE,)
    request = world[CONSENT_REQUESTS].where(candidate=person.id).newest_first().first()
    asked_at = person.created_at if request is None else request.created_at
    return Consents(
        [decision(world, person, scope) for scope in scopes],
        asked_at if request is not None or person.consent is Consent.PENDING else None,
    )


class ConsentDecision(ResponseSchema):
    """A decision; it has an instant unless it is still to be taken."""

    status = fields.Choice(DECISIONS, required=True)
    scope = fields.Choice((SINGLE, *SCOPES), required=True)
    decidedOn = fields.DateTime(of="at")


class CandidateConsentDecisions(ResponseSchema):
    """The decisions of a candidate, and when they were asked for those that they have not taken."""

    decisions = parts(ConsentDecision, "decisions", required=True)
    recentPendingRequestCreatedOn = fields.DateTime(of="asked_at")


ConsentOfCandidate = shape_of(
    "ConsentOfCandidate",
    status=Spelled(CONSENTS, of="consent", required=True),
    date=fields.DateTime(of=lambda one, call: one.consented_at if one.consent is Consent.ACQUIRED else None),
)


class ConsentRequestItem(RequestSchema):
    """A candidate who is to be asked."""

    id = fields.Text(required=True)


class BatchConsentRequest(RequestSchema):
    """The candidates who are to be asked."""

    content = fields.Array(fields.Nested(ConsentRequestItem), least=1, most=1_000, required=True)


_LOCATION = {"type": "object", "properties": {"location": {"type": "string"}}}
ConsentRequestResult = shape_of(
    "ConsentRequestResult",
    status=fields.Integer(required=True, metadata={"enum": [202, 403]}),
    body=fields.Anything(allow_none=False, metadata={"anyOf": [_LOCATION, {"type": "boolean", "enum": [False]}]}),
)
ConsentRequestsResults = shape_of(
    "ConsentRequestsResults", results=fields.Array(fields.Nested(ConsentRequestResult), required=True)
)


JOB_APPLICATIONS = Records(
    applications.APPLICATIONS,
    "jobApplicationId",
    errors.ConsentApplicationNotFound,
    errors.ConsentForbidden,
    sample=lambda world: next(iter(world.applications.where(confidential=False))),
    misnamed=errors.ConsentApplicationInvalid,
)
PATH = "/job-applications-api/v202112/job-applications/{jobApplicationId}"

consents = Resource(
    "Consent", "Whether candidates agree to being kept on file", apis.CANDIDATES, CANDIDATES, JOB_APPLICATIONS
)


def ask(call: Call, person: Candidate) -> str:
    """Ask a candidate for consent; gives where to see what becomes of it."""
    world = call.draft
    id = world.next_id(CONSENT_REQUESTS)
    world.put(CONSENT_REQUESTS, ConsentRequest(id=id, candidate=person.id, created_at=world.now))
    if person.consent is Consent.REQUIRED:
        amend(world, person, consent=Consent.PENDING)
    return call.url(f"/candidates/{ids.CANDIDATE.write(world, person.id)}/consents")


def result_of(call: Call, id: str) -> Document:
    """What became of one item: a request, or a refusal where there is nothing to consent to or nobody to be asked."""
    person = call.world.candidates.get(ids.CANDIDATE.read(call.world, id))
    if person is None or not call.can_see(person) or not is_on(call.world, PRIVACY_POLICY):
        return {"status": 403, "body": False}
    return {"status": 202, "body": {"location": ask(call, person)}}


def person_of(call: AnyCall) -> Candidate:
    """The candidate whose application the path names."""
    return call.world.candidates[JOB_APPLICATIONS.get_or_404(call).candidate]


consents.shows(
    "/candidates/{id}/consent",
    "Get how the consent of a candidate stands.",
    id="get_candidate_consent",
    schema=ConsentOfCandidate,
)
consents.shows(
    "/candidates/{id}/consents",
    "Get what a candidate decided about consent.\n\n"
    "There is one decision, or one for each data scope where the company asks for them apart.",
    id="get_candidate_consents",
    schema=CandidateConsentDecisions,
    shown_as=consents_of,
)
consents.shows(
    f"{PATH}/consents",
    "Get what the candidate of an application decided about consent.",
    id="get_job_application_consents",
    scope="job_applications_read",
    schema=CandidateConsentDecisions,
    record=person_of,
    shown_as=consents_of,
    evidence=apis.JOB_APPLICATION_CONSENTS,
)


@consents.post(
    "/candidates/consent-requests",
    id="request_consents",
    body=BatchConsentRequest,
    returns={201: ConsentRequestsResults},
    evidence=apis.CANDIDATES.evidence,
)
def request_consents(call: Call) -> Document:
    """Ask up to 1 000 candidates for consent.

    Each item has a result of its own, in the order of the items: 202 and where to look, or 403.
    """
    results = [result_of(call, item["id"]) for item in call.body["content"]]
    asked = sum(one["status"] == 202 for one in results)
    call.remarks.append(f"the product e-mails those who are asked for consent ({asked})")
    return {"results": results}


@consents.post(
    f"{PATH}/consent-request",
    id="request_job_application_consent",
    returns=202,
    errors=[errors.PrivacyPolicyMissing],
    evidence=apis.JOB_APPLICATION_CONSENTS,
)
def request_job_application_consent(call: Call) -> None:
    """Ask the candidate of an application for consent."""
    person = person_of(call)
    if not is_on(call.world, PRIVACY_POLICY):
        raise errors.PrivacyPolicyMissing
    ask(call, person)
    call.remarks.append("the product e-mails whoever is asked for consent")
