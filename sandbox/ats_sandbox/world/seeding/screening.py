"""What comes with an application: where it came from, and the answers to the screening questions."""

import msgspec

from ats_sandbox.world.chance import Chance
from ats_sandbox.world.domain.applications import ScreeningAnswer
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.screening_questions import ADDED_QUESTIONS, ScreeningQuestion
from ats_sandbox.world.domain.wordlists import word_lists
from ats_sandbox.world.seeding import corpora
from ats_sandbox.world.seeding.applications import PlannedApplication
from ats_sandbox.world.seeding.context import SeedingContext

_TYPES = (
    ("JOB_BOARD", 38),
    ("CAREER_SITE", 22),
    ("REFERRAL", 12),
    ("SOCIAL_NETWORK", 12),
    ("AGENCY", 6),
    ("EVENT", 5),
    ("API", 5),
)
_ANSWER_SETS = 32
"""How many different sets of answers there are: enough to look various, few enough to be shared."""


class Screening(msgspec.Struct, frozen=True):
    """A source known to the company, or else what the origin is called, or neither; and the answers."""

    source: int | None
    origin: str | None
    answers: tuple[ScreeningAnswer, ...]


class Screenings:
    """Fills in the application forms of one world."""

    __slots__ = ("_answer_sets", "_seed", "_sources")

    def __init__(self, context: SeedingContext) -> None:
        self._seed = context.seed
        self._sources: dict[str, list[int]] = {}
        for source in context.sources:
            self._sources.setdefault(source.type, []).append(source.id)
        self._answer_sets = (
            [self._answer_set(number) for number in range(_ANSWER_SETS)] if context.recipe.applications else []
        )

    def fill(self, planned: PlannedApplication, *, sourced: bool) -> Screening:
        """The form of one application; one that a recruiter began has no answers."""
        chance = Chance(self._seed, "form", planned.id)
        if sourced:
            return Screening(chance.pick("source", self._sources["SOURCED"]), None, ())
        answers = chance.pick("answers", self._answer_sets) if chance.happens("answered", 60) else ()
        if chance.happens("elsewhere", 6):
            origin = chance.pick("origin", word_lists().origins["free"]) if chance.happens("told", 70) else None
            return Screening(None, origin, answers)
        return Screening(chance.pick("source", self._sources[chance.weighted("type", _TYPES)]), None, answers)

    def _answer_set(self, number: int) -> tuple[ScreeningAnswer, ...]:
        chance = Chance(self._seed, "sheet", number)
        return tuple(
            ScreeningAnswer(
                question=question.text,
                type=question.type,
                values=(
                    chance.some(question.slug, question.choices, 1, 3)
                    if question.type == "multi_select"
                    else (chance.pick(question.slug, question.choices or question.samples),)
                ),
                questionnaire="General questions" if number % 4 else None,
            )
            for question in chance.some("questions", corpora.words().screening_questions, 1, 5)
        )


def questions_of(world: Reading, job: int) -> list[ScreeningQuestion]:
    """What applicants for a job are asked: up to five questions of the company's set, then those that were added.

    The ids are their places on the form, from 1.
    """
    chance = Chance(world.seed, "application_form", job)
    at = world.jobs[job].created_at
    drawn = [
        ScreeningQuestion(
            id=place,
            job=job,
            slug=one.slug,
            text=one.text,
            type=one.type,
            required=one.required,
            choices=one.choices,
            created_at=at,
            updated_at=at,
        )
        for place, one in enumerate(chance.some("questions", corpora.words().screening_questions, 0, 5), start=1)
    ]
    added = enumerate(world[ADDED_QUESTIONS].where(job=job), start=len(drawn) + 1)
    return drawn + [msgspec.structs.replace(one, id=place) for place, one in added]
