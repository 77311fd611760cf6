"""Kinds of interviews, which people choose from when they schedule one."""

from ats_sandbox.world.store.table import Collection, Record


class InterviewType(Record, frozen=True, kw_only=True):
    """A kind of interview, such as `Phone screen`. What an interview is called need not be one of these."""

    name: str
    created_at: int


INTERVIEW_TYPES = Collection(
    "interview_types", InterviewType, noun="interview_type", indexes={"name": lambda one: (one.name,)}
)
