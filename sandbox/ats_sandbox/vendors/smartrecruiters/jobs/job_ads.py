"""Job ads: list, write, read and rewrite them."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.schema import Members, ResponseSchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, documents
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import Instant, document_of, id_of, input_of, made, part
from ats_sandbox.vendors.smartrecruiters.errors import JobAdLimitReached, PropertyInvalid
from ats_sandbox.vendors.smartrecruiters.ids import JOB, JOB_AD, USER
from ats_sandbox.vendors.smartrecruiters.jobs.posting_work import AD_WORKS
from ats_sandbox.vendors.smartrecruiters.languages import FORMER_CODES, LANGUAGES, Language, ad_language, language
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.places import JobLocation, job_place
from ats_sandbox.vendors.smartrecruiters.public.addresses import apply_url, is_open
from ats_sandbox.vendors.smartrecruiters.repositories import JOB_ADS, JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_AD_STATUSES, NOT_PUBLISHED, VISIBILITIES, Spelled
from ats_sandbox.world.domain.commands.postings import advertise, rewrite_posting
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.postings import Advert, Posting, Section
from ats_sandbox.world.domain.reading import Reading

DEFAULT_LANGUAGE = "en"
"""The language of an ad that names none: the company's."""
LONGEST = 24_999
"""Characters of a section's text."""
MOST_ADS = 100
"""Ads of one job."""
ALL = "/jobs/{jobId}/jobads"
ONE = "/jobs/{jobId}/jobads/{jobAdId}"

job_ads = Resource("Job ads", "Advertisements of a job, in one language each", apis.JOBS, JOBS, JOB_ADS)

JobAdSection = shape_of("JobAdSection", title=fields.Text(), text=fields.Text())
JobAdVideos = shape_of("JobAdVideos", urls=fields.Array(fields.Text(), of="videos"))
JobAdSections = shape_of(
    "JobAdSections",
    companyDescription=part(JobAdSection, "company_description"),
    jobDescription=part(JobAdSection, "job_description"),
    qualifications=part(JobAdSection, "qualifications"),
    additionalInformation=part(JobAdSection, "additional_information"),
    videos=part(JobAdVideos, lambda advert, call: advert if advert.videos else None),
)
"""What an ad says: the sections that it has."""
input_of(JobAdSection, "JobAdSectionInput", text=fields.Text(most=LONGEST, allow_none=True))
input_of(JobAdVideos, "JobAdVideosInput", urls=fields.Array(fields.Text(), allow_none=True))
input_of(JobAdSections, "JobAdSectionsInput")
JobAdLanguageInput = request_of(
    "JobAdLanguageInput", code=fields.Text(required=True, metadata={"enum": [*LANGUAGES, *FORMER_CODES]})
)


def posting_status(ad: Posting | None) -> str:
    """Who can see a job, which is who can see its default ad."""
    return VISIBILITIES[ad.visibility] if ad is not None and ad.published else NOT_PUBLISHED


def _place(ad: Posting, call: AnyCall) -> Place:
    """Where an ad is: one without a place of its own is where its job is."""
    return ad.place or call.world.jobs[ad.job].place


class JobAdItem(ResponseSchema):
    """An ad as it is answered."""

    id = fields.Text(of=id_of(JOB_AD), required=True)
    title = fields.Text(required=True)
    language = made(Language, lambda ad, call: language(ad.language), required=True)
    location = part(JobLocation, _place)
    jobAd = part(JobAdSections, "advert", required=True)
    createdOn = Instant(of="created_at", required=True)
    updatedOn = Instant(of="updated_at", required=True)
    applyUrl = fields.Text(of=lambda ad, call: apply_url(call, ad) if is_open(ad) else None)
    postingStatus = fields.Choice(
        JOB_AD_STATUSES, of=lambda ad, call: "PUBLISHED" if ad.published else NOT_PUBLISHED, required=True
    )
    visibility = Spelled(VISIBILITIES, required=True)
    default = fields.Boolean(required=True)
    creator = made(documents.Reference, lambda ad, call: {"id": USER.write(call.world, ad.creator)}, required=True)
    actions = links(
        "JobAdItemActions",
        required=True,
        postings=link("/jobs/{jobId}/jobads/{jobAdId}/postings", id_of(JOB, "job"), id_of(JOB_AD), required=True),
    )


JobAdContent = input_of(
    JobAdItem,
    "JobAdContent",
    "title language location jobAd",
    title=fields.Text(least=1, required=True),
    language=fields.Nested(JobAdLanguageInput, allow_none=True),
)
"""A whole ad."""


def advert_of(sections: Members | None) -> Advert:
    """The text that a request describes; a section that it leaves out is empty."""
    members = {name: one for name, one in (sections or {}).items() if one is not None}
    videos = members.pop("videos", {}).get("videos") or ()
    written = {name: Section(one.get("title"), one.get("text")) for name, one in members.items()}
    return Advert(**written, videos=tuple(videos))


def language_of(members: Members | None) -> str:
    """The language that a request names, which must be one that ads can be in."""
    code = ad_language(members["code"] if members else DEFAULT_LANGUAGE)
    if code not in LANGUAGES:
        raise Invalid(Violation(Rule.CHOICE, ("language", "code"), value=code, choices=tuple(LANGUAGES)))
    return code


def ad_fields(world: Reading, job: Job, body: Members, before: Posting | None = None) -> Members:
    """Fields of a Posting; what the body leaves out is empty, and an ad without a place is where its job is."""
    location, place = body["location"], (before.place if before else None) or job.place
    return {
        "title": body["title"],
        "language": language_of(body["language"]),
        "place": None if location is None else job_place(world, location, place),
        "advert": advert_of(body["advert"]),
    }


@job_ads.get(
    ALL,
    id="list_job_ads",
    returns=fields.Array(fields.Nested(JobAdItem)),
    evidence=apis.JOBS.evidence,
    observes=AD_WORKS,
)
def list_ads(call: Call) -> list[Document]:
    """List the ads of a job, published or not."""
    return [document_of(JobAdItem, ad, call) for ad in JOB_ADS.rows(call)]


@job_ads.post(
    ALL,
    id="create_job_ad",
    body=JobAdContent,
    returns=JobAdItem,
    errors=[JobAdLimitReached],
    evidence=apis.JOBS.evidence,
    facts=Facts(invalid=PropertyInvalid),
)
def create_ad(call: Call) -> Document:
    """Write an ad for a job, which has at most 100. It is not published by this."""
    job = JOBS.get_or_404(call)
    if len(call.world.postings.where(job=job.id)) >= MOST_ADS:
        raise JobAdLimitReached
    described = ad_fields(call.world, job, call.body)
    return document_of(JobAdItem, advertise(call.draft, job, creator=call.caller.user, **described), call)


job_ads.shows(ONE, "Get an ad of a job.", id="get_job_ad", schema=JobAdItem, observes=AD_WORKS)


@job_ads.put(
    ONE,
    id="put_update_job_ad",
    body=JobAdContent,
    returns=JobAdItem,
    evidence=apis.USE_CASES,
    facts=Facts(invalid=PropertyInvalid),
)
def put_ad(call: Call) -> Document:
    """Update an ad to a whole new state: what the body leaves out is removed.

    Career pages and job boards show the change once the ad is published again.
    """
    ad = JOB_ADS.get_or_404(call)
    described = ad_fields(call.world, call.world.jobs[ad.job], call.body, ad)
    return document_of(JobAdItem, rewrite_posting(call.draft, ad, **described), call)
