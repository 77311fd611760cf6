"""The interviews of an application, past and to come, and the scorecards about it."""

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.clock import DAY, HOUR, MINUTE, START
from ats_sandbox.world.domain.interviews import INTERVIEWS, TIMESLOTS, Interview, Interviewer, Response, Timeslot
from ats_sandbox.world.domain.pipelines import Stage
from ats_sandbox.world.domain.scorecards import CONCLUSIONS, SCORECARDS, Scorecard
from ats_sandbox.world.domain.users import User
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.applications import PlannedApplication
from ats_sandbox.world.seeding.calendar import half_hour, later, working
from ats_sandbox.world.seeding.context import SeedingContext
from ats_sandbox.world.seeding.corpora import InterviewType, MeetingPlace
from ats_sandbox.world.seeding.notes import note_on
from ats_sandbox.world.seeding.progress import CandidateProgress

_PAST_ANSWERS = ((Response.ACCEPTED, 70), (None, 20), (Response.TENTATIVE, 4), (Response.PENDING, 6))
_STAFF_ANSWERS = (
    (Response.ACCEPTED, 74),
    (Response.PENDING, 11),
    (Response.TENTATIVE, 7),
    (Response.DECLINED, 8),
)
_UPCOMING_ANSWERS = (
    (Response.ACCEPTED, 35),
    (Response.PENDING, 30),
    (None, 15),
    (Response.TENTATIVE, 10),
    (Response.DECLINED, 10),
)
_STARS = ((0, 2), (1, 9), (2, 18), (3, 26), (4, 30), (5, 15))
_TONES = ("negative", "negative", "negative", "neutral", "positive", "positive")


class SeededInterviews:
    """Schedules the interviews of one world."""

    __slots__ = ("_context", "_panels", "_places", "_titles", "_types")

    def __init__(self, context: SeedingContext) -> None:
        self._context = context
        text = corpora.words()
        self._panels: dict[tuple[Interviewer, ...], tuple[Interviewer, ...]] = {}
        self._titles: dict[tuple[int, str], str] = {}
        self._types = text.interview_types
        self._places: dict[str, list[MeetingPlace]] = {}
        for place in text.meeting_places:
            self._places.setdefault("on_site" if place.kind == "room" else place.kind, []).append(place)

    def write(self, planned: PlannedApplication, progress: CandidateProgress, stage: Stage, at: int, limit: int) -> int:
        """Arrange the interview for a stage entered at an instant; gives when the interview is over.

        An application that stops at the limit cannot be interviewed any more: the interview is cancelled then.
        """
        chance = Chance(self._context.seed, f"meeting.{stage.position}", planned.id)
        created = working(at + chance.between("created_at", HOUR, 20 * HOUR))
        if created >= limit or not (planned.job.id == 1 or chance.happens("arranged", self._context.recipe.interviews)):
            return at
        start = half_hour(working(created + chance.between("starts_at", 2 * DAY, 8 * DAY)))
        if start > START and chance.happens("far", 50):
            start = half_hour(working(start + chance.between("further", 2 * DAY, 9 * DAY)))
        cancelled = (start >= limit and limit < START) or chance.happens("cancelled", 7)
        upcoming = start >= START
        answers = _UPCOMING_ANSWERS if upcoming else _PAST_ANSWERS
        answer = (
            Response.DECLINED if cancelled and chance.happens("declined", 60) else chance.weighted("answer", answers)
        )
        video = chance.happens("video", 50)
        answered = min(created + chance.between("answered", 0, 30 * HOUR), limit)
        interview = Interview(
            id=0,
            application=planned.id,
            organizer=planned.job.recruiter.id,
            stage=stage.id,
            timezone=planned.job.timezone,
            location=None if video and chance.happens("bare", 60) else f"{planned.job.place.city} office",
            reference_url=f"https://meet.example.com/i/{planned.id}-{stage.position}" if video else None,
            scheduled_here=chance.happens("here", 50) or planned.job.id == 1,
            candidate_response=answer,
            cancelled=cancelled,
            created_at=created,
            updated_at=created if answer is None else answered,
        )
        self._context.draft.add(INTERVIEWS, interview)
        end = start
        slots = chance.weighted("slots", ((1, 55), (2, 30), (3, 15)))
        for number in range(1, slots + 1):
            slot = self._slot(planned, interview, chance, number, end + (number > 1) * 15 * MINUTE)
            end = slot.ends_at
            if not upcoming and not cancelled and not slot.no_show:
                self._review(planned, progress, interview, slot, limit)
        if not cancelled and end < limit and chance.happens("noted", 12):
            self._note(planned, interview, chance, end)
        return end

    def _note(self, planned: PlannedApplication, interview: Interview, chance: Chance, at: int) -> None:
        """What somebody wrote down during an interview."""
        note = note_on(
            self._context,
            chance,
            0,
            candidate=planned.candidate,
            application=planned.id,
            author=chance.pick("noted_by", planned.job.interviewers).id,
            at=at,
            bodies=corpora.words().interview_comments,
        )
        self._context.draft.link(note, "interview", interview)

    def _slot(
        self, planned: PlannedApplication, interview: Interview, chance: Chance, number: int, start: int
    ) -> Timeslot:
        kind: InterviewType = chance.pick(f"type.{number}", self._types)
        plain = chance.happens(f"plain.{number}", 12)
        panel = planned.job.interviewers
        invited = [
            panel[number % len(panel)],
            *([planned.job.manager] if chance.happens(f"manager.{number}", 40) else []),
        ]
        answers = _UPCOMING_ANSWERS if start >= START else _PAST_ANSWERS
        asked = interview.candidate_response
        no_show = start < START and not interview.cancelled and chance.happens(f"no_show.{number}", 4)
        answer = asked if number == 1 or asked is None else chance.weighted(f"answer.{number}", answers)
        interviewers = tuple(
            Interviewer(user.id, chance.weighted(f"response.{number}.{index}", _STAFF_ANSWERS))
            for index, user in enumerate(dict.fromkeys(invited))
        )
        slot = Timeslot(
            id=0,
            interview=0,
            type=None if plain else kind.label,
            title=None if plain else self._title(kind, planned),
            place=None if plain else chance.pick(f"place.{number}", self._places[kind.format]).label,
            starts_at=start,
            ends_at=start + kind.minutes * MINUTE,
            interviewers=self._panels.setdefault(interviewers, interviewers),  # few differ, and so they are shared
            candidate_response=answer,
            no_show=no_show,
            created_at=interview.created_at,
            updated_at=interview.updated_at,
        )
        self._context.draft.add(TIMESLOTS, slot)
        self._context.draft.link(slot, "interview", interview)
        return slot

    def _title(self, kind: InterviewType, planned: PlannedApplication) -> str:
        """What such an interview for the job is called."""
        key = planned.job.id, kind.slug
        return self._titles.setdefault(key, f"{kind.label}: {planned.job.title}"[:255])

    def _review(
        self, planned: PlannedApplication, progress: CandidateProgress, interview: Interview, slot: Timeslot, limit: int
    ) -> None:
        """The scorecards that the interviewers wrote afterwards."""
        for invited in slot.interviewers:
            ordinal = (slot.starts_at // MINUTE << 36) + (planned.id << 12) + invited.user
            chance = Chance(self._context.seed, "scorecard", ordinal)
            at = working(slot.ends_at + chance.between("at", HOUR, 30 * HOUR))
            if at < limit and chance.happens("written", 65):
                self._score(planned, progress, chance, invited.user, at, interview)

    def _score(
        self,
        planned: PlannedApplication,
        progress: CandidateProgress,
        chance: Chance,
        author: int,
        at: int,
        interview: Interview | None,
    ) -> None:
        stars = chance.weighted("stars", _STARS)
        comments = corpora.words().scorecard_comments[_TONES[stars]]
        card = Scorecard(
            id=0,
            application=planned.id,
            interview=None,
            author=author,
            rating=stars,
            recommendation=CONCLUSIONS[stars],
            comment=chance.pick("comment", comments) if chance.happens("words", 85) else None,
            created_at=at,
            updated_at=at,
        )
        self._context.draft.add(SCORECARDS, card)
        if interview is not None:
            self._context.draft.link(card, "interview", interview)
        progress.reviewed(stars, at)

    def review_application(
        self, planned: PlannedApplication, progress: CandidateProgress, author: User, at: int, limit: int
    ) -> None:
        """A scorecard that somebody wrote from the application alone, without an interview."""
        chance = Chance(self._context.seed, "papers", planned.id)
        when = later(chance, "at", at, 0, 3)
        if when < limit and chance.happens("written", 8):
            self._score(planned, progress, chance, author.id, when, None)
