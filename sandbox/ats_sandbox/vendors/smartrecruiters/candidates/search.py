"""The search for candidates: what each parameter narrows to."""

from collections.abc import Iterator
from itertools import product

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.smartrecruiters.applications import sub_status
from ats_sandbox.vendors.smartrecruiters.ids import JOB, SOURCE_VALUE
from ats_sandbox.vendors.smartrecruiters.paging import PageQuery
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS, ONBOARDING_STATUSES
from ats_sandbox.world.domain.applications import Application, standing_key
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Key

UNKNOWN_FACTS = (
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


def matching(call: AnyCall) -> Selection[Candidate]:
    """The candidates that the query finds, of those the caller may see."""
    query = call.query
    rows = call.visible(call.world.candidates)
    if any(name in query for name in UNKNOWN_FACTS):
        return rows.among(())
    if "tag" in query:
        rows = rows.where_any("tag", [tag.casefold() for tag in query["tag"]])
    if "consentStatus" in query:
        rows = rows.where_any("consent", [CONSENTS.read(text) for text in query["consentStatus"]])
    if "updatedAfter" in query:
        rows = rows.since(query["updatedAfter"])
    rows = assigned(call, query, rows)
    if "location" in query:
        rows = rows.any_of(living_in(call.world, parts(text)) for text in query["location"])
    if "averageRating" in query:
        rows = rows.where_any("stars", query["averageRating"])
    if "q" in query:
        words = query["q"].casefold().split()
        rows = rows.only(lambda person: mentions(person, words))
    return rows


def assigned(call: AnyCall, query: Members, people: Selection[Candidate]) -> Selection[Candidate]:
    """Those who have an assignment of which everything asked about assignments holds, and which the caller may see."""
    world, caller = call.world, call.caller
    if "subStatus" in query and "status" not in query:
        reason = "is taken only together with status"
        raise Invalid(Violation(Rule.CUSTOM, ("subStatus",), "query", text=reason))
    if not {"jobId", "status", *SOURCE} & set(query):
        return people
    if "jobId" not in query and caller.jobs is None and caller.candidates is None:
        return people.within(world.applications.owners("standing", standings(call, query)))
    rows = call.visible(world.applications)
    if "jobId" in query:
        rows = rows.where_any("job", [JOB.read(world, text) for text in query["jobId"]])
    keys = frozenset(standings(call, query))
    step, source = "subStatus" in query, bool(SOURCE & set(query))

    def stands(one: Application) -> bool:
        status, stage = one.status if "status" in query else None, one.stage if step else None
        return standing_key(one.confidential, status, stage, one.source if source else None) in keys

    return people.among({one.candidate for one in rows.only(stands)})


SOURCE = frozenset({"sourceType", "sourceSubType", "sourceValueId"})


def standings(call: AnyCall, query: Members) -> Iterator[Key]:
    """How an assignment may stand: every combination of the asked statuses, steps and sources."""
    world = call.world
    statuses = [CANDIDATE_STATUSES.read(text) for text in query.get("status", ())]
    steps: list[tuple[ApplicationStatus | None, int | None]] = [(status, None) for status in statuses] or [(None, None)]
    if "subStatus" in query:
        pairs = product(statuses, [stage.id for stage in world.stages])
        steps = [pair for pair in pairs if sub_status(world, *pair) == query["subStatus"]]
    origins = sources(call, query) if SOURCE & set(query) else [None]
    for confidential, (status, stage), source in product(
        (False, True) if call.caller.confidential else (False,), steps, origins
    ):
        yield standing_key(confidential, status, stage, source)


def sources(call: AnyCall, query: Members) -> list[int]:
    """The sources that the asked types, subtypes and values leave."""
    values = {SOURCE_VALUE.read(call.world, text) for text in query.get("sourceValueId", ())}
    return [
        source.id
        for source in call.world.sources
        if ("sourceType" not in query or source.type in query["sourceType"])
        and ("sourceSubType" not in query or source.subtype in query["sourceSubType"])
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


def mentions(person: Candidate, words: list[str]) -> bool:
    """True when each word stands somewhere in what is known of the person."""
    known = [person.first_name, person.last_name, person.employer, person.title, *person.tags]
    known += [email.address for email in person.emails] + [phone.number for phone in person.phones]
    known += [name for one in person.experience for name in (one.title, one.company)]
    known += [name for one in person.education for name in (one.institution, one.degree, one.major)]
    if person.place is not None:
        known += [person.place.city, person.place.country]
    text = "\n".join(part for part in known if part).casefold()
    return all(word in text for word in words)
