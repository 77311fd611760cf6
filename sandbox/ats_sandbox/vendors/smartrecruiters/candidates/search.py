"""The search for candidates: what each parameter narrows to."""

from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import Call
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.vendors.smartrecruiters import ids
from ats_sandbox.vendors.smartrecruiters.applications.views import sub_status
from ats_sandbox.vendors.smartrecruiters.paging import PageQuery
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS, ONBOARDING_STATUSES
from ats_sandbox.world.domain.applications import Application, standing_key
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Key

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
    jobId = fields.Array(fields.Text())
    location = fields.Array(fields.Text())
    averageRating = fields.Array(fields.Integer())
    status = fields.Array(fields.Choice(CANDIDATE_STATUSES.all))
    subStatus = fields.Text()
    tag = fields.Array(fields.Text())
    consentStatus = fields.Array(fields.Choice(CONSENTS.all))
    updatedAfter = fields.DateTime()
    onboardingStatus = fields.Choice(ONBOARDING_STATUSES)
    propertyId = fields.Array(fields.Text())
    propertyValueId = fields.Array(fields.Text())
    sourceType = fields.Array(fields.Text())
    sourceSubType = fields.Array(fields.Text())
    sourceValueId = fields.Array(fields.Text())
    questionCategory = fields.Array(fields.Text())
    questionFieldId = fields.Array(fields.Text())
    questionFieldValueId = fields.Array(fields.Text())


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
    rows = assigned(call, asked, rows)
    if "location" in asked:
        rows = rows.any_of(living_in(call.world, parts(text)) for text in asked["location"])
    if "averageRating" in asked:
        rows = rows.where_any("stars", asked["averageRating"])
    if "q" in asked:
        words = asked["q"].casefold().split()
        rows = rows.only(lambda person: says(person, words))
    return rows


def assigned(call: Call, asked: Mapping[str, Any], people: Selection[Candidate]) -> Selection[Candidate]:
    """Those who have an assignment of which everything asked about assignments holds, and which the caller may see."""
    world, caller = call.world, call.caller
    if "subStatus" in asked and "status" not in asked:
        told = "is taken only together with status"
        raise Invalid(Violation(Rule.CUSTOM, ("subStatus",), "query", text=told))
    if not {"jobId", "status", *SOURCE} & set(asked):
        return people
    if "jobId" not in asked and caller.jobs is None and caller.candidates is None:
        return people.within(world.applications.owners("standing", standings(call, asked)))
    rows = call.visible(world.applications)
    if "jobId" in asked:
        rows = rows.where_any("job", [ids.JOB.read(world, text) for text in asked["jobId"]])
    keys = frozenset(standings(call, asked))
    step, source = "subStatus" in asked, bool(SOURCE & set(asked))

    def stands(one: Application) -> bool:
        status, stage = one.status if "status" in asked else None, one.stage if step else None
        return standing_key(one.confidential, status, stage, one.source if source else None) in keys

    return people.among({one.candidate for one in rows.only(stands)})


SOURCE = frozenset({"sourceType", "sourceSubType", "sourceValueId"})


def standings(call: Call, asked: Mapping[str, Any]) -> Iterator[Key]:
    """How an assignment may stand: every combination of the asked statuses, steps and sources."""
    world = call.world
    statuses = [CANDIDATE_STATUSES.read(word) for word in asked.get("status", ())]
    steps: list[tuple[ApplicationStatus | None, int | None]] = [(status, None) for status in statuses] or [(None, None)]
    if "subStatus" in asked:
        pairs = product(statuses, [stage.id for stage in world.stages])
        steps = [pair for pair in pairs if sub_status(world, *pair) == asked["subStatus"]]
    origins = sources(call, asked) if SOURCE & set(asked) else [None]
    for confidential, (status, stage), source in product(
        (False, True) if call.caller.confidential else (False,), steps, origins
    ):
        yield standing_key(confidential, status, stage, source)


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


def living_in(world: Reading, names: list[str]) -> Selection[Candidate]:
    """The people for whom each name is that of their city, region or country, or a code of those."""
    rows: Selection[Candidate] = world.candidates if names else world.candidates.among(())
    for name in names:
        rows = rows.where(place=name)
    return rows


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
