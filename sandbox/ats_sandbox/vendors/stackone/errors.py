"""How StackOne refuses: `{statusCode, message, timestamp}` for everything, more for what a request or a provider did.

Statuses and envelopes are documented; texts beyond the published samples are inferred and stand here alone.
"""

from functools import partial

from ats_sandbox.contract.evidence import Evidence, documented, inferred
from ats_sandbox.contract.refusal import ApiError, refusal

PUBLISHED = documented("StackOne OpenAPI, ATS 1.0.0: all twelve statuses with sample texts")
CHECKS = inferred("the published text for the status is general; this names what was wrong")


def row(
    name: str,
    message: str,
    about: str,
    *,
    status: int,
    evidence: Evidence | None = CHECKS,
    code: str | None = None,
    of: type[ApiError] = ApiError,
) -> type[ApiError]:
    """A refusal and what it is about, which a tester reads."""
    return refusal(name, status, message, about, code=code, evidence=evidence, of=of)


_published = partial(row, evidence=PUBLISHED)


# Who asks, and for which linked account.
Unauthorized = _published("Unauthorized", "Unauthorized", "No API key, or one that is unknown or expired.", status=401)
Forbidden = _published(
    "Forbidden", "Forbidden resource", "The key lacks the scope, or the account may not see the record.", status=403
)
AccountUnusable = _published("AccountUnusable", "Precondition failed", "The linked account is not active.", status=412)
NotImplementedHere = _published(
    "NotImplementedHere",
    "Not Implemented",
    "The provider of the linked account does not support the operation.",
    status=501,
)

# The request itself.
BadRequest = _published(
    "BadRequest", "Bad Request", "Parameters, headers or body fail validation.", code="ValidationError", status=400
)
TooLarge = row(
    "TooLarge", "request entity too large", "The body is longer than the server reads.", status=413, evidence=None
)

_bad = partial(row, status=400, of=BadRequest)
BothCandidates = _bad(
    "BothCandidates",
    "Provide either candidate_id or candidate, not both",
    "An application names a candidate and brings one along.",
)
NoCandidate = _bad("NoCandidate", "Provide either candidate_id or candidate", "An application without a candidate.")
NoJob = _bad("NoJob", "Provide job_id or job_posting_id", "An application without a job.")
NoStage = _bad("NoStage", "interview_stage_id is required", "A move without a target.")
NotBase64 = _bad("NotBase64", "{field} must be base64", "A document whose content is missing or is not base64.")
BadCursor = _bad("BadCursor", "next is not a cursor of this list", "A cursor that this list did not give out.")
NoSuchSession = _bad(
    "NoSuchSession", "token is unknown or has expired", "A token of no connect session, or of one that has ended."
)

# What is not there: records, accounts, routes, what a body refers to.
NotFound = _published("NotFound", "Not Found", "No such record, account or route.", status=404)

_missing = partial(row, status=404, of=NotFound)
AccountNotFound = _missing(
    "AccountNotFound", "Account not found", "No linked account with that id in the key's project."
)
ReferenceNotFound = _missing("ReferenceNotFound", "{field} not found", "A body names a record that does not exist.")

# What exists already, or whose state does not allow it.
Conflict = _published(
    "Conflict", "Conflict", "The record exists already, or its state does not allow this.", status=409
)

_conflict = partial(row, status=409, of=Conflict)
AlreadyApplied = _conflict(
    "AlreadyApplied",
    "The candidate already has an application for this job",
    "The candidate has an application for that job.",
)
EmailTaken = _conflict("EmailTaken", "A candidate with this email already exists", "Another candidate has the address.")
ApplicationEnded = _conflict(
    "ApplicationEnded", "The application is {status}", "The application was rejected, withdrawn or transferred before."
)
StagesInUse = _conflict(
    "StagesInUse", "The job has applications and keeps its stages", "A job with applications keeps its stages."
)
OrderExists = _conflict("OrderExists", "An order with this id already exists", "Another order has the id.")
PackageExists = _conflict("PackageExists", "A package with this name already exists", "Another package has the name.")
PackageInUse = _conflict(
    "PackageInUse",
    "The package has orders without a final result",
    "A package that somebody waits for the results of stays.",
)


class Unprocessable(ApiError):
    """The provider's endpoint expects something else; `answer` is what it says, shown in `provider_errors`."""

    status, message, evidence = 422, "Unprocessable Entity", PUBLISHED
    answer = ""


def provider_refusal(name: str, answer: str, about: str) -> type[ApiError]:
    """A refusal of the provider, with its answer."""
    return type(name, (Unprocessable,), {"answer": answer, "evidence": CHECKS, "__doc__": about})


StageOfAnotherJob = provider_refusal(
    "StageOfAnotherJob", "the stage does not belong to the job", "The stage belongs to the pipeline of another job."
)
ReasonUnfit = provider_refusal(
    "ReasonUnfit",
    "the reason does not fit a rejection",
    "The reason is not one of the company's for turning a candidate down.",
)
ValueUnknown = provider_refusal(
    "ValueUnknown", "{field} is unknown", "The provider does not know a value that is not one of StackOne's either."
)
PostingOfAnotherJob = provider_refusal(
    "PostingOfAnotherJob", "the job posting belongs to another job", "The posting advertises another job."
)
ApplicationOfAnotherCandidate = provider_refusal(
    "ApplicationOfAnotherCandidate",
    "the application belongs to another candidate",
    "An application stays with its candidate.",
)
ApplicationOfAnotherJob = provider_refusal(
    "ApplicationOfAnotherJob", "the application is for another job", "An application stays with its job."
)
OrderOfAnotherCandidate = provider_refusal(
    "OrderOfAnotherCandidate", "the order is for another candidate", "A result is about the candidate of its order."
)
NoSuchPhase = provider_refusal(
    "NoSuchPhase", "the job has no stage for this status", "The job's pipeline has no stage for the status."
)
