"""The search for candidates: what each parameter narrows to.

Every parameter is answered by an index, so that a page costs the same however many candidates there are.
"""

from collections.abc import Callable, Iterable
from functools import partial
from itertools import product
from typing import TypeVar

from msgspec.structs import replace

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
from ats_sandbox.vendors.smartrecruiters.features import CANDIDATE_FIELDS, ONBOARDING_STATUS
from ats_sandbox.vendors.smartrecruiters.filters import UPDATED_AFTER, any_of
from ats_sandbox.vendors.smartrecruiters.ids import JOB, SOURCE_VALUE
from ats_sandbox.vendors.smartrecruiters.paging import PAGES, Show
from ats_sandbox.vendors.smartrecruiters.properties.records import PROPERTY
from ats_sandbox.vendors.smartrecruiters.properties.state import (
    ANYWHERE,
    ONBOARDINGS,
    OPTIONS,
    PROPERTIES,
    PropertyType,
)
from ats_sandbox.vendors.smartrecruiters.properties.values import holders
from ats_sandbox.vendors.smartrecruiters.repositories import CANDIDATES
from ats_sandbox.vendors.smartrecruiters.vocabulary import CANDIDATE_STATUSES, CONSENTS, ONBOARDING_STATUSES, Spelled
from ats_sandbox.world.domain.applications import (
    ANYHOW,
    AnswerKey,
    answers_of,
    place_key,
    standing_key,
    standings_of,
)
from ats_sandbox.world.domain.candidates import Candidate
from ats_sandbox.world.domain.features import is_on
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.words import words_of
from ats_sandbox.world.store.idset import IdSet, union
from ats_sandbox.world.store.selection import Selection, VisibleSelection
from ats_sandbox.world.store.sortedset import SortedSet

People = Selection[Candidate]
Jobs = frozenset[int] | None
"""The only jobs that count; None means all."""
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


BOTH = (False, True)
"""Open and confidential assignments: the first members of keys of indexes."""


def seen_within(call: AnyCall, people: People, find: Callable[[tuple[bool, ...], Jobs], IdSet]) -> People:
    """The people whom `find` finds by assignments that the caller may see; others whom it finds are told of as hidden.

    It is given whether such assignments are confidential, and the only jobs that they may be on, if not all.
    """
    caller = call.caller
    ids = find(BOTH if caller.confidential else BOTH[:1], caller.jobs)
    if call.visibility().whole or not isinstance(people, VisibleSelection):
        return people.within(ids)
    return people.narrowed(ids, find(BOTH, None))


def assigned(call: AnyCall) -> People:
    """Those who have an assignment of which everything asked about assignments holds, and which the caller may see.

    Who has no assignment at all is never found, and is told of as left out.
    """
    query = call.query
    for names, refusal in TOGETHER.items():
        if len({len(query.get(name, ())) for name in names}) > 1:
            raise refusal(where="query", field=names[-1])
    if "subStatus" in query and "status" not in query:
        call.remarks.append("subStatus was ignored: it has effect only together with status")
    people = CANDIDATES.rows(call)
    if ASSIGNED & set(query):
        return seen_within(call, people, partial(standing, call.world, query))
    known = people.within(call.world.applications.owners("standing", [ANYHOW]))
    return VisibleSelection(known, people, call.hidden, "no application", APPLY)


def standing(world: Reading, query: Members, hidden: tuple[bool, ...], jobs: Jobs) -> IdSet:
    """The candidates with an assignment of which everything asked about assignments holds.

    Sources that are asked for together with jobs are looked for among the assignments to those.
    """
    applications, statuses = world.applications, query.get("status")
    if "jobId" in query:
        asked = {job for text in query["jobId"] if (job := JOB.read(world, text)) is not None}
        jobs = frozenset(asked if jobs is None else jobs & asked)
    steps: list[tuple[ApplicationStatus | None, int | None]] = [(status, None) for status in statuses or [None]]
    if statuses is not None and "subStatus" in query:
        pairs = product(statuses, [stage.id for stage in world.stages])
        steps = [pair for pair in pairs if sub_status(world, *pair) == query["subStatus"]]
    if jobs is not None and SOURCE[0] not in query:
        places = (place_key(one, job, *step) for one, job, step in product(hidden, jobs, steps))
        return applications.owners("place", places)
    origins: list[int | None] = [*sources(world, query)] if SOURCE[0] in query else [None]
    keys = frozenset(standing_key(one, *step, source) for one, step, source in product(hidden, steps, origins))
    if jobs is None:
        return applications.owners("standing", keys)
    rows = applications.where_any("job", jobs).where_any("source", origins)
    return SortedSet.of(one.candidate for one in rows if not keys.isdisjoint(standings_of(one)))


def sources(world: Reading, query: Members) -> list[int]:
    """The sources that are asked for, each by its type, its subtype and its value."""
    asked = {
        (kind, subtype, SOURCE_VALUE.read(world, text))
        for kind, subtype, text in zip(*(query[name] for name in SOURCE), strict=True)
    }
    return [one.id for one in world.sources if (one.type, subtype_of(one), one.id) in asked]


def together(call: AnyCall, people: People, value: object) -> People:
    """What is asked together with another parameter is looked at with that."""
    return people


def known_by(call: AnyCall, people: People, text: str) -> People:
    """The people of whom every word of a text is known. Words are compared whole, as a search for keywords does."""
    words, rows = words_of([text]), call.world.candidates
    unknown = next((word for word in words if not rows.where(word=word)), None)
    if unknown is not None:
        call.remarks.append(f"nobody is known by the word {unknown!r:.60}: words are compared whole")
    for word in words:
        people = people.where(word=word)
    return people if words or not text.strip() else people.among(())


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
    if not (is_on(call.world, CANDIDATE_FIELDS) and is_on(call.world, ONBOARDING_STATUS)):
        raise errors.OnboardingFilterNotActive(where="query", field="onboardingStatus")
    return seen_within(call, people, partial(onboarded, call.world, status))


def onboarded(world: Reading, status: str, hidden: tuple[bool, ...], jobs: Jobs) -> IdSet:
    """The candidates with this onboarding status on one of some jobs."""
    onboardings = world[ONBOARDINGS]
    if jobs is None:
        return onboardings.owners("standing", product([status], [ANYWHERE] if hidden == BOTH else hidden))
    rows = (one for one in onboardings.where(status=status) if one.confidential in hidden)
    return SortedSet.of(one.candidate for one in rows if world.applications[one.application].job in jobs)


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
    world, query = call.world, call.query
    questions = zip(categories, query[QUESTION[1]], strict=True)
    for question, values in alternatives(questions, query[QUESTION[2]]).items():
        keys = frozenset(answer_keys(world, *question, values))
        people = seen_within(call, people, partial(answered, world, keys))
    return people


def answered(world: Reading, keys: frozenset[AnswerKey], hidden: tuple[bool, ...], jobs: Jobs) -> IdSet:
    """The candidates who gave one of some answers."""
    wanted = frozenset(key for key in keys if key[0] in hidden)
    if jobs is None:
        return world.applications.owners("answer", wanted)
    rows = world.applications.where_any("job", jobs)
    return SortedSet.of(one.candidate for one in rows if not wanted.isdisjoint(answers_of(one)))


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
