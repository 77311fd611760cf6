"""The screening questions of an ad, and the answers that an application gives."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.refusal import Rule, Violation
from ats_sandbox.contract.schema import Members, request_of
from ats_sandbox.vendors.smartrecruiters.apply.members import read_members
from ats_sandbox.vendors.smartrecruiters.errors import AnswersInvalid
from ats_sandbox.vendors.smartrecruiters.screening import FIELD, question_id, value_id
from ats_sandbox.world.domain.applications import ScreeningAnswer
from ats_sandbox.world.domain.postings import Posting, PostingVisibility
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.screening_questions import ScreeningQuestion
from ats_sandbox.world.seeding import screening

TYPES = ("INPUT_TEXT", "SINGLE_SELECT", "MULTI_SELECT", "RADIO", "CHECKBOX", "TEXTAREA", "INFORMATION")
ASKED_AS = {
    "single_select": "SINGLE_SELECT",
    "multi_select": "MULTI_SELECT",
    "boolean": "RADIO",
    "long_text": "TEXTAREA",
}
"""How the world's kinds of questions are asked; others are lines of text."""
CONDITIONAL = frozenset({"relocation"})
"""Questions that are asked only after a certain answer to another one."""
YES_OR_NO = {"1": "true", "0": "false"}
"""What the two choices of a RADIO stand for."""
LONGEST = 4_096
"""Characters of a written answer."""


class Value(NamedTuple):
    """A choice: its id, what the applicant reads, and what is noted down."""

    id: str
    label: str
    noted: str


class Question(NamedTuple):
    """A screening question of a company."""

    id: str
    slug: str
    label: str
    kind: str
    required: bool
    values: tuple[Value, ...]

    @property
    def type(self) -> str:
        """How it is asked."""
        return ASKED_AS.get(self.kind, "INPUT_TEXT")


def _question(world: Reading, one: ScreeningQuestion) -> Question:
    values = tuple(Value(value_id(world, one.text, text), text, text) for text in one.choices)
    if one.type == "boolean":
        values = (Value("1", "Yes", YES_OR_NO["1"]), Value("0", "No", YES_OR_NO["0"]))
    return Question(question_id(world, one.text), one.slug, one.text, one.type, one.required, values)


def questions_of(world: Reading, ad: Posting, *, conditional: bool) -> list[Question]:
    """What applicants are asked who apply to an ad: the questions of its job, and none who work for the company."""
    if ad.visibility is PostingVisibility.INTERNAL:
        return []
    asked = screening.questions_of(world, ad.job)
    return [_question(world, one) for one in asked if conditional or one.slug not in CONDITIONAL]


AnswerFieldValue = request_of("AnswerFieldValueInput", id=fields.Text(required=True), label=fields.Text(required=True))
ENTRIES = fields.Array(
    fields.Nested(
        request_of(
            "AnswerFieldInput",
            id=fields.Text(required=True),
            label=fields.Text(),
            values=fields.Array(fields.Nested(AnswerFieldValue), required=True),
        )
    )
)


TEXTS = fields.Array(fields.Text())


class AnswerFields(fields.Anything):
    """Values by field: an object of arrays of texts, or an array of `{id, values: [{id, label}]}`."""

    json = "object"

    @property
    def form(self) -> Mapping[str, object]:
        texts = {"type": "array", "items": {"type": "string"}}
        named = {"id": {"type": "string"}, "label": {"type": "string"}}
        by_id = {"type": "object", "properties": named, "required": ["id", "label"]}
        listed = {**named, "values": {"type": "array", "items": by_id}}
        entry = {"type": "object", "properties": listed, "required": ["id", "values"]}
        return {"anyOf": [{"type": "object", "additionalProperties": texts}, {"type": "array", "items": entry}]}

    def accept(self, value: object) -> dict[str, list[str]]:
        if isinstance(value, list):
            entries: Any = ENTRIES.deserialize(value)
            return {one["id"]: [known["id"] for known in one["values"]] for one in entries}
        if not isinstance(value, dict):
            raise self.refused(value)
        return read_members(value, TEXTS)


AnswerInput = request_of(
    "ScreeningQuestionAnswer",
    id=fields.Text(required=True),
    records=fields.Array(
        fields.Nested(request_of("ScreeningAnswerRecordInput", fields=AnswerFields(required=True, allow_none=False))),
        required=True,
    ),
)
"""What is answered to a question."""


def answers_in(given: Iterable[Members], asked: list[Question], *, needed: bool) -> tuple[ScreeningAnswer, ...]:
    """The answers to what is asked. Raises AnswersInvalid for one that is none, and where a `needed` one is missing."""
    known = {one.id: one for one in asked}
    said: dict[str, list[str]] = {}
    faults: list[Violation] = []
    for at, answer in enumerate(given):
        question = known.get(answer["id"])
        texts = [text for record in answer["records"] for text in record["fields"].get(FIELD, ())]
        if question is None:
            faults.append(_fault("is not asked", "answers", at, "id"))
        elif any(record["fields"].keys() - {FIELD} for record in answer["records"]):
            faults.append(_fault("has a field that is none of the question's", "answers", at))
        elif any(len(text) > LONGEST for text in texts):
            faults.append(_fault(f"must be at most {LONGEST} characters long", "answers", at))
        elif question.values and not {one.id for one in question.values}.issuperset(texts):
            faults.append(_fault("has a value that is none of the question's", "answers", at))
        elif len(texts) > 1 and question.type != "MULTI_SELECT":
            faults.append(_fault("has more than one value", "answers", at))
        else:
            said[question.id] = texts
    missing = [one for one in asked if needed and one.required and not any(said.get(one.id, ()))]
    faults += [_fault(f"lacks an answer to: {one.label}", "answers") for one in missing]
    if faults:
        raise AnswersInvalid(tuple(faults))
    return tuple(_noted(one, said[one.id]) for one in asked if any(said.get(one.id, ())))


def _fault(text: str, *path: str | int) -> Violation:
    return Violation(Rule.CUSTOM, path, text=text)


def _noted(question: Question, texts: list[str]) -> ScreeningAnswer:
    labels = {one.id: one.noted for one in question.values}
    values = tuple(labels.get(text, text) for text in texts)
    return ScreeningAnswer(question=question.label, type=question.kind, values=values)


def example_answers(world: Reading, ad: Posting) -> Iterator[Members]:
    """An answer to each question that has to be answered."""
    for one in questions_of(world, ad, conditional=False):
        if one.required:
            yield {"id": one.id, "records": [{"fields": {FIELD: [one.values[0].id if one.values else "2026-09-01"]}}]}
