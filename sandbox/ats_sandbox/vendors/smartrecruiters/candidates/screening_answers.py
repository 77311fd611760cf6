"""Answers to screening questions: how they are shown, and how they are searched by."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.schema import ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, ids
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import parts
from ats_sandbox.vendors.smartrecruiters.repositories import APPLICATIONS, CANDIDATES
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.screening import FIELD, QUESTION, VALUE, answer_id, question_id, value_id
from ats_sandbox.world.domain.applications import AnswerKey, answer_key
from ats_sandbox.world.domain.applications import ScreeningAnswer as Answer
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.words import number_of

TYPES = (
    *("text", "checkbox", "languages", "acknowledgement", "textarea", "select", "files", "info", "eeo", "radio"),
    *("salaryExpectation", "currency", "work_shifts"),
)
"""The kinds of questions that are published."""
CHOSEN = {"single_select": "select", "multi_select": "checkbox", "boolean": "radio", "long_text": "textarea"}
"""How the world's kinds are asked here; others are texts."""
LIBRARY = {
    "Are you allowed to work in the country of this position?": ("workPermit", "radio"),
    "In which languages can you work?": ("languages", "languages"),
    "Which shifts can you take?": ("preferredWorkShifts", "work_shifts"),
    "Have you worked for us before?": ("previousEmployment", "radio"),
}
"""The category and the kind of the questions that are from the vendor's library, by their text."""
SALARY = "What yearly salary before tax do you expect?"
"""A question of the company's own, of a kind that is made for it."""
_LIBRARY_QUESTIONS = {category: number_of(question) for question, (category, _) in LIBRARY.items()}


def category_of(world: Reading, question: str) -> str:
    """The name of a question of the library, or the id of another."""
    known = LIBRARY.get(question)
    return question_id(world, question) if known is None else known[0]


def answer_keys(world: Reading, category: str, field: str, values: Iterable[str]) -> Iterator[AnswerKey]:
    """The keys of the answers that these ids mean."""
    question = _LIBRARY_QUESTIONS.get(category)
    if question is None:
        question = QUESTION.read(world, category)
        if question is None or question in _LIBRARY_QUESTIONS.values():
            return
    for value in values:
        number = VALUE.read(world, value)
        if number is not None and field == FIELD:
            yield from (answer_key(hidden, question, number) for hidden in (False, True))


class Said(NamedTuple):
    """An answer that somebody gave to a question."""

    answer: Answer

    @property
    def type(self) -> str:
        """The kind of its question."""
        question = self.answer.question
        if question in LIBRARY:
            return LIBRARY[question][1]
        return "salaryExpectation" if question == SALARY else CHOSEN.get(self.answer.type, "text")


def said(call: AnyCall) -> list[Said]:
    """What the candidate on the path answered for that job, in the order of the questions."""
    return [Said(one) for one in APPLICATIONS.on_path(call).answers]


def _values(one: Said, call: AnyCall) -> list[dict[str, str]]:
    question = one.answer.question
    return [{"id": value_id(call.world, question, value), "label": value} for value in one.answer.values]


Field = shape_of(
    "AnswerField",
    id=fields.Text(of=lambda one, call: FIELD, required=True),
    label=fields.Text(of="answer.question"),
    values=fields.Array(
        fields.Nested(shape_of("AnswerFieldValue", id=fields.Text(required=True), label=fields.Text(required=True))),
        of=_values,
        required=True,
    ),
)
AnswerRecord = shape_of("AnswerRecord", fields=parts(Field, lambda one, call: [one], required=True))


class ScreeningAnswer(ResponseSchema):
    """An answer. Its category is the name of a question of the library, or the id of one of the company's own."""

    id = fields.Text(of=lambda one, call: answer_id(call.world, one.answer.question), required=True)
    type = fields.Choice(TYPES, required=True)
    category = fields.Text(of=lambda one, call: category_of(call.world, one.answer.question), required=True)
    name = fields.Text(of=lambda one, call: one.answer.questionnaire or one.answer.question, required=True)
    label = fields.Text(of="answer.question", required=True)
    records = parts(AnswerRecord, lambda one, call: [one], required=True)


screening_answers = Resource(
    "Screening answers",
    "What candidates answered when they applied",
    apis.CANDIDATES,
    CANDIDATES,
    APPLICATIONS,
    path={
        "id": lambda world: ids.CANDIDATE.write(world, APPLICATIONS.sample(world).candidate),
        "jobId": lambda world: ids.JOB.write(world, APPLICATIONS.sample(world).job),
    },
)
screening_answers.lists(
    "/candidates/{id}/jobs/{jobId}/screening-answers",
    "List what a candidate answered to the screening questions of a job.\n\nNothing, when nothing was answered.",
    id="list_screening_answers",
    item=ScreeningAnswer,
    rows=said,
)
