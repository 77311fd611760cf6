"""Which published ads the public asks for: the company's board, and the parameters that narrow it."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.call import AnyCall
from ats_sandbox.contract.comma_separated import CommaSeparated
from ats_sandbox.contract.schema import QuerySchema
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT, JOB_AD
from ats_sandbox.vendors.smartrecruiters.languages import LANGUAGES
from ats_sandbox.world.domain.commands.publications import published_content
from ats_sandbox.world.domain.postings import Posting, PostingVisibility
from ats_sandbox.world.domain.publications import PublishedContent
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection

MOST = 100
"""Ads of a page; more are cut to that without a word."""
CUSTOM_FIELD = "custom_field."


class ShownPosting(NamedTuple):
    """A published ad and what it said when it was published: what its documents are made of."""

    ad: Posting
    content: PublishedContent


class CustomField(NamedTuple):
    """A field by which the company sorts its ads, and its value."""

    field_id: str
    field_label: str
    value_id: str
    value_label: str


def custom_fields(shown: ShownPosting, call: AnyCall) -> list[CustomField]:
    """The fields of an ad: its country."""
    place = shown.content.place
    return [CustomField("COUNTRY", "Country/Region", place.country_code.lower(), place.country)]


class Languages(CommaSeparated):
    """Codes of languages, any of which is meant."""

    repeats = True


class BoardQuery(QuerySchema):
    """Which published ads, and which part of them. A limit above 100 counts as 100.

    `destination` INTERNAL_OR_PUBLIC gives one ad of each job, the internal one where there is one. `country`, `region`
    and `city` ignore letter case; `language` and `custom_field.<fieldId>` take several values, separated by commas.
    """

    q = fields.Text()
    limit = fields.Integer(least=0, load_default=10)
    offset = fields.Integer(least=0, load_default=0)
    destination = fields.Choice(("PUBLIC", "INTERNAL", "INTERNAL_OR_PUBLIC"), load_default="PUBLIC")
    locationType = fields.Array(fields.Choice(("REMOTE", "HYBRID", "ONSITE", "ANY")))
    country = fields.Text()
    region = fields.Text()
    city = fields.Text()
    department = fields.Text()
    jobAdId = fields.Text()
    language = Languages(fields.Choice(tuple(LANGUAGES)))
    releasedAfter = fields.DateTime()
    customField = fields.PrefixedObject(CUSTOM_FIELD)


def is_ours(call: AnyCall) -> bool:
    """True when the path names the company, in whatever letter case; else what the company is called is remarked."""
    ours = call.world.company.identifier
    if call.path["companyIdentifier"].casefold() == ours.casefold():
        return True
    call.remarks.append(f"there is no such company; the identifier of the one here is {ours}")
    return False


def is_for_all(ad: Posting) -> bool:
    """True for ads that anybody can be led to: public ones, and internal ones of jobs that are not confidential."""
    internal = ad.visibility is PostingVisibility.INTERNAL and not ad.confidential
    return internal or ad.visibility is PostingVisibility.PUBLIC


def _destined(world: Reading, destination: str) -> Selection[Posting]:
    """The published ads that are for the public, for the company's own people, or one for each job for these."""
    rows = world.postings.where(published=True)
    public = rows.where(visibility=PostingVisibility.PUBLIC)
    internal = rows.where(visibility=PostingVisibility.INTERNAL, confidential=False)
    if destination == "PUBLIC":
        return public
    if destination == "INTERNAL":
        return internal
    of_jobs = {one.job: one.id for one in (*reversed(list(public)), *reversed(list(internal)))}
    return rows.among(of_jobs.values())


Check = Callable[[ShownPosting], bool]


def _is(text: str, *members: str) -> Check:
    """A check that one of these members of the place is a text."""
    wanted = text.casefold()
    return lambda shown: any((getattr(shown.content.place, one) or "").casefold() == wanted for one in members)


def _mentions(text: str) -> Check:
    """A check that each word of a text stands in the title, the reference number or the place."""
    words = text.casefold().split()

    def holds(shown: ShownPosting) -> bool:
        content = shown.content
        said = " ".join((content.title, content.reference, *content.place.names)).casefold()
        return all(word in said for word in words)

    return holds


def _is_where(kinds: list[str]) -> Check:
    """A check of where the work is done; no place here is said to be a mixture."""
    return lambda shown: "ANY" in kinds or ("REMOTE" if shown.content.place.remote else "ONSITE") in kinds


def _has_values(call: AnyCall, wanted: dict[str, str]) -> Check:
    """A check that each field has one of the values that are given for it."""

    def holds(shown: ShownPosting) -> bool:
        known = {one.field_id: one.value_id for one in custom_fields(shown, call)}
        return all(known.get(field) in values.split(",") for field, values in wanted.items())

    return holds


def _checks(call: AnyCall) -> Iterator[Check]:
    """What the query asks of each ad."""
    query, world = call.query, call.world
    department, ad = query.get("department"), query.get("jobAdId")
    makers: dict[str, Callable[[Any], Check]] = {
        "q": _mentions,
        "locationType": _is_where,
        "country": lambda text: _is(text, "country_code", "country"),
        "region": lambda text: _is(text, "region_code", "region"),
        "city": lambda text: _is(text, "city"),
        "language": lambda codes: lambda shown: not codes or shown.content.language in codes,
        "releasedAfter": lambda instant: lambda shown: released_at(shown.ad) > instant,
        "customField": lambda wanted: _has_values(call, wanted),
    }
    if department is not None:
        unit = DEPARTMENT.read(world, department)
        yield lambda shown: unit is not None and shown.content.department == unit
    if ad is not None:
        number = JOB_AD.read(world, ad)
        yield lambda shown: shown.ad.id == number
    for name, make in makers.items():
        if name in query:
            yield make(query[name])


def released_at(ad: Posting) -> int:
    """When an ad was published."""
    return ad.published_at or ad.created_at


def shown_as_published(world: Reading, ad: Posting) -> ShownPosting:
    """An ad with what the public reads of it."""
    return ShownPosting(ad, published_content(world, ad))


def asked_for(call: AnyCall) -> list[Posting]:
    """The published ads that a call asks for, the newest first; another company has none."""
    if not is_ours(call):
        return []
    world, checks = call.world, list(_checks(call))
    rows: Iterable[Posting] = _destined(world, call.query["destination"])
    if checks:
        shown = (shown_as_published(world, ad) for ad in rows)
        rows = [one.ad for one in shown if all(check(one) for check in checks)]
    return sorted(rows, key=lambda ad: (released_at(ad), ad.id), reverse=True)
