"""The search for candidates: what each parameter narrows to."""

from collections.abc import Iterator
from functools import partial
from itertools import product

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.smartrecruiters.candidates.applications import sub_status
from ats_sandbox.vendors.smartrecruiters.configuration.sources import subtype_of
from ats_sandbox.vendors.smartrecruiters.filters import UPDATED_AFTER, any_of, having_words
from ats_sandbox.vendors.smartrecruiters.ids import JOB, SOURCE_VALUE
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS, ONBOARDING_STATUSES, Spelled
from ats_sandbox.world.domain.applications import Application, standing_key
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.store.selection import Selection
from ats_sandbox.world.store.table import Key

People = Selection[Candidate]
SOURCE = ("sourceType", "sourceSubType", "sourceValueId")
ASSIGNED = {"jobId", "status", *SOURCE}
"""What is asked about assignments; all of it must hold of one and the same."""


def assigned(call: AnyCall) -> People:
    """Those who have an assignment of which everything asked about assignments holds, and which the caller may see."""
    world, caller, query = call.world, call.caller, call.query
    people = CANDIDATES.rows(call)
    if any(one.narrow is nobody and one.name in query for one in FILTERS):
        return people
    if "subStatus" in query and "status" not in query:
        raise Invalid(Violation(Rule.CUSTOM, ("subStatus",), "query", text="is taken only together with status"))
    if not ASSIGNED & set(query):
        return people
    if "jobId" not in query and caller.jobs is None and caller.candidates is None:
        return people.within(world.applications.owners("standing", standings(call, query)))
    rows = call.visible(world.applications)
    if "jobId" in query:
        rows = rows.where_any("job", [JOB.read(world, text) for text in query["jobId"]])
    keys = frozenset(standings(call, query))
    step, source = "subStatus" in query, any(name in query for name in SOURCE)

    def stands(one: Application) -> bool:
        status, stage = one.status if "status" in query else None, one.stage if step else None
        return standing_key(one.confidential, status, stage, one.source if source else None) in keys

    return people.among({one.candidate for one in rows.only(stands)})


def standings(call: AnyCall, query: Members) -> Iterator[Key]:
    """How an assignment may stand: every combination of the asked statuses, steps and sources."""
    world, statuses = call.world, query.get("status", ())
    steps: list[tuple[ApplicationStatus | None, int | None]] = [(status, None) for status in statuses] or [(None, None)]
    if "subStatus" in query:
        pairs = product(statuses, [stage.id for stage in world.stages])
        steps = [pair for pair in pairs if sub_status(world, *pair) == query["subStatus"]]
    origins = sources(call, query) if any(name in query for name in SOURCE) else [None]
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
        and ("sourceSubType" not in query or subtype_of(source) in query["sourceSubType"])
        and (not values or source.id in values)
    ]


def together(call: AnyCall, people: People, value: object) -> People:
    """What is asked about assignments is looked at together, by `assigned`."""
    return people


def nobody(call: AnyCall, people: People, value: object) -> People:
    """No candidate here has such facts, so that nobody is found by them."""
    return people.among(())


def living_in(call: AnyCall, people: People, places: list[str]) -> People:
    """The people for whom each name of `Paris, France` is that of their city, region or country, or a code of those."""

    def named(place: str) -> People:
        names = [part.strip().casefold() for part in place.split(",") if part.strip()]
        rows: People = call.world.candidates if names else call.world.candidates.among(())
        for name in names:
            rows = rows.where(place=name)
        return rows

    return people.any_of(map(named, places))


def tagged(call: AnyCall, people: People, tags: list[str]) -> People:
    """The people with one of these tags."""
    return people.where_any("tag", [tag.casefold() for tag in tags])


def known_of(person: Candidate) -> str:
    """What is known of a person, in lines."""
    known = [person.first_name, person.last_name, person.employer, person.title, *person.tags]
    known += [email.address for email in person.emails] + [phone.number for phone in person.phones]
    known += [name for one in person.experience for name in (one.title, one.company)]
    known += [name for one in person.education for name in (one.institution, one.degree, one.major)]
    if person.place is not None:
        known += [person.place.city, person.place.country]
    return "\n".join(part for part in known if part)


FILTERS: tuple[Filter[Candidate], ...] = (
    Filter("q", fields.Text, lambda call, people, text: having_words(call, people, text, known_of)),
    any_of("jobId", together),
    any_of("location", living_in),
    any_of("averageRating", "stars", fields.Integer),
    any_of("status", together, partial(Spelled, CANDIDATE_STATUSES)),
    Filter("subStatus", fields.Text, together),
    any_of("tag", tagged),
    any_of("consentStatus", "consent", partial(Spelled, CONSENTS)),
    UPDATED_AFTER,
    Filter("onboardingStatus", partial(fields.Choice, ONBOARDING_STATUSES), nobody),
    *(any_of(name, nobody) for name in ("propertyId", "propertyValueId")),
    *(any_of(name, together) for name in SOURCE),
    *(any_of(name, nobody) for name in ("questionCategory", "questionFieldId", "questionFieldValueId")),
)
"""Different parameters must all hold; of one that is repeated, any value."""
