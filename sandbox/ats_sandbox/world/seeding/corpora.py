"""The names, places, jobs and texts that worlds are drawn from: `seeds/corpora/*.json`, each read once."""

from functools import cache
from typing import TypeVar

import msgspec

from ats_sandbox.world.data_files import seed_file


class Locale(msgspec.Struct, frozen=True):
    """People of one country: names, and telephone patterns in which `#` is any digit."""

    country: str
    country_code: str
    language: str
    phones: tuple[str, ...]
    first_names: tuple[str, ...]
    last_names: tuple[str, ...]


class PeopleCorpus(msgspec.Struct, frozen=True):
    """Locales by name, such as `en_GB`."""

    locales: dict[str, Locale]


class EdgePerson(msgspec.Struct, frozen=True):
    """Somebody whose name or address finds bugs; `note` says which."""

    first_name: str
    last_name: str
    email: str | None
    note: str


class EdgePeopleCorpus(msgspec.Struct, frozen=True):
    """All of them."""

    people: tuple[EdgePerson, ...]


class City(msgspec.Struct, frozen=True):
    """A real city; `office` is an invented street address where the company has one."""

    city: str
    region: str
    region_code: str
    country: str
    country_code: str
    postal_code: str
    latitude: float
    longitude: float
    timezone: str
    language: str
    office: str | None


class PlacesCorpus(msgspec.Struct, frozen=True):
    """All of them."""

    places: tuple[City, ...]


class Labelled(msgspec.Struct, frozen=True):
    """An id of a list and its label."""

    id: str
    label: str


class Band(msgspec.Struct, frozen=True):
    """A yearly salary band in whole units of a currency."""

    min: int
    max: int


class Title(msgspec.Struct, frozen=True):
    """A kind of job; `salary` is by ISO 4217 currency."""

    title: str
    function: Labelled
    experience_level: Labelled
    salary: dict[str, Band]
    responsibilities: tuple[str, ...]
    qualifications: tuple[str, ...]
    skills: tuple[str, ...]


class DepartmentText(msgspec.Struct, frozen=True):
    """A department and the kinds of jobs in it."""

    id: str
    name: str
    description: str
    titles: tuple[Title, ...]


class CompanyText(msgspec.Struct, frozen=True):
    """The company; its description in paragraphs."""

    name: str
    identifier: str
    industry: Labelled
    description: tuple[str, ...]


class JobsCorpus(msgspec.Struct, frozen=True):
    """The company, its benefits and its departments."""

    company: CompanyText
    benefits: tuple[str, ...]
    departments: tuple[DepartmentText, ...]


class Degree(msgspec.Struct, frozen=True):
    """What a school gives; `level` is secondary, vocational, associate, bachelor, master or doctorate."""

    name: str
    level: str


class CareerCorpus(msgspec.Struct, frozen=True):
    """What fills a CV; `experience` are sentences by department id, and `general`."""

    employers: tuple[str, ...]
    universities: tuple[str, ...]
    degrees: tuple[Degree, ...]
    majors: tuple[str, ...]
    skills: tuple[str, ...]
    experience: dict[str, tuple[str, ...]]


class SourceValue(msgspec.Struct, frozen=True):
    """One origin of applications; `subtype` is one of its type's, when that has any."""

    slug: str
    label: str
    subtype: str | None


class SourceType(msgspec.Struct, frozen=True):
    """A kind of origin."""

    id: str
    label: str
    subtypes: tuple[Labelled, ...]
    values: tuple[SourceValue, ...]


class ReasonText(msgspec.Struct, frozen=True):
    """Why an application ends."""

    slug: str
    label: str


class InterviewType(msgspec.Struct, frozen=True):
    """A kind of conversation; `format` is phone, video or on_site."""

    slug: str
    label: str
    format: str
    minutes: int


class MeetingPlace(msgspec.Struct, frozen=True):
    """Where to meet; `kind` is room, video or phone."""

    label: str
    kind: str


class ScreeningQuestion(msgspec.Struct, frozen=True):
    """A question on the form; `choices` for the two selects, `samples` of answers for the other types."""

    slug: str
    text: str
    type: str
    required: bool
    choices: tuple[str, ...]
    samples: tuple[str, ...]


class WordsCorpus(msgspec.Struct, frozen=True):
    """What recruiters, interviewers and candidates write, and the lists that they choose from."""

    interview_comments: tuple[str, ...]
    recruiter_notes: tuple[str, ...]
    tags: tuple[str, ...]
    rejection_reasons: tuple[ReasonText, ...]
    withdrawal_reasons: tuple[ReasonText, ...]
    interview_types: tuple[InterviewType, ...]
    meeting_places: tuple[MeetingPlace, ...]
    cover_letters: tuple[str, ...]
    cv_texts: tuple[str, ...]
    scorecard_comments: dict[str, tuple[str, ...]]
    sources: tuple[SourceType, ...]
    screening_questions: tuple[ScreeningQuestion, ...]


C = TypeVar("C")


def _read(name: str, corpus: type[C]) -> C:
    return msgspec.json.decode(seed_file(f"corpora/{name}.json").read_bytes(), type=corpus)


@cache
def people() -> PeopleCorpus:
    """Ordinary names."""
    return _read("people", PeopleCorpus)


@cache
def edge_people() -> tuple[EdgePerson, ...]:
    """Names that break integrations."""
    return _read("edge_people", EdgePeopleCorpus).people


@cache
def cities() -> tuple[City, ...]:
    """Cities of the countries in which the company hires."""
    return _read("places", PlacesCorpus).places


@cache
def jobs() -> JobsCorpus:
    """What the company hires for."""
    return _read("jobs", JobsCorpus)


@cache
def career() -> CareerCorpus:
    """What candidates did before."""
    return _read("career", CareerCorpus)


@cache
def words() -> WordsCorpus:
    """What people write about candidates."""
    return _read("words", WordsCorpus)
