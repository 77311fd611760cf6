"""The search over jobs."""

from functools import partial
from typing import cast

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Document, Reply
from ats_sandbox.contract.refusal import Invalid, Rule, Violation
from ats_sandbox.contract.resources.listing import Filter
from ats_sandbox.vendors.smartrecruiters import errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall
from ats_sandbox.vendors.smartrecruiters.filters import UPDATED_AFTER, any_of, having_words
from ats_sandbox.vendors.smartrecruiters.ids import USER
from ats_sandbox.vendors.smartrecruiters.jobs.job_ads import posting_status
from ats_sandbox.vendors.smartrecruiters.languages import LANGUAGES
from ats_sandbox.vendors.smartrecruiters.paging import PAGES, SLICES, PageQuery, Show, Style, link_to
from ats_sandbox.vendors.smartrecruiters.vocabulary import JOB_STATUSES, NOT_PUBLISHED, POSTING_STATUSES, Spelled
from ats_sandbox.world.domain.jobs import Job, JobStatus
from ats_sandbox.world.store.selection import Selection

Jobs = Selection[Job]
FARTHEST = 10_000_000
"""The largest offset."""
_filled = partial(fields.Text, least=1)


class JobPageQuery(PageQuery):
    """Which jobs, in which order. `q` is one of the filters, and the first parameter after those of every page."""

    q = fields.Text()
    offset = fields.Integer(least=0, most=FARTHEST, load_default=0)
    sort = fields.Choice(("default", "job_id"), load_default="default")


class Ranked(list[Job]):
    """Jobs in an order that is not that of their creation."""

    def page(self, offset: int, limit: int) -> list[Job]:
        """Some jobs from an offset on."""
        return self[offset : offset + limit]


def page_of_jobs(call: AnyCall, rows: Jobs, show: Show) -> Reply:
    """The page that is asked for. `job_id` goes upward by page id, `default` downward from the best by offset."""
    query = call.query
    if query["sort"] == "job_id" and not query["offset"]:
        try:
            return cast(Reply, PAGES.page(call, rows, show))
        except Invalid:
            raise errors.InvalidPageId from None
    if "pageId" in query:
        raise Invalid(Violation(Rule.CUSTOM, ("pageId",), "query", text="goes with sort=job_id and without offset"))
    ordered = best_first(rows, query.get("q", "")) if query["sort"] == "default" else rows
    document = cast(Document, SLICES.page(call, ordered, show))
    following = query["offset"] + query["limit"]
    more = following < min(document["totalFound"], FARTHEST + 1)
    return Reply(200, document, {"Link": link_to(call, offset=following)} if more else {})


def best_first(rows: Jobs, text: str) -> Jobs | Ranked:
    """The newest first; those that are looked for by words, the ones first whose titles have the most in common."""
    words = text.casefold().split()
    if not words:
        return rows.newest_first()

    def score(job: Job) -> tuple[int, float]:
        said = job.title.casefold().split()
        return sum(word in said for word in words), sum(map(len, words)) / sum(map(len, said))

    return Ranked(sorted(rows.newest_first(), key=score, reverse=True))


def in_department(call: AnyCall, rows: Jobs, names: list[str]) -> Jobs:
    """The jobs of the departments of these names."""
    return rows.where_any("department", [one.id for one in call.world.departments.where_any("name", names)])


def in_language(call: AnyCall, rows: Jobs, code: str) -> Jobs:
    """The jobs whose default ad is in a language."""
    return rows.among(one.job for one in call.world.postings.where(language=code) if one.default)


def with_posting_status(call: AnyCall, rows: Jobs, wanted: str) -> Jobs:
    """The jobs whose default ad is published to these, or to nobody."""
    ads = call.world.postings.where(published=True)
    published = {one.job: posting_status(one) for one in ads if one.default}
    if wanted == NOT_PUBLISHED:
        return rows.only(lambda job: job.id not in published)
    return rows.among(job for job, status in published.items() if status == wanted)


def of_members(call: AnyCall, rows: Jobs, ids: list[str]) -> Jobs:
    """The jobs that one of these users hires for."""
    return rows.where_any("member", [USER.read(call.world, id) for id in ids])


def in_status(call: AnyCall, rows: Jobs, status: JobStatus) -> Jobs:
    """The jobs of a status, unless several are asked for besides."""
    return rows if call.query.get("statuses") else rows.where(status=status)


FILTERS: tuple[Filter[Job], ...] = (
    Filter("q", fields.Text, lambda call, rows, text: having_words(call, rows, text, lambda job: job.title)),
    any_of("city", "city", _filled),
    any_of("department", in_department, _filled),
    UPDATED_AFTER,
    Filter("lastActivityAfter", fields.DateTime, lambda call, rows, at: rows.only(lambda job: job.active_at > at)),
    Filter("language", partial(fields.Choice, LANGUAGES), in_language),
    Filter("status", partial(Spelled, JOB_STATUSES), in_status),
    any_of("statuses", "status", partial(Spelled, JOB_STATUSES)),
    Filter("postingStatus", partial(fields.Choice, POSTING_STATUSES), with_posting_status),
    any_of("hiringTeamMemberId", of_members, _filled),
)
"""The values of one parameter are alternatives; all parameters must hold."""
JOB_PAGES = Style(JobPageQuery, PAGES.members, page_of_jobs, PAGES.headers)
