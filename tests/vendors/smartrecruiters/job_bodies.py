"""Bodies of jobs, and what is wrong with some of them."""

from collections.abc import Callable
from typing import Any

from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.native_ids import native_id
from tests.client import VendorClient

LEAST: dict[str, Any] = {
    "title": "Night Baker",
    "location": {"countryCode": "NO", "city": "Tromsø"},
    "industry": {"id": "food_production"},
    "function": {"id": "production"},
    "experienceLevel": {"id": "entry_level"},
}
"""All that a job needs."""

WHOLE: dict[str, Any] = {
    **LEAST,
    "refNumber": "NB-7",
    "targetHiringDate": "2026-09-01T00:00:00.000+02:00",
    "location": {
        "countryCode": "FR",
        "city": "Paris",
        "regionCode": "IDF",
        "address": "1 rue du Four",
        "postalCode": "75006",
        "remote": True,
    },
    "typeOfEmployment": {"id": "permanent"},
    "eeoCategory": {"id": "operatives"},
    "template": True,
    "compensation": {"min": 30000, "max": 36500.5, "currency": "EUR"},
    "jobAd": {
        "sections": {
            "companyDescription": {"title": "Us", "text": "A bakery."},
            "jobDescription": {"title": "You", "text": "<p>Bake &amp; sing 🥐</p>"},
            "qualifications": {"text": "Hands."},
            "additionalInformation": {"title": "Also"},
            "videos": {"urls": ["https://videos.example.com/dough"]},
        },
        "language": {"code": "fr-CA"},
    },
}
"""All that a job can be told, except its department."""

ENGLISH = {"code": "en", "label": "English", "labelNative": "English (US)"}

UNKNOWN: list[tuple[str, Any, str]] = [
    ("department", {"id": "1"}, "DEPARTMENT_NOT_FOUND"),
    ("industry", {"id": "alchemy"}, "INDUSTRY_NOT_FOUND"),
    ("function", {"id": "alchemist"}, "FUNCTION_NOT_FOUND"),
    ("typeOfEmployment", {"id": "for_life"}, "TYPE_OF_EMPLOYMENT_NOT_FOUND"),
    ("typeOfEmployment", {"id": "per_diem"}, "TYPE_OF_EMPLOYMENT_NOT_ALLOWED"),
    ("jobAd", {"language": {"code": "pt-PT"}}, "JOB_AD_LANGUAGE_NOT_FOUND"),
    ("eeoCategory", {"id": "nobility"}, "EEO_CATEGORY_NOT_FOUND"),
]
UNKNOWN_IDS = [code for _, _, code in UNKNOWN]

Change = Callable[[dict[str, Any]], Any]
INVALID: dict[str, Change] = {
    "no title": lambda body: body.pop("title"),
    "an empty title": lambda body: body.update(title=""),
    "a title of 257 characters": lambda body: body.update(title="x" * 257),
    "a title that is a number": lambda body: body.update(title=7),
    "a reference of 64 characters": lambda body: body.update(refNumber="x" * 64),
    "a hiring date that is no date": lambda body: body.update(targetHiringDate="soon"),
    "no location": lambda body: body.pop("location"),
    "a location without a country": lambda body: body["location"].pop("countryCode"),
    "a country of three letters": lambda body: body["location"].update(countryCode="FRA"),
    "a country that does not exist": lambda body: body["location"].update(countryCode="XX"),
    "a location without a city": lambda body: body["location"].pop("city"),
    "an empty city": lambda body: body["location"].update(city=""),
    "a city of 129 characters": lambda body: body["location"].update(city="x" * 129),
    "a region of 257 characters": lambda body: body["location"].update(region="x" * 257),
    "an empty code of a region": lambda body: body["location"].update(regionCode=""),
    "an address of 2001 characters": lambda body: body["location"].update(address="x" * 2_001),
    "a postal code of 33 characters": lambda body: body["location"].update(postalCode="x" * 33),
    "a latitude beyond the pole": lambda body: body["location"].update(latitude=91),
    "a longitude that is no number": lambda body: body["location"].update(longitude="west"),
    "a longitude that is not a number": lambda body: body["location"].update(longitude="nan"),
    "a longitude that is true": lambda body: body["location"].update(longitude=True),
    "no industry": lambda body: body.pop("industry"),
    "an industry that is text": lambda body: body.update(industry="internet"),
    "no function": lambda body: body.pop("function"),
    "no experience level": lambda body: body.pop("experienceLevel"),
    "an unknown experience level": lambda body: body.update(experienceLevel={"id": "wizard"}),
    "a department without an id": lambda body: body.update(department={}),
    "a template that is text": lambda body: body.update(template="true"),
    "a minimum that is text": lambda body: body.update(compensation={"min": "1"}),
    "a section that is text": lambda body: body.update(jobAd={"sections": {"jobDescription": "Bake"}}),
    "a section of 25000 characters": lambda body: body.update(
        jobAd={"sections": {"jobDescription": {"text": "x" * 25_000}}}
    ),
    "a language without a code": lambda body: body.update(jobAd={"language": {}}),
    "a property without a value": lambda body: body.update(properties=[{"id": "x"}]),
    "a property whose id has 257 characters": lambda body: body.update(properties=[{"id": "x" * 257, "value": {}}]),
}
"""What fails the validation of a body."""
OPENING = {
    "a latitude beyond the pole": "INVALID_GEO_DATA",
    "an unknown experience level": "EXPERIENCE_LEVEL_NOT_FOUND",
}
"""What of it has a code of its own where a job is opened."""


def job_of(client: VendorClient, *, confidential: bool = False) -> Job:
    """A job with everything that a job can have."""
    jobs = client.read().jobs.where(confidential=confidential)
    return next(job for job in jobs if job.pay and job.department)


def path_of(client: VendorClient, job: Job) -> str:
    return f"/jobs/{native_id(client.read(), 'job', job.id)}"


def codes(answer: Any) -> list[str]:
    return [error["code"] for error in answer.json["errors"]]
