"""The search for candidates of SmartRecruiters, parameter by parameter: 100 000 candidates beside 1 000."""

from collections import Counter
from collections.abc import Callable
from time import thread_time
from typing import Any
from urllib.parse import urlencode

from ats_sandbox.app import SandboxApp
from ats_sandbox.contract.resources.pages import pack
from ats_sandbox.vendors.smartrecruiters import SMARTRECRUITERS, ids
from ats_sandbox.vendors.smartrecruiters.candidates.screening_answers import category_of
from ats_sandbox.vendors.smartrecruiters.configuration.sources import subtype_of
from ats_sandbox.vendors.smartrecruiters.properties.records import PROPERTY
from ats_sandbox.vendors.smartrecruiters.properties.state import OPTIONS, PROPERTIES, PropertyType
from ats_sandbox.vendors.smartrecruiters.screening import FIELD, value_id
from ats_sandbox.world.clock import iso
from ats_sandbox.world.domain.pipelines import ApplicationStatus
from ats_sandbox.world.domain.reading import Reading
from benchmarks.paging import MOST, writer
from benchmarks.probe import Probe
from benchmarks.report import Bar, Section, seconds, times
from benchmarks.wsgi import direct, side_by_side

PAGE = 10
Query = dict[str, Any]


def measure(quick: bool) -> Section:
    """Each search as the administrator, after a write, and as somebody who may not see everything; in turns."""
    few, many = SandboxApp("large", candidates=1_000), SandboxApp("large")
    rounds, write = 60 if quick else 300, writer(few, many)
    rows: list[tuple[str, ...]] = []
    ratios: list[tuple[float, str]] = []
    for what, query in SEARCHES.items():
        asked = [_searching(one, query, "sandbox-admin") for one in (few, many)]
        hidden = [_searching(one, query, "sandbox-restricted") for one in (few, many)]
        calls = [
            direct(app, probe) for probes in (asked, hidden) for app, probe in zip((few, many), probes, strict=True)
        ]
        sizes = [call() for call in calls]
        assert max(sizes) < 1.3 * min(sizes), f"{what} is not as full in both worlds: {sizes}"
        less, more, less_seen, more_seen = side_by_side(*calls, rounds=rounds, clock=thread_time)
        less_anew, more_anew = side_by_side(*calls[:2], rounds=rounds, before=write, clock=thread_time)
        found = [more / less, more_anew / less_anew, more_seen / less_seen]
        rows.append((f"`{what}`", seconds(more), seconds(less), *map(times, found)))
        ratios.append((max(found), what))
    worst, what = max(ratios)
    return Section(
        "Searches for candidates",
        f"Pages of {PAGE} of SmartRecruiters' `GET /candidates`, or of as many as there are in both: recipe `large`\n"
        f"against the same recipe with 1 000 candidates. Medians of {rounds} requests, taking turns,\n"
        "in processor time.\n"
        "*after a write*: a record is replaced before each request, outside the time taken.\n"
        "*restricted*: by somebody who may not see confidential jobs.",
        ("Search", "100 000 candidates", "1 000 candidates", "Ratio", "after a write", "restricted"),
        rows,
        [
            Bar(
                "search among 100 000 candidates: at most 1.2 times that among 1 000",
                f"{times(worst)} ({what})",
                worst <= MOST,
            )
        ],
    )


def _searching(sandbox: SandboxApp, query: Callable[[Reading], Query], token: str) -> Probe:
    asked = urlencode({"limit": PAGE, **query(sandbox.world.read())}, doseq=True)
    headers = dict(SMARTRECRUITERS.auth.present(token))
    return Probe(asked, "GET", f"/smartrecruiters/candidates?{asked}", headers)


def _fixed(**query: Any) -> Callable[[Reading], Query]:
    return lambda world: query


def _job(world: Reading) -> Query:
    """A job with hundreds of candidates in both worlds."""
    return {"jobId": ids.JOB.write(world, 2)}


def _source(world: Reading) -> Query:
    """The source that most came from."""
    sources = Counter(one.source for one in world.applications if one.source is not None)
    source = world.sources[sources.most_common(1)[0][0]]
    value = ids.SOURCE_VALUE.write(world, source.id)
    return {"sourceType": source.type, "sourceSubType": subtype_of(source), "sourceValueId": value}


def _step(world: Reading) -> Query:
    """The step of interviews that most are in."""
    stages = Counter(one.stage for one in world.applications.where(status=ApplicationStatus.INTERVIEW))
    names = (world.stages[stage].name for stage, _ in stages.most_common() if world.stages[stage].step)
    return {"status": "INTERVIEW", "subStatus": next(names)}


def _property(world: Reading) -> Query:
    """The first value of the first select property."""
    property = next(one for one in world[PROPERTIES] if one.type is PropertyType.SINGLE_SELECT)
    option = next(iter(world[OPTIONS].where(property=property.id)))
    return {"propertyId": PROPERTY.write(world, property.id), "propertyValueId": option.code}


def _question(world: Reading) -> Query:
    """An answer that many gave."""
    answers = Counter(
        (answer.question, value)
        for one in world.applications
        for answer in one.answers
        for value in answer.values
        if not one.confidential
    )
    question, value = answers.most_common(1)[0][0]
    return {
        "questionCategory": category_of(world, question),
        "questionFieldId": FIELD,
        "questionFieldValueId": value_id(world, question, value),
    }


def _changed(among: Callable[[int], int]) -> Callable[[Reading], Query]:
    """Those who were changed last: at least so many, given the number of all."""

    def query(world: Reading) -> Query:
        instants = sorted(one.updated_at for one in world.candidates)
        last = instants[-among(len(instants))]
        return {"updatedAfter": iso(max(one for one in instants if one < last))}

    return query


def _further(world: Reading) -> Query:
    """The page that begins in the middle."""
    half = len(world.candidates) // 2
    return {"pageId": pack(after=half, offset=half)}


def _all(*queries: Callable[[Reading], Query]) -> Callable[[Reading], Query]:
    return lambda world: {name: value for query in queries for name, value in query(world).items()}


SEARCHES: dict[str, Callable[[Reading], Query]] = {
    "(none)": _fixed(),
    "pageId": _further,
    "q": _fixed(q="engineer"),
    "q (two words)": _fixed(q="engineer berlin"),
    "jobId": _job,
    "jobId, status": _all(_job, _fixed(status=["REJECTED", "IN_REVIEW"])),
    "jobId, status, subStatus": _all(_job, _step, _fixed(limit=5)),
    "jobId, sourceType, sourceSubType, sourceValueId": _all(_job, _source, _fixed(limit=5)),
    "location": _fixed(location="Germany"),
    "location (two names)": _fixed(location="Berlin, Germany"),
    "location (a word)": _fixed(location="united"),
    "averageRating": _fixed(averageRating=4),
    "averageRating (three)": _fixed(averageRating=[3, 4, 5]),
    "status": _fixed(status="REJECTED"),
    "status (three)": _fixed(status=["NEW", "INTERVIEW", "REJECTED"]),
    "status, subStatus": _step,
    "tag": _fixed(tag="future lead"),
    "tag (three)": _fixed(tag=["future lead", "strong culture fit", "internal mobility"]),
    "consentStatus": _fixed(consentStatus="PENDING"),
    "updatedAfter (the last 20)": _changed(lambda count: 20),
    "updatedAfter (half)": _changed(lambda count: count // 2),
    "onboardingStatus": _fixed(limit=2, onboardingStatus="READY_TO_ONBOARD"),
    "propertyId, propertyValueId": _property,
    "sourceType, sourceSubType, sourceValueId": _source,
    "status, sourceType, sourceSubType, sourceValueId": _all(_fixed(status="REJECTED"), _source),
    "questionCategory, questionFieldId, questionFieldValueId": _question,
    "location, status, tag, consentStatus": _all(
        _fixed(limit=1, location="Germany", status="REJECTED", tag="future lead", consentStatus="ACQUIRED")
    ),
}
"""By name, the parameters of a search in a world; `limit` where fewer than PAGE are found among 1 000."""
