"""The value lists of StackOne's enumerations; every list ends with `unmapped_value`.

Source: the published OpenAPI documents. File formats are file name extensions, in a text file of their own.
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

    @classmethod
    def of(cls, name: str, words: str) -> "Enumeration":
        """A list from its words, in their order, with `unmapped_value` at the end."""
        return cls(name, (*words.split(), UNMAPPED))

    def __contains__(self, value: object) -> bool:
        return value in self.values


APPLICATION_STATUS = Enumeration.of(
    "ApplicationStatus",
    "active assessment background_check converted declined_by_candidate hired interview lead offer reference_check "
    "rejected review screen new onboarding created accepted short_list approved",
)
APPLICATION_CHANGE_TYPE = Enumeration.of("ApplicationChangeType", "application_status interview_stage rejected_reasons")
JOB_STATUS = Enumeration.of("AtsJobStatus", "published draft pending internal archived closed open deleted on_hold")
JOB_POSTING_STATUS = Enumeration.of("JobPostingStatus", "live draft pending internal rejected closed archived")
INTERVIEW_STATUS = Enumeration.of("InterviewStatus", "unscheduled scheduled completed cancelled pending_feedback")
INTERVIEW_TYPE = Enumeration.of(
    "InterviewType", "screening lunch on_site presentation sell culture informal test phone video"
)
OFFER_STATUS = Enumeration.of("OfferStatus", "pending retracted accepted rejected created approved not_approved")
REJECTED_REASON_TYPE = Enumeration.of(
    "RejectedReasonType", "rejected_by_candidate rejected_by_organization other unknown"
)
NOTES_VISIBILITY = Enumeration.of("NotesVisibility", "private public")
DOCUMENT_TYPE = Enumeration.of(
    "AtsDocumentType",
    "resume avatar cover_letter profile_picture policy passport assessment interview_attachment take_home_test "
    "offer_letter signed_offer_letter national_id offer_packet other",
)
TRUTH = Enumeration.of("Confidential", "true false")
ATTACHMENT_CONTENT_TYPE = Enumeration.of("AttachmentContentType", "text pdf video other")
ANSWER_TYPE = Enumeration.of(
    "Answer",
    "short_text long_text attachment multi_select single_select boolean number date video reference_check url",
)
QUESTION_TYPE = Enumeration("QuestionsType", ANSWER_TYPE.values)
CONDITION_TYPE = Enumeration.of("ConditionType", "equals_to contains")
CUSTOM_FIELD_TYPE = Enumeration.of(
    "CustomFieldType", "date float integer list checkbox text boolean single_select multi_select url other"
)
COMPENSATION_TYPE = Enumeration.of("CompensationType", "salary hourly commission bonus equity other")
PAY_PERIOD = Enumeration.of(
    "PayPeriod",
    "hour day week every_two_weeks month twice_a_month every_two_months quarter every_six_months year one_off none",
)
PAY_FREQUENCY = Enumeration.of(
    "PayFrequency",
    "hourly daily weekly bi_weekly four_weekly semi_monthly monthly bi_monthly quarterly semi_annually half_yearly "
    "yearly thirteen_monthly pro_rata",
)
EMPLOYMENT_TYPE = Enumeration.of(
    "EmploymentType",
    "contractor intern permanent apprentice freelance terminated temporary seasonal volunteer probation internal "
    "external expatriate employer_of_record casual Programme",
)
EMPLOYMENT_CONTRACT_TYPE = Enumeration.of("EmploymentContractType", "full_time shifts part_time")
SECTION_TYPE = Enumeration.of("AssessmentType", "responsibilities skills benefits company_overview description other")
LIST_TYPE = Enumeration.of("ListType", "candidates contacts companies")
RESULT = Enumeration.of("Result", "initiated in_progress cancelled completed expired failed passed")
PHONE_TYPE = Enumeration.of("PhoneType", "personal work mobile home unknown other")
RECOMMENDATION = Enumeration.of("Recommendation", "strong_yes yes no strong_no no_decision")
FIELD_TYPE = Enumeration.of(
    "FieldType",
    "short_text long_text multi_select single_select boolean number date phone email score location",
)
FILE_FORMAT = Enumeration.of("FileFormat", (Path(__file__).parent / "file_formats.txt").read_text(encoding="ascii"))
ACCOUNT_STATUS = ("active", "inactive", "suspended", "archived", "expired", "error")
ACCOUNT_TYPE = Enumeration.of("AccountType", "production test")
ACCOUNT_TYPES = ACCOUNT_TYPE.values[:-1]
"""Those that a request may name."""
CATEGORY = (
    *("ats", "hris", "hris-legacy", "crm", "iam", "marketing", "lms", "stackone", "documents", "ticketing"),
    *("screening", "messaging", "accounting", "scheduling"),
)
"""What a provider is for. Unlike the others, this list has no `unmapped_value`."""
