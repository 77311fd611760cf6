"""Screening questions and what is answered to them: the ids by which the APIs tell their texts apart."""

from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.words import number_of

QUESTION = ids.own("screening_question")
VALUE = ids.own("screening_value")
ANSWER = ids.own("screening_answer")
FIELD = "value"
"""The one field that a question has."""


def question_id(world: Reading, question: str) -> str:
    """The id of a question."""
    return QUESTION.write(world, number_of(question))


def value_id(world: Reading, question: str, value: str) -> str:
    """The id of a value that can be answered to a question."""
    return VALUE.write(world, number_of(question, value))


def answer_id(world: Reading, question: str) -> str:
    """The id of what somebody answered to a question."""
    return ANSWER.write(world, number_of(question))
