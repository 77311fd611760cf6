"""The search for candidates: what each parameter narrows to.

Every parameter is answered by an index, so that a page costs the same however many candidates there are.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import partial
from itertools import product
from typing import TypeVar

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.operation import Document, Reply
from ats_sandbox.contract.refusal import ApiError, Invalid
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.contract.schema import Members
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.candidates.applications import sub_status
from ats_sandbox.vendors.smartrecruiters.candidates.screening_answers import answer_keys
from ats_sandbox.vendors.smartrecruiters.configuration.sources import subtype_of
from ats_sandbox.vendors.smartrecruiters.features import features_of
from ats_sandbox.vendors.smartrecruiters.filters import UPDATED_AFTER, any_of
from ats_sandbox.vendors.smartrecruiters.ids import JOB, SOURCE_VALUE
from ats_sandbox.vendors.smartrecruiters.paging import PAGES, Show
from ats_sandbox.vendors.smartrecruiters.properties.records import PROPERTY
from ats_sandbox.vendors.smartrecruiters.properties.state import ONBOARDINGS, OPTIONS, PROPERTIES, PropertyType
from ats_sandbox.vendors.smartrecruiters.properties.values import holders
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS, ONBOARDING_STATUSES, Spelled
from ats_sandbox.world.domain.applications import ANYHOW, Application, answers_of, standing_key
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.words import words_of
from ats_sandbox.world.store.idset import union
from ats_sandbox.world.store.selection import Selection, VisibleSelection
from ats_sandbox.world.store.sortedset import SortedSet
from ats_sandbox.world.store.table import Key

People = Selection[Candidate]
F = TypeVar("F")
SOURCE = ("sourceType", "sourceSubType", "sourceValueId")
PROPERTY_PAIR = ("propertyId", "propertyValueId")
QUESTION = ("questionCategory", "questionFieldId", "questionFieldValueId")
TOGETHER: dict[tuple[str, ...], type[ApiError]] = {
    PROPERTY_PAIR: errors.FieldsCriteriaSizeViolated,
    SOURCE: errors.SourcesCriteriaSizeViolated,
    QUESTION: errors.ScreeningQuestionsCriteriaSizeViolated,
}
"""Parameters that come in equal numbers: the first ones belong together, then the second ones, and so on."""
SEARCH_REFUSALS = (*TOGETHER.values(), errors.OnboardingFilterNotActive, errors.InvalidCandidatePage)
ASSIGNED = {"jobId", "status", *SOURCE}
"""What is asked about assignments; all of it must hold of one and the same."""
APPLY = "put them on a job: POST /jobs/{jobId}/candidates"


def _cut(call: AnyCall, rows: People, show: Show) -> Document | Reply:
    try:
        return PAGES.page(call, rows, show)
    except Invalid as invalid:
        raise errors.InvalidCandidatePage(invalid.violations) from None


SEARCH_PAGES = replace(PAGES, cut=_cut)
"""Pages as elsewhere, where a page id that no answer gave has a code of its own."""


def assigned(call: AnyCall) -> People:
    """Those who have an assignment of which everything asked about assignments holds, and which the caller may see.

    Who has no assignment at all is never found, and is told of as left out.
    """
    world, caller, query = call.world, call.caller, call.query
    for names, refusal in TOGETHER.items():
        if len({len(query.get(name, ())) for name in names}) > 1:
            raise refusal(field=f"query.{names[-1]}")
    if "subStatus" in query and "status" not in query:
        call.remarks.append("subStatus was ignored: it has effect only together with status")
    people = CANDIDATES.rows(call)
    if not ASSIGNED & set(query):
        known = people.within(world.applications.owners("standing", [ANYHOW]))
        return VisibleSelection(known, people, call.hidden, "no application", APPLY)
    if "jobId" not in query and caller.jobs is None and caller.candidates is None:
        return people.within(world.applications.owners("standing", standings(call, query)))
    rows = call.visible(world.applications)
    if "jobId" in query:
        rows = rows.where_any("job", [JOB.read(world, text) for text in query["jobId"]])
    keys = frozenset(standings(call, query))
    step, source = "subStatus" in query and "status" in query, SOURCE[0] in query

    def stands(one: Application) -> bool:
        status, stage = one.status if "status" in query else None, one.stage if step else None
        return standing_key(one.confidential, status, stage, one.source if source else None) in keys

    return people.among({one.candidate for one in rows.only(stands)})


def standings(call: AnyCall, query: Members) -> Iterator[Key]:
    """How an assignment may stand: every combination of the asked statuses, steps and sources."""
    world, statuses = call.world, query.get("status", ())
    steps: list[tuple[ApplicationStatus | None, int | None]] = [(status, None) for status in statuses] or [(None, None)]
    if "subStatus" in query and statuses:
        pairs = product(statuses, [stage.id for stage in world.stages])
        steps = [pair for pair in pairs if sub_status(world, *pair) == query["subStatus"]]
    origins = sources(call, query) if SOURCE[0] in query else [None]
    for confidential, (status, stage), source in product(
        (False, True) if call.caller.confidential else (False,), steps, origins
    ):
        yield standing_key(confidential, status, stage, source)


def sources(call: AnyCall, query: Members) -> list[int]:
    """The sources that are asked for, each by its type, its subtype and its value."""
    asked = {
        (kind, subtype, SOURCE_VALUE.read(call.world, text))
        for kind, subtype, text in zip(*(query[name] for name in SOURCE), strict=True)
    }
    return [one.id for one in call.world.sources if (one.type, subtype_of(one), one.id) in asked]


def together(call: AnyCall, people: People, value: object) -> People:
    """What is asked together with another parameter is looked at with that."""
    return people


def known_by(call: AnyCall, people: People, text: str) -> People:
    """The people of whom every word of a text is known, or the beginning of a word."""
    rows = call.world.candidates
    for part in text.split():
        wanted = words_of([part])
        if not wanted:
            return people.among(())
        for word in wanted:
            people = people.where_any("word", [key for key in rows.keys("word") if key.startswith(word)])
    return people


def living_in(call: AnyCall, people: People, places: list[str]) -> People:
    """The people for whom each part of `Paris, France` is, or stands in, a name of where they live, or is its code."""

    def named(place: str) -> People:
        names = [part.strip().casefold() for part in place.split(",") if part.strip()]
        rows: People = call.world.candidates if names else call.world.candidates.among(())
        for name in names:
            rows = rows.where(place=name) or containing(rows, words_of([name]))
        return rows

    def containing(rows: People, words: Iterable[str]) -> People:
        found = rows if words else rows.among(())
        for word in words:
            found = found.where(place_word=word)
        return found

    return people.any_of(map(named, places))


def tagged(call: AnyCall, people: People, tags: list[str]) -> People:
    """The people with one of these tags."""
    return people.where_any("tag", [tag.casefold() for tag in tags])


def being_onboarded(call: AnyCall, people: People, status: str) -> People:
    """The people with this onboarding status on a job that the caller may see."""
    features, onboardings = features_of(call.world), call.world[ONBOARDINGS]
    if not (features.candidate_fields and features.onboarding_status):
        raise errors.OnboardingFilterNotActive(field="query.onboardingStatus")
    if call.visibility().whole:
        return people.within(onboardings.owners("standing", [status]))
    return people.among({one.candidate for one in call.visible(onboardings.where(status=status))})


def alternatives(firsts: Iterable[F], seconds: Iterable[str]) -> dict[F, list[str]]:
    """Pairs by the first of each: the same first with several seconds offers a choice, different ones must all hold."""
    found: dict[F, list[str]] = {}
    for first, second in zip(firsts, seconds, strict=True):
        found.setdefault(first, []).append(second)
    return found


def having(call: AnyCall, people: People, names: list[str]) -> People:
    """The people who have the asked values of single-select properties."""
    world = call.world
    for name, codes in alternatives(names, call.query[PROPERTY_PAIR[1]]).items():
        property = world[PROPERTIES].get(PROPERTY.read(world, name))
        if property is None or property.type is not PropertyType.SINGLE_SELECT:
            call.remarks.append(f"there is no single-select property {name!r:.60}, so that nobody has a value of it")
            return people.among(())
        options = [one.id for code in codes for one in world[OPTIONS].where(code=(property.id, code))]
        people = people.within(union([SortedSet(), *(holders(call, property, option) for option in options)]))
    return people


def answering(call: AnyCall, people: People, categories: list[str]) -> People:
    """The people who gave the asked answers on a job that the caller may see."""
    world, caller, query = call.world, call.caller, call.query
    questions = zip(categories, query[QUESTION[1]], strict=True)
    for question, values in alternatives(questions, query[QUESTION[2]]).items():
        keys = [key for key in answer_keys(world, *question, values) if caller.confidential or not key[0]]
        if caller.jobs is None and caller.candidates is None:
            people = people.within(world.applications.owners("answer", keys))
        else:
            rows = call.visible(world.applications)
            people = people.among({one.candidate for one in rows if not answers_of(one).isdisjoint(keys)})
    return people


FILTERS: tuple[Filter[Candidate], ...] = (
    Filter("q", fields.Text, known_by),
    any_of("jobId", together),
    any_of("location", living_in),
    any_of("averageRating", "stars", partial(fields.Integer, least=1, most=5)),
    any_of("status", together, partial(Spelled, CANDIDATE_STATUSES)),
    Filter("subStatus", fields.Text, together),
    any_of("tag", tagged),
    any_of("consentStatus", "consent", partial(Spelled, CONSENTS)),
    UPDATED_AFTER,
    Filter("onboardingStatus", partial(fields.Choice, ONBOARDING_STATUSES), being_onboarded),
    any_of(PROPERTY_PAIR[0], having),
    any_of(PROPERTY_PAIR[1], together),
    *(any_of(name, together) for name in SOURCE),
    any_of(QUESTION[0], answering),
    *(any_of(name, together) for name in QUESTION[1:]),
)
"""Different parameters must all hold; of one that is repeated, any value."""
