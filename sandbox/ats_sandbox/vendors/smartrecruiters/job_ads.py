"""Job ads: list, write, read and rewrite them."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.evidence import documented, inferred
from ats_sandbox.contract.operation import Document, Example
from ats_sandbox.contract.schema import Members, RequestSchema, ResponseSchema
from ats_sandbox.vendors.smartrecruiters import errors, samples
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Resource
from ats_sandbox.vendors.smartrecruiters.declare import declare_get
from ats_sandbox.vendors.smartrecruiters.documents import (
    Instant,
    document_of,
    id_of,
    input_of,
    made,
    nothing,
    part,
    request_of,
    shape,
)
from ats_sandbox.vendors.smartrecruiters.ids import JOB, JOB_AD, USER
from ats_sandbox.vendors.smartrecruiters.labels import Reference
from ats_sandbox.vendors.smartrecruiters.languages import LANGUAGES, Language, language
from ats_sandbox.vendors.smartrecruiters.links import link, links
from ats_sandbox.vendors.smartrecruiters.places import JobLocation, JobLocationInput, job_place
from ats_sandbox.vendors.smartrecruiters.repositories import ADS_OF_JOB, JOB_ADS, JOBS
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_AD_STATUSES, NOT_PUBLISHED, VISIBILITIES, Spelled
from ats_sandbox.world.domain.commands.postings import advertise, rewrite_posting
from ats_sandbox.world.domain.company import Place
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.postings import Advert, Posting, Section
from ats_sandbox.world.domain.reading import Reading

PORTAL = documented("developers.smartrecruiters.com, Job API; models of clients generated from its contract")
CREATED = inferred("path and body are published, the number of the success is not; what creates answers 201")
DEFAULT_LANGUAGE = "en"
"""The language of an ad that names none: the company's."""
LONGEST = 9_999
"""Characters of a section's text."""
ALL = "/jobs/{jobId}/jobads"
ONE = "/jobs/{jobId}/jobads/{jobAdId}"
SECTIONS = {
    "companyDescription": "company_description",
    "jobDescription": "job_description",
    "qualifications": "qualifications",
    "additionalInformation": "additional_information",
}
"""The sections in their order on the wire, with their names in the world."""

job_ads = Resource(
    "Job ads",
    "Advertisements of a job, in one language each",
    scope="jobs",
    evidence=PORTAL,
    names=(
        JOBS,
        JOB_ADS,
    ),
    path=samples.AN_AD,
    labels=True,
)


JobAdSection = shape("JobAdSection", title=fields.Text(), text=fields.Text())
JobAdVideos = shape("JobAdVideos", urls=fields.Array(fields.Text(), of="videos"))


class JobAdSections(ResponseSchema):
    """What an ad says: the sections that it has."""

    companyDescription = part(JobAdSection, "company_description")
    jobDescription = part(JobAdSection, "job_description")
    qualifications = part(JobAdSection, "qualifications")
    additionalInformation = part(JobAdSection, "additional_information")
    videos = part(JobAdVideos, lambda advert, call: advert if advert.videos else None)


_Section = input_of(JobAdSection, "JobAdSectionInput", text=fields.Text(most=LONGEST, allow_none=True))
_Videos = input_of(JobAdVideos, "JobAdVideosInput", urls=fields.Array(fields.Text(), allow_none=True))
JobAdSectionsInput = input_of(
    JobAdSections,
    "JobAdSectionsInput",
    **{name: fields.Nested(_Section, allow_none=True) for name in SECTIONS},
    videos=fields.Nested(_Videos, allow_none=True),
)
"""What an ad says; a section that is left out is empty."""


JobAdLanguageInput = request_of(
    "JobAdLanguageInput", code=fields.Text(required=True, metadata={"enum": list(LANGUAGES)})
)


class JobAdContent(RequestSchema):
    """A whole ad."""

    title = fields.Text(least=1, required=True)
    language = fields.Nested(JobAdLanguageInput, allow_none=True)
    location = fields.Nested(JobLocationInput, allow_none=True)
    jobAd = fields.Nested(JobAdSectionsInput, allow_none=True)


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
    applyUrl = fields.Text(of=nothing)
    postingStatus = fields.Choice(
        JOB_AD_STATUSES, of=lambda ad, call: "PUBLISHED" if ad.published else NOT_PUBLISHED, required=True
    )
    visibility = Spelled(VISIBILITIES, required=True)
    default = fields.Boolean(required=True)
    creator = made(Reference, lambda ad, call: {"id": USER.write(call.world, ad.creator)}, required=True)
    actions = links(
        "JobAdItemActions",
        required=True,
        postings=link("/jobs/{jobId}/jobads/{jobAdId}/postings", id_of(JOB, "job"), id_of(JOB_AD)),
    )


def the_ad(call: AnyCall) -> Posting:
    """The ad `{jobAdId}` of the job `{jobId}`."""
    return ADS_OF_JOB.get_or_404(call, JOB_ADS)


def advert_of(sections: Members | None) -> Advert:
    """The text that a request describes; a section that it leaves out is empty."""
    members = sections or {}
    described = {field: members[name] for name, field in SECTIONS.items() if members.get(name) is not None}
    videos = tuple((members.get("videos") or {}).get("urls") or ())
    return Advert(
        **{field: Section(one.get("title"), one.get("text")) for field, one in described.items()}, videos=videos
    )


def language_of(members: Members | None) -> str:
    """The language that a request names, which must be one that ads can be in."""
    code: str = members["code"] if members else DEFAULT_LANGUAGE
    if code not in LANGUAGES:
        raise errors.JobAdLanguageNotFound
    return code


def ad_fields(world: Reading, job: Job, body: Members, before: Posting | None = None) -> Members:
    """Fields of a Posting; what the body leaves out is empty, and an ad without a place is where its job is."""
    location = body.get("location")
    before_place = before.place if before is not None and before.place is not None else job.place
    return {
        "title": body["title"],
        "language": language_of(body.get("language")),
        "place": None if location is None else job_place(world, location, before_place),
        "advert": advert_of(body.get("jobAd")),
    }


@job_ads.get(
    ALL,
    id="list_job_ads",
    returns=fields.Array(fields.Nested(JobAdItem)),
    evidence=PORTAL,
)
def list_ads(call: Call) -> list[Document]:
    """List the ads of a job, published or not."""
    return [document_of(JobAdItem, ad, call) for ad in ADS_OF_JOB.rows(call, JOB_ADS)]


@job_ads.post(
    ALL,
    id="create_job_ad",
    body=JobAdContent,
    returns={201: JobAdItem},
    errors=[errors.JobAdLanguageNotFound],
    evidence=CREATED,
    example=Example(body=samples.body("ad")),
)
def create_ad(call: Call) -> Document:
    """Write an ad for a job. It is not published by this."""
    job = JOBS.get_or_404(call)
    described = ad_fields(call.world, job, call.body)
    return document_of(JobAdItem, advertise(call.draft, job, creator=call.caller.user, **described), call)


declare_get(job_ads, ONE, "Get an ad of a job.", id="get_job_ad", schema=JobAdItem, record=the_ad)


@job_ads.put(
    ONE,
    id="put_update_job_ad",
    body=JobAdContent,
    returns=JobAdItem,
    errors=[errors.JobAdLanguageNotFound],
    evidence=errors.USE_CASES,
    example=Example(body=samples.body("ad")),
)
def put_ad(call: Call) -> Document:
    """Update an ad to a whole new state: what the body leaves out is removed.

    Career pages and job boards show the change once the ad is published again.
    """
    ad = the_ad(call)
    described = ad_fields(call.world, call.world.jobs[ad.job], call.body, ad)
    return document_of(JobAdItem, rewrite_posting(call.draft, ad, **described), call)
