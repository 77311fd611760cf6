"""How StackOne refuses: `{statusCode, message, timestamp}` for everything, more for what a request or a provider did.

Statuses and envelopes are documented; texts beyond the published samples are inferred and stand here alone.
"""

from typing import ClassVar

from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.refusal import ApiError

PUBLISHED = documented("StackOne OpenAPI, ATS 1.0.0: all twelve statuses with sample texts")
CHECKS = inferred("the published text for the status is general; this names what was wrong")


class BadRequest(ApiError):
    """Parameters, headers or body fail validation."""

    status, code, message, evidence = 400, "ValidationError", "Bad Request", PUBLISHED


class BothCandidates(BadRequest):
    """An application names a candidate and brings one along."""

    message, evidence = "Provide either candidate_id or candidate, not both", CHECKS


class NoCandidate(BadRequest):
    """An application without a candidate."""

    message, evidence = "Provide either candidate_id or candidate", CHECKS


class NoJob(BadRequest):
    """An application without a job."""

    message, evidence = "Provide job_id or job_posting_id", CHECKS


class NoStage(BadRequest):
    """A move without a target."""

    message, evidence = "interview_stage_id is required", CHECKS


class NotBase64(BadRequest):
    """A document whose content is missing or is not base64."""

    message, evidence = "{field} must be base64", CHECKS


class BadCursor(BadRequest):
    """A cursor that this list did not give out."""

    message, evidence = "next is not a cursor of this list", CHECKS


class NoSuchSession(BadRequest):
    """A token of no connect session, or of one that has ended."""

    message, evidence = "token is unknown or has expired", CHECKS


class Unauthorized(ApiError):
    """No API key, or one that is unknown or expired."""

    status, message, evidence = 401, "Unauthorized", PUBLISHED


class Forbidden(ApiError):
    """The key lacks the scope, or the account may not see the record."""

    status, message, evidence = 403, "Forbidden resource", PUBLISHED


class NotFound(ApiError):
    """No such record, account or route."""

    status, message, evidence = 404, "Not Found", PUBLISHED


class AccountNotFound(NotFound):
    """No linked account with that id in the key's project."""

    message, evidence = "Account not found", CHECKS


class ReferenceNotFound(NotFound):
    """A body names a record that does not exist."""

    message, evidence = "{field} not found", CHECKS


class Conflict(ApiError):
    """The record exists already, or its state does not allow this."""

    status, message, evidence = 409, "Conflict", PUBLISHED


class AlreadyApplied(Conflict):
    """The candidate has an application for that job."""

    message, evidence = "The candidate already has an application for this job", CHECKS


class EmailTaken(Conflict):
    """Another candidate has the address."""

    message, evidence = "A candidate with this email already exists", CHECKS


class ApplicationEnded(Conflict):
    """The application was rejected, withdrawn or transferred before."""

    message, evidence = "The application is {status}", CHECKS


class StagesInUse(Conflict):
    """A job with applications keeps its stages."""

    message, evidence = "The job has applications and keeps its stages", CHECKS


class OrderExists(Conflict):
    """Another order has the id."""

    message, evidence = "An order with this id already exists", CHECKS


class PackageExists(Conflict):
    """Another package has the name."""

    message, evidence = "A package with this name already exists", CHECKS


class PackageInUse(Conflict):
    """A package that somebody waits for the results of stays."""

    message, evidence = "The package has orders without a final result", CHECKS


class AccountUnusable(ApiError):
    """The linked account is not active."""

    status, message, evidence = 412, "Precondition failed", PUBLISHED


class TooLarge(ApiError):
    """The body is longer than the server reads."""

    status, message = 413, "request entity too large"


class Unprocessable(ApiError):
    """The provider's endpoint expects something else; `answer` is what it says, shown in `provider_errors`."""

    status, message, evidence = 422, "Unprocessable Entity", PUBLISHED
    answer: ClassVar[str]


class StageOfAnotherJob(Unprocessable):
    """The stage belongs to the pipeline of another job."""

    answer, evidence = "the stage does not belong to the job", CHECKS


class ReasonUnfit(Unprocessable):
    """The reason is not one of the company's for turning a candidate down."""

    answer, evidence = "the reason does not fit a rejection", CHECKS


class ValueUnknown(Unprocessable):
    """The provider does not know a value that is not one of StackOne's either."""

    answer, evidence = "{field} is unknown", CHECKS


class PostingOfAnotherJob(Unprocessable):
    """The posting advertises another job."""

    answer, evidence = "the job posting belongs to another job", CHECKS


class ApplicationOfAnotherCandidate(Unprocessable):
    """An application stays with its candidate."""

    answer, evidence = "the application belongs to another candidate", CHECKS


class ApplicationOfAnotherJob(Unprocessable):
    """An application stays with its job."""

    answer, evidence = "the application is for another job", CHECKS


class OrderOfAnotherCandidate(Unprocessable):
    """A result is about the candidate of its order."""

    answer, evidence = "the order is for another candidate", CHECKS


class NoSuchPhase(Unprocessable):
    """The job's pipeline has no stage for the status."""

    answer, evidence = "the job has no stage for this status", CHECKS


class NotImplementedHere(ApiError):
    """The provider of the linked account does not support the operation."""

    status, message, evidence = 501, "Not Implemented", PUBLISHED
