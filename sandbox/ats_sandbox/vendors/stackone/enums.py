"""The value lists of StackOne's enumerations, from `enums.txt`; every list ends with `unmapped_value`.

Source: the published OpenAPI documents. The file has a list a line, `Name: value value …`; indented lines go on.
"""

from dataclasses import dataclass
from pathlib import Path

UNMAPPED = "unmapped_value"
"""Stands for a provider's value that has no counterpart; the original is then in `source_value`."""


@dataclass(frozen=True)
class Enumeration:
    """A named list of values."""

    name: str
    values: tuple[str, ...]

    def __contains__(self, value: object) -> bool:
        return value in self.values


_TEXT = (Path(__file__).parent / "enums.txt").read_text("ascii")
_LISTS = dict(line.split(":", 1) for line in _TEXT.replace("\n ", "").splitlines())


def _values(name: str) -> Enumeration:
    return Enumeration(name, (*_LISTS[name].split(), UNMAPPED))


APPLICATION_STATUS = _values("ApplicationStatus")
APPLICATION_CHANGE_TYPE = _values("ApplicationChangeType")
JOB_STATUS = _values("AtsJobStatus")
JOB_POSTING_STATUS = _values("JobPostingStatus")
INTERVIEW_STATUS = _values("InterviewStatus")
INTERVIEW_TYPE = _values("InterviewType")
OFFER_STATUS = _values("OfferStatus")
REJECTED_REASON_TYPE = _values("RejectedReasonType")
NOTES_VISIBILITY = _values("NotesVisibility")
DOCUMENT_TYPE = _values("AtsDocumentType")
TRUTH = _values("Confidential")
ATTACHMENT_CONTENT_TYPE = _values("AttachmentContentType")
ANSWER_TYPE = _values("Answer")
QUESTION_TYPE = Enumeration("QuestionsType", ANSWER_TYPE.values)
CONDITION_TYPE = _values("ConditionType")
CUSTOM_FIELD_TYPE = _values("CustomFieldType")
COMPENSATION_TYPE = _values("CompensationType")
PAY_PERIOD = _values("PayPeriod")
PAY_FREQUENCY = _values("PayFrequency")
EMPLOYMENT_TYPE = _values("EmploymentType")
EMPLOYMENT_CONTRACT_TYPE = _values("EmploymentContractType")
SECTION_TYPE = _values("AssessmentType")
LIST_TYPE = _values("ListType")
RESULT = _values("Result")
PHONE_TYPE = _values("PhoneType")
RECOMMENDATION = _values("Recommendation")
FIELD_TYPE = _values("FieldType")
FILE_FORMAT = _values("FileFormat")
ACCOUNT_TYPE = _values("AccountType")
ACCOUNT_STATUS = ("active", "inactive", "suspended", "archived", "expired", "error")
ACCOUNT_TYPES = ACCOUNT_TYPE.values[:-1]
"""Those that a request may name."""
CATEGORY = (
    *("ats", "hris", "hris-legacy", "crm", "iam", "marketing", "lms", "stackone", "documents", "ticketing"),
    *("screening", "messaging", "accounting", "scheduling"),
)
"""What a provider is for. Unlike the others, this list has no `unmapped_value`."""
