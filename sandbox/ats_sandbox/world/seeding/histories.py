"""What happens to each application: its history, and its status in the end."""

from ats_sandbox.world.clock import DAY, HOUR, MINUTE, START
from ats_sandbox.world.domain.applications import ACTIVITIES, APPLICATIONS, Activity, Application
from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus, Stage
from ats_sandbox.world.seeding.applications import PlannedApplication
from ats_sandbox.world.seeding.calendar import later, monday, working
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.interviews import SeededInterviews
from ats_sandbox.world.seeding.jobs import PlannedJob
from ats_sandbox.world.seeding.notes import note_on, write_notes
from ats_sandbox.world.seeding.offers import SeededOffers
from ats_sandbox.world.seeding.progress import CandidateProgress
from ats_sandbox.world.seeding.screening import Screenings

_PHASES = (
    ApplicationStatus.NEW,
    ApplicationStatus.IN_REVIEW,
    ApplicationStatus.INTERVIEW,
    ApplicationStatus.OFFERED,
    ApplicationStatus.HIRED,
)

_REJECTED, _WITHDRAWN = ApplicationStatus.REJECTED, ApplicationStatus.WITHDRAWN
_ENDS: tuple[tuple[tuple[int, ApplicationStatus | None], int], ...] = (
    ((0, None), 9),
    ((1, None), 12),
    ((2, None), 16),
    ((3, None), 13),
    ((4, None), 14),
    ((0, _REJECTED), 10),
    ((1, _REJECTED), 14),
    ((2, _REJECTED), 12),
    ((3, _REJECTED), 4),
    ((0, _WITHDRAWN), 2),
    ((1, _WITHDRAWN), 4),
    ((2, _WITHDRAWN), 4),
    ((3, _WITHDRAWN), 4),
)
"""How far applications get (an index of `_PHASES`) and how they end there, with weights."""

_REACH = {
    JobStatus.SOURCING: 1,
    JobStatus.INTERVIEW: 2,
    JobStatus.ON_HOLD: 2,
    JobStatus.CANCELLED: 3,
    JobStatus.OFFER: 4,
    JobStatus.FILLED: 4,
}
"""How far the applications to a job in that status can have got."""

_DAYS = {
    ApplicationStatus.NEW: (1, 4),
    ApplicationStatus.IN_REVIEW: (1, 6),
    ApplicationStatus.INTERVIEW: (1, 5),
    ApplicationStatus.OFFERED: (1, 5),
    ApplicationStatus.HIRED: (2, 9),
}
"""How many days it takes to get there from the entry before."""

_FORGOTTEN = 100 * DAY
"""Older applications have mostly come to an end."""

_FRESH = 40 * DAY
"""Half of the younger applications have not come to their end yet."""

_LONGEST = 90 * DAY
"""More than it ever takes from an application to a contract."""


class ApplicationHistory:
    """An application whose history is being seeded."""

    __slots__ = (
        "at",
        "chance",
        "context",
        "ended_at",
        "job",
        "limit",
        "offered_at",
        "planned",
        "reason",
        "reserved",
        "stage",
        "starts_at",
        "status",
    )

    def __init__(self, context: SeedingContext, planned: PlannedApplication) -> None:
        self.context = context
        self.planned = planned
        self.job: PlannedJob = planned.job
        self.chance = context.chance("course", planned.id)
        self.limit = min(START, self.job.closes_at or START, planned.transferred_at or START)
        self.at = planned.at
        self.status = ApplicationStatus.NEW
        self.stage = 0
        self.reason: int | None = None
        self.reserved = False
        self.starts_at: int | None = None
        self.ended_at: int | None = None
        self.offered_at: int | None = None

    @property
    def running(self) -> bool:
        """Whether a next entry is to be expected."""
        return self.ended_at is None and self.status not in (ApplicationStatus.HIRED, ApplicationStatus.TRANSFERRED)

    def enter(
        self,
        at: int,
        *,
        by: int | None = None,
        status: ApplicationStatus | None = None,
        stage: Stage | None = None,
        reason: int | None = None,
        reserved: bool | None = None,
        starts_at: int | None = None,
        dated: int | None = None,
        first: bool = False,
    ) -> Activity:
        """Add an entry and let it take effect."""
        self.job.touched(at)
        if dated is None:
            self.at = at
            if status is not None:
                self.status = status
                over = status in (_REJECTED, _WITHDRAWN)
                self.reason, self.ended_at = (reason, at) if over else (None, None)
                self.starts_at = starts_at
                self.reserved = self.reserved and over
            if stage is not None:
                self.stage = stage.id
            if reserved is not None:
                self.reserved = reserved
        return self.context.draft.add(
            ACTIVITIES,
            Activity(
                id=0,
                application=self.planned.id,
                by=by,
                status=status,
                stage=None if stage is None else stage.id,
                reason=reason,
                reserved=reserved,
                note=None,
                starts_at=starts_at,
                dated=dated,
                opening=first,
                at=at,
            ),
        )


class Histories:
    """Adds the histories of all applications, in chronological order."""

    __slots__ = ("_context", "_interviews", "_offers", "_position_closed", "_screenings")

    def __init__(self, context: SeedingContext) -> None:
        self._context = context
        self._screenings = Screenings(context)
        self._interviews = SeededInterviews(context)
        self._offers = SeededOffers(context)
        self._position_closed = context.position_closed.id

    def write(self, planned: PlannedApplication, progress: CandidateProgress) -> Application:
        """Everything that happened to one application."""
        history = ApplicationHistory(self._context, planned)
        sourced = self._open(history)
        if planned.id == 1:
            self._write_first(history)
        else:
            self._continue(history, progress, sourced=sourced)
        if history.offered_at is not None:
            self._offers.write(history.planned, history.offered_at, history.status, history.at, history.starts_at)
        return self._application(history, progress, sourced=sourced)

    def _open(self, history: ApplicationHistory) -> bool:
        """The first entry. Some applications were begun by a recruiter, as leads."""
        sourced = history.planned.id == 1 or history.chance.happens("sourced", 13)
        main = history.job.phases.main
        status = ApplicationStatus.LEAD if sourced else ApplicationStatus.NEW
        by = history.job.recruiter.id if sourced else None
        history.enter(history.planned.at, by=by, status=status, stage=main[status], first=True)
        return sourced

    def _write_first(self, history: ApplicationHistory) -> None:
        """The first application of every world was a lead for long and is being looked at now."""
        main, by = history.job.phases.main, history.job.recruiter.id
        history.enter(START - 6 * DAY + HOUR, by=by, status=ApplicationStatus.NEW, stage=main[ApplicationStatus.NEW])
        history.enter(
            START - 3 * DAY + 2 * HOUR,
            by=by,
            status=ApplicationStatus.IN_REVIEW,
            stage=main[ApplicationStatus.IN_REVIEW],
        )

    def _continue(self, history: ApplicationHistory, progress: CandidateProgress, *, sourced: bool) -> None:
        """The later entries of any other application."""
        chance, job = history.chance, history.job
        depth, ending = self._end(history, progress)
        ready: int | None = history.at
        if not (sourced and depth == 0 and ending is None):
            ready = self._go_through(history, progress, _PHASES[0 if sourced else 1 : depth + 1])
        if ready is not None and ending is not None:
            at = later(chance, "end", ready, 1, 9)
            if at < history.limit:
                company = ending is _REJECTED
                reasons = self._context.rejections if company else self._context.withdrawals
                by = job.recruiter.id if company or chance.happens("told", 50) else None
                history.enter(at, by=by, status=ending, reason=chance.pick("reason", reasons).id)
        self._end_early(history)
        if history.running and history.status in _PHASES[:3] and chance.happens("reserved", 8):
            at = later(chance, "reserved_at", max(history.at, ready or 0), 0, 4)
            if at < START:
                history.enter(at, by=job.recruiter.id, reserved=True)

    def _end(self, history: ApplicationHistory, progress: CandidateProgress) -> tuple[int, ApplicationStatus | None]:
        """How far this application is to get, and how it is to end."""
        job, chance = history.job, history.chance
        depth, ending = chance.weighted("end", _ENDS)
        age = START - history.at
        if job.id == 1 and 25 * DAY < age < 90 * DAY:
            depth, ending = 2 + history.planned.id % 2, None
        elif age < _FRESH and chance.happens("fresh", 50):
            ending = None
        elif ending is None and depth < 4 and age > _FORGOTTEN and chance.happens("forgotten", 75):
            ending = chance.weighted("late", ((_REJECTED, 80), (_WITHDRAWN, 20)))
        filling = job.status is JobStatus.FILLED or history.planned.id == 2
        if filling and history.limit - history.at > _LONGEST:
            depth, ending = 4, None
        if history.planned.transferred_at is not None:
            return min(depth, 2, _REACH[job.status]), None
        if depth == 4 and (progress.hired or not job.has_room):
            depth, ending = (3, _WITHDRAWN) if progress.hired else (2, _REJECTED)
        return min(depth, _REACH[job.status]), ending

    def _go_through(
        self, history: ApplicationHistory, progress: CandidateProgress, phases: tuple[ApplicationStatus, ...]
    ) -> int | None:
        """Go through the phases; gives when the last one is done with, or None when time ran out on the way."""
        chance, job = history.chance, history.job
        ready = history.at
        for phase in phases:
            for stage in self._stages_of(history, phase):
                low, high = _DAYS[phase]
                at = later(chance, f"stage.{stage.position}", ready, low, high)
                if at >= history.limit:
                    return None
                if len(phases) > 1 and phase is phases[0] and chance.happens("dated", 2):
                    history.enter(at - MINUTE, by=job.recruiter.id, status=phase, dated=at - 2 * DAY)
                by = (
                    job.manager
                    if phase is ApplicationStatus.INTERVIEW and chance.happens("manager", 30)
                    else job.recruiter
                )
                starts = (
                    monday(at + chance.between("starts_at", 20, 60) * DAY) if phase is ApplicationStatus.HIRED else None
                )
                entry = history.enter(at, by=by.id, status=phase, stage=stage, starts_at=starts)
                if chance.happens(f"remark.{stage.position}", 4):
                    self._add_note(history, entry, by.id)
                ready = at
                if phase is ApplicationStatus.IN_REVIEW:
                    self._interviews.review_application(history.planned, progress, job.manager, at, history.limit)
                elif phase is ApplicationStatus.INTERVIEW:
                    job.interviewing_at = min(job.interviewing_at or at, at)
                    ready = self._interviews.write(history.planned, progress, stage, at, history.limit)
                elif phase is ApplicationStatus.OFFERED and history.offered_at is None:
                    history.offered_at = at
                    job.offering_at = min(job.offering_at or at, at)
                elif phase is ApplicationStatus.HIRED:
                    progress.hired = True
                    job.hire(history.planned.id, at)
        return ready

    def _add_note(self, history: ApplicationHistory, entry: Activity, author: int) -> None:
        """A note that was written with an entry of the history."""
        note = note_on(
            self._context,
            history.chance,
            0,
            candidate=history.planned.candidate,
            application=history.planned.id,
            author=author,
            at=entry.at,
        )
        self._context.draft.link(entry, "note", note)

    def _stages_of(self, history: ApplicationHistory, phase: ApplicationStatus) -> tuple[Stage, ...]:
        """The stages of a phase that this application goes through."""
        main, steps = history.job.phases.main[phase], history.job.phases.steps[phase]
        if not steps:
            return (main,)
        route = history.chance.below(f"way.{phase}", 4)
        if route == 0 or (phase is ApplicationStatus.OFFERED and route < 3):
            return (main,)
        if route == 1:
            return (main, steps[0])
        return steps if route == 2 else (steps[-1],)

    def _end_early(self, history: ApplicationHistory) -> None:
        """A transfer ends a running application, and so does the end of the job."""
        transferred, closes_at = history.planned.transferred_at, history.job.closes_at
        if not history.running:
            return
        if transferred is not None and transferred == history.limit:
            history.enter(transferred, by=history.job.recruiter.id, status=ApplicationStatus.TRANSFERRED)
        elif closes_at is not None and history.job.status is not JobStatus.ON_HOLD:
            at = working(closes_at + (1 + history.planned.id % 90) * MINUTE)
            history.enter(at, by=history.job.recruiter.id, status=_REJECTED, reason=self._position_closed)

    def _application(self, history: ApplicationHistory, progress: CandidateProgress, *, sourced: bool) -> Application:
        planned, job, chance = history.planned, history.job, history.chance
        transferred = history.status is ApplicationStatus.TRANSFERRED
        screening = self._screenings.fill(planned, sourced=sourced)
        primary = not progress.primary and not transferred
        progress.primary = progress.primary or primary
        application = Application(
            id=planned.id,
            candidate=planned.candidate,
            job=job.id,
            status=history.status,
            stage=history.stage,
            reason=history.reason,
            source=screening.source,
            origin=screening.origin,
            posting=None,
            primary=primary,
            reserved=history.reserved,
            starts_at=history.starts_at,
            answers=screening.answers,
            credited_to=job.recruiter.id if sourced else None,
            ended_at=history.ended_at,
            hired_at=history.at if history.status is ApplicationStatus.HIRED else None,
            confidential=job.confidential,
            created_at=planned.at,
            updated_at=history.at,
        )
        self._context.draft.add(APPLICATIONS, application)
        if job.adverts and not sourced and chance.happens("posting", 80):
            self._context.draft.link(application, "posting", chance.pick("which", job.adverts))
        write_notes(self._context, planned, history.at)
        return progress.applied(application, job)
