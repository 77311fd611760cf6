"""The search for candidates: what each parameter narrows to."""

from collections.abc import Mapping
from typing import Any

from sandbox.contract import fields
from sandbox.contract.call import Call
from sandbox.contract.refusal import Invalid, Rule, Violation
from sandbox.vendors.smartrecruiters import ids
from sandbox.vendors.smartrecruiters.applications.views import sub_status
from sandbox.vendors.smartrecruiters.paging import PageQuery
from sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS, ONBOARDING_STATUSES
from sandbox.world.candidates import Candidate
from sandbox.world.selection import Selection

UNHELD = (
    "onboardingStatus",
    "propertyId",
    "propertyValueId",
    "questionCategory",
    "questionFieldId",
    "questionFieldValueId",
)
"""Parameters about facts that no candidate here has, so that nobody is found by them."""


class CandidateQuery(PageQuery):
    """Different parameters must all hold; of one that is repeated, any value."""

    q = fields.Text()
    jobId = fields.Items(fields.Text())
    location = fields.Items(fields.Text())
    averageRating = fields.Items(fields.Whole())
    status = fields.Items(fields.Choice(CANDIDATE_STATUSES.all))
    subStatus = fields.Text()
    tag = fields.Items(fields.Text())
    consentStatus = fields.Items(fields.Choice(CONSENTS.all))
    updatedAfter = fields.Moment()
    onboardingStatus = fields.Choice(ONBOARDING_STATUSES)
    propertyId = fields.Items(fields.Text())
    propertyValueId = fields.Items(fields.Text())
    sourceType = fields.Items(fields.Text())
    sourceSubType = fields.Items(fields.Text())
    sourceValueId = fields.Items(fields.Text())
    questionCategory = fields.Items(fields.Text())
    questionFieldId = fields.Items(fields.Text())
    questionFieldValueId = fields.Items(fields.Text())


def matches(call: Call) -> Selection[Candidate]:
    """The candidates that the query finds, of those the caller may see."""
    asked = call.query
    rows = call.visible(call.world.candidates)
    if any(name in asked for name in UNHELD):
        return rows.among(())
    if "tag" in asked:
        rows = rows.where_any("tag", [tag.casefold() for tag in asked["tag"]])
    if "consentStatus" in asked:
        rows = rows.where_any("consent", [CONSENTS.read(word) for word in asked["consentStatus"]])
    if "updatedAfter" in asked:
        rows = rows.since(asked["updatedAfter"])
    on_jobs = assigned(call, asked)
    if on_jobs is not None:
        rows = rows.among(on_jobs)
    if "location" in asked:
        wanted = [parts(text) for text in asked["location"]]
        rows = rows.only(lambda person: any(lives_in(person, place) for place in wanted))
    if "averageRating" in asked:
        ratings = frozenset(asked["averageRating"])
        rows = rows.only(lambda person: person.rating is not None and int(person.rating + 0.5) in ratings)
    if "q" in asked:
        words = asked["q"].casefold().split()
        rows = rows.only(lambda person: says(person, words))
    return rows


def assigned(call: Call, asked: Mapping[str, Any]) -> set[int] | None:
    """Who has an assignment of which everything asked about assignments holds; None when nothing is asked."""
    world = call.world
    if "subStatus" in asked and "status" not in asked:
        told = "is taken only together with status"
        raise Invalid(Violation(Rule.CUSTOM, ("subStatus",), "query", text=told))
    if not {"jobId", "status", "sourceType", "sourceSubType", "sourceValueId"} & set(asked):
        return None
    rows = call.visible(world.applications)
    if "jobId" in asked:
        rows = rows.where_any("job", [ids.JOB.read(world, text) for text in asked["jobId"]])
    if "status" in asked:
        rows = rows.where_any("status", [CANDIDATE_STATUSES.read(word) for word in asked["status"]])
    if "subStatus" in asked:
        rows = rows.only(lambda one: sub_status(world, one.status, one.stage) == asked["subStatus"])
    if {"sourceType", "sourceSubType", "sourceValueId"} & set(asked):
        rows = rows.where_any("source", sources(call, asked))
    return {one.candidate for one in rows}


def sources(call: Call, asked: Mapping[str, Any]) -> list[int]:
    """The sources that the asked types, subtypes and values leave."""
    values = {ids.read_source_value_id(call.world, text) for text in asked.get("sourceValueId", ())}
    return [
        source.id
        for source in call.world.sources
        if ("sourceType" not in asked or source.type in asked["sourceType"])
        and ("sourceSubType" not in asked or source.subtype in asked["sourceSubType"])
        and (not values or source.id in values)
    ]


def parts(text: str) -> list[str]:
    """The names in a location such as `Paris, France`."""
    return [part.strip().casefold() for part in text.split(",") if part.strip()]


def lives_in(person: Candidate, names: list[str]) -> bool:
    """True when each name is that of the person's city, region or country, or a code of those."""
    place = person.place
    if place is None or not names:
        return False
    known = (place.city, place.region, place.region_code, place.country, place.country_code)
    folded = {name.casefold() for name in known if name}
    return all(name in folded for name in names)


def says(person: Candidate, words: list[str]) -> bool:
    """True when each word stands somewhere in what is known of the person."""
    known = [person.first_name, person.last_name, person.employer, person.title, *person.tags]
    known += [email.address for email in person.emails] + [phone.number for phone in person.phones]
    known += [name for one in person.experience for name in (one.title, one.company)]
    known += [name for one in person.education for name in (one.institution, one.degree, one.major)]
    if person.place is not None:
        known += [person.place.city, person.place.country]
    text = "\n".join(part for part in known if part).casefold()
    return all(word in text for word in words)
