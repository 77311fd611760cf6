"""Reports and their files: list and read them, have a file generated, download it."""

from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from msgspec.structs import replace
from werkzeug.http import parse_etags

from ats_sandbox.contract import fields
from ats_sandbox.contract.operation import Binary, Document, Reply
from ats_sandbox.contract.refusal import ApiError, Invalid, Rule, Violation
from ats_sandbox.contract.resources.pages import pack, unpack
from ats_sandbox.contract.schema import QuerySchema, shape_of
from ats_sandbox.vendors.smartrecruiters import apis, errors
from ats_sandbox.vendors.smartrecruiters.call import AnyCall, Call, Envelope, Facts
from ats_sandbox.vendors.smartrecruiters.documents import document_of
from ats_sandbox.vendors.smartrecruiters.error_format import ErrorEnvelope, usual
from ats_sandbox.vendors.smartrecruiters.paging import Style
from ats_sandbox.vendors.smartrecruiters.reporting import state
from ats_sandbox.vendors.smartrecruiters.reporting.schemas import REPORT, REPORT_FILE, ApiReport, ApiReportFile
from ats_sandbox.vendors.smartrecruiters.reporting.state import GENERATION, FileStatus
from ats_sandbox.vendors.smartrecruiters.repositories import Records
from ats_sandbox.vendors.smartrecruiters.resource import Resource
from ats_sandbox.world.domain.reading import Reading
from ats_sandbox.world.domain.users import UserRole

ROOT = "/reporting-api/v201804/reports"
ONE = f"{ROOT}/{{reportId}}"
FILE = "/reporting-api/v201804/files/{reportFileId}"


def may_see(call: AnyCall, report: state.Report) -> bool:
    """True for a report that the caller may see, and all of whose rows he may see."""
    caller = call.caller
    if caller.jobs is not None or caller.candidates is not None or not (caller.confidential or report.open):
        return False
    user = call.world.users.get(caller.user)
    return user is not None and (user.role is UserRole.ADMINISTRATOR or user.id in (report.creator, *report.grantees))


class Reports(Records[state.Report]):
    """Reports, of which each user sees their own and those that are granted to them."""

    def find(self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None) -> state.Report | None:
        record = super().find(call, text, forbidden=forbidden)
        if record is not None and not may_see(call, record):
            raise errors.ReportForbidden
        return record


class ReportFiles(Records[state.ReportFile]):
    """Files, which are seen with their reports."""

    def find(
        self, call: AnyCall, text: str | None, *, forbidden: type[ApiError] | None = None
    ) -> state.ReportFile | None:
        record = super().find(call, text, forbidden=forbidden)
        if record is not None and not may_see(call, call.world[state.REPORTS][record.report]):
            raise errors.ReportForbidden
        return record


def _generated(world: Reading) -> state.ReportFile:
    return next(one for one in world[state.REPORT_FILES] if one.status is FileStatus.COMPLETED)


REPORTS = Reports(
    state.REPORTS,
    "reportId",
    errors.ReportNotFound,
    errors.ReportForbidden,
    sample=lambda world: world[state.REPORTS][_generated(world).report],
    codec=REPORT,
    misnamed=errors.ReportMisnamed,
)
FILES = ReportFiles(
    state.REPORT_FILES,
    "reportFileId",
    errors.ReportFileNotFound,
    errors.ReportForbidden,
    sample=_generated,
    codec=REPORT_FILE,
)
reports = Resource("Reports", "Tables of what happened, and their files", apis.REPORTING, REPORTS, FILES)


class PageQuery(QuerySchema):
    """Which page of a list: the first one, or the one that an earlier answer named."""

    page = fields.Text()
    limit = fields.Integer(least=1, most=1_000, load_default=10)


def _start(text: str) -> int:
    """How many records come before the page with an id."""
    offset = (unpack(text) or {}).get("offset")
    if (
        not isinstance(offset, int)
        or isinstance(offset, bool)
        or not 0 < offset < 1 << 32
        or pack(offset=offset) != text
    ):
        raise Invalid(Violation(Rule.FORMAT, ("page",), "query", expected="page", value=text))
    return offset


def _cut(call: AnyCall, rows: Any, show: Callable[[Any], Document]) -> Reply:
    """A page; the `Link` to the next one is absolute, and its relation is called `link`."""
    limit, text = call.query["limit"], call.query.get("page")
    offset = 0 if text is None else _start(text)
    found = rows[offset : offset + limit]
    document: Document = {"content": [show(one) for one in found]}
    if offset + limit >= len(rows):
        return Reply(200, document)
    following = pack(offset=offset + limit)
    path = call.operation.path.replace("{reportId}", quote(call.path.get("reportId", ""), safe=""))
    link = f'<{call.url(path)}?page={following}&limit={limit}>; rel="link"'
    return Reply(200, {"nextPage": following, **document}, {"Link": link})


class Turned(Style, frozen=True):
    """By page, whose id stands in `nextPage`."""

    def envelope(self, item: Any, name: str = "", *, required: bool = True) -> Any:
        return shape_of(name, nextPage=fields.Text(), content=fields.Array(fields.Nested(item)))


TURNED = Turned(PageQuery, (), _cut, ("Link",))


def _seen(call: AnyCall) -> list[state.Report]:
    """The reports that the caller may see, the last modified first."""
    shown = [one for one in call.world[state.REPORTS] if may_see(call, one)]
    return sorted(shown, key=lambda one: (one.updated_at, one.id), reverse=True)


def _files(call: AnyCall) -> list[state.ReportFile]:
    """The files of a report, the newest first."""
    return list(call.world[state.REPORT_FILES].where(report=REPORTS.get_or_404(call).id).newest_first())


reports.lists(
    ROOT,
    "List reports, the last modified first.",
    id="list_reports",
    item=ApiReport,
    rows=_seen,
    style=TURNED,
    envelope="ApiReportsResponse",
)
reports.shows(ONE, "Get a report.", id="get_report", schema=ApiReport)
reports.lists(
    f"{ONE}/files",
    "List the files of a report, the newest first.",
    id="list_report_files",
    item=ApiReportFile,
    rows=_files,
    style=TURNED,
    envelope="ApiReportFilesResponse",
    observes=[GENERATION],
)


@reports.post(
    f"{ONE}/files",
    id="generate_report_file",
    returns={200: ApiReportFile},
    errors=[errors.ReportPending],
    evidence=apis.REPORTING.evidence,
)
def generate_report_file(call: Call) -> Document:
    """Have a file of a report generated, which goes on after the answer; one at a time."""
    report = REPORTS.get_or_404(call)
    if call.world[state.REPORT_FILES].where(asked=report.id):
        raise errors.ReportPending
    return document_of(ApiReportFile, state.generate(call.draft, report, call.caller.user, call.world.now), call)


class IfNoneMatch(QuerySchema):
    """The tags of the files that the caller has."""

    known = fields.Text(data_key="If-None-Match")


def _recent(call: AnyCall) -> tuple[state.ReportFile, str, bool]:
    """The newest file that was generated, its entity tag, and whether the caller has it already."""
    files = call.world[state.REPORT_FILES].where(completed=REPORTS.get_or_404(call).id)
    newest = files.newest_first().first()
    if newest is None:
        raise errors.NoRecentFile
    tag = REPORT_FILE.write(call.world, newest.id)
    return newest, f'"{tag}"', parse_etags(call.header.get("known")).contains_weak(tag)


def _table(file: state.ReportFile) -> Reply:
    """The table in a file."""
    return Reply(200, content=file.content, content_type="text/csv;charset=utf-8")


RECENT = f"{ONE}/files/recent"
AS_TABLE = Envelope(ErrorEnvelope, lambda error, call, now: usual(error, call), media_type="text/csv;charset=utf-8")
"""The usual body of refusals, which calls itself a table where one was asked for."""


@reports.get(
    RECENT,
    id="get_recent_report_file",
    headers=IfNoneMatch,
    returns={200: ApiReportFile, 304: None},
    errors=[errors.NoRecentFile],
    evidence=apis.REPORTING.evidence,
    observes=[GENERATION],
    response_headers=["ETag"],
)
def get_recent_file(call: Call) -> Reply:
    """Get the newest file that was generated, unless the caller has it already."""
    file, tag, known = _recent(call)
    return Reply(304 if known else 200, None if known else document_of(ApiReportFile, file, call), {"ETag": tag})


@reports.get(
    f"{RECENT}/data",
    id="get_recent_report_data",
    headers=IfNoneMatch,
    returns={200: Binary(("text/csv",)), 304: None},
    errors=[errors.NoRecentFile],
    evidence=apis.REPORTING.evidence,
    observes=[GENERATION],
    response_headers=["ETag"],
    facts=Facts(envelope=AS_TABLE),
)
def get_recent_data(call: Call) -> Reply:
    """Download the newest file that was generated, unless the caller has it already."""
    file, tag, known = _recent(call)
    return replace(Reply(304) if known else _table(file), headers={"ETag": tag})


reports.shows(
    FILE,
    "Get a file, and how far its generation is.",
    id="get_report_file",
    schema=ApiReportFile,
    observes=[GENERATION],
)


@reports.get(
    f"{FILE}/data",
    id="get_report_data",
    returns={200: Binary(("text/csv",))},
    errors=[errors.ReportDataNotFound],
    evidence=apis.REPORTING.evidence,
    observes=[GENERATION],
)
def get_report_data(call: Call) -> Reply:
    """Download a file, once it is generated."""
    file = FILES.get_or_404(call)
    if file.status is not FileStatus.COMPLETED:
        raise errors.ReportDataNotFound
    return _table(file)
