"""A job as a request describes it, looked up in the company's lists."""

from collections.abc import Callable

from ats_sandbox.contract.refusal import ApiError, Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT
from ats_sandbox.vendors.smartrecruiters.job_ads import advert_of, language_of
from ats_sandbox.vendors.smartrecruiters.places import job_place, offices_at
from ats_sandbox.world.domain import wordlists
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.jobs import Pay
from ats_sandbox.world.domain.postings import Advert
from ats_sandbox.world.domain.reading import Reading

UNKNOWN_ENTRIES = (
    errors.DepartmentNotFound,
    errors.IndustryNotFound,
    errors.FunctionNotFound,
    errors.TypeOfEmploymentNotFound,
    errors.JobAdLanguageNotFound,
    errors.EeoCategoryNotFound,
)
"""What a body can name that the company does not have, in the order in which it is looked up."""


def job_fields(world: Reading, body: Members, before: Place | None = None) -> Members:
    """Fields of a Job, all but its reference; what the body leaves out is empty."""
    level = _experience_level(body["experienceLevel"]["id"])
    department = _department(world, body.get("department"))
    industry = _known(body["industry"], wordlists.industry_label, errors.IndustryNotFound)
    function = _known(body["function"], wordlists.function_label, errors.FunctionNotFound)
    employment = _known(body.get("typeOfEmployment"), wordlists.employment_type_label, errors.TypeOfEmploymentNotFound)
    language_of((body.get("jobAd") or {}).get("language"))
    eeo = _known(body.get("eeoCategory"), wordlists.eeo_category_label, errors.EeoCategoryNotFound)
    place = job_place(world, body["location"], before)
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


def ad_fields(body: Members) -> tuple[str, Advert]:
    """The language and the text of the default ad."""
    ad = body.get("jobAd") or {}
    return language_of(ad.get("language")), advert_of(ad.get("sections"))


def _experience_level(id: str) -> str:
    """A known level. An unknown one has no refusal of its own: it fails the validation of the body."""
    if wordlists.experience_level_label(id) is None:
        levels = tuple(wordlists.word_lists().experience_levels)
        raise Invalid(Violation(Rule.CHOICE, ("experienceLevel", "id"), value=id, choices=levels))
    return id


def _department(world: Reading, named: Members | None) -> int | None:
    if named is None:
        return None
    department = world.departments.get(DEPARTMENT.read(world, named["id"]))
    if department is None:
        raise errors.DepartmentNotFound
    return department.id


def _pay(band: Members | None) -> Pay | None:
    if band is None:
        return None
    return Pay(minimum=band.get("min"), maximum=band.get("max"), currency=band.get("currency"))


def _known(named: Members | None, label_of: Callable[[str], str | None], refusal: type[ApiError]) -> str | None:
    """The id of an entry, which must have a label."""
    if named is None:
        return None
    id: str = named["id"]
    if label_of(id) is None:
        raise refusal
    return id
