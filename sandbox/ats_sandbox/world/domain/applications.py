"""Applications (a candidate on a job) and the history of each."""

from functools import lru_cache

import msgspec

from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.visibility import Readable, Viewer, sees_job
from ats_sandbox.world.domain.words import number_of
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Key, Record


class ScreeningAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """What the candidate answered to one screening question."""

    question: str
    type: str
    values: tuple[str, ...]
    questionnaire: str | None = None


class Application(Record, frozen=True, kw_only=True):
    """A candidate on a job. `stage` stays where it stopped when the application ends.

    `origin` is what the source is called when it is no known `source`. `primary` is true for the candidate's main job.
    """

    candidate: int
    job: int
    status: ApplicationStatus
    stage: int
    reason: int | None
    source: int | None
    origin: str | None
    posting: int | None
    primary: bool
    reserved: bool
    starts_at: int | None
    answers: tuple[ScreeningAnswer, ...]
    credited_to: int | None
    ended_at: int | None
    hired_at: int | None
    confidential: bool
    created_at: int
    updated_at: int


class Activity(Record, frozen=True, kw_only=True):
    """One entry of an application's history; what it does not change is None.

    `opening` marks the entry that the application began with. `dated` is the moment of something that happened
    before it was recorded: such an entry is for information, and changes nothing.
    """

    application: int
    by: int | None
    status: ApplicationStatus | None
    stage: int | None
    reason: int | None
    reserved: bool | None
    note: int | None
    starts_at: int | None
    dated: int | None
    opening: bool
    at: int


ANYHOW: Key = "anyhow"
"""The key of the index of standings that finds every candidate who has an application."""


def standing_key(
    confidential: bool, status: ApplicationStatus | None = None, stage: int | None = None, source: int | None = None
) -> Key:
    """The key of the index that finds candidates with such an application; None means any."""
    return confidential, status, stage, source


def standings_of(one: Application) -> tuple[Key, ...]:
    """The keys under which an application is found by how it stands."""
    return _standings(one.confidential, one.status, one.stage, one.source)


@lru_cache(maxsize=16_384)
def _standings(hidden: bool, status: ApplicationStatus, stage: int, source: int | None) -> tuple[Key, ...]:
    return (
        ANYHOW,
        standing_key(hidden, status),
        standing_key(hidden, status, stage),
        standing_key(hidden, status, stage, source),
        standing_key(hidden, status, None, source),
        standing_key(hidden, None, None, source),
    )


def place_key(
    confidential: bool, job: int | None, status: ApplicationStatus | None = None, stage: int | None = None
) -> Key:
    """The key of the index that finds the candidates of a job, by how they stand there; None means anyhow."""
    return confidential, job, status, stage


def _places(one: Application) -> tuple[Key, ...]:
    hidden, job, status = one.confidential, one.job, one.status
    return place_key(hidden, job), place_key(hidden, job, status), place_key(hidden, job, status, one.stage)


AnswerKey = tuple[bool, int, int]


def answer_key(confidential: bool, question: int, answer: int) -> AnswerKey:
    """The key of the index that finds candidates with such an answer, of the numbers of question and answer."""
    return confidential, question, answer


def answers_of(one: Application) -> frozenset[AnswerKey]:
    """The keys under which an application is found by its answers."""
    return frozenset(
        answer_key(one.confidential, number_of(answer.question), number_of(answer.question, value))
        for answer in one.answers
        for value in answer.values
    )


def sees_application(viewer: Viewer, one: Application, _: Readable) -> bool:
    """True when both the job and the candidate are visible."""
    listed = viewer.candidates
    return sees_job(viewer, one.job, confidential=one.confidential) and (listed is None or one.candidate in listed)


APPLICATIONS = Collection(
    "applications",
    Application,
    noun="application",
    references={
        "candidate": Reference("candidates", OnDelete.DELETE),
        "job": Reference("jobs"),
        "stage": Reference("stages"),
        "reason": Reference("reasons"),
        "source": Reference("sources"),
        "posting": Reference("postings"),
        "credited_to": Reference("users"),
    },
    visible=sees_application,
    indexes={
        "candidate": lambda one: (one.candidate,),
        "job": lambda one: (one.job,),
        "pair": lambda one: ((one.candidate, one.job),),
        "status": lambda one: (one.status,),
        "stage": lambda one: (one.stage,),
        "job_stage": lambda one: ((one.job, one.stage),),
        "source": lambda one: (one.source,),
        "reason": lambda one: (one.reason,),
        "credited_to": lambda one: (one.credited_to,),
        "reserved": lambda one: (one.reserved,),
        "rejected_for_reason": lambda one: (one.status is ApplicationStatus.REJECTED and one.reason is not None,),
        "confidential": lambda one: (one.confidential,),
    },
    timeline=lambda one: one.updated_at,
    owner="candidate",
    owners={"standing": standings_of, "place": _places, "answer": answers_of},
    late=("place", "answer"),
)
ACTIVITIES = Collection(
    "activities",
    Activity,
    noun="activity",
    references={
        "application": Reference("applications", OnDelete.DELETE, follows=True),
        "by": Reference("users"),
        "stage": Reference("stages"),
        "reason": Reference("reasons"),
        "note": Reference("notes"),
    },
    indexes={"application": lambda one: (one.application,)},
    numbers=("application", "note", "at"),
)
