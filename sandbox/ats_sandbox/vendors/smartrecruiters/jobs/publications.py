"""Publications: put the ads of jobs before the public or the company, take them down, and see where they are."""

from collections.abc import Iterator
from typing import NamedTuple

from ats_sandbox.contract import fields
from ats_sandbox.contract.body import JsonObject
from ats_sandbox.contract.operation import Document
from ats_sandbox.contract.schema import Members, QuerySchema, request_of, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.approvals.state import awaits_approval
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Facts
from ats_sandbox.vendors.smartrecruiters.documents import Instant
from ats_sandbox.vendors.smartrecruiters.jobs.posting_work import AD_WORKS, JOB_AD_POSTING, JOB_AD_UNPOSTING
from ats_sandbox.vendors.smartrecruiters.paging import CONTENT
from ats_sandbox.vendors.smartrecruiters.repositories import JOB_ADS, JOBS
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.vendors.smartrecruiters.vocabulary import VISIBILITIES, Spelled
from ats_sandbox.world.domain.background import begin
from ats_sandbox.world.domain.commands.postings import default_posting
from ats_sandbox.world.domain.commands.publications import (
    ask_to_publish,
    comes_too_early,
    publications_of,
    publish,
    unpublish,
)
from ats_sandbox.world.domain.postings import Posting, PostingVisibility
from ats_sandbox.world.domain.publications import Publication
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import UserRole

MOST_PUBLISHED = 10_000
"""Ads of a company that may be published at once."""
NO_PUBLISHERS = frozenset({UserRole.INTERVIEWER, UserRole.EMPLOYEE})
"""The roles whose users may not publish a job."""
OF_JOB = "/jobs/{jobId}/publication"
OF_AD = "/jobs/{jobId}/jobads/{jobAdId}/postings"

publications = Resource("Publications", "Where the ads of a job are published", apis.JOBS, JOBS, JOB_ADS)


class Outlet(NamedTuple):
    """A place where an ad is or was to be seen, and when."""

    name: str
    type: str
    published_at: int | None
    unpublished_at: int | None


def outlets(world: Reading, one: Publication) -> Iterator[Outlet]:
    """Where a publication is to be seen: at the company's own sites and, when it is public, on free job boards."""
    sources = [(own.label, own.type) for own in world.sources.where(type="CAREER_SITE")]
    if one.aggregators and one.visibility is PostingVisibility.PUBLIC:
        sources += [(board.label, board.type) for board in world.sources.where(subtype=("JOB_BOARD", "FREE"))]
    for name, type in sources or [("Company website", "CAREER_SITE")]:
        yield Outlet(name, type, one.published_at, one.unpublished_at)


def _shown(call: AnyCall, ad: Posting | None) -> list[Outlet]:
    """Where an ad is published, and where it was when that is asked for."""
    known = [] if ad is None else publications_of(call.world, ad)
    asked = [one for one in known if one.unpublished_at is None or not call.query["activeOnly"]]
    return [outlet for one in asked for outlet in outlets(call.world, one)]


def _asked(call: Call, ad: Posting, body: Members) -> Publication:
    """Write down that an ad is to be published. Refused while the company has as many published ads as it may have."""
    world = call.draft
    if not ad.published and len(world.postings.where(published=True)) >= MOST_PUBLISHED:
        raise errors.PublishedAdLimit
    visibility = body.get("visibility", PostingVisibility.PUBLIC)
    return ask_to_publish(world, ad, visibility, aggregators=body.get("aggregators", True))


PublicationListItem = shape_of(
    "PublicationListItem",
    sourceName=fields.Text(of="name", required=True),
    type=fields.Text(required=True),
    publishedOn=Instant(of="published_at", required=True),
    unpublishedOn=Instant(of="unpublished_at"),
)
_PUBLISHED_TO = {one: VISIBILITIES[one] for one in (PostingVisibility.PUBLIC, PostingVisibility.INTERNAL)}
PublicationInput = JsonObject(
    request_of(
        "Publication",
        aggregators=fields.Boolean(load_default=True),
        visibility=Spelled(_PUBLISHED_TO, load_default=PostingVisibility.PUBLIC, metadata={"default": "PUBLIC"}),
    ),
    required=False,
)
"""Who is to see an ad, and whether free job boards carry it."""
Posted = shape_of("JobAdPublicationScheduled", postingStatus=fields.Choice(("PENDING",)))
Unposted = shape_of("JobAdUnpublishScheduled", unpostingStatus=fields.Choice(("PENDING",)))


class PublicationQuery(QuerySchema):
    """Whether what was taken down is listed, too."""

    activeOnly = fields.Boolean(load_default=True)


publications.lists(
    OF_AD,
    "List where an ad of a job is published.\n\nWith `activeOnly=false` also where it was.",
    id="list_job_ad_postings",
    item=PublicationListItem,
    rows=lambda call: _shown(call, JOB_ADS.get_or_404(call)),
    envelope="PublicationList",
    style=CONTENT,
    query=PublicationQuery,
    facts=Facts(forbidden=errors.PostingsForbidden),
    observes=AD_WORKS,
)


@publications.post(
    OF_AD,
    id="post_job_ad",
    body=PublicationInput,
    returns={202: Posted},
    errors=[errors.PublishedAdLimit, errors.JobNotPosted],
    evidence=apis.JOBS.evidence,
    facts=Facts(forbidden=errors.PostingForbidden),
)
def post_ad(call: Call) -> Document:
    """Publish an ad of a job as it is now.

    It is being posted when this is answered. Others than the default ad come after that.
    """
    ad = JOB_ADS.get_or_404(call)
    if comes_too_early(call.world, ad):
        raise errors.JobNotPosted
    begin(call.draft, JOB_AD_POSTING, _asked(call, ad, call.body).id)
    return {"postingStatus": "PENDING"}


@publications.delete(
    OF_AD,
    id="unpost_job_ad",
    returns={202: Unposted},
    evidence=apis.JOBS.evidence,
    facts=Facts(forbidden=errors.PostingForbidden),
)
def unpost_ad(call: Call) -> Document:
    """Take an ad of a job down everywhere; with the default ad, all ads of the job."""
    begin(call.draft, JOB_AD_UNPOSTING, JOB_ADS.get_or_404(call).id)
    return {"unpostingStatus": "PENDING"}


publications.lists(
    OF_JOB,
    "List where a job is published, which is where its default ad is.\n\nWith `activeOnly=false` also where it was.",
    id="list_job_publications",
    item=PublicationListItem,
    rows=lambda call: _shown(call, default_posting(call.world, JOBS.get_or_404(call).id)),
    envelope="PublicationList",
    style=CONTENT,
    query=PublicationQuery,
    facts=Facts(forbidden=errors.PublicationForbidden),
    observes=AD_WORKS,
)


@publications.post(
    OF_JOB,
    id="publish_job",
    scope="jobs_publications_manage",
    body=PublicationInput,
    returns=204,
    errors=[errors.PublishedAdLimit, errors.PublishingForbidden, errors.JobAdNotFound],
    evidence=apis.JOBS.evidence,
    facts=Facts(forbidden=errors.PublicationForbidden, per_second=2),
)
def publish_job(call: Call) -> None:
    """Publish the default ad of a job as it is now, to the company's own sites and, unless told not to, job boards.

    It is published when this is answered. A job that needs approval is published once it was approved.
    """
    job, user = JOBS.get_or_404(call), call.world.users.get(call.caller.user)
    if (user is not None and user.role in NO_PUBLISHERS) or awaits_approval(call.world, job.id):
        raise errors.PublishingForbidden
    ad = default_posting(call.world, job.id)
    if ad is None:
        raise errors.JobAdNotFound
    publish(call.draft, _asked(call, ad, call.body))


@publications.delete(
    OF_JOB,
    id="unpublish_job",
    scope="jobs_publications_manage",
    evidence=apis.JOBS.evidence,
    facts=Facts(forbidden=errors.PublicationForbidden, per_second=2),
)
def unpublish_job(call: Call) -> None:
    """Take all ads of a job down everywhere."""
    ad = default_posting(call.world, JOBS.get_or_404(call).id)
    if ad is not None:
        unpublish(call.draft, ad)
