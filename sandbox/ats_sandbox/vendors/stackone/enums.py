"""The value lists of StackOne's enumerations, from `enums.txt`; every list ends with `unmapped_value`.

Source: the published OpenAPI documents. The file has a list a line, `Name: value value …`; indented lines go on.
"""

from dataclasses import dataclass
from functools import cache
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


def shown(value: str, source: str | None = None) -> dict[str, str]:
    """`{value, source_value}` of a value and the provider's name for it, by default the same in capitals."""
    return {"value": value, "source_value": value.upper() if source is None else source}


_TEXT = (Path(__file__).parent / "enums.txt").read_text("ascii")
_LISTS = dict(line.split(":", 1) for line in _TEXT.replace("\n ", "").splitlines())


@cache
def enumeration(of: Enumeration | str) -> Enumeration:
    """The list of a name in the file."""
    return of if isinstance(of, Enumeration) else Enumeration(of, (*_LISTS[of].split(), UNMAPPED))


APPLICATION_STATUS = enumeration("ApplicationStatus")
APPLICATION_CHANGE_TYPE = enumeration("ApplicationChangeType")
JOB_STATUS = enumeration("AtsJobStatus")
INTERVIEW_TYPE = enumeration("InterviewType")
DOCUMENT_TYPE = enumeration("AtsDocumentType")
ATTACHMENT_CONTENT_TYPE = enumeration("AttachmentContentType")
ANSWER_TYPE = enumeration("Answer")
CUSTOM_FIELD_TYPE = enumeration("CustomFieldType")
RESULT = enumeration("Result")
PHONE_TYPE = enumeration("PhoneType")
FILE_FORMAT = enumeration("FileFormat")
ACCOUNT_TYPE = enumeration("AccountType")
QUESTION_TYPE = Enumeration("QuestionsType", ANSWER_TYPE.values)
ACCOUNT_STATUS = ("active", "inactive", "suspended", "archived", "expired", "error")
ACCOUNT_TYPES = ACCOUNT_TYPE.values[:-1]
"""Those that a request may name."""
CATEGORY = (
    *("ats", "hris", "hris-legacy", "crm", "iam", "marketing", "lms", "stackone", "documents", "ticketing"),
    *("screening", "messaging", "accounting", "scheduling"),
)
"""What a provider is for. Unlike the others, this list has no `unmapped_value`."""
