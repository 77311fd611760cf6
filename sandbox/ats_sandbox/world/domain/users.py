"""The company's own people: recruiters, hiring managers, interviewers."""

from enum import StrEnum

from ats_sandbox.world.id_codecs import HEX24
from ats_sandbox.world.store.references import Reference
from ats_sandbox.world.store.table import Collection, Record


class UserRole(StrEnum):
    """What a user may do in the applicant tracking system."""

    ADMINISTRATOR = "administrator"
    RECRUITER = "recruiter"
    HIRING_MANAGER = "hiring_manager"
    INTERVIEWER = "interviewer"
    EMPLOYEE = "employee"


class User(Record, frozen=True, kw_only=True):
    """A person who hires. `language` is a code such as `en`; `location` is an office id."""

    first_name: str
    last_name: str
    email: str
    phone: str | None
    role: UserRole
    language: str
    active: bool
    location: int | None
    created_at: int
    updated_at: int


USERS = Collection(
    "users",
    User,
    noun="user",
    native_ids=HEX24,
    references={"location": Reference("locations")},
    indexes={"email": lambda one: (one.email.lower(),), "role": lambda one: (one.role,)},
    timeline=lambda one: one.updated_at,
)
