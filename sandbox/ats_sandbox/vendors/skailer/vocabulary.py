"""Skailer's terms for the company's hiring.

Its terms are documented: an *applicant* is a person, a *candidate* is an applicant on one job, an *action* is an entry
of a candidate's history. How it would show what only other systems know is inferred:

* A candidate is disqualified when the company rejected the application for a reason. Withdrawals are the candidates'
  own, and Skailer has no term for them: the candidate stands on the last stage with no reason, and the entry is no
  action. So it is with a transfer to another job, and with a rejection that gives no reason.
* An action always has at least one of stage, reason, reserve and comment, since Skailer accepts none without. An entry
  of the history that would show none of the four is not shown.
* The entry that an application begins with is not shown: creating a candidate writes no action.
"""

from collections.abc import Iterable

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.jobs import OPEN_STATUSES, Job, JobStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus

OPEN, CLOSED = "open", "closed"

JOB_STATUSES: dict[str, Iterable[JobStatus]] = {
    OPEN: [status for status in JobStatus if status in OPEN_STATUSES],
    CLOSED: [status for status in JobStatus if status not in OPEN_STATUSES],
}
"""The two statuses of a job, and which of the company's each of them stands for."""


def job_status(job: Job) -> str:
    """`open` while the job takes applications, else `closed`; a job on hold is closed."""
    return OPEN if job.status in OPEN_STATUSES else CLOSED


def disqualification(application: Application) -> int | None:
    """The reason a candidate was disqualified for."""
    return application.reason if application.status is ApplicationStatus.REJECTED else None
