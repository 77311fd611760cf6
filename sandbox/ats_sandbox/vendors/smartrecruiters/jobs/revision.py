"""A job as a request describes it, looked up in the company's words."""

from typing import Any

from ats_sandbox.contract.refusal import ApiError, Invalid, Rule, Violation
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT
from ats_sandbox.vendors.smartrecruiters.jobads.views import advert_told
from ats_sandbox.vendors.smartrecruiters.jobs.errors import (
    DepartmentNotFound,
    EeoCategoryNotFound,
    FunctionNotFound,
    IndustryNotFound,
    JobAdLanguageNotFound,
    TypeOfEmploymentNotFound,
)
from ats_sandbox.vendors.smartrecruiters.jobs.location import offices_at, place_told
from ats_sandbox.vendors.smartrecruiters.languages import LANGUAGES
from ats_sandbox.world.domain import wordlists
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.jobs import Pay
from ats_sandbox.world.domain.postings import Advert
from ats_sandbox.world.domain.reading import Reading

DEFAULT_LANGUAGE = "en"
"""The language of an ad that names none: the company's."""


def job_told(world: Reading, body: dict[str, Any], before: Place | None = None) -> dict[str, Any]:
    """Fields of a Job, all but its reference; what the body leaves out is empty."""
    level = _experience_level(body["experienceLevel"]["id"])
    department = _department(world, body.get("department"))
    industry = _known(body["industry"], wordlists.industry_label, IndustryNotFound)
    function = _known(body["function"], wordlists.function_label, FunctionNotFound)
    employment = _known(body.get("typeOfEmployment"), wordlists.employment_type_label, TypeOfEmploymentNotFound)
    language_told((body.get("jobAd") or {}).get("language"))
    eeo = _known(body.get("eeoCategory"), wordlists.eeo_category_label, EeoCategoryNotFound)
    place = place_told(world, body["location"], before)
    return {
        "title": body["title"],
        "place": place,
        "locations": offices_at(world, place),
        "department": department,
        "industry": industry,
        "function": function,
        "experience_level": level,
        "employment_type": employment,
        "eeo_category": eeo,
        "target_hiring_at": body.get("targetHiringDate"),
        "pay": _pay(body.get("compensation")),
        "template": bool(body.get("template")),
    }


def ad_told(body: dict[str, Any]) -> tuple[str, Advert]:
    """The language and the text of the default ad."""
    ad = body.get("jobAd") or {}
    return language_told(ad.get("language")), advert_told(ad.get("sections"))


def language_told(told: dict[str, Any] | None) -> str:
    """The language that a request names, which must be one that ads can be in."""
    code: str = told["code"] if told else DEFAULT_LANGUAGE
    if code not in LANGUAGES:
        raise JobAdLanguageNotFound
    return code


def _experience_level(id: str) -> str:
    """The level that is told. An unknown one has no refusal of its own: it fails the validation of the body."""
    if wordlists.experience_level_label(id) is None:
        levels = tuple(wordlists.word_lists().experience_levels)
        raise Invalid(Violation(Rule.CHOICE, ("experienceLevel", "id"), value=id, choices=levels))
    return id


def _department(world: Reading, told: dict[str, Any] | None) -> int | None:
    if told is None:
        return None
    department = world.departments.get(DEPARTMENT.read(world, told["id"]))
    if department is None:
        raise DepartmentNotFound
    return department.id


def _known(told: dict[str, Any] | None, label_of: Any, refusal: type[ApiError]) -> str | None:
    """The id that is told, which must have a label."""
    if told is None:
        return None
    id: str = told["id"]
    if label_of(id) is None:
        raise refusal
    return id


def _pay(told: dict[str, Any] | None) -> Pay | None:
    if told is None:
        return None
    return Pay(minimum=told.get("min"), maximum=told.get("max"), currency=told.get("currency"))
