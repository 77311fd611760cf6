"""What SmartRecruiters refuses. Few texts and codes are published; the others follow the style of those.

A refusal without a code is answered with its message alone.
"""

import re
from functools import partial

from ats_sandbox.contract.evidence import Evidence, documented, inferred
from ats_sandbox.contract.refusal import ApiError, refusal

STYLE = inferred("a documented status whose code and text are not published; the code follows the known ones")
USE_CASES = documented("list of the API's PUT use cases, per-operation error responses")
PORTAL = documented("developers.smartrecruiters.com, response codes")
NAMED = inferred("the use case names the refusal, not its number or code; unknown words elsewhere in a body are 400")
CHANGELOG = documented("developers.smartrecruiters.com, changelog of the Candidate API")
OWN_ONLY = documented("developers.smartrecruiters.com, Interview API: it changes only the interviews it created")
FAMILY = inferred("the family answers 404 for what does not exist; an empty list is the alternative")


def _row(
    status: int, name: str, message: str, about: str, *, code: str | None = "", evidence: Evidence | None = None
) -> type[ApiError]:
    """One refusal; its code is its name in capitals unless it is given. `about` is what a tester reads of it."""
    code = re.sub(r"(?<=[a-z])(?=[A-Z])", "_", name).upper() if code == "" else code
    one = refusal(name, status, message, code=code, evidence=evidence)
    one.__doc__ = about
    return one


_portal = partial(_row, evidence=PORTAL)
_style = partial(_row, evidence=STYLE)
_case = partial(_row, evidence=USE_CASES)
_named = partial(_row, evidence=NAMED)

# The request itself. Bodies of the newer, versioned services that are JSON and still wrong are 422.
MalformedRequest = _portal(
    400, "MalformedRequest", "Request body is not readable", "The body is no JSON.", code="INVALID_REQUEST"
)
ValidationFailed = _portal(
    400,
    "ValidationFailed",
    "Input validation failed",
    "The body or a parameter is not what the operation takes.",
    code="INVALID_INPUT",
)
UnreadableForm = _case(
    400,
    "UnreadableForm",
    "Request could not be unmarshalled",
    "The request is no multipart form with a file in it.",
    code="UNMARSHALLING_ERROR",
)
TooLarge = _row(413, "TooLarge", "Request Entity Too Large", "The body is longer than the sandbox reads.", code=None)
UnsupportedMediaType = _row(
    415,
    "UnsupportedMediaType",
    "Unsupported Media Type",
    "The body is not of a kind that the operation reads.",
    code=None,
)
Unprocessable = _case(
    422,
    "Unprocessable",
    "Input validation failed",
    "The body of a request to the newer, versioned services is not what the operation takes.",
    code="INVALID_INPUT",
)

# Who asks. What the user may not see is said with 401 where a source or a note is to change.
Unauthorized = _portal(
    401, "Unauthorized", "Unauthorized", "No credential, or one that is unknown or expired.", code=None
)
Forbidden = _portal(
    403,
    "Forbidden",
    "The credential has no permission for this operation",
    "The credential lacks the scope, or its user the right.",
    code="OAuthPermissionsException",
)
CandidateForbidden = _case(
    403,
    "CandidateForbidden",
    "No permission to access candidate",
    "The user may not see the candidate.",
    code="CANDIDATE_ACCESS_DENIED",
)
SourceForbidden = _case(
    401,
    "SourceForbidden",
    "Candidate access denied",
    "The user may not see the candidate whose source is to change: said with 401 there.",
    code=None,
)
JobForbidden = _case(
    403, "JobForbidden", "Access to job is forbidden", "The user may not see the job.", code="JOB_ACCESS_DENIED"
)
JobNoteForbidden = _case(
    401,
    "JobNoteForbidden",
    "Access to job is forbidden",
    "The user may not see the job whose note is to change: said with 401 there.",
    code=None,
)
InterviewForbidden = _case(
    403,
    "InterviewForbidden",
    "Access to interview is forbidden",
    "The user may not see the application that the interview is about.",
    code="INTERVIEW_ACCESS_DENIED",
)
InterviewNotEditable = _row(
    403,
    "InterviewNotEditable",
    "Only interviews created with the Interview API can be changed by it",
    "The interview was scheduled in the product, and the API changes only what it scheduled itself.",
    evidence=OWN_ONLY,
)

# What a path or a query names and does not exist.
CandidateNotFound = _style(404, "CandidateNotFound", "Candidate not found", "No candidate with that id.")
CandidateNotAssigned = _case(
    404,
    "CandidateNotAssigned",
    "Candidate is not assigned to given job",
    "The candidate exists and is not on that job.",
    code=None,
)
JobNotFound = _case(404, "JobNotFound", "Job not found", "No job with that id.")
JobAdNotFound = _style(404, "JobAdNotFound", "Job ad not found", "No such ad of that job.")
PositionNotFound = _case(404, "PositionNotFound", "Position not found", "No such position of that job.")
UserNotFound = _case(404, "UserNotFound", "User not found", "No user with that id.")
InterviewNotFound = _case(404, "InterviewNotFound", "Interview not found", "No interview with that id.")
TimeslotNotFound = _case(404, "TimeslotNotFound", "Timeslot not found", "No such timeslot of that interview.")
SourceTypeNotFound = _style(
    404,
    "SourceTypeNotFound",
    "Source type not found",
    "No such source type, where it is looked up rather than assigned.",
)
ApplicationNotFound = _row(
    404, "ApplicationNotFound", "Application not found", "No application with that id.", evidence=FAMILY
)
NotFound = _portal(404, "NotFound", "Not Found", "No such route.", code=None)
MethodNotAllowed = _row(
    405, "MethodNotAllowed", "Method Not Allowed", "The path is served, but not with that method.", code=None
)

# What a body names and the company does not have.
InvalidSourceType = _case(
    400, "InvalidSourceType", "Source type is invalid", "No such source type, or no such subtype of it."
)
SubtypeRequired = _case(
    400, "SubtypeRequired", "Source subtype is required", "The source type has subtypes and none was given."
)
InvalidSource = _case(400, "InvalidSource", "Source is invalid", "No such source of that type and subtype.")
InvalidStatus = _style(400, "InvalidStatus", "Status is invalid", "The job's hiring process knows no such status.")
InvalidSubStatus = _style(
    400, "InvalidSubStatus", "Sub status is invalid", "The job's hiring process has no such step under that status."
)
ReasonRequired = _case(400, "ReasonRequired", "Reason is required", "The status needs a reason and none was given.")
InvalidReason = _style(
    400, "InvalidReason", "Reason is invalid", "The reason is unknown, or is not one for that status."
)
DepartmentNotFound = _named(400, "DepartmentNotFound", "Department not found", "No department with that id.")
IndustryNotFound = _named(400, "IndustryNotFound", "Industry not found", "No industry with that id.")
FunctionNotFound = _named(400, "FunctionNotFound", "Function not found", "No job function with that id.")
TypeOfEmploymentNotFound = _named(
    400, "TypeOfEmploymentNotFound", "Type of employment not found", "No type of employment with that id."
)
JobAdLanguageNotFound = _named(
    400, "JobAdLanguageNotFound", "Job ad language not found", "A job ad cannot be in that language."
)
EeoCategoryNotFound = _named(400, "EeoCategoryNotFound", "EEO category not found", "No EEO category with that id.")
CandidateDataConflict = _row(
    409,
    "CandidateDataConflict",
    "Candidate with given email and last name already exists",
    "Another candidate has this e-mail address and last name.",
    evidence=CHANGELOG,
)

# What only a tester's fault produces.
TooManyRequests = _row(429, "TooManyRequests", "Too many requests", "More requests than the limit allows.", code=None)
ServerFault = _portal(500, "ServerFault", "Internal Server Error", "The server failed.", code=None)
BadGateway = _portal(502, "BadGateway", "Bad Gateway", "A server behind the API failed.", code=None)
ServiceUnavailable = _portal(503, "ServiceUnavailable", "Service Unavailable", "The API is down.", code=None)
GatewayTimeout = _portal(
    504, "GatewayTimeout", "Gateway Timeout", "A server behind the API did not answer in time.", code=None
)
INJECTABLE = (TooManyRequests, ServerFault, BadGateway, ServiceUnavailable, GatewayTimeout)
