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

from collections.abc import Collection

from ats_sandbox.world.domain.applications import Application
from ats_sandbox.world.domain.jobs import OPEN_STATUSES, Job, JobStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus

JOB_STATUSES: dict[str, Collection[JobStatus]] = {"open": OPEN_STATUSES, "closed": {*JobStatus} - OPEN_STATUSES}
"""The two statuses of a job, and which of the company's each of them stands for."""


def job_status(job: Job, _call: object) -> str:
    """`open` while the job takes applications, else `closed`; a job on hold is closed."""
    return "open" if job.status in OPEN_STATUSES else "closed"


def disqualification(application: Application, _call: object) -> int | None:
    """The reason a candidate was disqualified for."""
    return application.reason if application.status is ApplicationStatus.REJECTED else None
