"""What SmartRecruiters refuses. Few texts and codes are published; the others follow the style of those.

A refusal without a code is answered with its message alone.
"""

from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.refusal import ApiError

STYLE = inferred("a documented status whose code and text are not published; the code follows the known ones")
USE_CASES = documented("list of the API's PUT use cases, per-operation error responses")
PORTAL = documented("developers.smartrecruiters.com, response codes")


class MalformedRequest(ApiError):
    """The body is no JSON."""

    status, code, message, evidence = 400, "INVALID_REQUEST", "Request body is not readable", PORTAL


class ValidationFailed(ApiError):
    """The body or a parameter is not what the operation takes."""

    status, code, message, evidence = 400, "INVALID_INPUT", "Input validation failed", PORTAL


class Unprocessable(ApiError):
    """The body of a request to the newer, versioned services is not what the operation takes."""

    status, code, message, evidence = 422, "INVALID_INPUT", "Input validation failed", USE_CASES


class Unauthorized(ApiError):
    """No credential, or one that is unknown or expired."""

    status, message, evidence = 401, "Unauthorized", PORTAL


class Forbidden(ApiError):
    """The credential lacks the scope, or its user the right."""

    status, code = 403, "OAuthPermissionsException"
    message = "The credential has no permission for this operation"
    evidence = PORTAL


class CandidateForbidden(ApiError):
    """The user may not see the candidate."""

    status, code, message, evidence = 403, "CANDIDATE_ACCESS_DENIED", "No permission to access candidate", USE_CASES


class SourceForbidden(ApiError):
    """The user may not see the candidate whose source is to change: said with 401 there."""

    status, message, evidence = 401, "Candidate access denied", USE_CASES


class JobForbidden(ApiError):
    """The user may not see the job."""

    status, code, message, evidence = 403, "JOB_ACCESS_DENIED", "Access to job is forbidden", USE_CASES


class JobNoteForbidden(ApiError):
    """The user may not see the job whose note is to change: said with 401 there."""

    status, message, evidence = 401, "Access to job is forbidden", USE_CASES


class CandidateNotFound(ApiError):
    """No candidate with that id."""

    status, code, message, evidence = 404, "CANDIDATE_NOT_FOUND", "Candidate not found", STYLE


class CandidateNotAssigned(ApiError):
    """The candidate exists and is not on that job."""

    status, message, evidence = 404, "Candidate is not assigned to given job", USE_CASES


class JobNotFound(ApiError):
    """No job with that id."""

    status, code, message, evidence = 404, "JOB_NOT_FOUND", "Job not found", USE_CASES


class JobAdNotFound(ApiError):
    """No such ad of that job."""

    status, code, message, evidence = 404, "JOB_AD_NOT_FOUND", "Job ad not found", STYLE


class PositionNotFound(ApiError):
    """No such position of that job."""

    status, code, message, evidence = 404, "POSITION_NOT_FOUND", "Position not found", USE_CASES


class UserNotFound(ApiError):
    """No user with that id."""

    status, code, message, evidence = 404, "USER_NOT_FOUND", "User not found", USE_CASES


class InterviewNotFound(ApiError):
    """No interview with that id."""

    status, code, message, evidence = 404, "INTERVIEW_NOT_FOUND", "Interview not found", USE_CASES


class TimeslotNotFound(ApiError):
    """No such timeslot of that interview."""

    status, code, message, evidence = 404, "TIMESLOT_NOT_FOUND", "Timeslot not found", USE_CASES


class SourceTypeNotFound(ApiError):
    """No such source type, where it is looked up rather than assigned."""

    status, code, message, evidence = 404, "SOURCE_TYPE_NOT_FOUND", "Source type not found", STYLE


class InvalidSourceType(ApiError):
    """No such source type, or no such subtype of it."""

    status, code, message, evidence = 400, "INVALID_SOURCE_TYPE", "Source type is invalid", USE_CASES


class SubtypeRequired(ApiError):
    """The source type has subtypes and none was given."""

    status, code, message, evidence = 400, "SUBTYPE_REQUIRED", "Source subtype is required", USE_CASES


class InvalidSource(ApiError):
    """No such source of that type and subtype."""

    status, code, message, evidence = 400, "INVALID_SOURCE", "Source is invalid", USE_CASES


class InvalidStatus(ApiError):
    """The job's hiring process knows no such status."""

    status, code, message, evidence = 400, "INVALID_STATUS", "Status is invalid", STYLE


class InvalidSubStatus(ApiError):
    """The job's hiring process has no such step under that status."""

    status, code, message, evidence = 400, "INVALID_SUB_STATUS", "Sub status is invalid", STYLE


class ReasonRequired(ApiError):
    """The status needs a reason and none was given."""

    status, code, message, evidence = 400, "REASON_REQUIRED", "Reason is required", USE_CASES


class InvalidReason(ApiError):
    """The reason is unknown, or is not one for that status."""

    status, code, message, evidence = 400, "INVALID_REASON", "Reason is invalid", STYLE


class CandidateDataConflict(ApiError):
    """Another candidate has this e-mail address and last name."""

    status, code = 409, "CANDIDATE_DATA_CONFLICT"
    message = "Candidate with given email and last name already exists"
    evidence = documented("developers.smartrecruiters.com, changelog of the Candidate API")


class UnreadableForm(ApiError):
    """The request is no multipart form with a file in it."""

    status, code, message, evidence = 400, "UNMARSHALLING_ERROR", "Request could not be unmarshalled", USE_CASES


class NotFound(ApiError):
    """No such route."""

    status, message, evidence = 404, "Not Found", PORTAL


class MethodNotAllowed(ApiError):
    """The path is served, but not with that method."""

    status, message = 405, "Method Not Allowed"


class TooLarge(ApiError):
    """The body is longer than the sandbox reads."""

    status, message = 413, "Request Entity Too Large"


class UnsupportedMediaType(ApiError):
    """The body is not of a kind that the operation reads."""

    status, message = 415, "Unsupported Media Type"


class TooManyRequests(ApiError):
    """More requests than the limit allows."""

    status, message = 429, "Too many requests"


class ServerFault(ApiError):
    """The server failed."""

    status, message, evidence = 500, "Internal Server Error", PORTAL


class BadGateway(ApiError):
    """A server behind the API failed."""

    status, message, evidence = 502, "Bad Gateway", PORTAL


class ServiceUnavailable(ApiError):
    """The API is down."""

    status, message, evidence = 503, "Service Unavailable", PORTAL


class GatewayTimeout(ApiError):
    """A server behind the API did not answer in time."""

    status, message, evidence = 504, "Gateway Timeout", PORTAL


INJECTABLE = (TooManyRequests, ServerFault, BadGateway, ServiceUnavailable, GatewayTimeout)
