"""What a job names and the company does not have."""

from ats_sandbox.contract.evidence import inferred
from ats_sandbox.contract.refusal import ApiError

NAMED = inferred("the use case names the refusal, not its number or code; unknown words elsewhere in a body are 400")


class DepartmentNotFound(ApiError):
    """No department with that id."""

    status, code, message, evidence = 400, "DEPARTMENT_NOT_FOUND", "Department not found", NAMED


class IndustryNotFound(ApiError):
    """No industry with that id."""

    status, code, message, evidence = 400, "INDUSTRY_NOT_FOUND", "Industry not found", NAMED


class FunctionNotFound(ApiError):
    """No job function with that id."""

    status, code, message, evidence = 400, "FUNCTION_NOT_FOUND", "Function not found", NAMED


class TypeOfEmploymentNotFound(ApiError):
    """No type of employment with that id."""

    status, code, message, evidence = 400, "TYPE_OF_EMPLOYMENT_NOT_FOUND", "Type of employment not found", NAMED


class JobAdLanguageNotFound(ApiError):
    """A job ad cannot be in that language."""

    status, code, message, evidence = 400, "JOB_AD_LANGUAGE_NOT_FOUND", "Job ad language not found", NAMED


class EeoCategoryNotFound(ApiError):
    """No EEO category with that id."""

    status, code, message, evidence = 400, "EEO_CATEGORY_NOT_FOUND", "EEO category not found", NAMED


UNKNOWN_WORDS = (
    DepartmentNotFound,
    IndustryNotFound,
    FunctionNotFound,
    TypeOfEmploymentNotFound,
    JobAdLanguageNotFound,
    EeoCategoryNotFound,
)
"""In the order in which they are looked for."""
