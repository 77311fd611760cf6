"""Postings: the advertisements of jobs."""

from enum import StrEnum
from typing import TypedDict

import msgspec

from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.store.references import Reference
from ats_sandbox.world.store.table import Collection, Record


class PostingVisibility(StrEnum):
    """Who may see a published posting."""

    PUBLIC = "public"
    INTERNAL = "internal"
    PRIVATE = "private"


class Section(msgspec.Struct, frozen=True):
    """A titled part of an advertisement."""

    title: str | None
    text: str | None


class Advert(msgspec.Struct, frozen=True, kw_only=True):
    """The text of a posting; a section that is None is absent."""

    company_description: Section | None = None
    job_description: Section | None = None
    qualifications: Section | None = None
    additional_information: Section | None = None
    videos: tuple[str, ...] = ()


class Posting(Record, frozen=True, kw_only=True):
    """An advertisement of a job in one language. Exactly one posting of a job is its default."""

    job: int
    title: str
    language: str
    place: Place | None
    advert: Advert
    default: bool
    published: bool
    visibility: PostingVisibility
    creator: int
    published_at: int | None
    confidential: bool
    created_at: int
    updated_at: int


class PostingFields(TypedDict, total=False):
    """The fields of a posting that can be changed."""

    title: str
    language: str
    place: Place | None
    advert: Advert
    default: bool
    published: bool
    visibility: PostingVisibility
    creator: int
    published_at: int | None
    confidential: bool


POSTINGS = Collection(
    "postings",
    Posting,
    noun="posting",
    references={
        "job": Reference("jobs", follows=True),
        "creator": Reference("users"),
    },
    indexes={
        "job": lambda one: (one.job,),
        "published": lambda one: (one.published,),
        "visibility": lambda one: (one.visibility,),
        "language": lambda one: (one.language,),
        "confidential": lambda one: (one.confidential,),
    },
    timeline=lambda one: one.updated_at,
)
