"""What only interviews refuse."""

from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.refusal import ApiError
from ats_sandbox.vendors.smartrecruiters.errors import USE_CASES


class InterviewForbidden(ApiError):
    """The user may not see the application that the interview is about."""

    status, code, message, evidence = 403, "INTERVIEW_ACCESS_DENIED", "Access to interview is forbidden", USE_CASES


class InterviewNotEditable(ApiError):
    """The interview was scheduled in the product, and the API changes only what it scheduled itself."""

    status, code = 403, "INTERVIEW_NOT_EDITABLE"
    message = "Only interviews created with the Interview API can be changed by it"
    evidence = documented("developers.smartrecruiters.com, Interview API: it changes only the interviews it created")


class ApplicationNotFound(ApiError):
    """No application with that id."""

    status, code, message = 404, "APPLICATION_NOT_FOUND", "Application not found"
    evidence = inferred("the family answers 404 for what does not exist; an empty list is the alternative")
