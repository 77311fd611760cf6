"""The Posting API: the board of a company, one ad of it, and the departments. Everybody may read them."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Example, Reply
from ats_sandbox.contract.schema import QuerySchema, ResponseSchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call
from ats_sandbox.vendors.smartrecruiters.documents import (
    Filled,
    document_of,
    entry,
    id_of,
    made,
    part,
    parts,
    view_of,
)
from ats_sandbox.vendors.smartrecruiters.errors import PublicPostingNotFound
from ats_sandbox.vendors.smartrecruiters.etags import tagged
from ats_sandbox.vendors.smartrecruiters.ids import DEPARTMENT, JOB, JOB_AD
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import JobAdSection
from ats_sandbox.vendors.smartrecruiters.jobs.posting_work import AD_WORKS
from ats_sandbox.vendors.smartrecruiters.languages import LANGUAGES, Language, Wanted, language
from ats_sandbox.vendors.smartrecruiters.places import CountryCode, Degrees
from ats_sandbox.vendors.smartrecruiters.public import addresses
from ats_sandbox.vendors.smartrecruiters.public.addresses import POSTING_NUMBER, POSTING_UUID, posting_named
from ats_sandbox.vendors.smartrecruiters.public.board import (
    MOST,
    BoardQuery,
    ShownPosting,
    asked_for,
    custom_fields,
    is_for_all,
    is_ours,
    released_at,
    shown_as_published,
)
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import VISIBILITIES
from ats_sandbox.world.domain import wordlists
from ats_sandbox.world.domain.commands.publications import last_publication
from ats_sandbox.world.domain.postings import PostingVisibility
from ats_sandbox.world.domain.reading import Reading

OF_COMPANY = "/v1/companies/{companyIdentifier}"
LEVELS = (*("associate", "director", "entry_level", "executive", "internship", "mid_senior_level", "not_applicable"),)
VIDEOS = "Videos"
"""The heading above the videos of an ad."""

public_postings = Resource("Public postings", "What everybody may read of the company's hiring", apis.POSTINGS)


def _identifier(world: Reading) -> str:
    return world.company.identifier


def _first_number(world: Reading) -> str:
    """The id of the first public ad."""
    shown = world.postings.where(published=True, visibility=PostingVisibility.PUBLIC).first()
    return "" if shown is None else POSTING_NUMBER.write(world, shown.id)


def _full_location(shown: ShownPosting, call: AnyCall) -> str:
    place = shown.content.place
    return ", ".join(part for part in (place.city, place.region_code or place.region, place.country) if part)


def _level(shown: ShownPosting, call: AnyCall) -> Document:
    """The experience level: the contract calls its label `name`, what is answered in fact `label`."""
    id = shown.content.experience_level
    label = wordlists.experience_level_label(id)
    return {"id": id, **({} if label is None else {"name": label, "label": label})}


def _creator(shown: ShownPosting, call: AnyCall) -> Document | None:
    user = call.world.users.get(shown.ad.creator)
    return None if user is None else {"name": f"{user.first_name} {user.last_name}"}


def _posting_path(shown: ShownPosting, call: AnyCall) -> str:
    return f"/v1/companies/{call.world.company.identifier}/postings/{POSTING_NUMBER.write(call.world, shown.ad.id)}"


def _source(shown: ShownPosting, call: AnyCall) -> dict[str, str]:
    """The source that the request names, for the application form to note down."""
    return dict(call.query)


def _videos(shown: ShownPosting, call: AnyCall) -> Document | None:
    urls = shown.content.advert.videos
    return {"title": VIDEOS, "urls": list(urls)} if urls else None


PostingLocation = shape_of(
    "PostingLocation",
    city=Filled(of="content.place.city"),
    region=fields.Text(of=lambda shown, call: shown.content.place.region_code or shown.content.place.region),
    country=CountryCode(of="content.place.country_code"),
    remote=fields.Boolean(of="content.place.remote"),
    hybrid=fields.Boolean(of=lambda shown, call: False),
    latitude=Degrees(within=90, of="content.place.latitude"),
    longitude=Degrees(within=180, of="content.place.longitude"),
    fullLocation=fields.Text(of=_full_location),
)
"""Where an ad is. No place is said to be a mixture of office and home."""
PublicLabel = shape_of("PublicLabel", id=fields.Text(), label=fields.Text())
"""An entry of a list: its id and what people call it."""
PublicDepartment = shape_of(
    "PublicDepartment",
    id=fields.Text(of=id_of(DEPARTMENT)),
    label=fields.Text(of="name", required=True),
    description=Filled(),
)
PostingCompany = shape_of("PostingCompany", identifier=fields.Text(), name=fields.Text())
PostingCustomField = shape_of(
    "PostingCustomField",
    fieldId=fields.Text(of="field_id"),
    fieldLabel=fields.Text(of="field_label"),
    valueId=fields.Text(of="value_id"),
    valueLabel=fields.Text(of="value_label"),
)


class PostingItem(ResponseSchema):
    """A published ad of a list; what is not known is left out."""

    id = fields.Text(of=id_of(POSTING_NUMBER, "ad.id"))
    name = fields.Text(of="content.title")
    uuid = fields.Text(of=id_of(POSTING_UUID, "ad.id"))
    jobAdId = fields.Text(of=id_of(JOB_AD, "ad.id"), metadata={"format": "uuid"})
    defaultJobAd = fields.Boolean(of="ad.default")
    refNumber = fields.Text(of="content.reference")
    company = part(PostingCompany, lambda shown, call: call.world.company)
    releasedDate = fields.DateTime(of=lambda shown, call: released_at(shown.ad))
    location = part(PostingLocation)
    industry = entry("content.industry", wordlists.industry_label, PublicLabel)
    department = part(PublicDepartment, lambda shown, call: call.world.departments.get(shown.content.department))
    function = entry("content.function", wordlists.function_label, PublicLabel)
    typeOfEmployment = entry("content.employment_type", wordlists.employment_type_label, PublicLabel)
    experienceLevel = made(
        shape_of("PostingExperienceLevel", id=fields.Choice(LEVELS), name=fields.Text(), label=fields.Text()), _level
    )
    customField = parts(PostingCustomField, custom_fields)
    ref = fields.Text(of=lambda shown, call: call.url(_posting_path(shown, call)))
    creator = made(shape_of("PostingCreator", name=fields.Text()), _creator)
    language = made(Language, lambda shown, call: language(shown.content.language))
    visibility = fields.Choice(
        (VISIBILITIES[PostingVisibility.PUBLIC], VISIBILITIES[PostingVisibility.INTERNAL]),
        of=lambda shown, call: VISIBILITIES[shown.ad.visibility],
    )


PublicSections = shape_of(
    "PublicSections",
    companyDescription=part(JobAdSection, "content.advert.company_description"),
    jobDescription=part(JobAdSection, "content.advert.job_description"),
    qualifications=part(JobAdSection, "content.advert.qualifications"),
    additionalInformation=part(JobAdSection, "content.advert.additional_information"),
    videos=made(
        shape_of("JobAdVideosSection", title=fields.Text(), urls=fields.Array(fields.Text())),
        _videos,
    ),
)
"""What a published ad says; the texts are HTML."""


class Posting(PostingItem):
    """A published ad in full. One that was taken down is not active."""

    jobId = fields.Text(of=id_of(JOB, "ad.job"), metadata={"format": "uuid"})
    active = fields.Boolean(of="ad.published")
    postingUrl = fields.Text(of=lambda shown, call: addresses.posting_url(call, shown.ad))
    applyUrl = fields.Text(of=lambda shown, call: addresses.apply_url(call, shown.ad, _source(shown, call)))
    referralUrl = fields.Text(of=lambda shown, call: addresses.referral_url(call, shown.ad))
    jobAd = part(shape_of("PublicJobAd", sections=part(PublicSections)))


PostingList = shape_of(
    "PostingList",
    offset=fields.Integer(),
    limit=fields.Integer(),
    totalFound=fields.Integer(),
    content=fields.Array(fields.Nested(PostingItem)),
)


class PostingHeader(QuerySchema):
    """In which language labels are wanted, of those that ads are in."""

    accept_language = Wanted(tuple(LANGUAGES))


class BoardHeader(PostingHeader):
    """In which language labels are wanted, and which answer is known already."""

    if_none_match = fields.Text(data_key="If-None-Match")


class SourceQuery(QuerySchema):
    """The source that an application is to be noted down with."""

    sourceTypeId = fields.Text()
    sourceSubTypeId = fields.Text()
    sourceId = fields.Text()


@public_postings.get(
    f"{OF_COMPANY}/postings",
    id="list_public_postings",
    scope=None,
    public=True,
    query=BoardQuery,
    headers=BoardHeader,
    returns={200: PostingList, 304: None},
    response_headers=["ETag"],
    observes=AD_WORKS,
    evidence=apis.POSTINGS.evidence,
    example=Example(path={"companyIdentifier": _identifier}),
)
def list_postings(call: Call) -> Reply:
    """List the published ads of a company, the newest first, as they were when they were published.

    A company that does not exist has none. The answer's `ETag` is taken as `If-None-Match`: 304 when it is the same.
    """
    found, offset, limit = asked_for(call), call.query["offset"], min(call.query["limit"], MOST)
    view = view_of(PostingItem)
    content = [view(shown_as_published(call.world, ad), call) for ad in found[offset : offset + limit]]
    return tagged(call, {"offset": offset, "limit": limit, "totalFound": len(found), "content": content})


@public_postings.get(
    f"{OF_COMPANY}/postings/{{postingId}}",
    id="get_public_posting",
    scope=None,
    public=True,
    query=SourceQuery,
    headers=PostingHeader,
    returns=Posting,
    errors=[PublicPostingNotFound],
    observes=AD_WORKS,
    evidence=apis.POSTINGS.evidence,
    example=Example(path={"companyIdentifier": _identifier, "postingId": _first_number}),
)
def get_posting(call: Call) -> Document:
    """Get a published ad by its number or its UUID, as it was when it was published.

    `sourceTypeId`, `sourceSubTypeId` and `sourceId` become part of its `applyUrl`. One that was taken down is not
    `active`.
    """
    ours = is_ours(call)
    ad = posting_named(call.world, call.path["postingId"]) if ours else None
    if ad is None or not is_for_all(ad) or last_publication(call.world, ad) is None:
        raise PublicPostingNotFound(parameter="postingId" if ours else "companyIdentifier")
    return document_of(Posting, shown_as_published(call.world, ad), call)


public_postings.lists(
    f"{OF_COMPANY}/departments",
    "List the departments of a company. One that does not exist has none.",
    id="list_public_departments",
    scope=None,
    public=True,
    headers=PostingHeader,
    item=PublicDepartment,
    rows=lambda call: call.world.departments if is_ours(call) else [],
    envelope="PublicDepartments",
    complete=False,
    example=Example(path={"companyIdentifier": _identifier}),
)
