"""What happens to each application: its history, and where it stands in the end."""

from ats_sandbox.world.clock import DAY, HOUR, MINUTE, START
from ats_sandbox.world.domain.applications import ACTIVITIES, APPLICATIONS, Activity, Application
from ats_sandbox.world.domain.jobs import JobStatus
from ats_sandbox.world.domain.pipelines import ApplicationStatus, Stage
from ats_sandbox.world.seeding.applications import PlannedApplication
from ats_sandbox.world.seeding.calendar import later, monday, working
from ats_sandbox.world.seeding.interviews import SeededInterviews
from ats_sandbox.world.seeding.jobs import PlannedJob
from ats_sandbox.world.seeding.notes import note_on, write_notes
from ats_sandbox.world.seeding.offers import SeededOffers
from ats_sandbox.world.seeding.progress import CandidateProgress
from ats_sandbox.world.seeding.screening import Screenings
from ats_sandbox.world.seeding.setting import SeedingContext

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

_WHOLE_COURSE = 90 * DAY
"""Longer than any way from an application to a contract."""


class ApplicationHistory:
    """An application while its history is being written."""

    __slots__ = (
        "arrival",
        "at",
        "chance",
        "ended_at",
        "limit",
        "offered_at",
        "opening",
        "reason",
        "reserved",
        "setting",
        "stage",
        "starts_at",
        "status",
    )

    def __init__(self, setting: SeedingContext, arrival: PlannedApplication) -> None:
        self.setting = setting
        self.arrival = arrival
        self.opening: PlannedJob = arrival.opening
        self.chance = setting.chance("course", arrival.id)
        self.limit = min(START, self.opening.shuts_at or START, arrival.transferred_at or START)
        self.at = arrival.at
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
        opening: bool = False,
    ) -> Activity:
        """Write an entry down and let it take effect."""
        self.opening.stirred(at)
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
        return self.setting.ledger.add(
            ACTIVITIES,
            Activity(
                id=0,
                application=self.arrival.id,
                by=by,
                status=status,
                stage=None if stage is None else stage.id,
                reason=reason,
                reserved=reserved,
                note=None,
                starts_at=starts_at,
                dated=dated,
                opening=opening,
                at=at,
            ),
        )


class Histories:
    """Writes the histories of all applications, in the order of their coming."""

    __slots__ = ("_closed", "_forms", "_meetings", "_proposals", "_setting")

    def __init__(self, setting: SeedingContext) -> None:
        self._setting = setting
        self._forms = Screenings(setting)
        self._meetings = SeededInterviews(setting)
        self._proposals = SeededOffers(setting)
        self._closed = setting.position_closed.id

    def write(self, arrival: PlannedApplication, person: CandidateProgress) -> Application:
        """Everything that happened to one application."""
        course = ApplicationHistory(self._setting, arrival)
        sourced = self._open(course)
        if arrival.id == 1:
            self._first(course)
        else:
            self._run(course, person, sourced=sourced)
        if course.offered_at is not None:
            self._proposals.propose(course.arrival, course.offered_at, course.status, course.at, course.starts_at)
        return self._application(course, person, sourced=sourced)

    def _open(self, course: ApplicationHistory) -> bool:
        """The first entry. Some applications were begun by a recruiter, as leads."""
        sourced = course.arrival.id == 1 or course.chance.happens("sourced", 13)
        main = course.opening.phases.main
        status = ApplicationStatus.LEAD if sourced else ApplicationStatus.NEW
        by = course.opening.recruiter.id if sourced else None
        course.enter(course.arrival.at, by=by, status=status, stage=main[status], opening=True)
        return sourced

    def _first(self, course: ApplicationHistory) -> None:
        """The first application of every world was a lead for long and is being looked at now."""
        main, by = course.opening.phases.main, course.opening.recruiter.id
        course.enter(START - 6 * DAY + HOUR, by=by, status=ApplicationStatus.NEW, stage=main[ApplicationStatus.NEW])
        course.enter(
            START - 3 * DAY + 2 * HOUR,
            by=by,
            status=ApplicationStatus.IN_REVIEW,
            stage=main[ApplicationStatus.IN_REVIEW],
        )

    def _run(self, course: ApplicationHistory, person: CandidateProgress, *, sourced: bool) -> None:
        chance, opening = course.chance, course.opening
        depth, ending = self._end(course, person)
        first = ApplicationStatus.NEW if sourced else ApplicationStatus.IN_REVIEW
        ready: int | None = course.at
        if not (sourced and depth == 0 and ending is None):
            ready = self._walk(
                course,
                person,
                [phase for phase in _PHASES[: depth + 1] if _PHASES.index(phase) >= _PHASES.index(first)],
            )
        if ready is not None and ending is not None:
            at = later(chance, "end", ready, 1, 9)
            if at < course.limit:
                company = ending is _REJECTED
                reasons = self._setting.rejections if company else self._setting.withdrawals
                by = opening.recruiter.id if company or chance.happens("told", 50) else None
                course.enter(at, by=by, status=ending, reason=chance.pick("reason", reasons).id)
        self._stop(course)
        if course.running and course.status in _PHASES[:3] and chance.happens("reserved", 8):
            at = later(chance, "reserved_at", max(course.at, ready or 0), 0, 4)
            if at < START:
                course.enter(at, by=opening.recruiter.id, reserved=True)

    def _end(self, course: ApplicationHistory, person: CandidateProgress) -> tuple[int, ApplicationStatus | None]:
        """How far this application is to get, and how it is to end."""
        opening, chance = course.opening, course.chance
        depth, ending = chance.weighted("end", _ENDS)
        age = START - course.at
        if opening.id == 1 and 25 * DAY < age < 90 * DAY:
            depth, ending = 2 + course.arrival.id % 2, None
        elif age < _FRESH and chance.happens("fresh", 50):
            ending = None
        elif ending is None and depth < 4 and age > _FORGOTTEN and chance.happens("forgotten", 75):
            ending = chance.weighted("late", ((_REJECTED, 80), (_WITHDRAWN, 20)))
        filling = opening.status is JobStatus.FILLED or course.arrival.id == 2
        if filling and course.limit - course.at > _WHOLE_COURSE:
            depth, ending = 4, None
        if course.arrival.transferred_at is not None:
            return min(depth, 2, _REACH[opening.status]), None
        if depth == 4 and (person.hired or not opening.has_room):
            depth, ending = (3, _WITHDRAWN) if person.hired else (2, _REJECTED)
        return min(depth, _REACH[opening.status]), ending

    def _walk(
        self, course: ApplicationHistory, person: CandidateProgress, phases: list[ApplicationStatus]
    ) -> int | None:
        """Go through the phases; gives when the last one is done with, or None when time ran out on the way."""
        chance, opening = course.chance, course.opening
        ready = course.at
        for phase in phases:
            for stage in self._stops(course, phase):
                low, high = _DAYS[phase]
                at = later(chance, f"stage.{stage.position}", ready, low, high)
                if at >= course.limit:
                    return None
                if len(phases) > 1 and phase is phases[0] and chance.happens("dated", 2):
                    course.enter(at - MINUTE, by=opening.recruiter.id, status=phase, dated=at - 2 * DAY)
                by = (
                    opening.manager
                    if phase is ApplicationStatus.INTERVIEW and chance.happens("manager", 30)
                    else opening.recruiter
                )
                starts = (
                    monday(at + chance.between("starts_at", 20, 60) * DAY) if phase is ApplicationStatus.HIRED else None
                )
                entry = course.enter(at, by=by.id, status=phase, stage=stage, starts_at=starts)
                if chance.happens(f"remark.{stage.position}", 4):
                    self._explain(course, entry, by.id)
                ready = at
                if phase is ApplicationStatus.IN_REVIEW:
                    self._meetings.review_papers(course.arrival, person, opening.manager, at, course.limit)
                elif phase is ApplicationStatus.INTERVIEW:
                    opening.interviewing_at = min(opening.interviewing_at or at, at)
                    ready = self._meetings.meet(course.arrival, person, stage, at, course.limit)
                elif phase is ApplicationStatus.OFFERED and course.offered_at is None:
                    course.offered_at = at
                    opening.offering_at = min(opening.offering_at or at, at)
                elif phase is ApplicationStatus.HIRED:
                    person.hired = True
                    opening.hire(course.arrival.id, at)
        return ready

    def _explain(self, course: ApplicationHistory, entry: Activity, author: int) -> None:
        """A note that was written with an entry of the history."""
        note = note_on(
            self._setting,
            course.chance,
            0,
            candidate=course.arrival.candidate,
            application=course.arrival.id,
            author=author,
            at=entry.at,
        )
        self._setting.ledger.link(entry, "note", note)

    def _stops(self, course: ApplicationHistory, phase: ApplicationStatus) -> tuple[Stage, ...]:
        """The stages of a phase that this application goes through."""
        main, steps = course.opening.phases.main[phase], course.opening.phases.steps[phase]
        if not steps:
            return (main,)
        way = course.chance.below(f"way.{phase}", 4)
        if way == 0 or (phase is ApplicationStatus.OFFERED and way < 3):
            return (main,)
        if way == 1:
            return (main, steps[0])
        return steps if way == 2 else (steps[-1],)

    def _stop(self, course: ApplicationHistory) -> None:
        """A transfer ends a running application, and so does the end of the job."""
        transferred, shut = course.arrival.transferred_at, course.opening.shuts_at
        if not course.running:
            return
        if transferred is not None and transferred == course.limit:
            course.enter(transferred, by=course.opening.recruiter.id, status=ApplicationStatus.TRANSFERRED)
        elif shut is not None and course.opening.status is not JobStatus.ON_HOLD:
            at = working(shut + (1 + course.arrival.id % 90) * MINUTE)
            course.enter(at, by=course.opening.recruiter.id, status=_REJECTED, reason=self._closed)

    def _application(self, course: ApplicationHistory, person: CandidateProgress, *, sourced: bool) -> Application:
        arrival, opening, chance = course.arrival, course.opening, course.chance
        transferred = course.status is ApplicationStatus.TRANSFERRED
        form = self._forms.fill(arrival, sourced=sourced)
        primary = not person.primary and not transferred
        person.primary = person.primary or primary
        application = Application(
            id=arrival.id,
            candidate=arrival.candidate,
            job=opening.id,
            status=course.status,
            stage=course.stage,
            reason=course.reason,
            source=form.source,
            origin=form.origin,
            posting=None,
            primary=primary,
            reserved=course.reserved,
            starts_at=course.starts_at,
            answers=form.answers,
            credited_to=opening.recruiter.id if sourced else None,
            ended_at=course.ended_at,
            hired_at=course.at if course.status is ApplicationStatus.HIRED else None,
            confidential=opening.confidential,
            created_at=arrival.at,
            updated_at=course.at,
        )
        self._setting.ledger.add(APPLICATIONS, application)
        if opening.adverts and not sourced and chance.happens("posting", 80):
            self._setting.ledger.link(application, "posting", chance.pick("which", opening.adverts))
        write_notes(self._setting, arrival, course.at)
        return person.applied(application, opening)
