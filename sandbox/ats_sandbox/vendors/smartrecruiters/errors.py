"""What SmartRecruiters refuses. Few texts and codes are published; the others follow the style of those.

The refusals are a table, `refusals.txt`: their statuses, codes, messages, what they are about and where that is from.
"""

from pathlib import Path

from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.refusal import ApiError, refusal

STYLE = inferred("a documented status whose code and text are not published; the code follows the known ones")
USE_CASES = documented("list of the API's PUT use cases, per-operation error responses")
PORTAL = documented("developers.smartrecruiters.com, response codes")
NAMED = inferred("the use case names the refusal, not its number or code; unknown words elsewhere in a body are 400")
CHANGELOG = documented("developers.smartrecruiters.com, changelog of the Candidate API")
OWN_ONLY = documented("developers.smartrecruiters.com, Interview API: it changes only the interviews it created")
FAMILY = inferred("the family answers 404 for what does not exist; an empty list is the alternative")

_SOURCES = {
    "": None,
    "portal": PORTAL,
    "use case": USE_CASES,
    "style": STYLE,
    "named": NAMED,
    "changelog": CHANGELOG,
    "own only": OWN_ONLY,
    "family": FAMILY,
}
_LINES = Path(__file__).with_name("refusals.txt").read_text(encoding="utf-8").splitlines()
_ROWS = {row[0]: row[1:] for row in ([cell.strip() for cell in line.split("|")] for line in _LINES if "|" in line)}


def _refusal(name: str) -> type[ApiError]:
    """The refusal of a row of the table."""
    status, code, message, about, source = _ROWS[name]
    return refusal(name, int(status), message, about, code=code or None, evidence=_SOURCES[source])


# The request itself. Bodies of the newer, versioned services that are JSON and still wrong are 422.
MalformedRequest = _refusal("MalformedRequest")
ValidationFailed = _refusal("ValidationFailed")
UnreadableForm = _refusal("UnreadableForm")
TooLarge = _refusal("TooLarge")
UnsupportedMediaType = _refusal("UnsupportedMediaType")
Unprocessable = _refusal("Unprocessable")

# Who asks. What the user may not see is said with 401 where a source or a note is to change.
Unauthorized = _refusal("Unauthorized")
Forbidden = _refusal("Forbidden")
CandidateForbidden = _refusal("CandidateForbidden")
SourceForbidden = _refusal("SourceForbidden")
JobForbidden = _refusal("JobForbidden")
JobNoteForbidden = _refusal("JobNoteForbidden")
InterviewForbidden = _refusal("InterviewForbidden")
InterviewNotEditable = _refusal("InterviewNotEditable")

# What a path or a query names and does not exist.
CandidateNotFound = _refusal("CandidateNotFound")
CandidateNotAssigned = _refusal("CandidateNotAssigned")
JobNotFound = _refusal("JobNotFound")
JobAdNotFound = _refusal("JobAdNotFound")
PositionNotFound = _refusal("PositionNotFound")
UserNotFound = _refusal("UserNotFound")
InterviewNotFound = _refusal("InterviewNotFound")
TimeslotNotFound = _refusal("TimeslotNotFound")
SourceTypeNotFound = _refusal("SourceTypeNotFound")
ApplicationNotFound = _refusal("ApplicationNotFound")
NotFound = _refusal("NotFound")
MethodNotAllowed = _refusal("MethodNotAllowed")

# What a body names and the company does not have.
InvalidSourceType = _refusal("InvalidSourceType")
SubtypeRequired = _refusal("SubtypeRequired")
InvalidSource = _refusal("InvalidSource")
InvalidStatus = _refusal("InvalidStatus")
InvalidSubStatus = _refusal("InvalidSubStatus")
ReasonRequired = _refusal("ReasonRequired")
InvalidReason = _refusal("InvalidReason")
DepartmentNotFound = _refusal("DepartmentNotFound")
IndustryNotFound = _refusal("IndustryNotFound")
FunctionNotFound = _refusal("FunctionNotFound")
TypeOfEmploymentNotFound = _refusal("TypeOfEmploymentNotFound")
JobAdLanguageNotFound = _refusal("JobAdLanguageNotFound")
EeoCategoryNotFound = _refusal("EeoCategoryNotFound")
CandidateDataConflict = _refusal("CandidateDataConflict")

# What only a tester's fault produces.
TooManyRequests = _refusal("TooManyRequests")
ServerFault = _refusal("ServerFault")
BadGateway = _refusal("BadGateway")
ServiceUnavailable = _refusal("ServiceUnavailable")
GatewayTimeout = _refusal("GatewayTimeout")
INJECTABLE = (TooManyRequests, ServerFault, BadGateway, ServiceUnavailable, GatewayTimeout)
