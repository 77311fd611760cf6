"""What can be done with screening questions: add one to a job's form."""

from ats_sandbox.world.domain.reading import Transaction
from ats_sandbox.world.domain.screening_questions import ADDED_QUESTIONS, ScreeningQuestion


def ask_applicants(
    world: Transaction,
    job: int,
    text: str,
    *,
    type: str,
    required: bool = False,
    choices: tuple[str, ...] = (),
    description: str | None = None,
) -> ScreeningQuestion:
    """Add a question at the end of a job's form. `type` is a kind such as `short_text`."""
    return world.put(
        ADDED_QUESTIONS,
        ScreeningQuestion(
            id=world.next_id(ADDED_QUESTIONS),
            job=job,
            slug="",
            text=text,
            type=type,
            required=required,
            choices=choices,
            description=description,
            created_at=world.now,
            updated_at=world.now,
        ),
    )
