"""Lists that vendors share, as id and label, and the company's own words: `seeds/words.toml`."""

import tomllib
from functools import cache

import msgspec

from ats_sandbox.world.data_files import seed_file


class PipelineWords(msgspec.Struct, frozen=True, kw_only=True):
    """A pipeline's name and the named steps within its phases."""

    name: str
    active: bool
    in_review: tuple[str, ...]
    interview: tuple[str, ...]
    offered: tuple[str, ...]


class AdvertWords(msgspec.Struct, frozen=True, kw_only=True):
    """The texts of an advertisement in one language: (heading, text) by section; `{title}` is the job's title."""

    title: str
    company: tuple[str, str]
    job: tuple[str, str]
    qualifications: tuple[str, str]
    more: tuple[str, str]


class WordLists(msgspec.Struct, frozen=True, kw_only=True):
    """The whole file; the first five map ids to labels."""

    industries: dict[str, str]
    functions: dict[str, str]
    experience_levels: dict[str, str]
    employment_types: dict[str, str]
    eeo_categories: dict[str, str]
    pipelines: tuple[PipelineWords, ...]
    origins: dict[str, tuple[str, ...]]
    reasons: dict[str, tuple[str, ...]]
    adverts: dict[str, AdvertWords]


@cache
def word_lists() -> WordLists:
    """The lists."""
    return msgspec.convert(tomllib.loads(seed_file("words.toml").read_text(encoding="utf-8")), WordLists)


def industry_label(id: str) -> str | None:
    """The label of an industry, or None when there is no such id."""
    return word_lists().industries.get(id)


def function_label(id: str) -> str | None:
    """The label of a job function, or None when there is no such id."""
    return word_lists().functions.get(id)


def experience_level_label(id: str) -> str | None:
    """The label of an experience level, or None when there is no such id."""
    return word_lists().experience_levels.get(id)


def employment_type_label(id: str) -> str | None:
    """The label of an employment type, or None when there is no such id."""
    return word_lists().employment_types.get(id)


def eeo_category_label(id: str) -> str | None:
    """The label of an EEO category (equal opportunity reporting), or None when there is no such id."""
    return word_lists().eeo_categories.get(id)
