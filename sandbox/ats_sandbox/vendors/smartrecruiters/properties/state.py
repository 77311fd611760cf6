"""What only SmartRecruiters knows of candidates: the company's properties, their values, and onboarding statuses."""

from enum import StrEnum

import msgspec

from ats_sandbox.world.domain.applications import APPLICATIONS, Application
from ats_sandbox.world.domain.reading import Reading, Transaction
from ats_sandbox.world.store.references import OnDelete, Reference
from ats_sandbox.world.store.table import Collection, Key, Record


class PropertyType(StrEnum):
    """What kind of value a property has."""

    BOOLEAN = "BOOLEAN"
    COUNTRY = "COUNTRY"
    CURRENCY = "CURRENCY"
    DATE = "DATE"
    MULTI_SELECT = "MULTI_SELECT"
    NUMBER = "NUMBER"
    PERCENT = "PERCENT"
    REGION = "REGION"
    SINGLE_SELECT = "SINGLE_SELECT"
    TEXT = "TEXT"
    USER = "USER"


class Beginning(Record, frozen=True, kw_only=True):
    """What a world began with: `candidates` is the ordinal of its last candidate. Those have property values."""

    candidates: int


class CandidateProperty(Record, frozen=True, kw_only=True):
    """A property that the company has defined for its candidates.

    `contexts` are where it is seen; `accessible` False means that its configuration forbids setting it. A text may
    have to be an `email` or to match `pattern`. Numbers, and instants (milliseconds), are between `least` and `most`.
    `full_access` means that it is available to users with full access only, `departments` that it is for some.
    """

    key: str
    label: str
    type: PropertyType
    contexts: tuple[str, ...]
    full_access: bool = False
    departments: tuple[int, ...] = ()
    accessible: bool = True
    email: bool = False
    pattern: str | None = None
    least: int | None = None
    most: int | None = None


class PropertyOption(Record, frozen=True, kw_only=True):
    """A value of a select property. `code` is its id in the API; those of the `library` cannot be changed."""

    property: int
    code: str
    label: str
    library: bool


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """The value of a property: `plain`, or the ordinals of options or a user. `currency` belongs to a plain amount."""

    plain: bool | int | float | str | None = None
    currency: str | None = None
    options: tuple[int, ...] = ()
    user: int | None = None


class PropertyValue(Record, frozen=True, kw_only=True):
    """The value that a candidate was given on a job, or in the talent pool (`application` None); None was cleared."""

    candidate: int
    application: int | None
    property: int
    given: Given | None


class Onboarding(Record, frozen=True, kw_only=True):
    """How the onboarding of a candidate on a job stands. It is as `confidential` as the application."""

    candidate: int
    application: int
    status: str
    confidential: bool


def onboarding_of(one: Application, id: int, status: str) -> Onboarding:
    """How the onboarding of somebody stands, under this ordinal."""
    return Onboarding(id=id, candidate=one.candidate, application=one.id, status=status, confidential=one.confidential)


BEGINNING = Collection("smartrecruiters.beginning", Beginning)
PROPERTIES = Collection(
    "smartrecruiters.candidate_properties", CandidateProperty, indexes={"key": lambda one: (one.key,)}
)
OPTIONS = Collection(
    "smartrecruiters.candidate_property_options",
    PropertyOption,
    indexes={"property": lambda one: (one.property,), "code": lambda one: ((one.property, one.code),)},
)


def _held(one: PropertyValue) -> tuple[Key, ...]:
    """That somebody holds an option, on a job or not."""
    options = () if one.given is None else one.given.options
    return tuple((one.property, option, one.application is not None) for option in options)


_ON_JOB = {
    "candidate": Reference("candidates", OnDelete.DELETE, follows=True),
    "application": Reference("applications", OnDelete.DELETE, follows=True),
}
VALUES = Collection(
    "smartrecruiters.candidate_property_values",
    PropertyValue,
    references=_ON_JOB,
    indexes={
        "candidate": lambda one: (one.candidate,),
        "application": lambda one: () if one.application is None else (one.application,),
        "of": lambda one: ((one.candidate, one.application, one.property),),
        "held": _held,
    },
    owner="candidate",
    owners={"holder": _held, "about": lambda one: (one.property,)},
)
ANYWHERE = None
"""The second member of the keys of standings that find candidates wherever the application is."""
ONBOARDINGS = Collection(
    "smartrecruiters.onboardings",
    Onboarding,
    references=_ON_JOB,
    indexes={
        "candidate": lambda one: (one.candidate,),
        "application": lambda one: (one.application,),
        "status": lambda one: (one.status,),
    },
    owner="candidate",
    owners={"standing": lambda one: ((one.status, ANYWHERE), (one.status, one.confidential))},
)


def first_candidates(world: Reading) -> int:
    """The ordinal of the last candidate whom the world began with; 0 where there was nobody."""
    found = world[BEGINNING].get(1)
    return 0 if found is None else found.candidates


def follow_confidentiality(world: Transaction) -> None:
    """Keep onboarding as confidential as the applications that a transaction changed."""
    if not world.touched(APPLICATIONS):
        return
    for change in world.commit.folded():
        if isinstance(change.before, Application) and isinstance(change.after, Application):
            hidden = change.after.confidential
            if hidden != change.before.confidential:
                for one in list(world[ONBOARDINGS].where(application=change.id)):
                    world.put(ONBOARDINGS, msgspec.structs.replace(one, confidential=hidden))
