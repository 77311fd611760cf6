"""What a principal may see of a world: which jobs, which people, and what hangs on those."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from ats_sandbox.contract.principal import Principal
from ats_sandbox.world.domain.applications import Activity, Application
from ats_sandbox.world.domain.attachments import Attachment
from ats_sandbox.world.domain.candidates import CANDIDATES, Candidate
from ats_sandbox.world.domain.interviews import Interview, Timeslot
from ats_sandbox.world.domain.jobs import JOBS, Job, JobEvent
from ats_sandbox.world.domain.notes import Note
from ats_sandbox.world.domain.offers import Offer
from ats_sandbox.world.domain.positions import Position
from ats_sandbox.world.domain.postings import Posting
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.scorecards import Scorecard
from ats_sandbox.world.store.selection import HiddenRows, Selection, VisibleSelection
from ats_sandbox.world.store.table import Record

R = TypeVar("R", bound=Record)


class Visibility:
    """One principal's view of one reading. `whole` is true when nothing at all is hidden.

    A job is seen unless it is confidential or off the list. An application is seen with its job and its candidate. A
    candidate is seen while one of their applications is, or when they are on no job. Everything else goes with the
    application, candidate or job that it is about; what is about none of these is open.
    """

    __slots__ = ("_principal", "_withheld", "_world", "whole")

    def __init__(self, principal: Principal, world: Reading, hidden: HiddenRows | None = None) -> None:
        self._principal = principal
        self._world = world
        self._withheld = hidden
        self.whole = principal.confidential and principal.jobs is None and principal.candidates is None

    def can_see(self, record: Record) -> bool:
        """True when the principal may see this record."""
        judged = _JUDGES.get(type(record))
        return self.whole or judged is None or judged(self, record)

    def visible(self, rows: Selection[R]) -> Selection[R]:
        """Only the rows that the principal may see, through an index wherever there is one."""
        collection = rows.collection
        if self.whole or collection.record not in _JUDGES:
            return rows
        shown, exact = rows, True
        if not self._principal.confidential:
            exact = "confidential" in collection.indexes
            shown = shown.where(confidential=False) if exact else shown
        for name, listed, own in (
            ("job", self._principal.jobs, JOBS.name),
            ("candidate", self._principal.candidates, CANDIDATES.name),
        ):
            if listed is not None:
                exact = False
                if collection.name == own:
                    shown = shown.among(listed)
                elif name in collection.indexes:
                    shown = shown.where_any(name, listed)
        shown = shown if exact else shown.only(self.can_see)
        return shown if self._withheld is None else VisibleSelection(shown, rows, self._withheld)

    def sees_job(self, job: Job) -> bool:
        """True unless the job is confidential or off the list."""
        return self._place(job.confidential, job.id)

    def _place(self, confidential: bool, job: int) -> bool:
        principal = self._principal
        return (principal.confidential or not confidential) and (principal.jobs is None or job in principal.jobs)

    def sees_application(self, one: Application) -> bool:
        """True when both the job and the candidate may be seen."""
        listed = self._principal.candidates
        return self._place(one.confidential, one.job) and (listed is None or one.candidate in listed)

    def sees_candidate(self, person: Candidate) -> bool:
        """True while one of the person's applications is seen, or when there is none."""
        principal = self._principal
        if principal.candidates is not None and person.id not in principal.candidates:
            return False
        if principal.jobs is None:
            return principal.confidential or not person.confidential
        applications = list(self._world.applications.where(candidate=person.id))
        return not applications or any(self.sees_application(one) for one in applications)

    def sees_by_job(self, record: Position | JobEvent | Posting) -> bool:
        """True when the job that it is about is seen."""
        job = self._world.jobs.get(record.job)
        return job is None or self.sees_job(job)

    def sees_by_application(self, record: Activity | Offer | Interview | Scorecard) -> bool:
        """True when the application that it is about is seen, or when it is about none."""
        application = self._world.applications.get(record.application)
        return application is None or self.sees_application(application)

    def sees_by_person(self, record: Note | Attachment) -> bool:
        """True when the person, and the application if one is named, is seen."""
        person = self._world.candidates.get(record.candidate)
        application = self._world.applications.get(record.application)
        return (person is None or self.sees_candidate(person)) and (
            application is None or self.sees_application(application)
        )

    def sees_by_interview(self, slot: Timeslot) -> bool:
        """True when the interview that it is part of is seen."""
        interview = self._world.interviews.get(slot.interview)
        return interview is None or self.sees_by_application(interview)


_JUDGES: Mapping[type[Record], Callable[[Visibility, Any], bool]] = {
    Job: Visibility.sees_job,
    Position: Visibility.sees_by_job,
    JobEvent: Visibility.sees_by_job,
    Posting: Visibility.sees_by_job,
    Candidate: Visibility.sees_candidate,
    Application: Visibility.sees_application,
    Activity: Visibility.sees_by_application,
    Offer: Visibility.sees_by_application,
    Interview: Visibility.sees_by_application,
    Scorecard: Visibility.sees_by_application,
    Timeslot: Visibility.sees_by_interview,
    Note: Visibility.sees_by_person,
    Attachment: Visibility.sees_by_person,
}
"""What decides about a record of each kind."""
