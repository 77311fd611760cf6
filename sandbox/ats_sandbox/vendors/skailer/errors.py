"""What Skailer refuses: it documents which statuses clients must handle, and nothing of their bodies."""

from ats_sandbox.contract.refusals import Refusals

__getattr__ = Refusals(__file__).named

FILE_REQUIRED = "The file field is required."
FILE_TYPE = "The file field must be a file of type: pdf, doc, docx."
FILE_EMPTY = "The file field must not be empty."
FILE_TOO_LARGE = "The file field must not be greater than 10240 kilobytes."
ALREADY_ON_JOB = "The applicant is already attached to this job."
NOTHING_TO_DO = "At least one action field is required."
