"""The search over jobs."""

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Reply
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.jobs.schemas import JobSummary, posting_status, with_ad
from ats_sandbox.vendors.smartrecruiters.paging import PAGES, SLICES, PageQuery
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES, NOT_PUBLISHED, POSTING_STATUSES
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.store.selection import Selection

Jobs = Selection[Job]


class JobsQuery(PageQuery):
    """Which jobs, in which order."""

    q = fields.Text()
    offset = fields.Integer(least=0, load_default=0)
    sort = fields.Choice(("default", "job_id"), load_default="default")
    city = fields.Array(fields.Text(least=1))
    department = fields.Array(fields.Text(least=1))
    updatedAfter = fields.DateTime()
    lastActivityAfter = fields.DateTime()
    language = fields.Text()
    status = fields.Choice(JOB_STATUSES.all)
    statuses = fields.Array(fields.Choice(JOB_STATUSES.all))
    postingStatus = fields.Choice(POSTING_STATUSES)
    hiringTeamMemberId = fields.Array(fields.Text(least=1))


def page_of_jobs(call: AnyCall) -> Document | Reply:
    """The page that is asked for. `job_id` goes upward by page id, `default` downward from the newest by offset."""
    query = call.query
    rows = matching(call)

    def show(job: Job) -> Document:
        return document_of(JobSummary, with_ad(job, call), call)

    if query["sort"] == "job_id" and not query["offset"]:
        return PAGES.page(call, rows, show)
    if "pageId" in query:
        raise Invalid(Violation(Rule.CUSTOM, ("pageId",), "query", text="goes with sort=job_id and without offset"))
    return SLICES.page(call, rows.newest_first() if query["sort"] == "default" else rows, show)


def matching(call: AnyCall) -> Jobs:
    """The jobs that satisfy every parameter; the values of one parameter are alternatives."""
    world, query = call.world, call.query
    rows = call.visible(world.jobs)
    statuses = query.get("statuses") or [query[name] for name in ("status",) if name in query]
    if statuses:
        rows = rows.where_any("status", [JOB_STATUSES.read(text) for text in statuses])
    if "city" in query:
        rows = rows.where_any("city", query["city"])
    if "department" in query:
        named = world.departments.where_any("name", query["department"])
        rows = rows.where_any("department", [department.id for department in named])
    if "hiringTeamMemberId" in query:
        rows = rows.where_any("member", [USER.read(world, text) for text in query["hiringTeamMemberId"]])
    if "language" in query:
        rows = rows.among(one.job for one in world.postings.where(language=query["language"]) if one.default)
    if "postingStatus" in query:
        rows = with_posting_status(call, rows, query["postingStatus"])
    if "updatedAfter" in query:
        rows = rows.since(query["updatedAfter"])
    if "lastActivityAfter" in query:
        rows = rows.only(lambda job: job.active_at > query["lastActivityAfter"])
    if "q" in query:
        keywords = query["q"].casefold().split()
        rows = rows.only(lambda job: all(keyword in job.title.casefold() for keyword in keywords))
    return rows


def with_posting_status(call: AnyCall, rows: Jobs, wanted: str) -> Jobs:
    """The jobs whose default ad is published to these, or to nobody."""
    ads = call.world.postings.where(published=True)
    published = {one.job: posting_status(one) for one in ads if one.default}
    if wanted == NOT_PUBLISHED:
        return rows.only(lambda job: job.id not in published)
    return rows.among(job for job, status in published.items() if status == wanted)
