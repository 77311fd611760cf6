"""Screening questions: what applicants are asked, job by job."""

from ats_sandbox.contract.fields import FreeObject
from ats_sandbox.vendors.bindbee import lists, vocabulary
from ats_sandbox.vendors.bindbee.bodies import Sent
from ats_sandbox.vendors.bindbee.of_jobs import WIDTH, OfJob, OfJobs
from ats_sandbox.vendors.bindbee.schemas import AtsModel, Relation, flag, open_enum, several, text
from ats_sandbox.vendors.bindbee.writes import creates
from ats_sandbox.world.domain.commands.screening_questions import ask_applicants
from ats_sandbox.world.domain.jobs import JOBS, Job
from ats_sandbox.world.domain.native_ids import native_id
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.screening_questions import ADDED_QUESTIONS, ScreeningQuestion
from ats_sandbox.world.seeding.screening import questions_of
from ats_sandbox.world.store.selection import Selection


class JobQuestion(OfJob, frozen=True, kw_only=True):
    """A question on the form of one job."""

    question: ScreeningQuestion


class JobQuestions(OfJobs):
    """The questions on the form of each job."""

    def of(self, world: Reading, job: Job) -> list[JobQuestion]:
        return [
            JobQuestion(id=job.id * WIDTH + one.id, job=job, updated_at=one.updated_at, question=one)
            for one in questions_of(world, job.id)
        ]

    def changed_since(self, world: Reading, jobs: Selection[Job], instant: int) -> Selection[Job]:
        added = (one.job for one in world[ADDED_QUESTIONS].since(instant))
        return jobs.any_of([world.jobs.since(instant), world.jobs.among(added)])

    def remote_id(self, world: Reading, record: JobQuestion) -> str:
        return native_id(world, "screening_question", record.id)


class AtsScreeningQuestion(AtsModel):
    """A question on the form of a job."""

    job = Relation("job", of="job.id")
    description = text(of="question.description")
    title = text(of="question.text")
    type = open_enum("question_type", of=lambda one, _: vocabulary.QUESTION_TYPE.get(one.question.type))
    required = flag(of="question.required")
    options = several(FreeObject(), of=lambda one, _: [{"label": label} for label in one.question.choices])


SCREENING_QUESTION = JobQuestions(
    kind="screening_question",
    about="What applicants are asked",
    collection=JOBS,
    schema=AtsScreeningQuestion,
    raw=lambda world, one: {
        "jobId": native_id(world, "job", one.job.id),
        "type": one.question.type.upper(),
        "label": one.question.text,
        "required": one.question.required,
        "values": [{"id": label, "label": label} for label in one.question.choices],
    },
    filters=(lists.by_relation("job"),),
)


@creates(SCREENING_QUESTION, "job")
def create_screening_question(sent: Sent) -> JobQuestion:
    """Ask applicants for a job one thing more; answers the question's id. A choice is what its option has as label."""
    job, draft = sent.record("job"), sent.call.draft
    if len(SCREENING_QUESTION.of(draft, job)) + 1 >= WIDTH:
        raise sent.wrong("job has too many screening questions", sent.get("job"), "job")
    labels = (one.get("label") for one in sent.get("options") or ())
    ask_applicants(
        draft,
        job.id,
        sent.get("title") or "",
        type=vocabulary.said(vocabulary.QUESTION_TYPE, sent.get("type")) or "short_text",
        required=sent.get("required") or False,
        choices=tuple(dict.fromkeys(label for label in labels if isinstance(label, str))),
        description=sent.get("description"),
    )
    return SCREENING_QUESTION.of(draft, job)[-1]
