"""Screening questions: what applicants for a job are asked on its form."""

from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Record


class ScreeningQuestion(Record, frozen=True, kw_only=True):
    """A question of one job's form, in the form's order.

    `slug` names a question of the company's own set, which `world.seeding.screening` draws from for every job; one
    that was added to a job has none. `type` is a kind such as `short_text`, `number` or `single_select`; the two
    selects have `choices`.
    """

    job: int
    slug: str
    text: str
    type: str
    required: bool
    choices: tuple[str, ...]
    description: str | None = None
    created_at: int
    updated_at: int


ADDED_QUESTIONS = Collection(
    "added_questions",
    ScreeningQuestion,
    references={"job": Reference("jobs", OnDelete.DELETE, follows=True)},
    indexes={"job": lambda one: (one.job,)},
    timeline=lambda one: one.updated_at,
)
"""Those that were added to a job's form; they come after those of the company's set."""
