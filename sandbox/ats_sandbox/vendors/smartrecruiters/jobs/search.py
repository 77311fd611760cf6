"""The search over jobs."""

from typing import Any

from ats_sandbox.contract.call import Call
from ats_sandbox.contract.operation import Reply
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.jobs.views import job_summary, posting_status
from ats_sandbox.vendors.smartrecruiters.paging import pages, slices
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES, NOT_PUBLISHED
from ats_sandbox.world.domain.jobs import Job
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.store.selection import Selection


def page_of_jobs(call: Call) -> Reply | dict[str, Any]:
    """The asked page. `job_id` goes upward by page id, `default` downward from the newest job by offset."""
    query = call.query
    rows = matching(call)
    if query["sort"] == "job_id" and not query["offset"]:
        return pages(call, rows, lambda job: job_summary(call, job))
    if "pageId" in query:
        raise Invalid(Violation(Rule.CUSTOM, ("pageId",), "query", text="goes with sort=job_id and without offset"))
    if query["sort"] == "default":
        rows = rows.newest_first()
    return slices(call, rows, lambda job: job_summary(call, job))


def matching(call: Call) -> Selection[Job]:
    """The jobs that satisfy every parameter; the values of one parameter are alternatives."""
    world, query = call.world, call.query
    rows = call.visible(world.jobs)
    statuses = query.get("statuses") or [query[name] for name in ("status",) if name in query]
    if statuses:
        rows = rows.where_any("status", [JOB_STATUSES.read(word) for word in statuses])
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
        rows = with_posting_status(world, rows, query["postingStatus"])
    if "updatedAfter" in query:
        rows = rows.since(query["updatedAfter"])
    if "lastActivityAfter" in query:
        rows = rows.only(lambda job: job.active_at > query["lastActivityAfter"])
    if "q" in query:
        keywords = query["q"].casefold().split()
        rows = rows.only(lambda job: all(keyword in job.title.casefold() for keyword in keywords))
    return rows


def with_posting_status(world: Reading, rows: Selection[Job], wanted: str) -> Selection[Job]:
    """The jobs whose default ad is published to these, or to nobody."""
    published = {one.job: posting_status(one) for one in world.postings.where(published=True) if one.default}
    if wanted == NOT_PUBLISHED:
        return rows.only(lambda job: job.id not in published)
    return rows.among(job for job, status in published.items() if status == wanted)
