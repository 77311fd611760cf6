"""Candidates: the people, once each, whatever jobs they are on."""

from enum import StrEnum
from functools import lru_cache
from typing import TypedDict

import msgspec

from ats_sandbox.world.domain.applications import APPLICATIONS, sees_application
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.visibility import Readable, Viewer
from ats_sandbox.world.domain.words import folded, words_of
from ats_sandbox.world.store.references import Reference
from ats_sandbox.world.store.table import Collection, Record


class Email(msgspec.Struct, frozen=True, gc=False):
    """An address and what it is for (`personal`, `work`, …)."""

    address: str
    kind: str = "personal"


class Phone(msgspec.Struct, frozen=True, gc=False):
    """A number and what it is for (`personal`, `mobile`, …)."""

    number: str
    kind: str = "personal"


class Link(msgspec.Struct, frozen=True, gc=False):
    """An address on the web and its network (`linkedin`, `website`, …)."""

    url: str
    kind: str


class Education(msgspec.Struct, frozen=True, kw_only=True):
    """Time at a school; dates are free text such as `2016-09`."""

    institution: str | None = None
    degree: str | None = None
    major: str | None = None
    current: bool = False
    location: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    description: str | None = None


class Experience(msgspec.Struct, frozen=True, kw_only=True):
    """Time at an employer; dates are free text such as `2019-04`."""

    title: str | None = None
    company: str | None = None
    current: bool = False
    location: str | None = None
    start_date: str | None = None
    end_date: str | None = None
    description: str | None = None


class Consent(StrEnum):
    """Whether the person agreed to being kept on file."""

    REQUIRED = "required"
    PENDING = "pending"
    ACQUIRED = "acquired"


class Candidate(Record, frozen=True, kw_only=True):
    """A person. `rating` is the mean of the scorecards (0 to 5); `confidential`: every job they are on is."""

    first_name: str
    last_name: str
    emails: tuple[Email, ...]
    phones: tuple[Phone, ...]
    links: tuple[Link, ...]
    place: Place | None
    employer: str | None
    title: str | None
    tags: tuple[str, ...]
    education: tuple[Education, ...]
    experience: tuple[Experience, ...]
    source: int | None
    internal: bool
    consent: Consent
    consented_at: int | None
    rating: int | float | None
    confidential: bool
    created_at: int
    updated_at: int

    @property
    def email(self) -> str | None:
        """The first address."""
        return self.emails[0].address if self.emails else None

    @property
    def phone(self) -> str | None:
        """The first number."""
        return self.phones[0].number if self.phones else None

    @property
    def name(self) -> str:
        """Both names."""
        return f"{self.first_name} {self.last_name}".strip()

    def link(self, kind: str) -> str | None:
        """The address on that network."""
        return next((link.url for link in self.links if link.kind == kind), None)


@lru_cache(maxsize=16_384)
def _words_in(*texts: str | None) -> frozenset[str]:
    """The words in texts that many people share."""
    return words_of(texts)


def _known(one: Candidate) -> frozenset[str]:
    """The words that are known of a person."""
    known = [_words_in(one.first_name), _words_in(one.last_name), _words_in(one.employer, one.title, *one.tags)]
    known += [_words_in(job.title, job.company) for job in one.experience]
    known += [_words_in(school.institution, school.degree, school.major) for school in one.education]
    if one.place is not None:
        known.append(_words_in(one.place.city, one.place.country))
    own = [email.address for email in one.emails] + [phone.number for phone in one.phones]
    return words_of(own).union(*known)


class CandidateDetails(TypedDict, total=False):
    """The fields of a new candidate, beside the name."""

    emails: tuple[Email, ...]
    phones: tuple[Phone, ...]
    links: tuple[Link, ...]
    place: Place | None
    employer: str | None
    title: str | None
    tags: tuple[str, ...]
    education: tuple[Education, ...]
    experience: tuple[Experience, ...]
    source: int | None
    internal: bool
    consent: Consent
    consented_at: int | None
    rating: int | float | None
    confidential: bool


class CandidateFields(CandidateDetails, total=False):
    """The fields of a candidate that can be changed."""

    first_name: str
    last_name: str


def sees_candidate(viewer: Viewer, person: Candidate, world: Readable) -> bool:
    """True when one of the candidate's applications is visible, or when there is none."""
    if viewer.candidates is not None and person.id not in viewer.candidates:
        return False
    if viewer.jobs is None:
        return viewer.confidential or not person.confidential
    applications = list(world[APPLICATIONS].where(candidate=person.id))
    return not applications or any(sees_application(viewer, one, world) for one in applications)


CANDIDATES = Collection(
    "candidates",
    Candidate,
    noun="candidate",
    references={
        "source": Reference("sources"),
    },
    visible=sees_candidate,
    indexes={
        "email": lambda one: tuple(folded(email.address) for email in one.emails),
        "tag": lambda one: tuple(tag.casefold() for tag in one.tags),
        "last_name": lambda one: (one.last_name.casefold(),),
        "first_name": lambda one: (one.first_name.casefold(),),
        "employer": lambda one: (one.employer.casefold(),) if one.employer else (),
        "consent": lambda one: (one.consent,),
        "source": lambda one: (one.source,),
        "confidential": lambda one: (one.confidential,),
        "place": lambda one: () if one.place is None else tuple(name.casefold() for name in one.place.names),
        "place_word": lambda one: () if one.place is None else words_of(one.place.names),
        "word": _known,
        "stars": lambda one: () if one.rating is None else (int(one.rating + 0.5),),
    },
    timeline=lambda one: one.updated_at,
    late=("place_word", "word"),
)
